package browsertest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"korridor/web/browsertest"
)

// recorder keeps the complaints of a browser and runs its clean-ups at will.
type recorder struct {
	testing.TB
	errors   []string
	cleanups []func()
}

func (r *recorder) Helper()          {}
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func (r *recorder) finish() {
	for i := len(r.cleanups) - 1; i >= 0; i-- {
		r.cleanups[i]()
	}
}

// Errors, exceptions, breaches of the policy and missing files fail a test; a
// page that is answered with an error does not.
func TestComplaints(t *testing.T) {
	for body, want := range map[string]string{
		`<p>fine</p>`:                       "",
		`<p style="color:red">z</p>`:        "Content Security Policy",
		`<script src="/a.js"></script>`:     "no such thing",
		`<img src="/missing.png">`:          "404",
		`<script src="/error.js"></script>`: "own words",
	} {
		r := &recorder{TB: t}
		b := browsertest.Open(r, http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			w.Header().Set("Content-Security-Policy", "default-src 'self'")
			switch q.URL.Path {
			case "/":
				w.Header().Set("Content-Type", "text/html")
				w.WriteHeader(http.StatusNotFound)
				_, _ = w.Write([]byte(`<!doctype html><link rel="icon" href="/a.js">` + body))
			case "/a.js":
				w.Header().Set("Content-Type", "text/javascript")
				_, _ = w.Write([]byte(`throw new Error("no such thing")`))
			case "/error.js":
				w.Header().Set("Content-Type", "text/javascript")
				_, _ = w.Write([]byte(`console.error("own words")`))
			default:
				http.NotFound(w, q)
			}
		}))
		b.Visit("/")
		r.finish()
		switch got := strings.Join(r.errors, "; "); {
		case want == "" && got != "":
			t.Errorf("%s: %s", body, got)
		case want != "" && !strings.Contains(got, want):
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
