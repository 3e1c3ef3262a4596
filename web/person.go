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
// is its operator.
func (s *Server) personOf(*http.Request) *access.Person {
	return &access.Person{Name: s.options.Person, Operator: true}
}
