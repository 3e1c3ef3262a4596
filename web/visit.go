package web

import (
	"context"
	"crypto/rand"
	"net/http"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/pkg/text"
	"korridor/web/locale"
)

// visit is what is known about a request before it reaches a handler.
type visit struct {
	id       string // names the request in the log and on the page of an internal error
	client   client
	language *locale.Locale
	route    string         // the address as routes lists it; "" before it is known, and for none
	path     string         // the address as far as the log may name it
	secret   bool           // the address holds a secret
	person   *access.Person // who asks; nil before it is known
	past     *planner.Past  // the former state that is shown; nil: the newest
	pastKey  string         // what addresses say for it
	pastName text.Label     // of the baseline that it is; none for a day
	asked    pastAsked
}

type visitKey struct{}

// identified gives every request its visit and its id.
func (s *Server) identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{id: rand.Text()[:12], client: s.options.Proxies.client(r), path: unroutedPath(r.URL.Path)}
		w.Header().Set("X-Request-Id", v.id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitKey{}, v)))
	})
}

func visitOf(r *http.Request) *visit { return r.Context().Value(visitKey{}).(*visit) }

// languageOf returns the language that the request is answered in.
func languageOf(r *http.Request) *locale.Locale { return visitOf(r).language }
