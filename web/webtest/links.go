package webtest

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// CheckLinks fails the test for every link, form address and asset of a page on
// its own site that the handler does not answer. Addresses that ignore names
// are left out.
func CheckLinks(t testing.TB, h http.Handler, p *Page, ignore ...string) {
	t.Helper()
	base, err := url.Parse(p.Address)
	if err != nil {
		t.Fatal(err)
	}
	skip := map[string]bool{}
	for _, address := range ignore {
		skip[address] = true
	}
	for _, address := range addresses(p.Element) {
		u, err := base.Parse(address)
		if err != nil {
			t.Errorf("%s: the address %q cannot be read: %v", p.Address, address, err)
			continue
		}
		u.Fragment = ""
		to := u.String()
		if u.Host != "" || u.Scheme != "" || skip[to] {
			continue
		}
		skip[to] = true
		recorder := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, to, nil)
		r.Host = thisMachine
		h.ServeHTTP(recorder, r)
		if recorder.Code >= 400 {
			t.Errorf("%s: %s is answered with %d", p.Address, to, recorder.Code)
		}
	}
}

// addresses lists what a page leads to and loads. The address of a form that
// posts is a page too, the one that shows it.
func addresses(page *Element) []string {
	var all []string
	for _, a := range [][2]string{{"a", "href"}, {"link", "href"}, {"script", "src"}, {"img", "src"}, {"form", "action"}} {
		for _, e := range page.Find(a[0] + "[" + a[1] + "]") {
			if address := e.Attr(a[1]); !strings.HasPrefix(address, "#") && !strings.HasPrefix(address, "mailto:") {
				all = append(all, address)
			}
		}
	}
	return all
}
