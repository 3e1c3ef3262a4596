package web

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
)

// profileSave keeps what people may change of their own account; whatever else a
// form names stays as it is.
func (s *Server) profileSave(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	me, ok := s.me(c)
	if !ok {
		return
	}
	version, _ := strconv.ParseInt(values.Get("version"), 10, 64)
	name, language := values.Get("name"), values.Get("language")
	err := s.planner.SaveAccount(c.Request.Context(), me.ID, version, name, language)
	if err == nil {
		if language != "" {
			s.setCookie(c.Writer, c.Request, languageCookie, language, languageLife)
		}
		s.done(c, accountPath, "saved")
		return
	}
	if fault.Is(err, fault.Conflict) && keyOf(err) == "stale" {
		s.failed(c, err)
		return
	}
	status := statusOf(err)
	s.showAccountProblem(c, status, err, func(page *accountPage) *accountForm {
		page.Profile.Inputs[0].Value, page.Profile.Choices[0].Value = name, language
		return &page.Profile
	})
}

// passwordChange replaces the password and signs in anew: everything else that was
// signed in with the account is out.
func (s *Server) passwordChange(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	me, ok := s.me(c)
	if !ok {
		return
	}
	l, password := languageOf(c.Request), values.Get("password")
	err := samePassword(password, values.Get("again"))
	var in planner.SignedIn
	if err == nil {
		in, err = s.planner.ChangePassword(c.Request.Context(), me.ID, values.Get("present"), password, clientOf(c.Request).Address.String())
	}
	switch {
	case err != nil:
		s.showAccountProblem(c, statusOf(err), err, func(page *accountPage) *accountForm { return &page.Password })
	case in.User == nil:
		status, head := refusedSignIn(l, c.Writer.Header(), in.Wait)
		s.showAccount(c, status, func(page *accountPage) {
			page.Password.Head = head
			if in.Wait == 0 {
				says := l.T("account.present_wrong")
				page.Password.Inputs[0].Problems = []string{says}
				page.Password.Head = &SummaryView{Title: l.T("form.refused"), Links: []Link{{Text: says, URL: "#" + page.Password.Inputs[0].ID()}}}
			}
		})
	default:
		if !s.failed(c, s.beginSession(c, in.User)) {
			s.done(c, accountPath, "password_changed")
		}
	}
}

// showAccountProblem shows the account again with what is wrong at the form that
// was sent; any other error has its own page.
func (s *Server) showAccountProblem(c *gin.Context, status int, problem error, of func(*accountPage) *accountForm) {
	if !fault.Is(problem, fault.Invalid) {
		s.failed(c, problem)
		return
	}
	l := languageOf(c.Request)
	s.showAccount(c, status, func(page *accountPage) {
		f := of(page)
		f.Head, _ = blameInputs(l, f.Inputs, problem)
	})
}

// signOutEverywhere ends all sessions of the account that asks, this one too.
func (s *Server) signOutEverywhere(c *gin.Context) {
	if _, ok := s.posted(c); !ok {
		return
	}
	me, ok := s.me(c)
	if !ok {
		return
	}
	if s.failed(c, s.planner.SignOutEverywhere(c.Request.Context(), s.act(c, ""), me.ID)) {
		return
	}
	s.forgetBrowser(c)
	s.done(c, signInPath, "signed_out_everywhere")
}
