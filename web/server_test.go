package web

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

const plainPage = `{{define "content"}}<p>{{.}}</p>{{end}}`

// trialSite has an address for each kind of answer.
func trialSite(t testing.TB) *site {
	return newSite(t, map[string]string{"plain": plainPage}, func(s *site, e *gin.Engine) {
		s.page(e, "/", "plain", Page{Title: "Home", Nav: "programme", Data: "<hello>"})
		s.page(e, "/reports", "plain", Page{Title: "Reports", Nav: "reports", Data: "x"})
		show(e, "/panic", func(*gin.Context) { panic("secret at /etc/korridor") })
		show(e, "/broken", func(c *gin.Context) { s.render(c, http.StatusOK, "no such page", Page{}) })
		show(e, "/begun", func(c *gin.Context) { _, _ = c.Writer.WriteString("half"); panic("too late") })
		e.POST("/form", func(c *gin.Context) {
			if err := c.Request.ParseForm(); s.failed(c, err) {
				return
			}
			s.flash(c, "trial")
			c.Redirect(http.StatusSeeOther, "/")
		})
	})
}

// Every kind of answer carries the headers that protect the reader.
func TestHeadersOnEveryAnswer(t *testing.T) {
	s := trialSite(t)
	css, err := s.assets.url("korridor.css")
	if err != nil {
		t.Fatal(err)
	}
	for address, status := range map[string]int{
		"/": 200, "/healthz": 200, "/readyz": 200, css: 200, "/panic": 500, "/broken": 500, "/nowhere": 404, "/nowhere.csv": 404,
		"/?lang=sq": 303, "/reports/": 308, "/form": 405, "/" + strings.Repeat("a", maxAddress): 414,
	} {
		p := webtest.Get(t, s.Handler(), address)
		if p.Status != status {
			t.Errorf("%.30s: %d, want %d", address, p.Status, status)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := p.Header.Get(name); got != want {
				t.Errorf("%.30s: %s is %q", address, name, got)
			}
		}
		if p.Header.Get("Permissions-Policy") == "" || p.Header.Get("X-Request-Id") == "" || p.Header.Get("Cache-Control") == "" && status != 303 {
			t.Errorf("%.30s: headers are missing: %v", address, p.Header)
		}
	}
}

