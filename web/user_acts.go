package web

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// userActs are what an administrator can do about the account.
func userActs(l *locale.Locale, u *access.User) []userAct {
	act := func(name string, warn bool) userAct {
		return userAct{Action: userURL(u, name), About: l.T("users.about_" + name), Save: l.T("users.do_" + name), Warn: warn}
	}
	if u.Disabled {
		return []userAct{act("enable", false)}
	}
	link := act("invite", false)
	if !u.PasswordAt.IsZero() {
		link = act("reset", true)
	}
	return []userAct{link, act("sign-out", true), act("disable", true)}
}

// userSignOut ends the sessions of the account of the address.
func (s *Server) userSignOut(c *gin.Context) {
	if s.userActed(c, s.planner.SignOutEverywhere) {
		s.done(c, usersPath, "user_signed_out")
	}
}

// userDisable disables the account of the address.
func (s *Server) userDisable(c *gin.Context) {
	if s.userActed(c, s.setDisabled(true)) {
		s.done(c, usersPath, "user_disabled")
	}
}

// userEnable lets the account of the address in again.
func (s *Server) userEnable(c *gin.Context) {
	if s.userActed(c, s.setDisabled(false)) {
		s.done(c, usersPath, "user_enabled")
	}
}

// userActed carries out an administrator's act about the account of the address,
// or answers with the error page.
func (s *Server) userActed(c *gin.Context, do func(ctx context.Context, act planner.Act, id record.ID) error) bool {
	values, ok := s.posted(c)
	if !ok {
		return false
	}
	ctx := c.Request.Context()
	err := s.planner.MayAdminister(ctx)
	if err == nil {
		err = do(ctx, s.act(c, values.Get(reasonField)), partID(c))
	}
	return !s.failed(c, err)
}

// setDisabled disables an account, or lets it in again.
func (s *Server) setDisabled(disabled bool) func(context.Context, planner.Act, record.ID) error {
	return func(ctx context.Context, act planner.Act, id record.ID) error {
		u, err := s.planner.User(ctx, id)
		if err != nil || u.Disabled == disabled { // sent twice, it is done once
			return err
		}
		u.Disabled = disabled
		return s.planner.Do(ctx, act, &planner.SaveUser{Record: u})
	}
}

// userBack leads from the addresses that forms are sent to, to the account.
func (s *Server) userBack(c *gin.Context) {
	redirect(c.Writer, c.Request, &url.URL{Path: userURL(&access.User{Meta: record.Meta{ID: partID(c)}})}, http.StatusSeeOther)
}

// userInvite and userReset hand out a link.
func (s *Server) userInvite(c *gin.Context) { s.linkPosted(c, s.planner.Invite) }

func (s *Server) userReset(c *gin.Context) { s.linkPosted(c, s.planner.Reset) }

type linkMaker func(ctx context.Context, act planner.Act, user record.ID) (access.Secret, error)

func (s *Server) linkPosted(c *gin.Context, hand linkMaker) {
	if values, ok := s.posted(c); ok {
		s.handOut(c, partID(c), hand, s.act(c, values.Get(reasonField)))
	}
}

// linkPage shows a one-time link.
type linkPage struct {
	User    access.User
	Link    string
	Expires time.Time
}

// handOut makes a link for the account and shows it, once.
func (s *Server) handOut(c *gin.Context, id record.ID, hand linkMaker, act planner.Act) {
	ctx := c.Request.Context()
	secret, err := hand(ctx, act, id)
	if s.failed(c, err) {
		return
	}
	u, err := s.planner.User(ctx, id)
	if s.failed(c, err) {
		return
	}
	life := planner.InvitationLife
	if !u.PasswordAt.IsZero() {
		life = planner.ResetLife
	}
	l := languageOf(c.Request)
	visitOf(c.Request).secret = true
	s.render(c, http.StatusOK, "user_link", Page{Title: l.T("users.link_title", "name", u.Name), Nav: "users", Crumbs: usersCrumbs(l),
		Data: linkPage{User: u, Link: WelcomeLink(s.ownOrigin(c.Request), secret), Expires: s.planner.Now().Add(life)}})
}

// WelcomeLink returns the address that a one-time secret opens, of a service at
// the origin, such as https://korridor.example.
func WelcomeLink(origin string, secret access.Secret) string {
	return origin + "/welcome/" + string(secret)
}

// ownOrigin is the origin under which the browser reaches the service.
func (s *Server) ownOrigin(r *http.Request) string {
	scheme := "http://"
	if clientOf(r).Secure {
		scheme = "https://"
	}
	return scheme + r.Host
}
