package web

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/web/locale"
)

// signInPage asks who somebody is.
type signInPage struct {
	Action  string
	Refused *SummaryView // nil: nothing was tried yet
	Login   inputView
	Secret  inputView
}

// signInShow asks for login and password. Who is signed in goes on.
func (s *Server) signInShow(c *gin.Context) {
	if person := access.Of(c.Request.Context()); person != nil && person.ID != 0 {
		redirect(c.Writer, c.Request, nextAddress(c.Request), http.StatusSeeOther)
		return
	}
	s.askSignIn(c, http.StatusOK, "", nil)
}

// signIn lets somebody in whose login and password are right, with a new session.
// Whatever is wrong, the answer is the same.
func (s *Server) signIn(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	l, login := languageOf(c.Request), values.Get("login")
	in, err := s.planner.SignIn(c.Request.Context(), login, values.Get("password"), clientOf(c.Request).Address.String())
	if s.failed(c, err) {
		return
	}
	if in.User == nil {
		status, refused := refusedSignIn(l, c.Writer.Header(), in.Wait)
		s.log.Info("sign-in refused", "request", visitOf(c.Request).id, "client", clientOf(c.Request).Address, "waits", in.Wait > 0)
		s.askSignIn(c, status, login, refused)
		return
	}
	if s.failed(c, s.beginSession(c, in.User)) {
		return
	}
	s.log.Info("signed in", "request", visitOf(c.Request).id, "client", clientOf(c.Request).Address, "person", int64(in.User.ID))
	redirect(c.Writer, c.Request, nextAddress(c.Request), http.StatusSeeOther)
}

// refusedSignIn says that a password was not accepted, or not looked at before a
// wait is over.
func refusedSignIn(l *locale.Locale, h http.Header, wait time.Duration) (status int, refused *SummaryView) {
	if wait == 0 {
		return http.StatusUnprocessableEntity, &SummaryView{Title: l.T("sign_in.refused"), Notes: []string{l.T("sign_in.refused_do")}}
	}
	seconds := int((wait + time.Second - 1) / time.Second)
	h.Set("Retry-After", strconv.Itoa(seconds))
	return http.StatusTooManyRequests, &SummaryView{Title: l.N("sign_in.wait", seconds), Notes: []string{l.T("sign_in.wait_why")}}
}

func (s *Server) askSignIn(c *gin.Context, status int, login string, refused *SummaryView) {
	l := languageOf(c.Request)
	page := signInPage{Action: c.Request.URL.RequestURI(), Refused: refused,
		Login:  inputView{Name: "login", Label: l.T("field.login"), Value: login, Complete: "username", Focus: login == ""},
		Secret: inputView{Name: "password", Label: l.T("account.password"), Type: "password", Complete: "current-password", Focus: login != ""}}
	s.render(c, status, "sign_in", Page{Title: l.T("sign_in.title"), Data: page})
}

// signOut ends the session of the browser, which also forgets the pages it kept.
func (s *Server) signOut(c *gin.Context) {
	if secret, ok := cookie(c.Request, sessionCookie); ok {
		if s.failed(c, s.planner.EndSession(c.Request.Context(), access.Secret(secret))) {
			return
		}
	}
	s.forgetBrowser(c)
	s.done(c, signInPath, "signed_out")
}

// forgetBrowser takes from the browser what it kept of who was signed in.
func (s *Server) forgetBrowser(c *gin.Context) {
	for _, name := range []string{sessionCookie, pastCookie} {
		s.setCookie(c.Writer, c.Request, name, "", 0)
	}
	c.Header("Clear-Site-Data", `"cache"`)
}

// leadTo returns a handler for an address that only takes a form: it leads to the
// page that has it.
func leadTo(path string) gin.HandlerFunc {
	return func(c *gin.Context) { redirect(c.Writer, c.Request, &url.URL{Path: path}, http.StatusSeeOther) }
}
