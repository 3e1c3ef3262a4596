package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"korridor/web/webtest"
)

var trialProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}

// The client is the last address before the trusted proxies; what the client
// itself wrote into the headers counts for nothing.
func TestClientBehindProxies(t *testing.T) {
	type headers = map[string]string
	for name, c := range map[string]struct {
		peer      string
		forwarded bool
		headers   headers
		want      client
	}{
		"no proxy": {peer: "192.0.2.1:5", headers: headers{"X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"},
			want: client{Address: netip.MustParseAddr("192.0.2.1"), Host: "asked", Direct: true}},
		"a proxy that tells nothing": {peer: "10.0.0.1:5", want: client{Address: netip.MustParseAddr("10.0.0.1"), Host: "asked"}},
		"one proxy": {peer: "10.0.0.1:5", headers: headers{"X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "korridor.example"},
			want: client{Address: netip.MustParseAddr("198.51.100.9"), Secure: true, Host: "korridor.example"}},
		"what the client wrote stands before": {peer: "10.0.0.1:5", headers: headers{"X-Forwarded-For": "127.0.0.1, 10.9.9.9, 198.51.100.9", "X-Forwarded-Proto": "https, http", "X-Forwarded-Host": "evil.example, korridor.example"},
			want: client{Address: netip.MustParseAddr("198.51.100.9"), Host: "korridor.example"}},
		"two proxies": {peer: "[fd00::2]:5", headers: headers{"X-Forwarded-For": "203.0.113.7, 198.51.100.9, 10.0.0.1", "X-Forwarded-Proto": "HTTPS"},
			want: client{Address: netip.MustParseAddr("198.51.100.9"), Secure: true, Host: "asked"}},
		"an address that is none": {peer: "10.0.0.1:5", headers: headers{"X-Forwarded-For": "198.51.100.9, unknown"},
			want: client{Address: netip.MustParseAddr("10.0.0.1"), Host: "asked"}},
		"only the other kind of header": {peer: "10.0.0.1:5", headers: headers{"Forwarded": "for=198.51.100.9;proto=https;host=evil.example"},
			want: client{Address: netip.MustParseAddr("10.0.0.1"), Host: "asked"}},
		"the kind that is not read": {peer: "10.0.0.1:5", forwarded: true, headers: headers{"X-Forwarded-For": "198.51.100.9", "X-Forwarded-Host": "evil.example"},
			want: client{Address: netip.MustParseAddr("10.0.0.1"), Host: "asked"}},
		"RFC 7239": {peer: "10.0.0.1:5", forwarded: true, headers: headers{"Forwarded": `for=127.0.0.1;host=evil.example, For="[2001:db8::17]:4711";Proto=https;host="korridor.example", for=10.0.0.3;proto=http`},
			want: client{Address: netip.MustParseAddr("2001:db8::17"), Secure: true, Host: "korridor.example"}},
		"an open quote does not swallow what follows": {peer: "10.0.0.1:5", forwarded: true, headers: headers{"Forwarded": `for="127.0.0.1;proto=https, for=198.51.100.9`},
			want: client{Address: netip.MustParseAddr("198.51.100.9"), Host: "asked"}},
		"IPv4 in IPv6": {peer: "[::ffff:10.0.0.1]:5", headers: headers{"X-Forwarded-For": "::ffff:198.51.100.9"},
			want: client{Address: netip.MustParseAddr("198.51.100.9"), Host: "asked"}},
		"a very long list": {peer: "10.0.0.1:5", headers: headers{"X-Forwarded-For": strings.Repeat("10.0.0.2,", 5000) + "198.51.100.9"},
			want: client{Address: netip.MustParseAddr("198.51.100.9"), Host: "asked"}},
		"no address at all": {peer: "@", want: client{Host: "asked", Direct: true}},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr, r.Host = c.peer, "asked"
		for name, value := range c.headers {
			r.Header.Set(name, value)
		}
		if got := (Proxies{Trusted: trialProxies, Forwarded: c.forwarded}).client(r); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// proxiedSite is a site behind proxies, under a name.
func proxiedSite(t *testing.T) *site {
	s := trialSite(t)
	s.options.Proxies.Trusted, s.options.Hosts = trialProxies, []string{"korridor.example"}
	return s
}

// proxied asks as a proxy does for a browser that came by https.
func proxied(t *testing.T, s *site, method, address string, headers ...string) *webtest.Page {
	t.Helper()
	r := httptest.NewRequest(method, address, nil)
	r.RemoteAddr, r.Host = "10.0.0.1:5", "korridor.example"
	return webtest.Do(t, s.Handler(), r, append([]string{"X-Forwarded-For", "198.51.100.9", "X-Forwarded-Proto", "https"}, headers...)...)
}

// By https cookies are Secure and kept for this host alone, and are read under
// no other name; the browser is told to come by https only.
func TestCookiesByHTTPS(t *testing.T) {
	s := proxiedSite(t)
	p := proxied(t, s, http.MethodPost, "/form", "Sec-Fetch-Site", "same-origin")
	if got := p.Header.Get("Set-Cookie"); got != "__Host-flash=trial; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax" {
		t.Errorf("the cookie is %q", got)
	}
	if got := p.Header.Get("Strict-Transport-Security"); got != secureFor {
		t.Errorf("HSTS is %q", got)
	}
	for cookies, language := range map[string]string{"__Host-lang=sq": "sq", "lang=sq": "en"} {
		if p := proxied(t, s, http.MethodGet, "/", "Cookie", cookies); p.One("html").Attr("lang") != language {
			t.Errorf("%s gives %s", cookies, p.One("html").Attr("lang"))
		}
	}
	p = proxied(t, s, http.MethodGet, "/", "X-Forwarded-Proto", "http", "X-Forwarded-Host", "localhost:80")
	if p.Status != http.StatusOK || p.Header.Get("Strict-Transport-Security") != "" {
		t.Errorf("by http: %d, HSTS %q", p.Status, p.Header.Get("Strict-Transport-Security"))
	}
	if p = proxied(t, s, http.MethodGet, "/", "X-Forwarded-Host", "localhost:80"); p.Header.Get("Strict-Transport-Security") != "" {
		t.Error("localhost is to be reached by https only")
	}
}

// Behind a proxy the service answers under its names alone, whoever names them,
// and to nobody who comes past the proxy but this machine.
func TestHostsBehindAProxy(t *testing.T) {
	s := proxiedSite(t)
	for _, c := range []struct {
		peer, host, told string
		status           int
	}{
		{"10.0.0.1:5", "korridor.example", "", 200},
		{"10.0.0.1:5", "KORRIDOR.example.:443", "", 200},
		{"10.0.0.1:5", "127.0.0.1:8080", "korridor.example", 200},
		{"10.0.0.1:5", "korridor.example", "evil.example", 421},
		{"10.0.0.1:5", "evil.example", "korridor.example", 421},
		{"10.0.0.1:5", "evil.korridor.example", "", 421},
		{"192.0.2.1:5", "korridor.example", "", 403},
		{"192.0.2.1:5", "localhost", "korridor.example", 403},
		{"127.0.0.1:5", "localhost", "", 200},
	} {
		for language, words := range map[string]string{"en": "--trusted-proxy", "sq": "ndërmjetësit me --trusted-proxy"} {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr, r.Host = c.peer, c.host
			p := webtest.Do(t, s.Handler(), r, "X-Forwarded-Host", c.told, "Accept-Language", language)
			if p.Status != c.status || (c.status == http.StatusForbidden) != strings.Contains(p.Body, words) {
				t.Errorf("%+v in %s: %d %q", c, language, p.Status, p.Body)
			}
		}
	}
}

// An old browser, which says only from which site a form comes, is held to the
// name that it asked for, not to the one that the proxy asks for.
func TestOriginBehindAProxy(t *testing.T) {
	s := proxiedSite(t)
	for origin, status := range map[string]int{"https://korridor.example": 303, "https://evil.example": 403, "http://127.0.0.1:8080": 403} {
		r := httptest.NewRequest(http.MethodPost, "/form", nil)
		r.RemoteAddr, r.Host = "10.0.0.1:5", "127.0.0.1:8080"
		p := webtest.Do(t, s.Handler(), r, "X-Forwarded-For", "198.51.100.9", "X-Forwarded-Proto", "https",
			"X-Forwarded-Host", "korridor.example", "Origin", origin)
		if p.Status != status {
			t.Errorf("%s: %d", origin, p.Status)
		}
	}
}

// Handlers know who asks, and under which name.
func TestClientReachesHandlers(t *testing.T) {
	var got client
	s := newSite(t, nil, func(s *site, e *gin.Engine) {
		show(e, "/who", func(c *gin.Context) { got = clientOf(c.Request); s.plain(c.Writer, http.StatusOK, c.Request.Host) })
	})
	s.options.Proxies.Trusted, s.options.Hosts = trialProxies, []string{"korridor.example"}
	if p := proxied(t, s, http.MethodGet, "/who"); p.Body != "korridor.example" || got.Address.String() != "198.51.100.9" || !got.Secure {
		t.Errorf("%q, %+v", p.Body, got)
	}
}
