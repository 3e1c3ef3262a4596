package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// accountPage is the account of who asks.
type accountPage struct {
	User     access.User
	Roles    []string
	Profile  accountForm
	Password accountForm
	Sessions []sessionRow
	Tokens   tokensPart
}

// accountForm is a small form about an account, for the partial "account-form".
type accountForm struct {
	Action  string
	Head    *SummaryView // what is wrong; nil: nothing
	Version int64        // of the account; 0: of no matter
	Login   string       // for managers of passwords; "": of no matter
	Inputs  []inputView
	Choices []choiceView
	Save    string
}

// choiceView is a choice in a small form.
type choiceView struct {
	Name    string
	Label   string
	Value   string
	Options []Link // the URL is the value
}

// ID is the id of the choice on its page.
func (v choiceView) ID() string { return fieldID(v.Name) }

// sessionRow is a browser that is signed in.
type sessionRow struct {
	planner.Session
	Agent string
	This  bool
}

// accountShow is the account of who asks.
func (s *Server) accountShow(c *gin.Context) { s.showAccount(c, http.StatusOK, nil) }

// showAccount shows the account; change puts what was typed into one of its forms.
func (s *Server) showAccount(c *gin.Context, status int, change func(*accountPage)) {
	me, ok := s.me(c)
	if !ok {
		return
	}
	page, err := s.accountOf(c, me)
	if s.failed(c, err) {
		return
	}
	if change != nil {
		change(page)
	}
	l := languageOf(c.Request)
	s.render(c, status, "account", Page{Title: l.T("account.title"), Lead: l.T("account.lead"), Nav: "account", Data: page})
}

func (s *Server) accountOf(c *gin.Context, me *access.Person) (*accountPage, error) {
	ctx, l := c.Request.Context(), languageOf(c.Request)
	u, err := s.planner.User(ctx, me.ID)
	if err != nil {
		return nil, err
	}
	sessions, err := s.planner.Sessions(ctx, me.ID)
	if err != nil {
		return nil, err
	}
	names, err := s.projectNames(c)
	if err != nil {
		return nil, err
	}
	page := &accountPage{User: u, Roles: roleTexts(l, u.Grants, names), Profile: profileForm(l, &u)}
	page.Password = accountForm{Action: accountPath + "/password", Login: u.Login, Save: l.T("account.change_password"),
		Inputs: append([]inputView{{Name: "present", Label: l.T("account.present_password"), Type: "password", Complete: "current-password"}}, newPasswordInputs(l)...)}
	for i := range sessions {
		if of := &sessions[i]; !of.Over(s.planner.Now(), s.options.Sessions) {
			page.Sessions = append(page.Sessions, sessionRow{Session: *of, Agent: agentName(l, of.Agent), This: thisSession(c.Request, of)})
		}
	}
	page.Tokens, err = s.tokensOf(c, &u, names)
	return page, err
}

// profileForm is what people may change of their own account.
func profileForm(l *locale.Locale, u *access.User) accountForm {
	return accountForm{Action: accountPath + "/profile", Version: u.Version, Save: l.T("form.save"),
		Inputs: []inputView{{Name: "name", Label: l.T("field.name"), Value: u.Name, Complete: "name", Hint: l.T("account.name_hint")}},
		Choices: []choiceView{{Name: "language", Label: l.T("field.language"), Value: u.Language,
			Options: []Link{{Text: l.T("account.language_browser")}, {Text: "English", URL: "en"}, {Text: "Shqip", URL: "sq"}}}}}
}

// projectNames returns what the projects are called that who asks sees.
func (s *Server) projectNames(c *gin.Context) (map[record.ID]string, error) {
	l := languageOf(c.Request)
	projects, err := s.planner.ProjectsSeen(c.Request.Context())
	if fault.Is(err, fault.Forbidden) { // an account without any role yet
		return nil, nil
	}
	names := make(map[record.ID]string, len(projects))
	for i := range projects {
		names[projects[i].ID] = projects[i].Name.In(l.Code)
	}
	return names, err
}

// roleTexts says what somebody is trusted with: a line for each project, or for
// all, with its roles.
func roleTexts(l *locale.Locale, grants []access.Grant, names map[record.ID]string) []string {
	of := map[record.ID][]string{}
	var projects []record.ID
	for _, role := range access.Roles {
		for _, g := range grants {
			if g.Role != role {
				continue
			}
			if of[g.Project] == nil {
				projects = append(projects, g.Project)
			}
			of[g.Project] = append(of[g.Project], l.Enum(role))
		}
	}
	slices.Sort(projects)
	lines := make([]string, len(projects))
	for i, id := range projects {
		where := l.T("users.all_projects")
		if id != 0 {
			where = cmp.Or(names[id], l.T("users.unseen_project"))
		}
		lines[i] = l.T("users.roles_in", "roles", strings.Join(of[id], ", "), "project", where)
	}
	return lines
}
