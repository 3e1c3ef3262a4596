package web

import (
	"net/http"
	"net/url"
	"path"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/form"
)

const (
	pastCookie    = "as_of"
	pastParameter = "as_of"
	pastToday     = project.Today // leads back
)

// timeless are the first parts of addresses that show nothing of the record, or
// of accounts, which are as they are today; they work whatever day is shown.
var timeless = []string{"assets", "healthz", "readyz", "metrics", "sign-in", "sign-out", "welcome", "account", "users"}

// pastAsked is the date that a request named, and what is wrong with it.
type pastAsked struct {
	Typed   string
	Problem *fault.Message // nil: none
}

// inThePast answers with the record as it was on the date that the reader names
// (?as_of=2026-10-01) or named before, which the browser keeps until it is
// closed. A former state is only read.
func (s *Server) inThePast(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		typed, named := query.Get(pastParameter), query.Has(pastParameter)
		if !named {
			typed, _ = cookie(r, pastCookie)
		}
		switch {
		case isTimeless(r.URL.Path) || !named && typed == "":
			next.ServeHTTP(w, r)
		case typed == pastToday || typed == "":
			s.leavePast(w, r, query)
		default:
			s.enterPast(w, r, next, typed, named)
		}
	})
}

func isTimeless(path string) bool { return slices.Contains(timeless, firstPart(path)) }

// leavePast leads to the same address as of today.
func (s *Server) leavePast(w http.ResponseWriter, r *http.Request, query url.Values) {
	s.setCookie(w, r, pastCookie, "", 0)
	query.Del(pastParameter)
	redirect(w, r, &url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: query.Encode()}, http.StatusSeeOther)
}

// enterPast answers as of the date that was typed, named in the address or kept
// by the browser.
func (s *Server) enterPast(w http.ResponseWriter, r *http.Request, next http.Handler, typed string, named bool) {
	past, key, name, err := s.readPast(r, typed)
	v := visitOf(r)
	switch problem := fieldProblem(err, pastParameter); {
	case problem != nil && named && hasPastForm(r.URL.Path): // the page tells it in the form
		v.asked = pastAsked{typed, problem}
		next.ServeHTTP(w, r)
	case problem != nil && !named: // it is no date any more
		s.leavePast(w, r, r.URL.Query())
	case err != nil:
		s.fail(w, r, err)
	case name.IsZero() && past.Day == s.planner.Today(r.Context()): // it is not over
		s.setCookie(w, r, pastCookie, "", 0)
		next.ServeHTTP(w, r)
	default:
		if named && reading(r) && !isFile(r.URL.Path) {
			s.setCookie(w, r, pastCookie, key, untilClosed)
		}
		v.past, v.pastKey, v.pastName = past, key, name
		if !reading(r) || s.isForm(r.URL.Path) {
			s.showFailure(w, r, failure{Status: http.StatusConflict, Words: "past"})
			return
		}
		next.ServeHTTP(w, r.WithContext(planner.AsOf(r.Context(), past)))
	}
}

// readPast reads the date as people type it, or the code of a baseline. It also
// returns what addresses say for it, and the baseline's name. What is wrong with
// it is an Invalid fault about the field as_of.
func (s *Server) readPast(r *http.Request, typed string) (past *planner.Past, key string, name text.Label, err error) {
	if b, past, err := s.planner.Baseline(r.Context(), typed); err != nil || b != nil {
		return past, typed, nameOf(b), err
	}
	day, problem := form.Date(languageOf(r), typed)
	if problem != "" {
		var p fault.Problems
		p.Add(pastParameter, fault.Say("problem", "{problem}", "problem", problem))
		return nil, "", name, p.Err(fault.Say("past.invalid", "the record cannot be shown as of that date"))
	}
	past, err = s.planner.Past(r.Context(), day)
	return past, day.String(), name, err
}

func nameOf(b *project.Baseline) text.Label {
	if b == nil {
		return text.Label{}
	}
	return b.Name
}

// hasPastForm reports whether the page of the address has the form in which a
// date is typed.
func hasPastForm(at string) bool { return at == "/" || path.Base(at) == "history" }

// isFile reports whether the address is that of a file rather than of a page.
func isFile(at string) bool {
	switch path.Ext(at) {
	case ".csv", ".json", ".yaml", ".xlsx":
		return true
	}
	return false
}

// pastForm is the form in which a date is typed.
type pastForm struct {
	pastAsked
	Action    string
	Shown     bool // a former state is shown
	Baselines []Link
}

// pastForm returns the form of the page that is asked for.
func (s *Server) pastForm(c *gin.Context) (*pastForm, error) {
	v := visitOf(c.Request)
	f := &pastForm{pastAsked: v.asked, Action: c.Request.URL.Path, Shown: v.past != nil}
	if f.Shown && f.Problem == nil {
		f.Typed = v.language.Date(v.past.Day)
		if !v.pastName.IsZero() {
			f.Typed = v.pastKey
		}
	}
	var err error
	f.Baselines, err = s.baselineLinks(c.Request.Context(), v.language.Code, &url.URL{Path: f.Action}, pastParameter, v.pastKey)
	return f, err
}

// pastBanner says on every page that it shows a former state.
type pastBanner struct {
	Text, Back string
}

func newPastBanner(r *http.Request, in *time.Location) *pastBanner {
	v := visitOf(r)
	if v.past == nil {
		return nil
	}
	query := r.URL.Query()
	query.Set(pastParameter, pastToday)
	b := &pastBanner{Back: "?" + query.Encode()}
	day, l := v.language.LongDate(v.past.Day), v.language
	switch {
	case v.past.Seq > 0 && !v.pastName.IsZero():
		b.Text = l.T("past.banner_baseline", "name", v.pastName, "at", l.DateTime(v.past.At.In(in)), "seq", v.past.Seq)
	case v.past.Seq > 0:
		b.Text = l.T("past.banner", "day", day, "seq", v.past.Seq)
	case v.past.Begins.IsZero():
		b.Text = l.T("past.banner_nothing", "day", day)
	default:
		b.Text = l.T("past.banner_before", "day", day, "begins", l.LongDate(v.past.Begins))
	}
	return b
}

// withPast returns the query with the date that is shown.
func withPast(r *http.Request) url.Values {
	query := r.URL.Query()
	if v := visitOf(r); v.past != nil {
		query.Set(pastParameter, v.pastKey)
	}
	return query
}
