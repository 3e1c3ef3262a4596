package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/web/locale"
)

// demoCookie keeps which of the demo's persons the reader is.
const (
	demoCookie = "person"
	demoLife   = 30 * 24 * time.Hour
)

// demoPersons are whom the readers of the demo can be, by role; the first one is
// who they are unless they choose. Their accounts are below zero: no record's.
var demoPersons = []access.Person{
	{ID: -1, Name: "Demo planner", Grants: []access.Grant{{Role: access.Planner}}},
	{ID: -2, Name: "Demo confirmer", Grants: []access.Grant{{Role: access.Confirmer}}},
	{ID: -3, Name: "Demo viewer", Grants: []access.Grant{{Role: access.Viewer}}},
	{ID: -4, Name: "Demo administrator", Grants: []access.Grant{{Role: access.Administrator}}},
}

// demoPerson returns whom the reader of the demo is.
func demoPerson(r *http.Request) *access.Person {
	role, _ := cookie(r, demoCookie)
	return demoPersonOf(role)
}

func demoPersonOf(role string) *access.Person {
	for i := range demoPersons {
		if role == string(demoPersons[i].Grants[0].Role) {
			return &demoPersons[i]
		}
	}
	return &demoPersons[0]
}

// demoMenu is the choice of a person, for the head of every page.
type demoMenu struct {
	Options []demoOption
	Back    string // where the choice leads
}

type demoOption struct {
	Role    access.Role
	Text    string
	Current bool
}

// newDemoMenu returns the menu, nil where there is no choice.
func (s *Server) newDemoMenu(l *locale.Locale, r *http.Request) *demoMenu {
	if !s.demo {
		return nil
	}
	m := &demoMenu{Back: r.URL.RequestURI()}
	if !reading(r) { // a form's address shows what was typed only once
		m.Back = r.URL.Path
	}
	for i := range demoPersons {
		role := demoPersons[i].Grants[0].Role
		m.Options = append(m.Options, demoOption{Role: role, Text: l.T("demo.person", "role", l.Enum(role)), Current: demoPersons[i].Same(access.Of(r.Context()))})
	}
	return m
}

// demoPersonChoose makes the reader of the demo somebody else, and leads back.
func (s *Server) demoPersonChoose(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	if !s.demo {
		s.failStatus(c.Writer, c.Request, http.StatusNotFound)
		return
	}
	chosen := demoPersonOf(values.Get("person"))
	s.setCookie(c.Writer, c.Request, demoCookie, string(chosen.Grants[0].Role), demoLife)
	redirect(c.Writer, c.Request, ownAddress(values.Get("back")), http.StatusSeeOther)
}

// ownAddress returns an address of this service that was sent along, "/" for any
// other.
func ownAddress(sent string) *url.URL {
	to, err := url.Parse(sent)
	if err != nil || to.IsAbs() || to.Host != "" || to.User != nil || !strings.HasPrefix(to.Path, "/") || strings.HasPrefix(to.Path, "//") || strings.ContainsAny(sent, "\\") {
		return &url.URL{Path: "/"}
	}
	return &url.URL{Path: to.Path, RawPath: to.RawPath, RawQuery: to.RawQuery}
}
