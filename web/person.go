package web

import (
	"net/http"

	"korridor/pkg/access"
)

// asPerson lets everything that answers the request know who asks.
func (s *Server) asPerson(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		person := s.personOf(r)
		visitOf(r).person = person
		next.ServeHTTP(w, r.WithContext(access.With(r.Context(), person)))
	})
}

// personOf returns who asks: without accounts, everybody who reaches the service
// is its operator, and in the demo whom they choose to be.
func (s *Server) personOf(r *http.Request) *access.Person {
	if s.demo {
		return demoPerson(r)
	}
	return &access.Person{Name: s.options.Person, Operator: true}
}