// Each kind of fault has its status; what is no fault is ours.
func TestStatuses(t *testing.T) {
	for kind := fault.Internal; kind <= fault.Unavailable; kind++ {
		if statuses[kind] == 0 {
			t.Errorf("%s has no status", kind)
		}
	}
	for _, c := range []struct {
		err  error
		want int
	}{
		{errors.New("any"), 500}, {fault.New(fault.Invalid, fault.Message{}), 422}, {fault.New(fault.NotFound, fault.Message{}), 404},
		{fault.New(fault.Conflict, fault.Message{}), 409}, {fault.New(fault.Forbidden, fault.Message{}), 403},
		{fault.New(fault.TooLarge, fault.Message{}), 413}, {databaseDown, 503},
		{&http.MaxBytesError{}, 413}, {iotest.ErrTimeout, 500},
	} {
		if got := statusOf(c.err); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
}

// The error page of every status says in both languages what happened, where
// and what to do, and is a page that keeps the rules.
func TestErrorPages(t *testing.T) {
	all := []int{http.StatusMethodNotAllowed, http.StatusMisdirectedRequest, http.StatusRequestURITooLong}
	for _, status := range statuses {
		all = append(all, status)
	}
	s := newSite(t, nil, func(s *site, e *gin.Engine) {
		show(e, "/fail/:status", func(c *gin.Context) {
			for _, status := range all {
				if c.Param("status") == http.StatusText(status) {
					s.showFailure(c.Writer, c.Request, failure{Status: status, Reference: "REF",
						Message: fault.Say("bad_date", "{text} is not a date: write 2026-01-31, 2026-01 or 2026", "text", "<script>"),
						Fields:  []fault.Field{{Name: "finish", Message: fault.Say("required", "is required")}}})
				}
			}
		})
	})
	for language, words := range map[string][]string{"en": {"is not a date", "is required"}, "sq": {"nuk është datë", "është e detyrueshme"}} {
		for _, status := range all {
			p := webtest.Get(t, s.Handler(), "/fail/"+url.PathEscape(http.StatusText(status)), "Accept-Language", language)
			if p.Status != status || p.One("html").Attr("lang") != language || p.Header.Get("Content-Language") != language {
				t.Errorf("%s %d: answered %d in %s", language, status, p.Status, p.One("html").Attr("lang"))
			}
			webtest.Check(t, p)
			text := p.One("main").Text()
			for _, want := range append(words, "<script>", "/fail/", "REF", "finish") {
				if !strings.Contains(text, want) {
					t.Errorf("%s %d: %q is missing in %q", language, status, want, text)
				}
			}
		}
	}
}

// Programs are told about errors in plain text.
func TestErrorsForPrograms(t *testing.T) {
	s := trialSite(t)
	for address, accept := range map[string]string{"/nowhere.csv": "text/csv", "/nowhere.json": "*/*", "/nowhere": "application/json"} {
		p := webtest.Get(t, s.Handler(), address, "Accept", accept, "Accept-Language", "sq")
		if p.Status != 404 || p.Header.Get("Content-Type") != "text/plain; charset=utf-8" || !strings.HasPrefix(p.Body, "404 Nuk u gjet\n") {
			t.Errorf("%s: %d %s: %q", address, p.Status, p.Header.Get("Content-Type"), p.Body)
		}
	}
	for _, address := range []string{"/nowhere", "/nowhere.csv"} {
		if p := webtest.Get(t, s.Handler(), address, "Accept", "text/html,*/*;q=0.8"); p.Status != 404 || p.Element == nil {
			t.Errorf("%s: a browser got no page", address)
		}
	}
}

// A panic is answered with a page that tells nothing of it, and is logged.
func TestPanic(t *testing.T) {
	s := trialSite(t)
	p := webtest.Get(t, s.Handler(), "/panic")
	id := p.Header.Get("X-Request-Id")
	if p.Status != 500 || strings.Contains(p.Body, "secret") || !strings.Contains(p.One("main").Text(), id) {
		t.Errorf("%d: %s", p.Status, p.Body)
	}
	if log := s.log.String(); !strings.Contains(log, "secret at /etc/korridor") || !strings.Contains(log, id) || !strings.Contains(log, "server_test.go") {
		t.Errorf("the log says %q", log)
	}
}

// A panic after the answer has begun cuts it off.
func TestPanicWithinAnswer(t *testing.T) {
	server := httptest.NewServer(trialSite(t).Handler())
	defer server.Close()
	response, err := http.Get(server.URL + "/begun")
	if err != nil {
		return // cut off before the first byte arrived
	}
	defer response.Body.Close()
	if _, err := io.ReadAll(response.Body); err == nil {
		t.Error("half an answer passed for a whole one")
	}
}

// A page whose template is missing is answered with the error page, and logged.
func TestBrokenPage(t *testing.T) {
	s := trialSite(t)
	if p := webtest.Get(t, s.Handler(), "/broken"); p.Status != 500 || strings.Contains(p.Body, "no such page") {
		t.Errorf("%d: %s", p.Status, p.Body)
	}
	if !strings.Contains(s.log.String(), "no such page") {
		t.Errorf("the log says %q", s.log.String())
	}
}

// A body over the limit is refused, whether or not its length is announced.
func TestBodyLimit(t *testing.T) {
	s := trialSite(t)
	large := "x=" + strings.Repeat("a", maxBody)
	for name, body := range map[string]io.Reader{"announced": strings.NewReader(large), "not announced": io.MultiReader(strings.NewReader(large))} {
		r := httptest.NewRequest(http.MethodPost, "/form", body)
		p := webtest.Do(t, s.Handler(), r, "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin")
		if p.Status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %d", name, p.Status)
		}
		webtest.Check(t, p)
	}
}

