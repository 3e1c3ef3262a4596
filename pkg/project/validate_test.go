package project

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/record/recordtest"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

func num(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }

var (
	date = schedule.MustDate
	long = strings.Repeat("ë", text.MaxNote+1)
)

func TestProgrammeValidate(t *testing.T) {
	valid := func() Programme {
		return Programme{Code: "corridor", Name: text.Plain("Corridor"), Currency: money.ALL}
	}
	recordtest.Check(t, valid, []recordtest.Rule[Programme]{
		{Fields: "", Change: func(*Programme) {}},
		{Fields: "code", Change: func(p *Programme) { p.Code = "new" }},
		{Fields: "name", Change: func(p *Programme) { p.Name = text.Plain("a\nb") }},
		{Fields: "summary", Change: func(p *Programme) { p.Summary = text.Plain(long) }},
		{Fields: "summary_sq", Change: func(p *Programme) { p.Summary.Albanian = "\x00" }},
		{Fields: "currency", Change: func(p *Programme) { p.Currency = money.Currency{} }},
		{Fields: "code currency name", Change: func(p *Programme) { *p = Programme{} }},
	})
}

func TestProjectValidate(t *testing.T) {
	valid := func() Project {
		return Project{Programme: 1, Code: "railway", Name: text.Plain("Railway"), Sector: "transport.rail", Type: "construction", Stage: Preparation}
	}
	recordtest.Check(t, valid, []recordtest.Rule[Project]{
		{Fields: "", Change: func(*Project) {}},
		{Fields: "", Change: func(p *Project) { p.LengthM, p.DependsOn = num("105800.5"), []record.ID{4, 5} }},
		{Fields: "code", Change: func(p *Project) { p.Code = "Rail" }},
		{Fields: "name", Change: func(p *Project) { p.Name = text.Label{} }},
		{Fields: "summary", Change: func(p *Project) { p.Summary = text.Plain(long) }},
		{Fields: "sector", Change: func(p *Project) { p.Sector = "rail" }},
		{Fields: "type", Change: func(p *Project) { p.Type = "" }},
		{Fields: "stage", Change: func(p *Project) { p.Stage = "done" }},
		{Fields: "length_m", Change: func(p *Project) { p.LengthM = num("-1") }},
		{Fields: "length_m", Change: func(p *Project) { p.LengthM = num("0.0000000001") }},
		{Fields: "programme", Change: func(p *Project) { p.Programme = 0 }},
		{Fields: "depends_on", Change: func(p *Project) { p.DependsOn = []record.ID{4, 4} }},
		{Fields: "depends_on", Change: func(p *Project) { p.ID, p.DependsOn = 7, []record.ID{4, 7} }},
		{Fields: "depends_on", Change: func(p *Project) {
			for i := range record.ID(MaxDependencies + 1) {
				p.DependsOn = append(p.DependsOn, i+1)
			}
		}},
	})
}

func TestSectionValidate(t *testing.T) {
	valid := func() Section { return Section{Project: 1, Code: "s1", Name: text.Plain("North")} }
	recordtest.Check(t, valid, []recordtest.Rule[Section]{
		{Fields: "", Change: func(*Section) {}},
		{Fields: "", Change: func(s *Section) { s.Country, s.LengthM, s.Position = record.Shared, num("0"), MaxPosition }},
		{Fields: "project", Change: func(s *Section) { s.Project = 0 }},
		{Fields: "code", Change: func(s *Section) { s.Code = "" }},
		{Fields: "name", Change: func(s *Section) { s.Name = text.Label{} }},
		{Fields: "note", Change: func(s *Section) { s.Note = text.Plain(long) }},
		{Fields: "position", Change: func(s *Section) { s.Position = -1 }},
		{Fields: "position", Change: func(s *Section) { s.Position = MaxPosition + 1 }},
		{Fields: "country", Change: func(s *Section) { s.Country = "al" }},
		{Fields: "length_m", Change: func(s *Section) { s.LengthM = num("-0.1") }},
		{Fields: "within", Change: func(s *Section) { s.ID, s.Within = 3, 3 }},
	})
}

