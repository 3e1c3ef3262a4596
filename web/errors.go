package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
)

// statuses is the one table from kinds of fault to HTTP.
var statuses = map[fault.Kind]int{
	fault.Internal:    http.StatusInternalServerError,
	fault.Invalid:     http.StatusUnprocessableEntity,
	fault.NotFound:    http.StatusNotFound,
	fault.Conflict:    http.StatusConflict,
	fault.Forbidden:   http.StatusForbidden,
	fault.TooLarge:    http.StatusRequestEntityTooLarge,
	fault.Unavailable: http.StatusServiceUnavailable,
}

// statusOf returns the status that an error is answered with. A body over the
// limit and a request out of time are errors of net/http and context.
func statusOf(err error) int {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return http.StatusRequestEntityTooLarge
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return http.StatusServiceUnavailable
	}
	return statuses[fault.KindOf(err)]
}

// failure is what the error page shows.
type failure struct {
	Status    int
	Words     string        // names the texts at error.*; "": the status does
	Where     string        // the address asked for
	Message   fault.Message // what exactly went wrong, where it may be told
	Fields    []fault.Field // the fields at fault
	Reference string        // finds the error in the log
	SignIn    string        // where to sign in, for who is not known; "": that is not what is wrong
}

// failed answers with the error page, and says so, when there is an error; for a
// change that waits for confirmation with the way to its proposal.
func (s *Server) failed(c *gin.Context, err error) bool {
	if err == nil {
		return false
	}
	if s.waits(c, err) {
		return true
	}
	s.fail(c.Writer, c.Request, err)
	c.Abort()
	return true
}

// fail answers with the error page for an error. What the page must not tell
// goes to the log under the request's id.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := failure{Status: statusOf(err)}
	if f.Status >= http.StatusInternalServerError {
		f.Reference = visitOf(r).id
		if r.Context().Err() != nil && errors.Is(err, context.Canceled) {
			s.log.Debug("the reader left", "request", f.Reference, "path", visitOf(r).path)
		} else {
			s.log.Error("request failed", "request", f.Reference, "method", r.Method, "path", visitOf(r).path, "error", err)
		}
	} else if e, ok := errors.AsType[*fault.Error](err); ok {
		f.Message, f.Fields = e.Message, e.Fields
		if e.Kind == fault.Forbidden {
			f.Words = "role"
		}
	}
	s.showFailure(w, r, f)
}

// failStatus answers with the error page of a status that no fault stands for.
func (s *Server) failStatus(w http.ResponseWriter, r *http.Request, status int) {
	s.showFailure(w, r, failure{Status: status})
}

func (s *Server) showFailure(w http.ResponseWriter, r *http.Request, f failure) {
	f.Where = r.URL.Path
	f.Words = cmp.Or(f.Words, strconv.Itoa(f.Status))
	w.Header().Set("Cache-Control", "no-store") // whatever a handler had in mind
	if wantsText(r) {
		s.plain(w, f.Status, s.failureText(r, f))
		return
	}
	l := languageOf(r)
	s.show(w, r, f.Status, "error", Page{Title: l.T("error." + f.Words + ".title"), Data: f})
}

// fieldProblem returns what a fault about input says of a field, or nil.
func fieldProblem(err error, name string) *fault.Message {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok || e.Kind != fault.Invalid {
		return nil
	}
	for i := range e.Fields {
		if e.Fields[i].Name == name {
			return &e.Fields[i].Message
		}
	}
	return nil
}

// wantsText reports whether the answer is read by a program: a page is not
// accepted, or a file of data is asked for and a page not named.
func wantsText(r *http.Request) bool {
	accept := r.Header.Get("Accept")
	if strings.Contains(accept, "text/html") {
		return false
	}
	switch path.Ext(r.URL.Path) {
	case ".csv", ".json", ".xlsx":
		return true
	}
	return accept != "" && !strings.Contains(accept, "*/*")
}

// failureText is the error page as plain text.
func (s *Server) failureText(r *http.Request, f failure) string {
	l := languageOf(r)
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s\n%s\n", f.Status, l.T("error."+f.Words+".title"), l.T("error."+f.Words+".what"))
	if !f.Message.IsZero() {
		fmt.Fprintln(&b, fullSentence(l.Message(f.Message)))
	}
	for _, field := range f.Fields {
		fmt.Fprintf(&b, "%s: %s\n", field.Name, l.Message(field.Message))
	}
	fmt.Fprintln(&b, l.T("error."+f.Words+".do"))
	if f.Reference != "" {
		fmt.Fprintln(&b, l.T("error.reference", "id", f.Reference))
	}
	return b.String()
}

// plain answers with plain text.
func (s *Server) plain(w http.ResponseWriter, status int, text string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if _, err := w.Write([]byte(text)); err != nil {
		s.log.Debug("the reader left", "error", err)
	}
}

// recovering answers a panic with the page of an internal error. A response
// that has begun is cut off instead, so that nobody takes it for complete.
func (s *Server) recovering(c *gin.Context) {
	defer func() {
		value := recover()
		if value == nil {
			return
		}
		if value == http.ErrAbortHandler {
			panic(value)
		}
		err := fmt.Errorf("panic: %v\n%s", value, debug.Stack())
		if c.Writer.Written() {
			s.log.Error("request failed", "request", visitOf(c.Request).id, "path", visitOf(c.Request).path, "error", err)
			panic(http.ErrAbortHandler)
		}
		s.failed(c, err)
	}()
	c.Next()
}
