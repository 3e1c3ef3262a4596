package web

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// tellable are the parameters of addresses that the log may name. What stands
// for any other one may be a secret, such as the key of an invitation, and
// neither the log nor another page of the browser learns it.
var tellable = []string{"code", "id", "seq", "report", "revision", "run", "kept", "phase", "version", "name"}

// routed notes which address of the service was asked for, once that is known.
func (s *Server) routed(c *gin.Context) {
	v := visitOf(c.Request)
	if v.route = c.FullPath(); v.route == "" {
		return
	}
	segments := strings.Split(v.route, "/")
	for i, segment := range segments {
		name, isParameter := strings.CutPrefix(segment, ":")
		if !isParameter {
			continue
		}
		if isTellable(name) {
			segments[i] = c.Param(name)
		} else {
			segments[i], v.secret = hidden, true
		}
	}
	v.path = brief(strings.Join(segments, "/"))
	if v.secret {
		c.Header("Referrer-Policy", "strict-origin")
	}
}

func isTellable(parameter string) bool { return slices.Contains(tellable, parameter) }

// hidden stands for what the log does not name.
const hidden = "…"

// maxLogged bounds the text of a request in the log, in bytes.
const maxLogged = 200

func brief(text string) string {
	if len(text) > maxLogged {
		return strings.ToValidUTF8(text[:maxLogged], "") + hidden
	}
	return text
}

// unroutedPath is what the log tells of an address before it is known which one
// of the service's it is, or where it is none: its first step.
func unroutedPath(path string) string {
	first, rest, _ := strings.Cut(strings.TrimLeft(path, "/"), "/")
	if rest != "" {
		first += "/" + hidden
	}
	return "/" + brief(first)
}

// logged writes a line for each request: who asked for what, and how it went.
// Files of the pages themselves and health checks are told at level debug.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, begin := visitOf(r), time.Now()
		counted := &countedResponse{ResponseWriter: w}
		finished := false
		defer func() {
			level := slog.LevelInfo
			if quiet := strings.HasPrefix(v.path, "/assets/") || v.path == "/healthz" || v.path == "/readyz"; quiet && counted.status < http.StatusBadRequest {
				level = slog.LevelDebug
			}
			attributes := []slog.Attr{slog.String("request", v.id), slog.String("method", brief(r.Method)), slog.String("path", v.path),
				slog.String("route", v.route), slog.Int("status", counted.status), slog.Int64("bytes", counted.bytes),
				slog.Int64("elapsed_ms", time.Since(begin).Milliseconds()), slog.String("client", v.client.Address.String())}
			if v.person != nil && v.person.ID != 0 {
				attributes = append(attributes, slog.Int64("person", int64(v.person.ID)))
			}
			if !finished {
				attributes = append(attributes, slog.Bool("cut_off", true))
			}
			s.log.LogAttrs(context.WithoutCancel(r.Context()), level, "request", attributes...)
		}()
		next.ServeHTTP(counted, r)
		finished = true
		if counted.status == 0 {
			counted.status = http.StatusOK
		}
	})
}

// countedResponse knows how a request was answered.
type countedResponse struct {
	http.ResponseWriter
	status int // 0: not yet
	bytes  int64
}

// WriteHeader implements http.ResponseWriter.
func (w *countedResponse) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w *countedResponse) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection's deadlines.
func (w *countedResponse) Unwrap() http.ResponseWriter { return w.ResponseWriter }
