// Package webtest helps tests of pages: it asks a handler for a page, finds
// elements in it, and checks rules that hold for every page.
package webtest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Page is an answer of a handler, parsed where it is HTML.
type Page struct {
	*Element
	Address string
	Status  int
	Header  http.Header
	Body    string
}

// Get asks for an address. Headers are pairs of names and values.
func Get(t testing.TB, h http.Handler, address string, headers ...string) *Page {
	t.Helper()
	return Do(t, h, httptest.NewRequest(http.MethodGet, address, nil), headers...)
}

// Post sends a form from a page of the same site.
func Post(t testing.TB, h http.Handler, address string, form url.Values, headers ...string) *Page {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return Do(t, h, r, headers...)
}

// thisMachine is the host that browsers ask for.
const thisMachine = "localhost"

// Do sends a request. One for httptest's own host is for this machine, as those
// of browsers are. HTML that does not parse fails the test.
func Do(t testing.TB, h http.Handler, r *http.Request, headers ...string) *Page {
	t.Helper()
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if r.Host == "example.com" {
		r.Host = thisMachine
	}
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, r)
	response := recorder.Result()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", r.Method, r.URL, err)
	}
	p := &Page{Address: r.URL.RequestURI(), Status: response.StatusCode, Header: response.Header, Body: string(body)}
	if strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") {
		p.Element = Parse(t, p.Body)
	}
	return p
}

// Parse reads HTML.
func Parse(t testing.TB, source string) *Element {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatalf("HTML does not parse: %v", err)
	}
	return &Element{node: root}
}
