package web

import (
	"net/http"

	"korridor/pkg/access"
)

// asPerson lets everything that answers the request know who asks. Who is not
// known, where people have accounts, only reaches what is open to everybody.
func (s *Server) asPerson(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.options.Accounts && isFaceless(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		person, err := s.personOf(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		visitOf(r).person = person
		r = r.WithContext(access.With(r.Context(), person))
		if s.mustSignIn(r, person) {
			s.askWho(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// personOf returns who asks, nil for somebody who is not known: without accounts,
// everybody who reaches the service is its operator, and in the demo whom they
// choose to be.
func (s *Server) personOf(r *http.Request) (*access.Person, error) {
	switch {
	case s.demo:
		return demoPerson(r), nil
	case s.options.Accounts:
		return s.accountPerson(r)
	}
	return &access.Person{Name: s.options.Person, Operator: true}, nil
}
