package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

var stamp = record.Stamp{Actor: "tester", Reason: "to see", Command: "test"}

// each runs the test on a fresh store of both engines.
func each(t *testing.T, test func(t *testing.T, s *db.Store)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, dsn string) { test(t, dbtest.Open(t, dsn, db.Options{})) })
}

// write runs a command that must succeed.
func write(t testing.TB, s *db.Store, fn func(w planner.Writer) error) {
	t.Helper()
	if err := s.Write(t.Context(), stamp, fn); err != nil {
		t.Fatal(err)
	}
}

// save keeps records, which must succeed, in one command.
func save(t testing.TB, s *db.Store, entities ...record.Entity) {
	t.Helper()
	write(t, s, func(w planner.Writer) error { return saveAll(t.Context(), w, entities...) })
}

func saveAll(ctx context.Context, w planner.Writer, entities ...record.Entity) error {
	for _, e := range entities {
		if err := w.Save(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// read runs a reading that must succeed.
func read(t testing.TB, s *db.Store, fn func(r planner.Reader) error) {
	t.Helper()
	if err := s.Read(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// wantFault checks the kind and key of an error, and the names of its fields.
func wantFault(t *testing.T, err error, kind fault.Kind, key string, fields ...string) {
	t.Helper()
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != kind || f.Message.Key != key {
		t.Fatalf("%v; want the %v fault %q", err, kind, key)
	}
	if len(f.Fields) != len(fields) {
		t.Fatalf("%v has %d fields; want %q", err, len(f.Fields), fields)
	}
	for i, name := range fields {
		if f.Fields[i].Name != name {
			t.Errorf("%v: field %d is %q, want %q", err, i, f.Fields[i].Name, name)
		}
	}
}

// mustVerify checks that the store finds nothing wrong with itself.
func mustVerify(t *testing.T, s *db.Store) {
	t.Helper()
	findings, err := s.Verify(t.Context())
	if err != nil || len(findings) > 0 {
		t.Fatalf("verify: %v, %v", findings, err)
	}
}

func label(s string) text.Label { return text.Label{Default: s, Albanian: "sq " + s} }

func number(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }

func euro(minor int64) *money.Amount {
	a := money.FromMinor(minor, money.EUR)
	return &a
}

// world is a small record with every kind in it.
type world struct {
	programme  *project.Programme
	other      *project.Project
	project    *project.Project
	document   *project.Document
	section    *project.Section
	phase      *project.Phase
	next       *project.Phase
	milestone  *project.Milestone
	structure  *project.Structure
	estimate   *estimate.Estimate
	line       *estimate.Line
	source     *funding.Source
	ceiling    *funding.Ceiling
	allocation *funding.Allocation
	rate       *funding.Rate
	claim      *project.Claim

	series      *costmodel.Series
	assumptions *costmodel.Assumptions
	scenario    *costmodel.Scenario
	budget      *funding.BudgetProgramme
	expenditure *costmodel.Expenditure
	benefit     *costmodel.Benefit
	attribution *estimate.Attribution

	uncertainty *risk.Range
	risk        *risk.Entry
	settings    *risk.Settings
	simulation  *risk.Run
	proposal    *proposal.Proposal

	period  *period.Period
	comment *project.Comment

	baseline *project.Baseline
	user     *access.User
}

func newProgramme() *project.Programme {
	return &project.Programme{Code: "corridor", Name: label("Corridor"), Summary: label("Three projects"), Currency: money.EUR}
}

func newProject(programme record.ID, code string) *project.Project {
	return &project.Project{Programme: programme, Code: code, Name: text.Plain("Project " + code), Sector: "energy",
		Type: "construction", Stage: project.Preparation}
}

// newWorld keeps one record of every kind, with every field set.
func newWorld(t testing.TB, s *db.Store) *world {
	t.Helper()
	v := &world{}
	ctx := t.Context()
	write(t, s, func(w planner.Writer) error {
		v.programme = newProgramme()
		v.document = &project.Document{Code: "study", Title: label("Study № 3"), Publisher: "Ministry", Address: "https://example.org/a?b=c#d",
			Date: schedule.MustDate("2025-04"), Note: label("paper\nonly")}
		v.rate = &funding.Rate{Base: money.EUR, Quote: money.ALL, Date: schedule.MustDate("2025"), Kind: funding.Average, Rate: number("98.123456789")}
		v.series = &costmodel.Series{Code: "civil", Name: label("Civil works"), Country: record.Albania, Proxy: true, Note: label("n"),
			Rates: []costmodel.SeriesRate{{Year: 2025, Rate: number("0.030")}, {Year: 2026, Rate: number("-0.5")}}}
		v.budget = &funding.BudgetProgramme{Code: "rail", Name: label("Rail transport"), Country: record.Albania, Currency: money.ALL, RateBase: money.EUR,
			PlanningRate: number("96.460"), RateDate: schedule.MustDate("2025-12-23"), BudgetYear: 2026, Later: amount(7, money.ALL), Scope: label("Rail"), Note: label("n"),
			Ceilings: []funding.YearAmount{{Year: 2026, Amount: *amount(568_000_000_000, money.ALL)}, {Year: 2028, Amount: *amount(0, money.ALL)}}}
		if err := saveAll(ctx, w, v.programme, v.document, v.rate, v.series, v.budget); err != nil {
			return err
		}
		v.other = newProject(v.programme.ID, "grid")
		if err := w.Save(ctx, v.other); err != nil {
			return err
		}
		v.project = &project.Project{Programme: v.programme.ID, Code: "railway", Name: label("Railway"), Summary: label("A line"),
			Sector: "transport.rail", Type: "construction", Stage: project.Implementation, External: true, LengthM: number("105800.50"),
			DependsOn: []record.ID{v.other.ID}}
		if err := w.Save(ctx, v.project); err != nil {
			return err
		}
		return v.fill(ctx, w)
	})
	return v
}

// fill adds the parts of the project.
func (v *world) fill(ctx context.Context, w planner.Writer) error {
	p := v.project.ID
	v.section = &project.Section{Project: p, Code: "east", Position: 2, Name: label("East"), Country: record.Albania, LengthM: number("0.000000001"), Note: label("n")}
	if err := w.Save(ctx, v.section); err != nil {
		return err
	}
	inner := &project.Section{Project: p, Within: v.section.ID, Code: "inner", Name: label("Inner")}
	v.phase = &project.Phase{Project: p, Section: v.section.ID, Code: "p1", Position: 1, Name: label("Works"),
		PlannedStart: schedule.MustDate("2020"), PlannedFinish: schedule.MustDate("2024-06"), ActualStart: schedule.MustDate("2021-02-03"),
		ActualFinish: schedule.MustDate("2025"), ProgressPercent: number("99.50"), Note: label("n"),
		Profile: schedule.Profile{Kind: schedule.Beta, A: number("2.0"), B: number("3")}}
	if err := saveAll(ctx, w, inner, v.phase); err != nil {
		return err
	}
	v.next = &project.Phase{Project: p, Code: "p2", Position: 2, Name: label("More works"), Profile: schedule.Profile{Kind: schedule.Custom,
		Shares: []schedule.YearShare{{Year: 2026, Share: number("0.40").Decimal}, {Year: 2027, Share: number("0.6").Decimal}}}, After: []project.Link{{Phase: v.phase.ID, LagDays: -7}}}
	v.milestone = &project.Milestone{Project: p, Section: v.section.ID, Phase: v.phase.ID, Code: "open", Name: label("Opening"),
		Planned: schedule.MustDate("2030"), Actual: schedule.MustDate("2031-01-31"), Note: label("n")}
	count := int64(29)
	v.structure = &project.Structure{Project: p, Section: v.section.ID, Phase: v.phase.ID, Code: "tunnels", Position: 3, Kind: project.Tunnel,
		Name: label("Tunnels"), Count: &count, LengthM: number("12.5"), Note: label("n"),
		Attributes: []project.Attribute{{Name: "tubes", Value: number("2")}, {Name: "height_m", Value: number("7.50")}, {Name: "lanes"}}}
	v.estimate = &estimate.Estimate{Project: p, Code: "e1", Title: label("Estimate"), Kind: estimate.Feasibility, Status: estimate.Published,
		AsOf: schedule.MustDate("2024-05"), Scope: label("All"), Sections: []record.ID{inner.ID, v.section.ID}, PriceYear: 2024, VAT: estimate.VATExcluded,
		Class: 3, Claimant: label("Ministry"), Currency: money.EUR, Headline: euro(money.MaxMinor), Total: euro(1),
		PublishedBy: "tester", PublishedAt: time.Date(2026, 1, 2, 3, 4, 5, 678_901_234, time.FixedZone("CET", 3600)), Note: label("n")}
	v.source = &funding.Source{Project: p, Code: "loan", Position: 1, Name: label("Loan"), Kind: funding.Loan, Status: funding.Effective,
		Country: record.Kosovo, Currency: money.EUR, Total: euro(0), CarryOver: true, BudgetProgramme: v.budget.ID, Note: label("n")}
	if err := saveAll(ctx, w, v.next, v.milestone, v.structure, v.estimate, v.source); err != nil {
		return err
	}
	return v.fillMoney(ctx, w)
}

func (v *world) fillMoney(ctx context.Context, w planner.Writer) error {
	p := v.project.ID
	v.project.Working = project.WorkingChoice{Estimate: v.estimate.ID, By: "tester", At: time.Date(2026, 3, 1, 0, 0, 0, 1000, time.UTC), Reason: label("newest")}
	v.line = &estimate.Line{Project: p, Estimate: v.estimate.ID, Currency: money.EUR, Code: "l1", Position: 4, Name: label("Rails"), Category: estimate.Construction,
		Phase: v.phase.ID, Structure: v.structure.ID, Country: record.Shared, Quantity: number("1000000000000000"), Unit: "km",
		UnitRate: number("-0.123456789"), Contingency: true, Balance: true, Note: label("n")}
	percent := &estimate.Line{Project: p, Estimate: v.estimate.ID, Currency: money.EUR, Code: "l2", Name: label("Supervision"), Category: estimate.Supervision,
		Percent: number("4.50"), Of: []estimate.Category{estimate.Construction, estimate.Acquisition}}
	ofLines := &estimate.Line{Project: p, Estimate: v.estimate.ID, Currency: money.EUR, Code: "l3", Name: label("Reserve"), Category: estimate.Operation,
		Percent: number("10"), OfLines: []string{"l2", "l1"}}
	v.ceiling = &funding.Ceiling{Project: p, Source: v.source.ID, FiscalYear: 2026, Currency: money.EUR, Amount: euro(100), Scope: label("All")}
	v.allocation = &funding.Allocation{Project: p, Source: v.source.ID, FiscalYear: 2026, Currency: money.EUR, Requested: euro(money.MaxMinor),
		Approved: euro(0), Committed: euro(90), Disbursed: euro(95), Note: label("n"),
		Breach: &funding.Breach{Reason: "paid early", Document: v.document.ID}}
	if err := saveAll(ctx, w, v.project, v.line, percent, ofLines, v.ceiling, v.allocation); err != nil {
		return err
	}
	if err := v.fillModel(ctx, w); err != nil {
		return err
	}
	v.claim = &project.Claim{Project: p, Kind: record.Allocation, Entity: v.allocation.ID, Field: "requested", Label: label("Requested"),
		Value: "370000000.00", ValueAlbanian: "370 milionë", Unit: "EUR", Basis: project.Sourced, Document: v.document.ID, Quote: "“370 million”", Confidence: project.High,
		Date: schedule.MustDate("2025-04-30"), Formula: label("a + b"), Note: label("n"), Chosen: true}
	return w.Save(ctx, v.claim)
}

// fillModel adds what a cost model of the project is made of.
func (v *world) fillModel(ctx context.Context, w planner.Writer) error {
	p := v.project.ID
	v.assumptions = &costmodel.Assumptions{Project: p, DiscountRate: number("0.050"), CapsCarryOver: true, Currency: money.EUR, Note: label("n"),
		Rules:         []costmodel.IndexRule{{Index: v.series.ID}, {Category: estimate.Design, Index: v.series.ID}, {Line: "l1"}},
		Caps:          []funding.YearAmount{{Year: 2027, Amount: *euro(5)}},
		CountryShares: []costmodel.CountryShare{{Country: record.Albania, Share: number("0.510").Decimal}, {Country: record.Kosovo, Share: number("0.49").Decimal}}}
	v.scenario = &costmodel.Scenario{Project: p, Code: "slow", Name: label("Slower"), Note: label("n"), Changes: []costmodel.Change{
		{Kind: costmodel.ChangeRate, StructureKind: project.Tunnel, Factor: number("1.10")}, {Kind: costmodel.ChangeDelay, Phase: "p1", Days: -3},
		{Kind: costmodel.ChangeIndex, To: v.series.ID}, {Kind: costmodel.ChangeCap, Year: 2027, Amount: euro(0)},
		{Kind: costmodel.ChangeAllocation, Year: 2027, Amount: euro(4), FundingSource: v.source.ID, Stage: funding.Approved}}}
	v.expenditure = &costmodel.Expenditure{Project: p, Phase: v.phase.ID, Category: estimate.Construction, Date: schedule.MustDate("2026-02"),
		Amount: euro(-100), Currency: money.EUR, Source: v.source.ID, Reference: "Certificate 4", Note: label("n")}
	v.benefit = &costmodel.Benefit{Project: p, Code: "time", Name: label("Time saved"), FirstYear: 2036, LastYear: 2065, Amount: euro(100),
		PriceYear: 2025, Growth: number("-0.010"), Currency: money.EUR, Note: label("n")}
	before := &estimate.Estimate{Project: p, Code: "e0", Title: label("Before"), Kind: estimate.Statement, Status: estimate.Published, Currency: money.EUR}
	if err := saveAll(ctx, w, v.assumptions, v.scenario, v.expenditure, v.benefit, before); err != nil {
		return err
	}
	v.attribution = &estimate.Attribution{Project: p, From: before.ID, To: v.estimate.ID, Cause: estimate.CauseLand, Amount: euro(-3), Currency: money.EUR,
		Document: v.document.ID, Note: label("n")}
	if err := w.Save(ctx, v.attribution); err != nil {
		return err
	}
	return v.fillRisk(ctx, w)
}

// fillRisk adds what a simulation of the project's cost is made of.
func (v *world) fillRisk(ctx context.Context, w planner.Writer) error {
	p := v.project.ID
	length := &risk.Range{Project: p, Phase: v.phase.ID, Spread: risk.Spread{Shape: risk.Lognormal, P10: number("0.90"), P90: number("1.4")}}
	v.uncertainty = &risk.Range{Project: p, Line: "l1", Spread: risk.Spread{Shape: risk.PERT, Low: number("0.000000001"), Mode: number("1.50"), High: number("1000000000000000")},
		Amounts: true, Currency: money.ALL, TimeDependent: true, Note: label("n")}
	v.risk = &risk.Entry{Project: p, Code: "fault-zone", Position: 3, Name: label("Fault zone"), Phase: v.phase.ID, Currency: money.EUR, Probability: number("0.250"),
		Impact: risk.Spread{Shape: risk.Triangular, Low: number("0"), Mode: number("5000000"), High: number("60000000.50")},
		Delay:  risk.Spread{Shape: risk.Uniform, Low: number("0"), High: number("9")},
		Mitigated: risk.Exposure{Probability: number("0.10"), Impact: risk.Spread{Shape: risk.Constant, Value: number("1")},
			Delay: risk.Spread{Shape: risk.Normal, Mean: number("2"), SD: number("0.5")}},
		RiskOwner: "Ministry", Response: risk.Reduce, Status: risk.StatusMitigated, Description: label("Geology"), Note: label("n")}
	v.settings = &risk.Settings{Project: p, Groups: []risk.LineGroup{{Name: "civil", Lines: []string{"l1"}}, {Name: "rest", Categories: []estimate.Category{estimate.Design}}},
		Matrix:     [][]decimal.Decimal{{number("0.50").Decimal, number("0.1").Decimal}, {number("0.1").Decimal, number("0.3").Decimal}},
		Iterations: 100_000, Seed: 1 << 62, Percentile: 80, Note: label("n")}
	v.simulation = &risk.Run{Project: p, Estimate: v.estimate.ID, Scenario: v.scenario.ID, Seed: 1, Iterations: 1000, Program: "1.0", By: "tester",
		At: time.Date(2026, 3, 1, 12, 30, 0, 5000, time.UTC), Model: "currency: EUR\n", Result: "{\n}\n", Note: label("n")}
	v.proposal = &proposal.Proposal{Project: p, Command: "save_phase", Written: `{"v":1}`, Based: []proposal.Base{{Kind: record.Phase, ID: v.phase.ID, Version: 2}},
		Changes: []proposal.Change{{Kind: record.Phase, Entity: v.phase.ID, Project: p, Before: "{}", After: "{\"a\":\"<é>\"}"}}, More: 3, Reason: "r", Status: proposal.Returned,
		Author: "Ana", AuthorID: 7, MadeAt: time.Date(2026, 3, 1, 12, 30, 0, 5000, time.UTC), SubmittedAt: time.Date(2026, 3, 1, 12, 31, 0, 0, time.UTC),
		Comment: "c", Moved: true, Decider: "Besa", DeciderID: 8, DecidedAt: time.Date(2026, 3, 2, 12, 30, 0, 0, time.UTC)}
	v.user = &access.User{Login: "ana.hoxha", Name: "Ana Hoxha", Language: "sq", Disabled: true, Issuer: "https://login.example.org", Subject: "4711",
		Grants: []access.Grant{{Role: access.Planner, Project: p}, {Role: access.Viewer}},
		Tokens: []access.Token{{Number: 3, Name: "nightly", Scope: access.ReadScope, Projects: []record.ID{p}, Expires: v.simulation.At.UTC()}},
		Links:  2, LinkAt: v.simulation.At, Passwords: 1, PasswordAt: v.simulation.At, SignOuts: 4, SignOutAt: v.simulation.At, TokensMade: 3}
	if err := saveAll(ctx, w, length, v.uncertainty, v.risk, v.settings, v.simulation, v.proposal, v.user); err != nil {
		return err
	}
	return v.fillTalk(ctx, w)
}

// fillTalk adds a reporting period, and what people say about a figure.
func (v *world) fillTalk(ctx context.Context, w planner.Writer) error {
	at := time.Date(2026, 4, 10, 18, 0, 0, 7000, time.UTC)
	v.period = &period.Period{Code: "2026-q1", Name: label("First quarter"), First: schedule.MustDate("2026-01-01"), Last: schedule.MustDate("2026-03-31"),
		CutOff: at, ClosedBy: "tester", ClosedAt: at.Add(time.Hour), Through: 3, Note: label("n")}
	asked := &project.Comment{Project: v.project.ID, Kind: record.RiskSettings, Entity: v.settings.ID, Field: "rho", Text: "Why\nthis?", Author: "tester",
		Account: 4, At: at, ResolvedBy: "other", ResolvedAt: at}
	v.baseline = &project.Baseline{Code: "budget-2026", Name: label("Budget 2026"), Moment: at, Seq: 3, Note: label("n")}
	if err := saveAll(ctx, w, v.period, asked, v.baseline); err != nil {
		return err
	}
	v.comment = &project.Comment{Project: v.project.ID, Kind: record.RiskSettings, Entity: v.settings.ID, Field: "rho", Answers: asked.ID, Text: "Because", Author: "other", At: at}
	return w.Save(ctx, v.comment)
}

// entities lists one record of every kind.
func (v *world) entities() []record.Entity {
	return []record.Entity{v.programme, v.project, v.document, v.section, v.next, v.phase, v.milestone, v.structure, v.estimate, v.line,
		v.source, v.ceiling, v.allocation, v.rate, v.claim, v.series, v.budget, v.assumptions, v.scenario, v.expenditure, v.benefit, v.attribution,
		v.uncertainty, v.risk, v.settings, v.simulation, v.proposal, v.period, v.comment, v.baseline, v.user}
}
