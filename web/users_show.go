package web

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/web/locale"
)

const usersPath = "/users"

// userRow is one account in the list of administrators.
type userRow struct {
	access.User
	URL   string
	Roles []string
	State userState
	Since time.Time // of the state; zero: not known
}

// userState is how far an account has a way in.
type userState string

// The states.
const (
	userActive   userState = "active"
	userInvited  userState = "invited" // a link was handed out since the last password
	userNoWay    userState = "no_way"
	userDisabled userState = "disabled"
)

// stateOf returns how far the account has a way in, and since when.
func stateOf(u *access.User) (userState, time.Time) {
	switch {
	case u.Disabled:
		return userDisabled, time.Time{}
	case u.LinkAt.After(u.PasswordAt):
		return userInvited, u.LinkAt
	case u.CanSignIn():
		return userActive, u.PasswordAt
	}
	return userNoWay, time.Time{}
}

// Tag is the class of the state's tag.
func (s userState) Tag() string {
	switch s {
	case userActive:
		return "tag-accent"
	case userInvited, userNoWay:
		return "tag-warn"
	}
	return "tag-none"
}

// usersShow lists the accounts, for administrators.
func (s *Server) usersShow(c *gin.Context) {
	users, err := s.planner.Users(c.Request.Context())
	if s.failed(c, err) {
		return
	}
	names, err := s.projectNames(c)
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	rows := make([]userRow, len(users))
	for i := range users {
		u := &users[i]
		rows[i] = userRow{User: *u, URL: userURL(u), Roles: roleTexts(l, u.Grants, names)}
		rows[i].State, rows[i].Since = stateOf(u)
	}
	s.render(c, http.StatusOK, "users", Page{Title: l.T("users.title"), Lead: l.T("users.lead"), Nav: "users", Data: rows})
}

// userURL is the address of an account, for administrators, or of what is done
// about it.
func userURL(u *access.User, under ...string) string {
	if len(under) == 0 {
		under = []string{"edit"}
	}
	return address(append([]string{"users", idText(u.ID)}, under...))
}

func usersCrumbs(l *locale.Locale) []Link { return []Link{{Text: l.T("users.title"), URL: usersPath}} }
