package web

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
)

// sessionCookie keeps the secret of who is signed in, until the browser is closed.
const sessionCookie = "session"

// defaultSessions are the limits of sessions where none are given: a working day,
// of which two hours may pass without a request.
var defaultSessions = planner.SessionLimits{Life: 12 * time.Hour, Idle: 2 * time.Hour}

// publicReader is who reads without having signed in, where that is allowed.
var publicReader = &access.Person{Name: "public", Grants: []access.Grant{{Role: access.Viewer}}}

// accountPerson returns who asks where people have accounts; nil for somebody
// who must sign in first.
func (s *Server) accountPerson(r *http.Request) (*access.Person, error) {
	person, err := s.signedIn(r)
	if person == nil && err == nil && s.options.PublicRead {
		return publicReader, nil
	}
	return person, err
}

// signedIn returns the person of the session that the browser keeps, nil for
// none: there is no cookie, the session is over, or the account is disabled.
func (s *Server) signedIn(r *http.Request) (*access.Person, error) {
	secret, ok := cookie(r, sessionCookie)
	if !ok {
		return nil, nil
	}
	session, err := s.planner.Session(r.Context(), access.Secret(secret), s.options.Sessions)
	var u *access.User
	if err == nil {
		u, err = s.planner.AccountPerson(r.Context(), session.User)
	}
	switch {
	case fault.Is(err, fault.NotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return u.Person(), nil
}

// beginSession signs the account in. The session that the browser had before, of
// whomever, ends: a secret that somebody else put there is worth nothing.
func (s *Server) beginSession(c *gin.Context, u *access.User) error {
	ctx := c.Request.Context()
	if before, ok := cookie(c.Request, sessionCookie); ok {
		if err := s.planner.EndSession(ctx, access.Secret(before)); err != nil {
			return err
		}
	}
	secret := access.NewSecret()
	agent := brief(c.Request.UserAgent())
	if err := s.planner.KeepSession(ctx, secret, u.ID, agent, nil, s.options.Sessions); err != nil {
		return err
	}
	s.setCookie(c.Writer, c.Request, sessionCookie, string(secret), untilClosed)
	s.setCookie(c.Writer, c.Request, pastCookie, "", 0)
	if u.Language != "" {
		s.setCookie(c.Writer, c.Request, languageCookie, u.Language, languageLife)
	}
	return nil
}

// thisSession reports whether the session is the one of the request.
func thisSession(r *http.Request, of *planner.Session) bool {
	secret, ok := cookie(r, sessionCookie)
	return ok && string(access.Secret(secret).Hash()) == string(of.Hash)
}
