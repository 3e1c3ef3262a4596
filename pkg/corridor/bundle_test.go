package corridor

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

func mustBundle(t *testing.T) planner.Bundle {
	t.Helper()
	b, err := Bundle()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// codeOf names a record among those of its kind and project.
func codeOf(b planner.Bundle, e record.Entity) string {
	source := func(id record.ID) string {
		for _, s := range b.Sources {
			if s.ID == id {
				return s.Code
			}
		}
		return ""
	}
	switch e := e.(type) {
	case *project.Programme:
		return e.Code
	case *project.Section:
		return e.Code
	case *project.Phase:
		return e.Code
	case *project.Milestone:
		return e.Code
	case *project.Structure:
		return e.Code
	case *funding.Source:
		return e.Code
	case *estimate.Estimate:
		return e.Code
	case *estimate.Line:
		return e.Code
	case *costmodel.Series:
		return e.Code
	case *funding.BudgetProgramme:
		return e.Code
	case *costmodel.Scenario:
		return e.Code
	case *funding.Ceiling:
		return fmt.Sprintf("%s %d", source(e.Source), e.FiscalYear)
	case *funding.Allocation:
		return fmt.Sprintf("%s %d", source(e.Source), e.FiscalYear)
	case *funding.Rate:
		return fmt.Sprintf("%s/%s %s %s", e.Base, e.Quote, e.Kind, e.Date)
	}
	return ""
}

// TestBundleIsSound: every record passes its own checks and can be created in
// the order in which the bundle lists them.
func TestBundleIsSound(t *testing.T) {
	b := mustBundle(t)
	created := map[record.ID]record.Entity{}
	for _, e := range b.Entities() {
		if err := e.Validate(); err != nil {
			t.Errorf("%s %s: %v", e.RecordKind(), codeOf(b, e), err)
		}
		if id := e.RecordMeta().ID; id >= 0 || created[id] != nil {
			t.Errorf("%s %s: id %d", e.RecordKind(), codeOf(b, e), id)
		}
		for _, ref := range e.Refs() {
			if *ref.ID == 0 || ref.Field == "working" {
				continue // the working estimate is chosen when all records are there
			}
			if target := created[*ref.ID]; *ref.ID != e.RecordMeta().ID && (target == nil || target.RecordKind() != ref.Kind) {
				t.Errorf("%s %s: %s is no earlier %s", e.RecordKind(), codeOf(b, e), ref.Field, ref.Kind)
			}
		}
		created[e.RecordMeta().ID] = e
	}
	for _, p := range b.Projects {
		w, ok := created[p.Working.Estimate].(*estimate.Estimate)
		if !ok || w.Project != p.ID || p.Working.Reason.IsZero() {
			t.Errorf("%s: no working estimate of its own, or no reason", p.Code)
		}
	}
}

// TestClaimsAgreeWithFigures: each figure that is known has exactly one chosen
// claim, which says the same, and no claim is about another project's record.
func TestClaimsAgreeWithFigures(t *testing.T) {
	b := mustBundle(t)
	chosen := map[record.ID]map[string]project.Claim{}
	owners := map[record.ID]record.ID{}
	for _, e := range b.Entities() {
		owners[e.RecordMeta().ID] = e.Owner()
	}
	for _, c := range b.Claims {
		if owner, ok := owners[c.Entity]; !ok || owner != c.Project {
			t.Errorf("claim about %s: its record is missing or another project's", c.Field)
		}
		if !c.Chosen {
			continue
		}
		if chosen[c.Entity] == nil {
			chosen[c.Entity] = map[string]project.Claim{}
		}
		if _, twice := chosen[c.Entity][c.Field]; twice {
			t.Errorf("%s of %s: two claims are chosen", c.Field, whereOf(b, c))
		}
		chosen[c.Entity][c.Field] = c
	}
	for _, c := range b.Claims {
		if _, ok := chosen[c.Entity][c.Field]; !ok {
			t.Errorf("%s of %s: no claim is chosen", c.Field, whereOf(b, c))
		}
	}
	for _, e := range b.Entities() {
		for _, f := range record.Figures(e) {
			c, ok := chosen[e.RecordMeta().ID][f.Field]
			if !ok || !sameFigure(c, f) {
				t.Errorf("%s of %s %s is %s %s, its chosen claim says %q %s",
					f.Field, e.RecordKind(), codeOf(b, e), f.Value, f.Unit, c.Value, c.Unit)
			}
		}
	}
}

func sameFigure(c project.Claim, f record.Figure) bool {
	if f.Unit == "date" || f.Unit == "year" {
		return c.Value == f.Value && c.Unit == f.Unit
	}
	claimed, err := record.ParseNumber(c.Value)
	if err != nil {
		return false
	}
	claimed, err = record.Convert(claimed, c.Unit, f.Unit)
	return err == nil && claimed.Equal(decimal.RequireFromString(f.Value))
}

// TestStructuresReconcile: the railway's structures add up to what the brief
// states for the segment, and the interconnection's sections to its length.
func TestStructuresReconcile(t *testing.T) {
	b := mustBundle(t)
	counts, tunnels := map[project.StructureKind]int64{}, decimal.Zero
	for _, s := range b.Structures {
		if projectCode(b, s.Project) == "railway" {
			counts[s.Kind] += *s.Count
			tunnels = tunnels.Add(s.LengthM.Decimal)
		}
	}
	want := map[project.StructureKind]int64{project.Bridge: 43, project.Tunnel: 14, project.Station: 7}
	for kind, n := range want {
		if counts[kind] != n {
			t.Errorf("%d %ss, want %d", counts[kind], kind, n)
		}
	}
	if !tunnels.Equal(decimal.NewFromInt(35300)) {
		t.Errorf("tunnels of %s m, want 35300", tunnels)
	}
	lengths := map[string]decimal.Decimal{}
	for _, s := range b.Sections {
		if s.Within == 0 {
			lengths[projectCode(b, s.Project)] = lengths[projectCode(b, s.Project)].Add(s.LengthM.Decimal)
		}
	}
	for _, p := range b.Projects {
		if p.Code == "interconnection" && !lengths[p.Code].Equal(p.LengthM.Decimal) {
			t.Errorf("the interconnection's sections are %s m, the project %s m", lengths[p.Code], p.LengthM.Decimal)
		}
		if p.Code == "railway" && p.LengthM.Valid {
			t.Error("the railway has a length of its own: 105.8 km belongs to one section")
		}
	}
}

// TestRailwayPhases: five phases over ten years, all assumed, without works
// before the middle of 2028, each starting after its predecessors and their lag.
func TestRailwayPhases(t *testing.T) {
	b := mustBundle(t)
	byID := map[record.ID]project.Phase{}
	var phases []project.Phase
	for _, p := range b.Phases {
		byID[p.ID] = p
		if projectCode(b, p.Project) == "railway" {
			phases = append(phases, p)
		}
	}
	if len(phases) != 5 || phases[0].PlannedStart != schedule.MustDate("2026-01-01") ||
		phases[4].PlannedFinish != schedule.MustDate("2035-12-31") {
		t.Fatalf("phases %+v", phases)
	}
	for i, p := range phases {
		if i > 0 && p.PlannedStart.Before(schedule.MustDate("2028-02")) {
			t.Errorf("%s: works from %s", p.Code, p.PlannedStart)
		}
		for _, l := range p.After {
			earliest := byID[l.Phase].PlannedFinish.Last().AddDate(0, 0, 1+l.LagDays)
			if p.PlannedStart.First().Before(earliest) {
				t.Errorf("%s starts on %s, before %s", p.Code, p.PlannedStart, schedule.DateOf(earliest))
			}
		}
	}
	for _, c := range b.Claims {
		if c.Kind == record.Phase && byID[c.Entity].Project == phases[0].Project && c.Basis != project.Assumed {
			t.Errorf("%s of phase %s is %s", c.Field, byID[c.Entity].Code, c.Basis)
		}
	}
}
