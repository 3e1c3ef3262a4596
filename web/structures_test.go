package web

import (
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/webtest"
)

// What is declared for the railway agrees with the recorded rows, and names
// that nobody published stay unknown.
func TestStructuresReconcile(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/railway/structures")
	checks := map[string]*webtest.Element{}
	for _, row := range p.Find("section tbody tr") {
		checks[row.One("th").Text()] = row
	}
	for name, figure := range map[string]string{"Bridges, count": "43", "Tunnels, count": "14", "Tunnels, length": "35.3 km", "Stations, count": "7"} {
		say(t, name, checks[name], figure, "✓ agrees", "Shkodër–Gjakova", "Project brief")
		if strings.Count(strings.ReplaceAll(checks[name].Text(), "\u00a0", " "), figure) < 2 {
			t.Errorf("%s: %s", name, checks[name].Text())
		}
	}
	say(t, "the structures", p.One(".table-structures"), "Bridges: names not recorded", "Koman (halt)", "assumed 1", "7 stations − 5 named stops")
	p = webtest.Get(t, s.Handler(), "/projects/railway/structures", "Accept-Language", "sq")
	say(t, "the structures in Albanian", p.One("main"), "Ura: emra të paregjistruar", "35,3 km", "përputhet")
}

// Both counts of the highway's bridges can be reached, as can the tunnel's
// attributes and the mistaken unit of the interconnection.
func TestStructuresKeepCompetingFigures(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/highway/structures")
	found := false
	for _, trail := range p.Find(".trail") {
		text := trail.Text()
		found = found || strings.Contains(text, "29 in use") && strings.Contains(text, "27") && strings.Contains(text, "a text of 2008 gives 27")
	}
	if !found {
		t.Error("no trail has both 29 and 27 bridges")
	}
	say(t, "the tunnel", p.One(".table-structures"), "5,490 m", "Tubes", "Lanes", "Height", "80 m", "270 m")
	p = webtest.Get(t, s.Handler(), "/projects/interconnection/structures")
	say(t, "the line", p.One("main"), "400 kV", "400 kW", "unit error", "241.1 km", "✓ agrees")
}

// Rows that do not add up to what is declared say by how much.
func TestStructuresSayTheDifference(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	var fewer, unknown project.Structure
	forty := int64(40)
	for i := range d.Structures {
		switch d.Structures[i].Code {
		case "bridges":
			fewer = d.Structures[i]
		case "tunnels":
			unknown = d.Structures[i]
		}
	}
	fewer.Count, unknown.Count = &forty, nil
	s.do(t, &planner.SaveStructure{Record: fewer})
	s.do(t, &planner.SaveStructure{Record: unknown})
	p := webtest.Get(t, s.Handler(), "/projects/railway/structures")
	webtest.Check(t, p)
	say(t, "the checks", p.One("main"), "3 less than stated", "cannot be checked", "✓ agrees")
}

// Structures of which not even the number is known are not called one or several.
func TestStructuresOfUnknownNumber(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/vore-hani-i-hotit/structures")
	say(t, "the structures", p.One("main"), "Tunnels: number and names not recorded", "Stations: names not recorded")
	p = webtest.Get(t, s.Handler(), "/projects/vore-hani-i-hotit/structures", "Accept-Language", "sq")
	say(t, "the structures", p.One("main"), "Tunele: numër dhe emra të paregjistruar")
}

// What is claimed about a structure beside its own figures stands with them.
func TestFactsOfStructures(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/highway/structures")
	say(t, "the Drin bridge", p.One("main"), "Arch base 270 m")
	if text := p.One("main").Text(); strings.Contains(text, "Span") {
		t.Error("the base of an arch is called a span")
	}
}
