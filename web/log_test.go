package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/web/webtest"
)

// loggedSite has addresses with a secret in them, and its whole log, from level
// debug on.
func loggedSite(t *testing.T) (*site, *bytes.Buffer) {
	s := newSite(t, map[string]string{"plain": plainPage}, func(s *site, e *gin.Engine) {
		s.page(e, "/projects/:code/cost", "plain", Page{Title: "Cost", Nav: "programme", Data: "x"})
		s.page(e, "/welcome/:key", "plain", Page{Title: "Welcome", Nav: "programme", Data: "x"})
		e.POST("/welcome/:key", func(c *gin.Context) {
			if _, ok := s.posted(c); ok {
				s.fail(c.Writer, c.Request, databaseDown)
			}
		})
		show(e, "/welcome/:key/broken", func(*gin.Context) { panic("trial") })
		show(e, "/conflict/:key", func(c *gin.Context) { s.fail(c.Writer, c.Request, fault.New(fault.Conflict, fault.Message{})) })
		show(e, "/short", func(c *gin.Context) { _, _ = c.Writer.WriteString("four") })
	})
	var log bytes.Buffer
	s.Server.log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return s, &log
}

// lines returns what the log says of requests.
func lines(t *testing.T, log *bytes.Buffer) (all []map[string]any) {
	t.Helper()
	for line := range strings.Lines(log.String()) {
		var one map[string]any
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if one["msg"] == "request" {
			all = append(all, one)
		}
	}
	return all
}

// Each request has a line that says who asked for what and how it went.
func TestRequestsAreLogged(t *testing.T) {
	s, log := loggedSite(t)
	for _, c := range []struct{ address, want string }{
		{"/projects/railway/cost?try=1", "INFO GET /projects/railway/cost /projects/:code/cost 200"},
		{"/nowhere/at/all", "INFO GET /nowhere/…  404"},
		{"/short", "INFO GET /short /short 200"},
		{"/healthz", "DEBUG GET /healthz /healthz 200"},
		{"/readyz", "INFO GET /readyz /readyz 503"},
		{"/assets/1/korridor.css", "DEBUG GET /assets/1/korridor.css /assets/:version/:name 200"},
		{"/welcome/s3cret", "INFO GET /welcome/… /welcome/:key 200"},
		{"/" + strings.Repeat("ë", 150), "INFO GET /" + strings.Repeat("ë", 100) + "…  404"},
	} {
		log.Reset()
		if c.address == "/readyz" {
			s.planner = nil // panics, which is a line too
		}
		p := webtest.Get(t, s.Handler(), c.address)
		all := lines(t, log)
		if len(all) != 1 {
			t.Fatalf("%s: %d lines: %s", c.address, len(all), log)
		}
		one := all[0]
		if c.address == "/readyz" {
			c.want = strings.Replace(c.want, "503", "500", 1)
		}
		if got := fmt.Sprintln(one["level"], one["method"], one["path"], one["route"], one["status"]); got != c.want+"\n" {
			t.Errorf("%s: %s, want %s", c.address, got, c.want)
		}
		if one["request"] != p.Header.Get("X-Request-Id") || one["client"] != "192.0.2.1" || one["elapsed_ms"] == nil || one["bytes"] != float64(len(p.Body)) {
			t.Errorf("%s: %v, %d bytes", c.address, one, len(p.Body))
		}
		if one["person"] != nil {
			t.Errorf("nobody has the id %v", one["person"])
		}
	}
}

// The line names the person by the id of the account.
func TestPersonIsLogged(t *testing.T) {
	s, log := loggedSite(t)
	h := s.identified(s.logged(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visitOf(r).person = &access.Person{ID: 7, Name: "Ana"}
	})))
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	if all := lines(t, log); len(all) != 1 || all[0]["person"] != 7.0 || all[0]["status"] != 200.0 || strings.Contains(log.String(), "Ana") {
		t.Errorf("%s", log)
	}
}

// A request whose answer breaks off has a line that says so.
func TestCutOffIsLogged(t *testing.T) {
	s, log := loggedSite(t)
	h := s.identified(s.logged(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("half"))
		panic(http.ErrAbortHandler)
	})))
	func() {
		defer func() { _ = recover() }()
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	}()
	if all := lines(t, log); len(all) != 1 || all[0]["cut_off"] != true || all[0]["bytes"] != 4.0 {
		t.Errorf("%s", log)
	}
}

// Whatever is asked for, by whatever method, and however it fails: the log has
// no secret of it, and no page passes the one in its address on.
func TestSecretsAreNotLogged(t *testing.T) {
	const secret = "s3cr3t"
	s, log := loggedSite(t)
	s.options.RateLimits = true
	addresses := []string{"/welcome/" + secret, "/welcome/" + secret + "/", "//welcome//" + secret, "/welcome/" + secret + "/broken", "/welcome/" + secret + "/x",
		"/conflict/" + secret, "/welcome/%73" + secret[1:] + "?lang=sq", "/projects/railway/cost?token=" + secret, "/x/" + secret + ".csv",
		"/welcome/" + secret + "/" + strings.Repeat("a", maxAddress), "/assets/" + secret + "/" + secret + "/x"}
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, "BREW"} {
		for _, address := range addresses {
			for _, site := range []string{"same-origin", "cross-site"} {
				for _, host := range []string{"localhost", "evil.example"} {
					r := httptest.NewRequest(method, address, strings.NewReader(url.Values{"password": {secret}}.Encode()))
					r.Host = host
					p := webtest.Do(t, s.Handler(), r, "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", site,
						"Cookie", "session="+secret+"; __Host-session="+secret, "Authorization", "Bearer "+secret,
						"Referer", "http://localhost/welcome/"+secret, "X-Forwarded-For", secret, "Forwarded", "for="+secret)
					if strings.HasPrefix(r.URL.Path, "/welcome/"+secret) && p.Status == http.StatusOK &&
						(p.Header.Get("Referrer-Policy") != "strict-origin" || p.Header.Get("Cache-Control") != "no-store") {
						t.Errorf("%s %s: %v", method, address, p.Header)
					}
				}
			}
		}
	}
	if len(lines(t, log)) < 200 {
		t.Errorf("only %d lines", len(lines(t, log)))
	}
	for line := range strings.Lines(log.String()) {
		if strings.Contains(line, secret) {
			t.Errorf("the log says %s", line)
		}
	}
}

// Each address of the service is named by parameters that the log may tell, or
// holds a secret, a key, that it hides: nothing in between.
func TestAddressesInTheLog(t *testing.T) {
	var routes gin.RoutesInfo
	s := corridorSite(t)
	s.engine(func(e *gin.Engine) { s.routes(e); routes = e.Routes() })
	if len(routes) < 100 {
		t.Fatalf("%d routes", len(routes))
	}
	for _, r := range routes {
		for segment := range strings.SplitSeq(r.Path, "/") {
			if name, ok := strings.CutPrefix(segment, ":"); ok && name != "key" && !isTellable(name) {
				t.Errorf("%s: is %s a secret? If not, the log may tell it", r.Path, name)
			}
		}
	}
}
