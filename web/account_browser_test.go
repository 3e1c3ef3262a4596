package web

import (
	"testing"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/web/browsertest"
)

// In the browser: sign in on the way to a form; when the session has ended
// meanwhile, what was typed stays and is saved after signing in again; sign out,
// and nothing can be gone back to.
func TestSignInChangeSignOutInTheBrowser(t *testing.T) {
	o := openOffice(t, true, Options{})
	ana := o.add("ana", "Ana Hoxha", access.Grant{Role: access.Planner})
	b := browsertest.Open(t, o.Handler())
	_, at := o.railwayPhase(t, "p2")
	signIn := func() {
		t.Helper()
		until(t, b, `location.pathname === '/sign-in' && document.querySelector('[name=login]')`)
		typeInto(b, "login", "ana")
		typeInto(b, "password", goodPassword)
		b.Follow(".gate button")
	}
	b.Visit(at)
	b.Sound()
	if focus := browsertest.Eval[string](b, `document.activeElement.name`); focus != "login" {
		t.Errorf("typing begins at %q", focus)
	}
	signIn()
	until(t, b, `location.pathname === '`+at+`'`)
	typeInto(b, "note", "Looked at by Ana")
	operator := access.With(t.Context(), &access.Person{Name: "Test", Operator: true})
	if err := o.planner.SignOutEverywhere(operator, planner.Act{Actor: "Test"}, ana.ID); err != nil {
		t.Fatal(err)
	}
	b.Click(save)
	until(t, b, `document.querySelector('[data-form-refused] a')`)
	if note := browsertest.Eval[string](b, `document.querySelector('[name=note]').value`); note != "Looked at by Ana" {
		t.Errorf("the note is %q", note)
	}
	browsertest.Eval[any](b, `(async () => { await fetch('/sign-in', {method: 'POST', body: new URLSearchParams({login: 'ana', password: '`+goodPassword+`'})}); window.back = true })(); null`)
	until(t, b, `window.back`) // as in another tab
	b.Follow(save)
	until(t, b, `document.querySelector('.flash')`)
	if now, _ := o.railwayPhase(t, "p2"); now.Note.Default != "Looked at by Ana" {
		t.Errorf("kept: %+v", now)
	}
	b.Visit("/projects/railway/history")
	until(t, b, `document.querySelector('main').textContent.includes('Ana Hoxha')`)
	b.Follow(".bar-out button")
	until(t, b, `location.pathname === '/sign-in' && document.querySelector('.flash')`)
	b.Visit("/projects/railway/history")
	until(t, b, `location.pathname === '/sign-in'`)
}

// The pages of accounts are sound at every width, in both schemes.
func TestAccountPagesInTheBrowser(t *testing.T) {
	o := openOffice(t, true, Options{})
	o.add("besa", "Besa Krasniqi", access.Grant{Role: access.Administrator}, access.Grant{Role: access.Planner})
	ana := o.add("ana", "Ana Hoxha")
	b := browsertest.Open(t, o.Handler())
	b.Visit("/sign-in")
	typeInto(b, "login", "besa")
	typeInto(b, "password", goodPassword)
	b.Follow(".gate button")
	for _, at := range []string{"/account", "/users", "/users/new", "/users/" + idText(ana.ID) + "/edit"} {
		for _, scheme := range []string{"light", "dark"} {
			b.Prefer("prefers-color-scheme", scheme)
			for _, width := range []int64{1440, 390} {
				b.Resize(width, 900)
				b.Visit(at)
				b.Sound()
				b.NoSidewaysScroll()
			}
		}
	}
}
