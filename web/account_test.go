package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

const goodPassword = "three blue trams"

// office is a service with accounts, its log, and a clock of its own.
type office struct {
	*realSite
	t   *testing.T
	log *bytes.Buffer
	now time.Time
}

// openOffice returns a service with accounts, over the corridor or an empty record.
func openOffice(t *testing.T, withCorridor bool, options Options) *office {
	t.Helper()
	o := &office{t: t, log: &bytes.Buffer{}, now: clock()}
	site, err := openSiteAt(filepath.Join(t.TempDir(), "korridor.db"), withCorridor, o.clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { site.store.Close() })
	o.realSite = site
	o.Server = o.another(options)
	return o
}

func (o *office) clock() time.Time { return o.now }

// another returns one more server over the same database.
func (o *office) another(options Options) *Server {
	o.t.Helper()
	options.Accounts, options.Log = true, slog.New(slog.NewTextHandler(o.log, nil))
	s, err := New(planner.Guarded(o.store, o.clock), options)
	if err != nil {
		o.t.Fatal(err)
	}
	return s
}

// add makes an account that has chosen its password.
func (o *office) add(login, name string, grants ...access.Grant) *access.User {
	o.t.Helper()
	ctx := access.With(o.t.Context(), &access.Person{Name: "Test", Operator: true})
	act := planner.Act{Actor: "Test"}
	c := &planner.SaveUser{Record: access.User{Login: login, Name: name, Grants: grants}}
	if err := o.planner.Do(ctx, act, c); err != nil {
		o.t.Fatal(err)
	}
	secret, err := o.planner.Invite(ctx, act, c.Record.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	u, err := o.planner.Accept(o.t.Context(), secret, planner.Choice{Password: goodPassword})
	if err != nil {
		o.t.Fatal(err)
	}
	return u
}

// browser keeps cookies, as browsers do.
type browser struct {
	t        *testing.T
	h        http.Handler
	cookies  map[string]string
	language string
}

func (o *office) browser() *browser {
	return &browser{t: o.t, h: o.Handler(), cookies: map[string]string{}, language: "en"}
}

func (b *browser) do(r *http.Request) *webtest.Page {
	b.t.Helper()
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	p := webtest.Do(b.t, b.h, r, "Accept-Language", b.language)
	for _, c := range (&http.Response{Header: p.Header}).Cookies() {
		if b.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return p
}

func (b *browser) get(at string) *webtest.Page {
	b.t.Helper()
	return b.do(httptest.NewRequest(http.MethodGet, at, nil))
}

// post sends a form with the values, given as pairs of names and values.
func (b *browser) post(at string, pairs ...string) *webtest.Page {
	b.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, at, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(r)
}

func (b *browser) signIn(login, password string) *webtest.Page {
	b.t.Helper()
	return b.post("/sign-in", "login", login, "password", password)
}

// wants fails the test unless the page was answered so.
func wants(t *testing.T, p *webtest.Page, status int, words ...string) {
	t.Helper()
	if p.Status != status {
		t.Errorf("%s: %d, want %d", p.Address, p.Status, status)
	}
	for _, w := range words {
		if !strings.Contains(p.Body+p.Header.Get("Location"), w) {
			t.Errorf("%s does not say %q", p.Address, w)
		}
	}
}

// Without a session pages lead to signing in and from there back; files, parts of
// pages and forms are refused. What is the same for everybody is open.
func TestNobodyGetsInWithoutASession(t *testing.T) {
	o := openOffice(t, true, Options{})
	o.add("ana", "Ana Hoxha", access.Grant{Role: access.Planner})
	for at, to := range map[string]string{"/": "/sign-in", "/projects/railway?x=1": "/sign-in?next=%2Fprojects%2Frailway%3Fx%3D1",
		"/account": "/sign-in?next=%2Faccount", "/users": "/sign-in?next=%2Fusers", "/no-such-page": "/sign-in?next=%2Fno-such-page"} {
		if p := o.browser().get(at); p.Status != http.StatusSeeOther || p.Header.Get("Location") != to {
			t.Errorf("%s: %d to %s", at, p.Status, p.Header.Get("Location"))
		}
	}
	for _, at := range []string{"/reports/allocations.csv", "/reports/allocations.json", "/projects/railway/cost?part=1"} {
		wants(t, o.browser().get(at), http.StatusUnauthorized)
	}
	wants(t, o.browser().post("/projects/railway/edit", "reason", "r"), http.StatusUnauthorized, "/sign-in?next=%2Fprojects%2Frailway%2Fedit")
	fetched := httptest.NewRequest(http.MethodGet, "/projects/railway", nil)
	fetched.Header.Set("Sec-Fetch-Dest", "empty")
	wants(t, o.browser().do(fetched), http.StatusUnauthorized)
	for _, at := range []string{"/healthz", "/readyz", "/sign-in"} {
		wants(t, o.browser().get(at), http.StatusOK)
	}
	b := o.browser()
	wants(t, b.post("/sign-in?next=%2Fprojects%2Frailway", "login", "ana", "password", goodPassword), http.StatusSeeOther, "/projects/railway")
	wants(t, b.get("/projects/railway"), http.StatusOK, "Ana Hoxha")
	for _, next := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "/sign-out", "/welcome/x"} {
		if p := o.browser().post("/sign-in?next="+url.QueryEscape(next), "login", "ana", "password", goodPassword); p.Header.Get("Location") != "/" {
			t.Errorf("%s leads to %q", next, p.Header.Get("Location"))
		}
	}
}

// Everybody reads where that is allowed, and changes nothing without a session.
func TestPublicRead(t *testing.T) {
	o := openOffice(t, true, Options{PublicRead: true})
	b := o.browser()
	wants(t, b.get("/projects/railway"), http.StatusOK, `href="/sign-in?next=%2Fprojects%2Frailway"`)
	wants(t, b.get("/reports/allocations.csv"), http.StatusOK)
	wants(t, b.post("/projects/railway/risk/runs"), http.StatusUnauthorized)
	wants(t, b.get("/account"), http.StatusSeeOther, "/sign-in?next=%2Faccount")
	wants(t, b.get("/users"), http.StatusForbidden)
}

// The secret of a session is new with every signing in, whatever the browser
// brought along, and the one before is worth nothing.
func TestSessionFixation(t *testing.T) {
	o := openOffice(t, false, Options{})
	o.add("ana", "Ana Hoxha", access.Grant{Role: access.Planner})
	b := o.browser()
	b.cookies[sessionCookie] = "planted"
	p := b.signIn("ana", goodPassword)
	first := b.cookies[sessionCookie]
	if c := p.Header.Get("Set-Cookie"); first == "planted" || !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Lax") {
		t.Errorf("after signing in: %q", p.Header.Values("Set-Cookie"))
	}
	b.signIn("ana", goodPassword)
	if b.cookies[sessionCookie] == first {
		t.Error("signing in again keeps the secret")
	}
	for _, old := range []string{"planted", first} {
		other := o.browser()
		other.cookies[sessionCookie] = old
		wants(t, other.get("/account"), http.StatusSeeOther)
	}
	wants(t, b.get("/account"), http.StatusOK)
	kept := b.cookies[sessionCookie]
	wants(t, b.post("/sign-out"), http.StatusSeeOther, "/sign-in")
	if _, still := b.cookies[sessionCookie]; still {
		t.Error("the browser keeps the cookie")
	}
	b.cookies[sessionCookie] = kept
	wants(t, b.get("/account"), http.StatusSeeOther)
}

