package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
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
		if err := saveAll(ctx, w, v.programme, v.document, v.rate); err != nil {
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
		ActualFinish: schedule.MustDate("2025"), ProgressPercent: number("99.50"), Note: label("n")}
	if err := saveAll(ctx, w, inner, v.phase); err != nil {
		return err
	}
	v.next = &project.Phase{Project: p, Code: "p2", Position: 2, Name: label("More works"), After: []project.Link{{Phase: v.phase.ID, LagDays: -7}}}
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
		Country: record.Kosovo, Currency: money.EUR, Total: euro(0), CarryOver: true, Note: label("n")}
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
	v.ceiling = &funding.Ceiling{Project: p, Source: v.source.ID, FiscalYear: 2026, Currency: money.EUR, Amount: euro(100), Scope: label("All")}
	v.allocation = &funding.Allocation{Project: p, Source: v.source.ID, FiscalYear: 2026, Currency: money.EUR, Requested: euro(money.MaxMinor),
		Approved: euro(0), Committed: euro(90), Disbursed: euro(95), Note: label("n"),
		Breach: &funding.Breach{Reason: "paid early", Document: v.document.ID}}
	if err := saveAll(ctx, w, v.project, v.line, percent, v.ceiling, v.allocation); err != nil {
		return err
	}
	v.claim = &project.Claim{Project: p, Kind: record.Allocation, Entity: v.allocation.ID, Field: "requested", Label: label("Requested"),
		Value: "370000000.00", ValueAlbanian: "370 milionë", Unit: "EUR", Basis: project.Sourced, Document: v.document.ID, Quote: "“370 million”", Confidence: project.High,
		Date: schedule.MustDate("2025-04-30"), Formula: label("a + b"), Note: label("n"), Chosen: true}
	return w.Save(ctx, v.claim)
}

// entities lists one record of every kind.
func (v *world) entities() []record.Entity {
	return []record.Entity{v.programme, v.project, v.document, v.section, v.next, v.phase, v.milestone, v.structure, v.estimate, v.line,
		v.source, v.ceiling, v.allocation, v.rate, v.claim}
}
