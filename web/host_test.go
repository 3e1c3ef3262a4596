package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// Whatever is asked for under the name of another site is refused, in the
// reader's language, and nothing is told or set.
func TestOtherHostsAreRefused(t *testing.T) {
	s := trialSite(t)
	for _, host := range []string{"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1:8080",
		"[2001:db8::1]:80", "0.0.0.0", "", "127.0.0.1@evil.example", "localhost:80:80"} {
		for language, words := range map[string]string{"en": "address that it printed", "sq": "adresën që ai tregoi"} {
			for _, address := range []string{"/", "/?lang=sq", "/readyz", "/nowhere", "/reports.csv"} {
				r := httptest.NewRequest(http.MethodGet, address, nil)
				r.Host = host
				p := webtest.Do(t, s.Handler(), r, "Accept-Language", language)
				if p.Status != http.StatusMisdirectedRequest || !strings.Contains(p.Body, words) || p.Header.Get("Set-Cookie") != "" ||
					p.Header.Get("Content-Security-Policy") != policy {
					t.Errorf("%q %s: %d %q", host, address, p.Status, p.Body)
				}
			}
		}
	}
	for _, host := range []string{"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080", "[::1]", "[::ffff:127.0.0.1]:1"} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		if p := webtest.Do(t, s.Handler(), r); p.Status != http.StatusOK {
			t.Errorf("%q: %d", host, p.Status)
		}
	}
}
