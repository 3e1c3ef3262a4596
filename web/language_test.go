package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// The reader's own choice comes before the browser's, English is the last.
func TestLanguageOfThePage(t *testing.T) {
	s := trialSite(t)
	for _, c := range []struct{ cookie, accept, want string }{
		{"", "", "en"}, {"", "sq-AL,sq;q=0.9,en;q=0.5", "sq"}, {"", "de", "en"}, {"lang=sq", "en", "sq"},
		{"lang=en", "sq", "en"}, {"lang=xx", "sq", "sq"},
	} {
		p := webtest.Get(t, s.Handler(), "/", "Cookie", c.cookie, "Accept-Language", c.accept)
		if got := p.One("html").Attr("lang"); got != c.want {
			t.Errorf("cookie %q, browser %q: %s, want %s", c.cookie, c.accept, got, c.want)
		}
		if current := p.One(".languages a[aria-current]"); current.Attr("lang") != c.want {
			t.Errorf("the switch says %s", current.Text())
		}
	}
}

// The switch is a link that keeps the rest of the address, and the choice holds
// for a year.
func TestLanguageSwitch(t *testing.T) {
	s := trialSite(t)
	p := webtest.Get(t, s.Handler(), "/?q=tunel&page=2")
	link := p.One(".languages a[lang=sq]").Attr("href")
	if link != "?lang=sq&page=2&q=tunel" {
		t.Fatalf("the switch leads to %s", link)
	}
	p = webtest.Get(t, s.Handler(), "/"+link)
	if p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/?page=2&q=tunel" {
		t.Errorf("%d to %q", p.Status, p.Header.Get("Location"))
	}
	if cookie := p.Header.Get("Set-Cookie"); cookie != "lang=sq; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax" {
		t.Errorf("the cookie is %q", cookie)
	}
}

// A language that there is none of changes nothing, and no address leads off
// the site.
func TestLanguageSwitchWithstandsTampering(t *testing.T) {
	s := trialSite(t)
	for address, want := range map[string]string{
		"/?lang=xx":                   "/",
		"//evil.example/?lang=sq":     "/evil.example/",
		"/%2F%2Fevil.example?lang=sq": "/evil.example",
		"/reports?lang=":              "/reports",
	} {
		p := webtest.Get(t, s.Handler(), "http://localhost"+address)
		if got := p.Header.Get("Location"); got != want {
			t.Errorf("%s leads to %q, want %q", address, got, want)
		}
		if strings.Contains(p.Header.Get("Set-Cookie"), "xx") {
			t.Errorf("%s: %s", address, p.Header.Get("Set-Cookie"))
		}
	}
}

// Addresses have one form; the others lead to it.
func TestPlainAddress(t *testing.T) {
	s := trialSite(t)
	for address, want := range map[string]string{
		"/reports/": "/reports", "/reports//": "/reports", "/a/../reports?x=1": "/reports?x=1", "//evil.example/": "/evil.example", "/reports": "", "/": "",
	} {
		p := webtest.Get(t, s.Handler(), "http://localhost"+address)
		if got := p.Header.Get("Location"); got != want {
			t.Errorf("%s leads to %q, want %q", address, got, want)
		}
	}
}

// Segments of addresses cannot break out of their place.
func TestProjectURL(t *testing.T) {
	for want, segments := range map[string][]string{
		"/projects/railway":             {"railway"},
		"/projects/railway/funding":     {"railway", "funding"},
		"/projects/a%2Fb%3Fc%23/%22%3E": {"a/b?c#", `">`},
	} {
		if got := projectURL(segments[0], segments[1:]...); got != want {
			t.Errorf("%v: %s, want %s", segments, got, want)
		}
	}
}
