package web

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// rolesTable says what each role is answered at each address: a reader of the
// table sees at a glance who may do what. Forms are sent with nothing but a
// reason: 422 and 409 say that it was let in and found wanting, 403 that the role
// is missing, 404 that there is nothing for this person to see.
const rolesTable = "testdata/roles.txt"

// askers are the columns of the table, each with who asks.
func askers(railway, highway record.ID) []struct {
	name string
	who  *access.Person
} {
	in := func(name string, role access.Role, project record.ID) *access.Person {
		return &access.Person{Name: name, ID: record.ID(-10 - len(name)), Grants: []access.Grant{{Role: role, Project: project}}}
	}
	return []struct {
		name string
		who  *access.Person
	}{
		{"nobody", nil},
		{"viewer", in("Vera", access.Viewer, railway)},
		{"planner", in("Petrit", access.Planner, railway)},
		{"confirmer", in("Besa K", access.Confirmer, railway)},
		{"administrator", in("Arta Admin", access.Administrator, 0)},
		{"elsewhere", in("Luan Elsewhere", access.Planner, highway)}, // a planner of another project
		{"planner-of-all", in("Petrit of all", access.Planner, 0)},
	}
}

// Every address of the service, asked by every role.
func TestEveryRouteForEveryRole(t *testing.T) {
	s := freshSite(t, true)
	s.options.Accounts = true
	places := s.places(t)
	s.runs.iterations = 100
	var routes []gin.RouteInfo
	h := s.engine(func(e *gin.Engine) { s.routes(e); routes = e.Routes() })
	slices.SortFunc(routes, func(a, b gin.RouteInfo) int {
		return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method)
	})
	columns := askers(places.railway, places.highway)
	for _, c := range columns {
		s.account(t, c.who)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-5s%-62s", "", "")
	for _, c := range columns {
		fmt.Fprintf(&b, " %s", c.name)
	}
	b.WriteByte('\n')
	for _, route := range routes {
		if route.Method == http.MethodHead {
			continue // as GET
		}
		fmt.Fprintf(&b, "%-5s%-62s", route.Method, route.Path)
		for _, c := range columns {
			fmt.Fprintf(&b, " %-*d", len(c.name), s.answer(h, route.Method, places.fill(t, route.Path), c.who))
		}
		b.WriteByte('\n')
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	got := strings.Join(lines, "\n")
	if *update {
		if err := os.MkdirAll(filepath.Dir(rolesTable), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(rolesTable, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(rolesTable)
	if err != nil {
		t.Fatal(err)
	}
	wanted := strings.Split(string(want), "\n")
	for i, line := range lines {
		if i >= len(wanted) || line != wanted[i] {
			t.Fatalf("line %d of %s is not what the service answers (run with -update and read the difference):\n%s", i+1, rolesTable, line)
		}
	}
}

// account gives the person an account with what they are trusted with.
func (s *realSite) account(t *testing.T, who *access.Person) {
	t.Helper()
	if who == nil {
		return
	}
	login := strings.ToLower(strings.ReplaceAll(who.Name, " ", "."))
	c := &planner.SaveUser{Record: access.User{Login: login, Name: who.Name, Grants: who.Grants}}
	if err := s.planner.Do(t.Context(), planner.Act{Actor: "Test"}, c); err != nil {
		t.Fatal(err)
	}
	who.ID = c.Record.ID
}

// answer returns the status of the answer to who asks.
func (s *realSite) answer(h http.Handler, method, path string, who *access.Person) int {
	s.runs.all = nil // others' simulations are not to be waited for
	asked := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visitOf(r).person = who
		h.ServeHTTP(w, r.WithContext(access.With(r.Context(), who)))
	})
	r := httptest.NewRequest(method, "http://127.0.0.1"+path, nil)
	if method == http.MethodPost {
		r = httptest.NewRequest(method, "http://127.0.0.1"+path, strings.NewReader("reason=because"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	s.identified(s.inLanguage(asked)).ServeHTTP(w, r)
	return w.Code
}

// place is where the records are that stand for the parameters of addresses.
type place struct {
	railway, highway record.ID
	ids              map[string]record.ID // by the part of the address before the id
	change           string               // its seq
}

func (s *realSite) places(t *testing.T) place {
	t.Helper()
	x, err := s.Server.planner.Desk(access.With(t.Context(), &access.Person{Operator: true}), "railway")
	if err != nil {
		t.Fatal(err)
	}
	p := place{railway: x.Project.ID, change: "1", ids: map[string]record.ID{
		"phases": x.Phases[0].ID, "sections": x.Sections[0].ID, "milestones": x.Milestones[0].ID, "structures": x.Structures[0].ID,
		"funding-sources": x.Sources[0].ID, "allocations": x.Allocations[0].ID, "documents": x.Documents[0].ID,
		"exchange-rates": x.AllRates[0].ID, "series": x.Series[0].ID, "budget-programmes": x.Budgets[0].ID,
		"records": x.Phases[0].ID, "claims": x.Trail.About(x.Allocations[0].ID)[0].ID,
	}}
	for i := range x.Projects {
		if x.Projects[i].Code == "highway" {
			p.highway = x.Projects[i].ID
		}
	}
	waiting := planner.SaveAllocation{Record: x.Allocations[0]}
	waiting.Record.Approved = waiting.Record.Requested
	author := &access.Person{Name: "Author", ID: -1, Grants: []access.Grant{{Role: access.Planner}}}
	kept, ok := errors.AsType[*planner.Proposed](s.Server.planner.Do(access.With(t.Context(), author), planner.Act{Reason: "r"}, &waiting))
	if !ok {
		t.Fatal("the approval does not wait")
	}
	p.ids["proposals"] = kept.ID
	somebody := &access.Person{Name: "Somebody", Grants: []access.Grant{{Role: access.Viewer}}}
	s.account(t, somebody)
	p.ids["users"] = somebody.ID
	return p
}

// fill puts the records into an address; of a kind that the corridor has none of,
// an id that no record has.
func (p *place) fill(t *testing.T, path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if !strings.HasPrefix(part, ":") {
			continue
		}
		switch part {
		case ":code":
			parts[i] = "railway"
		case ":revision":
			parts[i] = "working-model-2025"
		case ":version", ":name", ":key":
			parts[i] = "none"
		case ":report":
			parts[i] = "allocations"
		case ":seq":
			parts[i] = p.change
		case ":run", ":kept":
			parts[i] = "999999"
		case ":id":
			parts[i] = idText(max(p.ids[parts[i-1]], 1)) // the programme, where there is none
		default:
			t.Fatalf("%s: what is %s?", path, part)
		}
	}
	return strings.Join(parts, "/")
}
