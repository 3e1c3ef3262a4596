package web

import (
	"cmp"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// welcomePage is what a one-time link opens: a password is chosen, and the first
// administrator also says who they are.
type welcomePage struct {
	Action string
	About  string
	Login  string // of the account; "": it is chosen here
	Head   *SummaryView
	Inputs []inputView
	Save   string
}

// welcomeShow is what the link opens.
func (s *Server) welcomeShow(c *gin.Context) {
	v, err := s.planner.Welcome(c.Request.Context(), access.Secret(c.Param("key")))
	if s.failed(c, err) {
		return
	}
	s.showWelcome(c, http.StatusOK, &v, welcomeInputs(languageOf(c.Request), &v, nil), nil)
}

// welcomeDo carries out what the link is for and signs the person in.
func (s *Server) welcomeDo(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	l, ctx, secret := languageOf(c.Request), c.Request.Context(), access.Secret(c.Param("key"))
	v, err := s.planner.Welcome(ctx, secret)
	if s.failed(c, err) {
		return
	}
	password := values.Get("password")
	choice := planner.Choice{Login: values.Get("login"), Name: values.Get("name"), Password: password}
	var u *access.User
	if err = samePassword(password, values.Get("again")); err == nil {
		u, err = s.planner.Accept(ctx, secret, choice)
	}
	if err == nil {
		err = s.beginSession(c, u)
	}
	if err != nil {
		inputs := welcomeInputs(l, &v, values)
		head, err := blameInputs(l, inputs, err)
		if !s.failed(c, err) {
			s.showWelcome(c, http.StatusUnprocessableEntity, &v, inputs, head)
		}
		return
	}
	to := "/"
	if v.Purpose == planner.FirstLink {
		to = usersPath // others are to be invited
	}
	s.done(c, to, "welcome")
}

func welcomeInputs(l *locale.Locale, v *planner.Welcome, values url.Values) []inputView {
	var inputs []inputView
	if v.Purpose == planner.FirstLink {
		inputs = []inputView{
			{Name: "login", Label: l.T("field.login"), Value: values.Get("login"), Complete: "username", Hint: l.T("account.login_hint")},
			{Name: "name", Label: l.T("field.name"), Value: values.Get("name"), Complete: "name", Hint: l.T("account.name_hint")},
		}
	}
	inputs = append(inputs, newPasswordInputs(l)...)
	inputs[0].Focus = true
	return inputs
}

func (s *Server) showWelcome(c *gin.Context, status int, v *planner.Welcome, inputs []inputView, head *SummaryView) {
	l := languageOf(c.Request)
	page := welcomePage{Action: c.Request.URL.Path, Login: v.User.Login, Head: head, Inputs: inputs,
		About: l.T("welcome.about_"+string(v.Purpose), "name", cmp.Or(v.User.Name, "Korridor")), Save: l.T("welcome.save")}
	s.render(c, status, "welcome", Page{Title: l.T("welcome.title_" + string(v.Purpose)), Data: page})
}
