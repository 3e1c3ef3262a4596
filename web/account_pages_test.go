package web

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"korridor/pkg/access"
	"korridor/web/webtest"
)

var welcomePattern = regexp.MustCompile(`http://[a-z.]+/welcome/[A-Za-z0-9_-]+`)

// From the first link to an invited planner, in both languages: each page is
// sound, what is wrong is said at its field, and what was typed stays, but for
// passwords.
func TestAccountsFromTheFirstLinkOn(t *testing.T) {
	for _, language := range []string{"en", "sq"} {
		o := openOffice(t, false, Options{})
		secret, err := o.planner.FirstAdministrator(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		first := "/welcome/" + string(secret)
		b := o.browser()
		b.language = language
		sound := func(p *webtest.Page, status int, words ...string) *webtest.Page {
			t.Helper()
			wants(t, p, status, words...)
			webtest.Check(t, p)
			return p
		}
		sound(b.get("/sign-in"), http.StatusOK)
		if p := sound(b.get(first), http.StatusOK); p.Header.Get("Cache-Control") != "no-store" {
			t.Error("a page with a secret is kept")
		}
		sound(b.post(first, "login", "B!", "name", "Besa", "password", "short", "again", "short"), http.StatusUnprocessableEntity, `value="B!"`, "field-login-problem", "field-password-problem")
		if p := b.post(first, "login", "besa", "name", "Besa", "password", goodPassword, "again", "other"); strings.Contains(p.Body, goodPassword) {
			t.Error("the password comes back")
		}
		wants(t, b.post(first, "login", "besa", "name", "Besa", "password", goodPassword, "again", goodPassword), http.StatusSeeOther, "/users")
		sound(b.get("/users"), http.StatusOK, "Besa")
		sound(b.get(first), http.StatusNotFound)
		sound(b.get("/users/new"), http.StatusOK)
		sound(b.post("/users/new", "login", "besa", "name", "", "grants", "owner", "grants", ""), http.StatusUnprocessableEntity, "field-grants-problem")
		invited := sound(b.post("/users/new", "login", "ana", "name", "Ana", "grants", "planner", "grants", ""), http.StatusOK)
		link := welcomePattern.FindString(invited.Body)
		if link == "" || invited.Header.Get("Cache-Control") != "no-store" || strings.Contains(b.get("/users").Body, link) {
			t.Errorf("the link %q is not shown once", link)
		}
		ana := o.browser()
		ana.language = language
		at := strings.TrimPrefix(link, "http://localhost")
		sound(ana.get(at), http.StatusOK, "Ana")
		wants(t, ana.post(at, "password", goodPassword, "again", goodPassword, "login", "root", "grants", "administrator"), http.StatusSeeOther)
		sound(ana.get("/account"), http.StatusOK, "ana")
		wants(t, ana.get("/users"), http.StatusForbidden)
		sound(ana.post("/account/password", "present", "wrong wrong wrong", "password", "four green trams", "again", "four green trams"), http.StatusUnprocessableEntity, "field-present-problem")
		before := ana.cookies[sessionCookie]
		wants(t, ana.post("/account/password", "present", goodPassword, "password", "four green trams", "again", "four green trams"), http.StatusSeeOther)
		if ana.cookies[sessionCookie] == before {
			t.Error("a new password keeps the secret of the session")
		}
		made := sound(ana.post("/account/tokens", "token_name", "Report", "scope", "read", "days", "30"), http.StatusOK)
		if token := made.One(".secret").Attr("value"); !access.Secret(token).IsToken() || strings.Contains(ana.get("/account").Body, token) {
			t.Error("the token is not shown once")
		}
		sound(ana.get("/account"), http.StatusOK, "Report")
		wants(t, ana.post("/account/tokens/1/revoke"), http.StatusSeeOther)
		wants(t, ana.post("/account/sign-out"), http.StatusSeeOther, "/sign-in")
		wants(t, ana.get("/account"), http.StatusSeeOther)
		if strings.Contains(o.log.String(), at[len("/welcome/"):]) {
			t.Error("the log holds the secret of a link")
		}
	}
}

// No field of a form gives anybody more than they are trusted with, nor another's
// account.
func TestPrivilegesAreNotTypedIn(t *testing.T) {
	o := openOffice(t, false, Options{})
	admin := o.add("besa", "Besa", access.Grant{Role: access.Administrator})
	ana := o.add("ana", "Ana", access.Grant{Role: access.Viewer})
	b := o.browser()
	b.signIn("ana", goodPassword)
	ctx := access.With(t.Context(), &access.Person{Name: "Test", Operator: true})
	version := func() string {
		now, err := o.planner.User(ctx, ana.ID)
		if err != nil {
			t.Fatal(err)
		}
		return strconv.FormatInt(now.Version, 10)
	}
	wants(t, b.post("/account/profile", "name", "Ana H", "language", "sq", "version", version(), "login", "root", "grants", "administrator",
		"grants", "", "disabled", "yes", "id", idText(admin.ID), "user", idText(admin.ID)), http.StatusSeeOther)
	now, err := o.planner.User(ctx, ana.ID)
	if err != nil || now.Name != "Ana H" || now.Language != "sq" || now.Login != "ana" || len(now.Grants) != 1 || now.Grants[0].Role != access.Viewer {
		t.Errorf("%+v, %v", now, err)
	}
	for _, id := range []string{idText(admin.ID), idText(ana.ID)} {
		wants(t, b.post("/users/"+id+"/edit", "login", "ana", "name", "Ana", "grants", "administrator", "grants", "", "version", version()), http.StatusForbidden)
		for _, act := range []string{"invite", "reset", "sign-out", "disable", "enable"} {
			wants(t, b.post("/users/"+id+"/"+act, "reason", "because"), http.StatusForbidden)
		}
	}
	wants(t, b.post("/account/tokens", "token_name", "All", "scope", "administer", "days", "30"), http.StatusUnprocessableEntity)
	wants(t, b.post("/account/tokens", "token_name", "All", "scope", "write", "days", "9000"), http.StatusUnprocessableEntity)
	wants(t, b.get("/users"), http.StatusForbidden)
}

// What administrators do is kept with their names; whom they lock out is out, and
// two of them do not overwrite each other. The last one stays.
func TestAdministratorsManageAccounts(t *testing.T) {
	o := openOffice(t, false, Options{})
	admin := o.add("besa", "Besa", access.Grant{Role: access.Administrator})
	ana := o.add("ana", "Ana", access.Grant{Role: access.Planner})
	b, a := o.browser(), o.browser()
	b.signIn("besa", goodPassword)
	a.signIn("ana", goodPassword)
	at := "/users/" + idText(ana.ID)
	opened := webtest.Values(b.get(at + "/edit").One("form.form"))
	wants(t, b.get("/users/"+idText(ana.ID)+"/sign-out"), http.StatusSeeOther, at+"/edit")
	wants(t, b.post(at+"/sign-out", "reason", "lost laptop"), http.StatusSeeOther)
	wants(t, a.get("/account"), http.StatusSeeOther)
	stale := b.post(at+"/edit", "login", "ana", "name", "Ana", "grants", "confirmer", "grants", "", "version", opened.Get("version"))
	wants(t, stale, http.StatusConflict, "Planner · all projects")
	again := webtest.Values(stale.One("form.form"))
	wants(t, b.post(at+"/edit", "login", "ana", "name", "Ana", "grants", "confirmer", "grants", "", "version", again.Get("version")), http.StatusSeeOther)
	wants(t, b.post(at+"/reset", "reason", "forgotten"), http.StatusOK, "/welcome/")
	wants(t, a.signIn("ana", goodPassword), http.StatusUnprocessableEntity)
	wants(t, b.post(at+"/disable"), http.StatusSeeOther)
	wants(t, b.post(at+"/disable"), http.StatusSeeOther)
	wants(t, b.post(at+"/enable"), http.StatusSeeOther)
	history := b.get("/records/" + idText(ana.ID) + "/history")
	wants(t, history, http.StatusOK, "Besa", "lost laptop", "forgotten")
	wants(t, b.post("/users/"+idText(admin.ID)+"/disable"), http.StatusUnprocessableEntity)
	wants(t, b.get("/users"), http.StatusOK)
}

// Without accounts there is nothing at their addresses.
func TestNoAccountsInTheDemo(t *testing.T) {
	h := freshSite(t, false).Handler()
	for _, at := range []string{"/sign-in", "/account", "/users", "/users/new", "/welcome/x"} {
		wants(t, webtest.Get(t, h, at), http.StatusNotFound)
	}
}
