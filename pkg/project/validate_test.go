package project

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// fieldsOf returns the names of the fields that an invalid fault is about.
func fieldsOf(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*fault.Error](err)
	if !ok || e.Kind != fault.Invalid || e.Message.IsZero() {
		t.Fatalf("%v is not an invalid fault", err)
	}
	var names []string
	for _, f := range e.Fields {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// rule is a change of a valid record and the fields that are wrong afterwards.
type rule[T any] struct {
	fields string
	change func(*T)
}

// checkRules makes each change to a valid record of its own.
func checkRules[T any, P interface {
	*T
	record.Entity
}](t *testing.T, valid func() T, rules []rule[T]) {
	t.Helper()
	for _, c := range rules {
		e := valid()
		c.change(&e)
		if got := fieldsOf(t, P(&e).Validate()); got != c.fields {
			t.Errorf("problems of %q, want %q: %+v", got, c.fields, e)
		}
	}
}

func num(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }

var (
	date = schedule.MustDate
	long = strings.Repeat("ë", text.MaxNote+1)
)

func TestProgrammeValidate(t *testing.T) {
	valid := func() Programme {
		return Programme{Code: "corridor", Name: text.Plain("Corridor"), Currency: money.ALL}
	}
	checkRules(t, valid, []rule[Programme]{
		{"", func(*Programme) {}},
		{"code", func(p *Programme) { p.Code = "new" }},
		{"name", func(p *Programme) { p.Name = text.Plain("a\nb") }},
		{"summary", func(p *Programme) { p.Summary = text.Plain(long) }},
		{"summary_sq", func(p *Programme) { p.Summary.Albanian = "\x00" }},
		{"currency", func(p *Programme) { p.Currency = money.Currency{} }},
		{"code currency name", func(p *Programme) { *p = Programme{} }},
	})
}

func TestProjectValidate(t *testing.T) {
	valid := func() Project {
		return Project{Programme: 1, Code: "railway", Name: text.Plain("Railway"), Sector: "transport.rail", Type: "construction", Stage: Preparation}
	}
	checkRules(t, valid, []rule[Project]{
		{"", func(*Project) {}},
		{"", func(p *Project) { p.LengthM, p.DependsOn = num("105800.5"), []record.ID{4, 5} }},
		{"code", func(p *Project) { p.Code = "Rail" }},
		{"name", func(p *Project) { p.Name = text.Label{} }},
		{"summary", func(p *Project) { p.Summary = text.Plain(long) }},
		{"sector", func(p *Project) { p.Sector = "rail" }},
		{"type", func(p *Project) { p.Type = "" }},
		{"stage", func(p *Project) { p.Stage = "done" }},
		{"length_m", func(p *Project) { p.LengthM = num("-1") }},
		{"length_m", func(p *Project) { p.LengthM = num("0.0000000001") }},
		{"programme", func(p *Project) { p.Programme = 0 }},
		{"depends_on", func(p *Project) { p.DependsOn = []record.ID{4, 4} }},
		{"depends_on", func(p *Project) { p.ID, p.DependsOn = 7, []record.ID{4, 7} }},
		{"depends_on", func(p *Project) {
			for i := range record.ID(MaxDependencies + 1) {
				p.DependsOn = append(p.DependsOn, i+1)
			}
		}},
	})
}

func TestSectionValidate(t *testing.T) {
	valid := func() Section { return Section{Project: 1, Code: "s1", Name: text.Plain("North")} }
	checkRules(t, valid, []rule[Section]{
		{"", func(*Section) {}},
		{"", func(s *Section) { s.Country, s.LengthM, s.Position = record.Shared, num("0"), MaxPosition }},
		{"project", func(s *Section) { s.Project = 0 }},
		{"code", func(s *Section) { s.Code = "" }},
		{"name", func(s *Section) { s.Name = text.Label{} }},
		{"note", func(s *Section) { s.Note = text.Plain(long) }},
		{"position", func(s *Section) { s.Position = -1 }},
		{"position", func(s *Section) { s.Position = MaxPosition + 1 }},
		{"country", func(s *Section) { s.Country = "al" }},
		{"length_m", func(s *Section) { s.LengthM = num("-0.1") }},
		{"within", func(s *Section) { s.ID, s.Within = 3, 3 }},
	})
}

func TestPhaseValidate(t *testing.T) {
	valid := func() Phase {
		return Phase{Project: 1, Code: "p1", Name: text.Plain("Works"), PlannedStart: date("2026-01-01"), PlannedFinish: date("2027-06-30")}
	}
	checkRules(t, valid, []rule[Phase]{
		{"", func(*Phase) {}},
		{"", func(p *Phase) { p.PlannedFinish = p.PlannedStart }},
		{"", func(p *Phase) { p.PlannedStart, p.PlannedFinish = date("2026-06-15"), date("2026") }}, // it may be the same year
		{"", func(p *Phase) { p.PlannedStart = date("") }},
		{"", func(p *Phase) {
			p.ActualStart, p.ActualFinish, p.ProgressPercent = date("2025-11"), date("2025-12"), num("100")
		}},
		{"", func(p *Phase) { p.After = []Link{{2, -MaxLagDays}, {3, MaxLagDays}} }},
		{"project", func(p *Phase) { p.Project = 0 }},
		{"code", func(p *Phase) { p.Code = "p 1" }},
		{"name_sq", func(p *Phase) { p.Name.Albanian = "a\tb" }},
		{"note", func(p *Phase) { p.Note = text.Plain("\u2066") }},
		{"position", func(p *Phase) { p.Position = -1 }},
		{"planned_finish", func(p *Phase) { p.PlannedFinish = date("2025-12-31") }},
		{"planned_finish", func(p *Phase) { p.PlannedFinish = date("2025") }},
		{"actual_finish", func(p *Phase) { p.ActualStart, p.ActualFinish = date("2026-02"), date("2026-01") }},
		{"actual_start", func(p *Phase) { p.ActualFinish = date("2026") }},
		{"progress_percent", func(p *Phase) { p.ProgressPercent = num("-1") }},
		{"progress_percent", func(p *Phase) { p.ProgressPercent = num("100.01") }},
		{"after", func(p *Phase) { p.ID, p.After = 3, []Link{{3, 0}} }},
		{"after", func(p *Phase) { p.After = []Link{{2, 0}, {2, 5}} }},
		{"after", func(p *Phase) { p.After = []Link{{2, MaxLagDays + 1}} }},
		{"after", func(p *Phase) { p.After = []Link{{2, -MaxLagDays - 1}} }},
		{"after", func(p *Phase) {
			for i := range record.ID(MaxPredecessors + 1) {
				p.After = append(p.After, Link{Phase: i + 1})
			}
		}},
	})
	p := valid()
	if p.ActualStart = date("2026-02"); p.Start() != date("2026-02") || p.Finish() != date("2027-06-30") {
		t.Errorf("the phase is from %v to %v", p.Start(), p.Finish())
	}
}

func TestMilestoneValidate(t *testing.T) {
	valid := func() Milestone { return Milestone{Project: 1, Code: "opening", Name: text.Plain("Opening")} }
	checkRules(t, valid, []rule[Milestone]{
		{"", func(*Milestone) {}},
		{"project", func(m *Milestone) { m.Project = 0 }},
		{"code", func(m *Milestone) { m.Code = "new" }},
		{"name", func(m *Milestone) { m.Name = text.Label{} }},
		{"note", func(m *Milestone) { m.Note = text.Plain(long) }},
	})
	m := Milestone{Planned: date("2027")}
	if m.Date() != date("2027") {
		t.Error("a planned milestone has no date")
	}
	if m.Actual = date("2028"); m.Date() != date("2028") {
		t.Error("the actual date does not count")
	}
}

func TestStructureValidate(t *testing.T) {
	count := func(n int64) func(*Structure) { return func(s *Structure) { s.Count = &n } }
	valid := func() Structure { return Structure{Project: 1, Code: "t1", Kind: Tunnel} } // the name may be unknown
	checkRules(t, valid, []rule[Structure]{
		{"", func(*Structure) {}},
		{"", count(0)},
		{"", count(MaxCount)},
		{"", func(s *Structure) { s.Attributes = []Attribute{{"tubes", num("2")}, {"span_m", decimal.NullDecimal{}}} }},
		{"project", func(s *Structure) { s.Project = 0 }},
		{"code", func(s *Structure) { s.Code = "" }},
		{"name", func(s *Structure) { s.Name = text.Plain("\u200b") }},
		{"kind", func(s *Structure) { s.Kind = "pyramid" }},
		{"position", func(s *Structure) { s.Position = -1 }},
		{"length_m", func(s *Structure) { s.LengthM = num("-1") }},
		{"count", count(-1)},
		{"count", count(MaxCount + 1)},
		{"attributes", func(s *Structure) { s.Attributes = []Attribute{{"colour", num("1")}} }},
		{"attributes", func(s *Structure) { s.Attributes = []Attribute{{"tubes", num("1")}, {"tubes", num("2")}} }},
		{"tubes", func(s *Structure) { s.Attributes = []Attribute{{"tubes", num("-1")}} }},
	})
}

func TestDocumentValidate(t *testing.T) {
	valid := func() Document { return Document{Code: "plan-2024", Title: text.Plain("Plan")} }
	checkRules(t, valid, []rule[Document]{
		{"", func(*Document) {}},
		{"code", func(d *Document) { d.Code = "Plan" }},
		{"title", func(d *Document) { d.Title = text.Label{Albanian: "Plani"} }},
		{"title_sq", func(d *Document) { d.Title.Albanian = "a\nb" }},
		{"publisher", func(d *Document) { d.Publisher = "a\nb" }},
		{"address", func(d *Document) { d.Address = long }},
		{"note", func(d *Document) { d.Note = text.Plain(long) }},
	})
}

func TestClaimValidate(t *testing.T) {
	valid := func() Claim {
		return Claim{Project: 1, Kind: record.Project, Entity: 1, Field: "length_m", Value: "105.8", Unit: "km", Basis: Sourced, Document: 9}
	}
	checkRules(t, valid, []rule[Claim]{
		{"", func(*Claim) {}},
		{"", func(c *Claim) { c.Basis, c.Document, c.Formula = Derived, 0, text.Plain("a + b") }},
		{"", func(c *Claim) { c.Basis, c.Document, c.Note = Assumed, 0, text.Plain("as elsewhere") }},
		{"", func(c *Claim) { c.Confidence, c.Field = High, "passengers_2030.low" }},
		{"entity", func(c *Claim) { c.Entity = 0 }},
		{"field", func(c *Claim) { c.Field = "" }},
		{"field", func(c *Claim) { c.Field = "Length m" }},
		{"field", func(c *Claim) { c.Field = "length_m\n" }},
		{"field", func(c *Claim) { c.Field = strings.Repeat("a", 65) }},
		{"value", func(c *Claim) { c.Value = "" }},
		{"", func(c *Claim) { c.Value, c.ValueAlbanian = "under tender", "në prokurim" }},
		{"value_sq", func(c *Claim) { c.ValueAlbanian = "1\x00" }},
		{"formula_sq", func(c *Claim) { c.Formula.Albanian = "a\nb" }},
		{"value", func(c *Claim) { c.Value = "1\x00" }},
		{"unit", func(c *Claim) { c.Unit = strings.Repeat("m", 33) }},
		{"quote", func(c *Claim) { c.Quote = strings.Repeat("ë", text.MaxQuote+1) }},
		{"label", func(c *Claim) { c.Label = text.Plain("a\nb") }},
		{"basis", func(c *Claim) { c.Basis = "" }},
		{"confidence", func(c *Claim) { c.Confidence = "sure" }},
		{"document", func(c *Claim) { c.Document = 0 }},
		{"formula", func(c *Claim) { c.Basis = Derived }},
		{"note", func(c *Claim) { c.Basis = Assumed }},
	})
}

func TestWeakest(t *testing.T) {
	for _, c := range []struct {
		bases []Basis
		want  Basis
	}{
		{nil, ""}, {[]Basis{""}, ""}, {[]Basis{Sourced}, Sourced}, {[]Basis{Sourced, Sourced}, Sourced},
		{[]Basis{Sourced, Derived}, Derived}, {[]Basis{Derived, Sourced}, Derived}, {[]Basis{Assumed, Derived}, Assumed},
		{[]Basis{Derived, Assumed, Sourced}, Assumed}, {[]Basis{Sourced, "", Assumed}, ""}, {[]Basis{Assumed, ""}, ""},
	} {
		if got := Weakest(c.bases...); got != c.want {
			t.Errorf("Weakest(%q) = %q, want %q", c.bases, got, c.want)
		}
	}
}

func TestStages(t *testing.T) {
	for i, s := range Stages {
		if s.Open() != (i < 3) {
			t.Errorf("%s: open %v", s, s.Open())
		}
	}
}