// Another site cannot sign anybody in, out, or make an account.
func TestAccountFormsFromAnotherOrigin(t *testing.T) {
	o := openOffice(t, false, Options{})
	o.add("ana", "Ana Hoxha", access.Grant{Role: access.Administrator})
	b := o.browser()
	b.signIn("ana", goodPassword)
	for _, at := range []string{"/sign-in", "/sign-out", "/account/password", "/account/tokens", "/users/new", "/welcome/x"} {
		for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
			r := httptest.NewRequest(http.MethodPost, at, strings.NewReader("login=ana&password="+url.QueryEscape(goodPassword)))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set(header[0], header[1])
			if p := b.do(r); p.Status != http.StatusForbidden || len(p.Header.Values("Set-Cookie")) > 0 {
				t.Errorf("%s with %v: %d", at, header, p.Status)
			}
		}
	}
	wants(t, b.get("/account"), http.StatusOK)
}

// Who guesses waits, ever longer; nothing in the answers tells whether there is
// such an account, and no password is in the log.
func TestGuessing(t *testing.T) {
	o := openOffice(t, false, Options{})
	o.add("ana", "Ana Hoxha", access.Grant{Role: access.Planner})
	answers := map[string][]string{}
	for _, login := range []string{"ana", "ghost"} {
		for range 6 {
			p := o.browser().signIn(login, "a wrong password")
			if strings.Contains(p.Body, "a wrong password") {
				t.Error("the password comes back")
			}
			answers[login] = append(answers[login], http.StatusText(p.Status)+p.Header.Get("Retry-After")+strings.ReplaceAll(p.Body, login, "…"))
		}
	}
	for i := range answers["ana"] {
		if answers["ana"][i] != answers["ghost"][i] {
			t.Errorf("attempt %d is answered in two ways", i+1)
		}
	}
	p := o.browser().signIn("ana", goodPassword)
	if p.Status != http.StatusTooManyRequests || p.Header.Get("Retry-After") != "2" {
		t.Errorf("during the wait: %d, %q", p.Status, p.Header.Get("Retry-After"))
	}
	o.now = o.now.Add(2 * time.Second)
	wants(t, o.browser().signIn("ana", goodPassword), http.StatusSeeOther)
	if log := o.log.String(); strings.Contains(log, "wrong password") || strings.Contains(log, goodPassword) {
		t.Error("the log tells passwords")
	}
}

// A session ends without use, and at the latest after its life; an account that
// is disabled is out at once. Two servers share sessions.
func TestSessionsEnd(t *testing.T) {
	o := openOffice(t, false, Options{})
	ana := o.add("ana", "Ana Hoxha", access.Grant{Role: access.Planner})
	b := o.browser()
	b.signIn("ana", goodPassword)
	b.h = o.another(Options{}).Handler()
	for elapsed := time.Duration(0); elapsed < defaultSessions.Life-time.Hour; elapsed += time.Hour {
		wants(t, b.get("/account"), http.StatusOK)
		o.now = o.now.Add(time.Hour)
	}
	o.now = o.now.Add(time.Hour)
	wants(t, b.get("/account"), http.StatusSeeOther)
	b.signIn("ana", goodPassword)
	wants(t, b.get("/account"), http.StatusOK)
	o.now = o.now.Add(defaultSessions.Idle)
	wants(t, b.get("/account"), http.StatusSeeOther)
	b.signIn("ana", goodPassword)
	ctx := access.With(t.Context(), &access.Person{Name: "Test", Operator: true})
	now, err := o.planner.User(ctx, ana.ID)
	if err != nil {
		t.Fatal(err)
	}
	now.Disabled = true
	if err := o.planner.Do(ctx, planner.Act{Actor: "Test"}, &planner.SaveUser{Record: now}); err != nil {
		t.Fatal(err)
	}
	wants(t, b.get("/account"), http.StatusSeeOther)
	wants(t, b.signIn("ana", goodPassword), http.StatusUnprocessableEntity)
}