func TestPhaseValidate(t *testing.T) {
	valid := func() Phase {
		return Phase{Project: 1, Code: "p1", Name: text.Plain("Works"), PlannedStart: date("2026-01-01"), PlannedFinish: date("2027-06-30")}
	}
	recordtest.Check(t, valid, []recordtest.Rule[Phase]{
		{Fields: "", Change: func(*Phase) {}},
		{Fields: "", Change: func(p *Phase) { p.PlannedFinish = p.PlannedStart }},
		{Fields: "", Change: func(p *Phase) { p.PlannedStart, p.PlannedFinish = date("2026-06-15"), date("2026") }}, // it may be the same year
		{Fields: "", Change: func(p *Phase) { p.PlannedStart = date("") }},
		{Fields: "", Change: func(p *Phase) {
			p.ActualStart, p.ActualFinish, p.ProgressPercent = date("2025-11"), date("2025-12"), num("100")
		}},
		{Fields: "", Change: func(p *Phase) { p.After = []Link{{2, -MaxLagDays}, {3, MaxLagDays}} }},
		{Fields: "project", Change: func(p *Phase) { p.Project = 0 }},
		{Fields: "code", Change: func(p *Phase) { p.Code = "p 1" }},
		{Fields: "name_sq", Change: func(p *Phase) { p.Name.Albanian = "a\tb" }},
		{Fields: "note", Change: func(p *Phase) { p.Note = text.Plain("\u2066") }},
		{Fields: "position", Change: func(p *Phase) { p.Position = -1 }},
		{Fields: "planned_finish", Change: func(p *Phase) { p.PlannedFinish = date("2025-12-31") }},
		{Fields: "planned_finish", Change: func(p *Phase) { p.PlannedFinish = date("2025") }},
		{Fields: "actual_finish", Change: func(p *Phase) { p.ActualStart, p.ActualFinish = date("2026-02"), date("2026-01") }},
		{Fields: "actual_start", Change: func(p *Phase) { p.ActualFinish = date("2026") }},
		{Fields: "progress_percent", Change: func(p *Phase) { p.ProgressPercent = num("-1") }},
		{Fields: "progress_percent", Change: func(p *Phase) { p.ProgressPercent = num("100.01") }},
		{Fields: "after", Change: func(p *Phase) { p.ID, p.After = 3, []Link{{3, 0}} }},
		{Fields: "after", Change: func(p *Phase) { p.After = []Link{{2, 0}, {2, 5}} }},
		{Fields: "after", Change: func(p *Phase) { p.After = []Link{{2, MaxLagDays + 1}} }},
		{Fields: "after", Change: func(p *Phase) { p.After = []Link{{2, -MaxLagDays - 1}} }},
		{Fields: "after", Change: func(p *Phase) {
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
	recordtest.Check(t, valid, []recordtest.Rule[Milestone]{
		{Fields: "", Change: func(*Milestone) {}},
		{Fields: "project", Change: func(m *Milestone) { m.Project = 0 }},
		{Fields: "code", Change: func(m *Milestone) { m.Code = "new" }},
		{Fields: "name", Change: func(m *Milestone) { m.Name = text.Label{} }},
		{Fields: "note", Change: func(m *Milestone) { m.Note = text.Plain(long) }},
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
	recordtest.Check(t, valid, []recordtest.Rule[Structure]{
		{Fields: "", Change: func(*Structure) {}},
		{Fields: "", Change: count(0)},
		{Fields: "", Change: count(MaxCount)},
		{Fields: "", Change: func(s *Structure) { s.Attributes = []Attribute{{"tubes", num("2")}, {"span_m", decimal.NullDecimal{}}} }},
		{Fields: "project", Change: func(s *Structure) { s.Project = 0 }},
		{Fields: "code", Change: func(s *Structure) { s.Code = "" }},
		{Fields: "name", Change: func(s *Structure) { s.Name = text.Plain("\u200b") }},
		{Fields: "kind", Change: func(s *Structure) { s.Kind = "pyramid" }},
		{Fields: "position", Change: func(s *Structure) { s.Position = -1 }},
		{Fields: "length_m", Change: func(s *Structure) { s.LengthM = num("-1") }},
		{Fields: "count", Change: count(-1)},
		{Fields: "count", Change: count(MaxCount + 1)},
		{Fields: "attributes", Change: func(s *Structure) { s.Attributes = []Attribute{{"colour", num("1")}} }},
		{Fields: "attributes", Change: func(s *Structure) { s.Attributes = []Attribute{{"tubes", num("1")}, {"tubes", num("2")}} }},
		{Fields: "tubes", Change: func(s *Structure) { s.Attributes = []Attribute{{"tubes", num("-1")}} }},
	})
}

func TestDocumentValidate(t *testing.T) {
	valid := func() Document { return Document{Code: "plan-2024", Title: text.Plain("Plan")} }
	recordtest.Check(t, valid, []recordtest.Rule[Document]{
		{Fields: "", Change: func(*Document) {}},
		{Fields: "code", Change: func(d *Document) { d.Code = "Plan" }},
		{Fields: "title", Change: func(d *Document) { d.Title = text.Label{Albanian: "Plani"} }},
		{Fields: "title_sq", Change: func(d *Document) { d.Title.Albanian = "a\nb" }},
		{Fields: "publisher", Change: func(d *Document) { d.Publisher = "a\nb" }},
		{Fields: "address", Change: func(d *Document) { d.Address = long }},
		{Fields: "note", Change: func(d *Document) { d.Note = text.Plain(long) }},
	})
}

func TestClaimValidate(t *testing.T) {
	valid := func() Claim {
		return Claim{Project: 1, Kind: record.Project, Entity: 1, Field: "length_m", Value: "105.8", Unit: "km", Basis: Sourced, Document: 9}
	}
	recordtest.Check(t, valid, []recordtest.Rule[Claim]{
		{Fields: "", Change: func(*Claim) {}},
		{Fields: "", Change: func(c *Claim) { c.Basis, c.Document, c.Formula = Derived, 0, text.Plain("a + b") }},
		{Fields: "", Change: func(c *Claim) { c.Basis, c.Document, c.Note = Assumed, 0, text.Plain("as elsewhere") }},
		{Fields: "", Change: func(c *Claim) { c.Confidence, c.Field = High, "passengers_2030.low" }},
		{Fields: "entity", Change: func(c *Claim) { c.Entity = 0 }},
		{Fields: "field", Change: func(c *Claim) { c.Field = "" }},
		{Fields: "field", Change: func(c *Claim) { c.Field = "Length m" }},
		{Fields: "field", Change: func(c *Claim) { c.Field = "length_m\n" }},
		{Fields: "field", Change: func(c *Claim) { c.Field = strings.Repeat("a", 65) }},
		{Fields: "value", Change: func(c *Claim) { c.Value = "" }},
		{Fields: "", Change: func(c *Claim) { c.Value, c.ValueAlbanian = "under tender", "në prokurim" }},
		{Fields: "value_sq", Change: func(c *Claim) { c.ValueAlbanian = "1\x00" }},
		{Fields: "formula_sq", Change: func(c *Claim) { c.Formula.Albanian = "a\nb" }},
		{Fields: "value", Change: func(c *Claim) { c.Value = "1\x00" }},
		{Fields: "unit", Change: func(c *Claim) { c.Unit = strings.Repeat("m", 33) }},
		{Fields: "quote", Change: func(c *Claim) { c.Quote = strings.Repeat("ë", text.MaxQuote+1) }},
		{Fields: "label", Change: func(c *Claim) { c.Label = text.Plain("a\nb") }},
		{Fields: "basis", Change: func(c *Claim) { c.Basis = "" }},
		{Fields: "confidence", Change: func(c *Claim) { c.Confidence = "sure" }},
		{Fields: "document", Change: func(c *Claim) { c.Document = 0 }},
		{Fields: "formula", Change: func(c *Claim) { c.Basis = Derived }},
		{Fields: "note", Change: func(c *Claim) { c.Basis = Assumed }},
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
