package db_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// What is needed above the secured money is worked out in the background where
// there are many projects, and after a change for the changed one only.
func TestShortfallsOfManyProjects(t *testing.T) {
	dsn := dbtest.SQLite(t)
	execute(t, dsn, strings.Join(portfolio(150), ";"))
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	p := planner.New(dbtest.Open(t, dsn, db.Options{}), func() time.Time { return now })
	do := func(c planner.Command) {
		t.Helper()
		if err := p.Do(t.Context(), planner.Act{Actor: "test", Reason: "test"}, c); err != nil {
			t.Fatal(err)
		}
	}
	d, err := p.Dossier(t.Context(), "project-7919")
	if err != nil {
		t.Fatal(err)
	}
	d.Project.Summary = text.Plain("New") // a first change, which the notices are kept for
	do(&planner.SaveProject{Record: d.Project})
	show := func() (short []planner.Notice, pending bool) {
		t.Helper()
		v, err := p.Programme(t.Context(), planner.ProgrammeQuery{Page: 1})
		if err != nil {
			t.Fatal(err)
		}
		return slices.DeleteFunc(v.Notices, func(n planner.Notice) bool { return n.Kind != planner.Shortfall }), v.Pending
	}
	short, pending := show()
	if !pending || len(short) > 0 {
		t.Fatalf("at once: %v, pending %v", short, pending)
	}
	for end := time.Now().Add(time.Minute); pending && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		short, pending = show()
	}
	if pending || len(short) != 5 || short[4].More != 145 {
		t.Fatalf("then: %d, pending %v", len(short), pending)
	}
	d, err = p.Dossier(t.Context(), short[0].Project.Code)
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Allocations {
		a := d.Allocations[i]
		a.Requested, a.Approved = nil, new(money.FromMinor(1_000_000_000_00, money.EUR))
		do(&planner.SaveAllocation{Record: a})
	}
	if after, pending := show(); pending || after[4].More != 144 {
		t.Errorf("once one is secured: pending %v, %+v", pending, after)
	}
}

// Projects are found by being open and by the years of their phases, dates of
// any precision counting, and what happened before what was planned.
func TestProjectsByTheYearsOfTheirPhases(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		p := newProgramme()
		save(t, s, p)
		for _, of := range [][5]string{ // code, planned and actual start and finish
			{"a", "2027", "2028"}, {"b", "2026-05-01", "2027-01-01"}, {"c", "2029-12", "2031"}, {"d", "2020", "2040"}, {"e", "2027"},
			{"f", "2024", "2026-12-31"}, {"g", "2030", "2031"}, {"h", "2024", "2026", "2025", "2027"}, {"i", "2027", "2028", "2020", "2021"}, {"z", "2027", "2028"},
		} {
			code, dates := of[0], of[1:]
			e := newProject(p.ID, code)
			e.Stage = project.Preparation
			if code == "z" {
				e.Stage = project.Completion
			}
			save(t, s, e)
			date := func(i int) schedule.Date {
				if dates[i] == "" {
					return schedule.Date{}
				}
				return schedule.MustDate(dates[i])
			}
			save(t, s, &project.Phase{Project: e.ID, Code: "p", Name: label("P"), PlannedStart: date(0), PlannedFinish: date(1), ActualStart: date(2), ActualFinish: date(3)})
		}
		read(t, s, func(r planner.Reader) error {
			page, total, err := r.Projects(t.Context(), planner.ProjectQuery{OnlyOpen: true, PhasesFrom: 2027, PhasesTo: 2029, Limit: 20})
			codes := ""
			for i := range page {
				codes += page[i].Code
			}
			if codes != "abcdh" || total != 5 {
				t.Errorf("found %s, %d in all", codes, total)
			}
			return err
		})
	})
}