// A form of another site is refused; one of this site is taken, and the page
// after it says so once.
func TestForms(t *testing.T) {
	s := trialSite(t)
	if p := webtest.Post(t, s.Handler(), "/form", url.Values{}, "Sec-Fetch-Site", "cross-site"); p.Status != http.StatusForbidden {
		t.Errorf("another site's form: %d", p.Status)
	}
	p := webtest.Post(t, s.Handler(), "/form", url.Values{})
	if p.Status != http.StatusSeeOther || !strings.Contains(p.Header.Get("Set-Cookie"), "flash=trial; Path=/; Max-Age=60; HttpOnly; SameSite=Lax") {
		t.Errorf("%d, %s", p.Status, p.Header.Get("Set-Cookie"))
	}
	for _, key := range []string{"trial", "../../x", "<b>"} { // none of them has a text
		p := webtest.Get(t, s.Handler(), "/", "Cookie", "flash="+key)
		if p.One(".flash") != nil || !strings.Contains(p.Header.Get("Set-Cookie"), "flash=; Path=/; Max-Age=0") {
			t.Errorf("%s: %s", key, p.Header.Get("Set-Cookie"))
		}
	}
}

// Only what an address is for is allowed, HEAD wherever GET is.
func TestMethods(t *testing.T) {
	s := trialSite(t)
	p := webtest.Do(t, s.Handler(), httptest.NewRequest(http.MethodDelete, "/", nil), "Sec-Fetch-Site", "same-origin")
	if p.Status != http.StatusMethodNotAllowed || !strings.Contains(p.Header.Get("Allow"), "GET") {
		t.Errorf("DELETE: %d, allows %q", p.Status, p.Header.Get("Allow"))
	}
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	response, err := http.Head(server.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, _ := io.ReadAll(response.Body); response.StatusCode != 200 || len(body) != 0 || response.Header.Get("ETag") == "" {
		t.Errorf("HEAD: %d, %d bytes", response.StatusCode, len(body))
	}
}

// The process is healthy while the database is not ready.
func TestHealth(t *testing.T) {
	s := newSite(t, nil, nil)
	s.planner = planner.New(failingStore{err: databaseDown}, time.Now)
	if p := webtest.Get(t, s.Handler(), "/healthz"); p.Status != 200 || p.Body != "ok\n" {
		t.Errorf("healthz: %d %q", p.Status, p.Body)
	}
	if p := webtest.Get(t, s.Handler(), "/readyz"); p.Status != 503 || strings.Contains(p.Body, "secret") {
		t.Errorf("readyz: %d %q", p.Status, p.Body)
	}
}

// A page is kept by the browser that has it, and asked for again.
func TestPageCaching(t *testing.T) {
	s := trialSite(t)
	first := webtest.Get(t, s.Handler(), "/")
	etag := first.Header.Get("ETag")
	if etag == "" || first.Header.Get("Cache-Control") != "private, no-cache" || first.Header.Get("Vary") != "Accept-Language, Cookie" {
		t.Errorf("%v", first.Header)
	}
	again := webtest.Get(t, s.Handler(), "/", "If-None-Match", etag)
	other := webtest.Get(t, s.Handler(), "/", "If-None-Match", etag, "Accept-Language", "sq")
	if again.Status != http.StatusNotModified || again.Body != "" || other.Status != http.StatusOK {
		t.Errorf("the same page: %d, another: %d", again.Status, other.Status)
	}
}

// Assets are kept for good under their version, and found under an old one.
func TestAssets(t *testing.T) {
	s := newSite(t, nil, nil)
	for name, file := range s.assets.files {
		address, err := s.assets.url(name)
		if err != nil {
			t.Fatal(err)
		}
		p := webtest.Get(t, s.Handler(), address)
		if p.Status != 200 || p.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" ||
			p.Header.Get("Content-Type") != file.contentType || !bytes.Equal([]byte(p.Body), file.body) {
			t.Errorf("%s: %d %v", name, p.Status, p.Header)
		}
		old := webtest.Get(t, s.Handler(), "/assets/0123456789abcdef/"+name)
		if old.Status != 200 || old.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("old %s: %d %v", name, old.Status, old.Header)
		}
	}
	if p := webtest.Get(t, s.Handler(), "/assets/x/nothing.css"); p.Status != 404 {
		t.Errorf("an asset from nowhere: %d", p.Status)
	}
	if _, err := s.assets.url("nothing.css"); err == nil {
		t.Error("an asset from nowhere has an address")
	}
}
