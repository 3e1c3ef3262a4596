package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/form"
	"korridor/web/locale"
)

// maxRoles bounds the roles of an account that its form takes.
const maxRoles = 100

// userPage is the form of an account with what else administrators do about it.
type userPage struct {
	*FormView
	User   *access.User // nil: a new one
	State  userState
	Acts   []userAct
	Browse int // the browsers that are signed in
}

// userAct is something that is done about an account by a button.
type userAct struct {
	Action string
	About  string
	Save   string
	Warn   bool // what the account is signed in with ends
}

// userForm is what administrators say of an account.
func userForm(l *locale.Locale, u *access.User, projects []form.Option) *form.Form {
	f := form.New(l)
	f.Group("person")
	f.Line("login", &u.Login).Require().Like(l.T("account.login_hint"))
	f.Line("name", &u.Name).Require().Like(l.T("account.name_hint"))
	f.Group("roles")
	form.Rows(f, "grants", &u.Grants, maxRoles, func(row *form.Form, g *access.Grant) {
		form.Select(row, "role", &g.Role, named(l, access.Roles)).Require().Called(l.T("users.role")).OrElse(l.T("form.choose"))
		row.Refer("project", &g.Project, projects).Called(l.T("users.for")).OrElse(l.T("users.all_projects"))
	}).Called(l.T("users.roles")).Offer(2)
	return f
}

// userProjects are the projects for which roles are given.
func (s *Server) userProjects(c *gin.Context) ([]form.Option, error) {
	l := languageOf(c.Request)
	projects, err := s.planner.ProjectsSeen(c.Request.Context())
	var options []form.Option
	for i := range projects {
		options = append(options, form.Option{Value: idText(projects[i].ID), Text: projects[i].Name.In(l.Code)})
	}
	return options, err
}

// userOf returns the account of the address; a new one where it has none. Only
// administrators get that far.
func (s *Server) userOf(c *gin.Context) (*access.User, []form.Option, error) {
	if err := s.planner.MayAdminister(c.Request.Context()); err != nil {
		return nil, nil, err
	}
	projects, err := s.userProjects(c)
	if err != nil || c.Param("id") == "" {
		return &access.User{}, projects, err
	}
	u, err := s.planner.User(c.Request.Context(), partID(c))
	return &u, projects, err
}

// userShow is the form of an account.
func (s *Server) userShow(c *gin.Context) {
	u, projects, err := s.userOf(c)
	if s.failed(c, err) {
		return
	}
	s.showUser(c, http.StatusOK, u, newFormView(userForm(languageOf(c.Request), u, projects), false, nil))
}

// userSave keeps an account as its form says; one that is new is invited, and the
// link is shown to be handed over.
func (s *Server) userSave(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	u, projects, err := s.userOf(c)
	if s.failed(c, err) {
		return
	}
	l, stored := languageOf(c.Request), *u
	f := readTyped(l, s.typedIn(c, values), values, func(l *locale.Locale) *form.Form { return userForm(l, u, projects) })
	if table := f.Field(values.Get(moreField)); table != nil {
		table.Spare += moreRows
		s.showUser(c, http.StatusOK, &stored, newFormView(f, false, values))
		return
	}
	if u.ID != 0 {
		u.Version, _ = strconv.ParseInt(values.Get("version"), 10, 64)
	}
	u.Login = access.PlainLogin(u.Login)
	ctx, act, command := c.Request.Context(), s.act(c, values.Get(reasonField)), &planner.SaveUser{Record: *u}
	if err = act.Check(command); f.Valid() {
		err = s.planner.Do(ctx, act, command)
	}
	switch {
	case err != nil || !f.Valid():
		s.refuseUser(c, &stored, f, values, err)
	case u.ID == 0:
		s.handOut(c, command.Record.ID, s.planner.Invite, act)
	default:
		s.done(c, usersPath, "saved")
	}
}

// refuseUser shows the form again with what is wrong with it.
func (s *Server) refuseUser(c *gin.Context, stored *access.User, f *form.Form, values url.Values, err error) {
	v := newFormView(f, false, values)
	status := v.refuse(f, err)
	if status == 0 {
		s.failed(c, err)
		return
	}
	if fault.Is(err, fault.Conflict) {
		names, err := s.projectNames(c)
		if s.failed(c, err) {
			return
		}
		l := f.Language
		v.Summary.Notes = append(v.Summary.Notes, l.T("users.now", "login", stored.Login, "name", stored.Name,
			"roles", strings.Join(roleTexts(l, stored.Grants, names), "; ")))
	}
	v.Unsaved = true
	s.showUser(c, status, stored, v)
}

func (s *Server) showUser(c *gin.Context, status int, u *access.User, v *FormView) {
	l := languageOf(c.Request)
	v.Action, v.Version = c.Request.URL.Path, u.Version
	page := userPage{FormView: v}
	title := l.T("users.invite_title")
	v.Foot = FootView{Save: l.T("users.invite"), Back: usersPath}
	if u.ID == 0 {
		v.Direct = true // the answer shows the link
	} else {
		title = u.Name
		v.Foot.Save, v.Foot.History = l.T("form.save"), placedHistory(u.ID)
		page.User, page.Acts = u, userActs(l, u)
		page.State, _ = stateOf(u)
	}
	s.render(c, status, "user", Page{Title: title, Nav: "users", Crumbs: usersCrumbs(l), Data: page})
}
