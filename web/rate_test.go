package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/record"
	"korridor/web/webtest"
)

// Who has used up an allowance waits until there is something of it again, and
// no longer than told; others are not held up.
func TestRates(t *testing.T) {
	r := newRates[string](map[effort]allowance{looking: {2, 3}, posting: {1, 1}})
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i := range 3 {
		if wait := r.ask("a", looking, now); wait != 0 {
			t.Errorf("request %d waits %s", i, wait)
		}
	}
	for range 3 { // who asks in vain does not wait the longer for it
		if wait := r.ask("a", looking, now); wait != 500*time.Millisecond {
			t.Errorf("the fourth waits %s", wait)
		}
	}
	if r.ask("b", looking, now) != 0 || r.ask("a", posting, now) != 0 {
		t.Error("others wait too")
	}
	now = now.Add(500 * time.Millisecond)
	if first, second := r.ask("a", looking, now), r.ask("a", looking, now); first != 0 || second == 0 {
		t.Errorf("half a second later: %s, then %s", first, second)
	}
}

// However many ask, a bounded number of them is counted, those who asked last.
func TestRatesAreBounded(t *testing.T) {
	r := newRates[int](map[effort]allowance{looking: {1, 1}})
	r.most = 100
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i := range 10_000 {
		r.ask(i, looking, now)
		r.ask(7, looking, now) // always among the last ones
	}
	if len(r.known) != 100 || r.recent.Len() != 100 {
		t.Errorf("%d and %d are counted", len(r.known), r.recent.Len())
	}
	if r.ask(7, looking, now) == 0 || r.ask(9_999, looking, now) == 0 {
		t.Error("who asked just now is forgotten")
	}
	if r.ask(1, looking, now) != 0 {
		t.Error("who asked long ago is not forgotten")
	}
}

func TestHouseholds(t *testing.T) {
	for address, want := range map[string]string{"192.0.2.7": "192.0.2.7/32", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "2001:db8:1:2::9": "2001:db8:1:2::/64"} {
		if got := householdOf(netip.MustParseAddr(address)); got.String() != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	if got := householdOf(netip.Addr{}); got != (netip.Prefix{}) {
		t.Errorf("no address: %s", got)
	}
}

// Every address of the service is work of its kind.
func TestEfforts(t *testing.T) {
	for request, want := range map[string]effort{
		"GET /": looking, "HEAD /projects/railway/cost": looking, "GET /readyz": looking, "POST /projects/railway/edit": posting, "DELETE /": posting,
		"GET /projects/railway/risk": working, "GET /projects/railway/risk/kept/3": working, "POST /projects/railway/risk/runs": working,
		"GET /projects/railway/risk/runs/ab12": looking, "POST /projects/railway/risk/runs/ab12": working, "GET /reports/budget.csv": working,
		"GET /projects/railway/reports/budget.json": working, "GET /projects/railway/cost.json": working, "GET /projects/railway/cost/model.yaml": working,
		"GET /reports/budget": looking, "GET /projects/railway/estimates/bridge.csv": working,
	} {
		method, address, _ := strings.Cut(request, " ")
		if got, counted := effortOf(httptest.NewRequest(method, address, nil)); got != want || !counted {
			t.Errorf("%s: %s, %v", request, got, counted)
		}
	}
	for _, address := range []string{"/assets/1/korridor.css", "/healthz"} {
		if _, counted := effortOf(httptest.NewRequest(http.MethodGet, address, nil)); counted {
			t.Errorf("%s is counted", address)
		}
	}
}

// Who asks for too much gets a page that says so in their language, when to come
// again, and an answer again later. The files of pages are always given.
func TestTooManyRequests(t *testing.T) {
	s := trialSite(t)
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	s.options.RateLimits, s.now = true, func() time.Time { return now }
	s.addresses = newRates[netip.Prefix](map[effort]allowance{looking: {0.1, 2}, posting: {0.1, 1}, working: {0.1, 1}})
	ask := func(from, address string, headers ...string) *webtest.Page {
		r := httptest.NewRequest(http.MethodGet, address, nil)
		r.RemoteAddr = from
		return webtest.Do(t, s.Handler(), r, headers...)
	}
	for _, from := range []string{"[2001:db8::1]:5", "[2001:db8::2]:6"} {
		if p := ask(from, "/"); p.Status != http.StatusOK {
			t.Errorf("%s: %d", from, p.Status)
		}
	}
	for language, title := range map[string]string{"en": "Too many requests", "sq": "Shumë kërkesa"} {
		p := ask("[2001:db8::3]:7", "/", "Accept-Language", language)
		if p.Status != http.StatusTooManyRequests || p.Header.Get("Retry-After") != "11" || !strings.Contains(p.One("h1").Text(), title) ||
			p.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %v", language, p.Status, p.Header)
		}
		webtest.Check(t, p)
	}
	css, err := s.assets.url("korridor.css")
	if err != nil {
		t.Fatal(err)
	}
	if at, other := ask("[2001:db8::1]:5", css), ask("[2001:db8:0:1::1]:5", "/"); at.Status != http.StatusOK || other.Status != http.StatusOK {
		t.Errorf("a file %d, another household %d", at.Status, other.Status)
	}
	if first, second := webtest.Post(t, s.Handler(), "/form", url.Values{}), webtest.Post(t, s.Handler(), "/form", url.Values{}); first.Status != 303 || second.Status != 429 {
		t.Errorf("forms: %d, %d", first.Status, second.Status)
	}
	now = now.Add(11 * time.Second)
	if p := ask("[2001:db8::1]:5", "/"); p.Status != http.StatusOK {
		t.Errorf("later: %d", p.Status)
	}
}

// One person is counted as one, from whatever address; whoever has no account
// is counted by address only.
func TestRatesOfPersons(t *testing.T) {
	s := newSite(t, nil, func(s *site, e *gin.Engine) {
		show(e, "/x", func(c *gin.Context) { s.plain(c.Writer, http.StatusOK, "x") })
	})
	s.options.RateLimits, s.now = true, func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }
	s.persons = newRates[record.ID](map[effort]allowance{looking: {1, 2}})
	h := s.identified(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visitOf(r).language, visitOf(r).person = s.languages.All()[0], &access.Person{}
		if id := r.Header.Get("X-Trial-Person"); id != "" {
			visitOf(r).person.ID = 42
		}
		s.personRated(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.plain(w, http.StatusOK, "x") })).ServeHTTP(w, r)
	}))
	var got []string
	for i := range 4 {
		r := httptest.NewRequest(http.MethodGet, "/x", nil)
		r.RemoteAddr = fmt.Sprintf("192.0.2.%d:1", i)
		known := webtest.Do(t, h, r.Clone(t.Context()), "X-Trial-Person", "42")
		unknown := webtest.Do(t, h, r)
		got = append(got, fmt.Sprint(known.Status, unknown.Status))
	}
	if want := "[200 200 200 200 429 200 429 200]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}
