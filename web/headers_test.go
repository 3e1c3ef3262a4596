package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"korridor/web/webtest"
)

// everyRoute returns the addresses of the service with the method, as routes
// lists them.
func everyRoute(t *testing.T, s *Server, method string) (patterns []string) {
	t.Helper()
	s.engine(func(e *gin.Engine) {
		s.routes(e)
		for _, r := range e.Routes() {
			if r.Method == method {
				patterns = append(patterns, r.Path)
			}
		}
	})
	if len(patterns) < 40 {
		t.Fatalf("%d addresses for %s", len(patterns), method)
	}
	return patterns
}

// anAddress is one of those that the pattern stands for, which need not lead to
// anything.
func anAddress(pattern string) string {
	return strings.NewReplacer(":code", "railway", ":revision", "working-model-2025", ":report", "budget.csv", ":version", "1", ":name", "korridor.css",
		":id", "1", ":seq", "1", ":run", "1", ":kept", "1", ":phase", "1", ":token", "1").Replace(pattern)
}

// Whatever is asked for, nobody but the reader's own browser keeps the answer,
// and what may run or be framed in it is bounded. Only the files of pages,
// which hold no data, are anybody's.
func TestNothingWithDataIsKept(t *testing.T) {
	s := corridorSite(t)
	for _, pattern := range everyRoute(t, s.Server, http.MethodGet) {
		p := webtest.Get(t, s.Handler(), anAddress(pattern))
		kept, vary := p.Header.Get("Cache-Control"), p.Header.Get("Vary")
		if strings.HasPrefix(pattern, "/assets/") {
			if vary != "" {
				t.Errorf("%s varies by %s", pattern, vary)
			}
			continue
		}
		if kept != "no-store" && kept != "private, no-cache" || vary != "Accept-Language, Cookie" {
			t.Errorf("%s (%d): %q, varies by %q", pattern, p.Status, kept, vary)
		}
		for name, want := range map[string]string{"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff"} {
			if p.Header.Get(name) != want {
				t.Errorf("%s: %s is %q", pattern, name, p.Header.Get(name))
			}
		}
		if p.Status == http.StatusOK && p.Header.Get("Content-Type") == "" {
			t.Errorf("%s has no type", pattern)
		}
	}
	for _, forbidden := range []string{"unsafe", "data:", "blob:", "http:", "https:", "*"} {
		if strings.Contains(policy, forbidden) {
			t.Errorf("the policy allows %s", forbidden)
		}
	}
	for _, needed := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, needed) {
			t.Errorf("the policy lacks %s", needed)
		}
	}
}

// No form takes a body that is too long, whether its length is announced or not,
// and nothing of it is kept.
func TestEveryFormHasABodyLimit(t *testing.T) {
	s := corridorSite(t)
	head := s.head(t)
	filler := strings.Repeat("a", maxSheetBody)
	for _, pattern := range everyRoute(t, s.Server, http.MethodPost) {
		address := anAddress(pattern)
		body := "x=" + filler[:bodyLimit(address)]
		for name, reader := range map[string]io.Reader{"announced": strings.NewReader(body), "not announced": io.MultiReader(strings.NewReader(body))} {
			r := httptest.NewRequest(http.MethodPost, address, reader)
			p := webtest.Do(t, s.Handler(), r, "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin", "Accept", "text/plain")
			readsNone := p.Status == http.StatusNotFound || strings.HasSuffix(pattern, "/risk/class")
			if p.Status != http.StatusRequestEntityTooLarge && (!readsNone || name == "announced") {
				t.Errorf("%s, %s: %d", address, name, p.Status)
			}
		}
	}
	if s.head(t) != head {
		t.Error("something of it was kept")
	}
}

// No address leads out of the files of pages and of reports.
func TestAddressesStayWithinTheirFolder(t *testing.T) {
	s := corridorSite(t)
	for _, address := range []string{"/assets/1/..", "/assets/1/../../headers.go", "/assets/../headers.go", "/assets/1/..%2f..%2fheaders.go", "/assets/1/%2e%2e/%2e%2e/go.mod",
		"/assets/1/..%5cheaders.go", "/assets/1/korridor.css%00.js", "/assets//etc/passwd", "/assets/1//etc/passwd", "/assets/1/%2fetc%2fpasswd",
		"/reports/..%2f..%2fgo.mod", "/reports/budget.csv%2f..%2f..", "/reports/../../go.mod", "/reports/budget.csv%00", "/reports/.csv", "/reports/%2e%2e.csv",
		"/projects/../../go.mod", "/projects/%2e%2e/reports/budget.csv", "/projects/..%2f/reports/budget.csv", "/projects/railway/reports/..%2fbudget.csv"} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		at, err := r.URL.Parse("http://localhost" + address)
		if err != nil {
			t.Fatal(err)
		}
		at.Scheme, at.Host = "", ""
		r.URL, r.RequestURI = at, address
		p := webtest.Do(t, s.Handler(), r)
		if p.Status != http.StatusNotFound && p.Status != http.StatusPermanentRedirect || strings.Contains(p.Body, "package web") || strings.Contains(p.Body, "root:") {
			t.Errorf("%s: %d %.80s", address, p.Status, p.Body)
		}
	}
}

// What an address holds becomes no line of its own among the headers, and leads
// to no other site.
func TestHeadersAreNotSplit(t *testing.T) {
	s := corridorSite(t)
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	const split = "%0d%0aX-Split:%20yes"
	for _, address := range []string{"/" + split + "?lang=sq", "/?lang=sq&x=" + split, "/projects/railway" + split + "/", "/projects/railway" + split + "/reports/budget.csv",
		"/reports/budget" + split + ".csv", "/reports/budget.csv?locale=sq" + split, "/reports/budget.csv?by=year" + split, "/projects/railway/estimates/bridge.csv?from=" + split,
		"//evil.example/?lang=sq", "/%2fevil.example/?lang=sq", "///evil.example/", "/%5cevil.example/?lang=sq", "/\\evil.example/?lang=sq"} {
		response, err := client.Get(server.URL + address)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.Header.Get("X-Split") != "" {
			t.Errorf("%s: %v", address, response.Header)
		}
		if to := response.Header.Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/\\")) {
			t.Errorf("%s leads to %s", address, to)
		}
	}
}
