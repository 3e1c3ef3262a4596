package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
)

const (
	signInPath    = "/sign-in"
	signOutPath   = "/sign-out"
	accountPath   = "/account"
	nextParameter = "next" // where signing in leads
)

// faceless are the first parts of addresses that are the same for everybody; open
// are those that people reach who have not signed in.
var (
	faceless = []string{"assets", "healthz", "readyz"}
	open     = []string{"sign-in", "sign-out", "welcome"}
)

func firstPart(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return first
}

func isFaceless(path string) bool { return slices.Contains(faceless, firstPart(path)) }

// mustSignIn reports whether the request is for people who have signed in. Who
// reads publicly only reads.
func (s *Server) mustSignIn(r *http.Request, person *access.Person) bool {
	return s.options.Accounts && (person == nil || person == publicReader && !reading(r)) && !slices.Contains(open, firstPart(r.URL.Path))
}

// askWho answers who is not known: a page leads to signing in, and from there
// back; anything else, which would not expect that page, is refused.
func (s *Server) askWho(w http.ResponseWriter, r *http.Request) {
	if isPageView(r) {
		redirect(w, r, signInAddress(r), http.StatusSeeOther)
		return
	}
	s.showFailure(w, r, failure{Status: http.StatusUnauthorized, SignIn: signInAddress(r).String()})
}

// isPageView reports whether a browser asks for a whole page to show.
func isPageView(r *http.Request) bool {
	shown := r.Header.Get("Sec-Fetch-Dest") // old browsers do not say
	return reading(r) && (shown == "" || shown == "document") && !isFile(r.URL.Path) && !wantsText(r) && !r.URL.Query().Has("part")
}

// signInAddress is where to sign in and then come back to what was asked for.
func signInAddress(r *http.Request) *url.URL {
	to := &url.URL{Path: signInPath}
	back := &url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery}
	if !slices.Contains(open, firstPart(r.URL.Path)) && back.RequestURI() != "/" {
		to.RawQuery = url.Values{nextParameter: {back.RequestURI()}}.Encode()
	}
	return to
}

// nextAddress is where signing in leads.
func nextAddress(r *http.Request) *url.URL {
	to := ownAddress(r.URL.Query().Get(nextParameter))
	if slices.Contains(open, firstPart(to.Path)) {
		return &url.URL{Path: "/"}
	}
	return to
}

// withAccounts lets the addresses of accounts answer only where there are
// accounts.
func (s *Server) withAccounts(c *gin.Context) {
	if !s.options.Accounts {
		s.failStatus(c.Writer, c.Request, http.StatusNotFound)
		c.Abort()
	}
}

// me returns the account that asks. Who has none is asked to sign in.
func (s *Server) me(c *gin.Context) (*access.Person, bool) {
	person := access.Of(c.Request.Context())
	if person == nil || person.ID == 0 {
		s.askWho(c.Writer, c.Request)
		c.Abort()
		return nil, false
	}
	return person, true
}
