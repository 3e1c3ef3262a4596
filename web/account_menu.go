package web

import (
	"net/http"

	"korridor/pkg/access"
	"korridor/web/locale"
)

// accountMenu is, in the head of every page, who is signed in.
type accountMenu struct {
	Name        string // of the account; "": nobody is signed in
	Account     Link
	SignIn      string // where to sign in
	Stranger    bool   // nobody is known, who could read anything
	Administers bool
}

// newAccountMenu returns the menu, nil where people have no accounts.
func (s *Server) newAccountMenu(r *http.Request, l *locale.Locale, nav string) *accountMenu {
	if !s.options.Accounts {
		return nil
	}
	person := access.Of(r.Context())
	m := &accountMenu{Stranger: person == nil, SignIn: signInAddress(r).String(), Administers: person.Has(access.Administrator, 0)}
	if person != nil && person.ID != 0 {
		m.Name = person.Name
		m.Account = Link{Text: l.T("account.title"), URL: accountPath, Current: nav == "account"}
	}
	return m
}
