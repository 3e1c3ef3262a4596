package planner_test

import (
	"context"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

var (
	ctx   = context.Background()
	act   = planner.Act{Actor: "Ana", Reason: "test"}
	today = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
)

// desk is a planner over a fresh store with one small project in it.
type desk struct {
	*planner.Planner
	t       *testing.T
	store   *db.Store
	project project.Project
	phases  []project.Phase
	source  funding.Source
	doc     project.Document
}

// eachStore runs the test on both databases.
func eachStore(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, dsn string) {
		store := dbtest.Open(t, dsn, db.Options{Now: func() time.Time { return today }})
		d := &desk{Planner: planner.New(store, func() time.Time { return today }), t: t, store: store}
		d.fill()
		test(t, d)
	})
}

func (d *desk) fill() {
	d.t.Helper()
	programme := save(d, &planner.SaveProgramme{Record: project.Programme{Code: "p", Name: text.Plain("Programme"), Currency: money.EUR}}).Record
	d.doc = save(d, &planner.SaveDocument{Record: project.Document{Code: "study", Title: text.Plain("Study")}}).Record
	d.project = save(d, &planner.SaveProject{Record: project.Project{Programme: programme.ID, Code: "line", Name: text.Plain("A line"),
		Sector: "transport.rail", Type: "construction", Stage: project.Preparation}}).Record
	for _, code := range []string{"p1", "p2"} {
		d.phases = append(d.phases, save(d, &planner.SavePhase{Record: project.Phase{Project: d.project.ID, Code: code, Name: text.Plain(code),
			PlannedStart: schedule.MustDate("2027"), PlannedFinish: schedule.MustDate("2028-06")}}).Record)
	}
	d.source = save(d, &planner.SaveSource{Record: funding.Source{Project: d.project.ID, Code: "state", Name: text.Plain("State budget"),
		Kind: funding.StateBudget, Status: funding.Effective, Currency: money.EUR}}).Record
}

// save carries out a command that must succeed, and returns it.
func save[C planner.Command](d *desk, c C) C {
	d.t.Helper()
	if err := d.Do(ctx, act, c); err != nil {
		d.t.Fatalf("%s: %v", c.Name(), err)
	}
	return c
}

func (d *desk) estimate(code string) estimate.Estimate {
	d.t.Helper()
	return save(d, &planner.SaveEstimate{Record: estimate.Estimate{Project: d.project.ID, Code: code, Title: text.Plain(code),
		Kind: estimate.WorkingModel, Status: estimate.Draft, Currency: money.EUR}}).Record
}

func (d *desk) line(e record.ID, code, quantity, rate string) estimate.Line {
	d.t.Helper()
	return save(d, &planner.SaveLine{Record: estimate.Line{Project: d.project.ID, Estimate: e, Code: code, Name: text.Plain(code),
		Category: estimate.Construction, Phase: d.phases[0].ID, Quantity: num(quantity), Unit: "km", UnitRate: num(rate)}}).Record
}

// reload returns the estimate as stored.
func (d *desk) reload(id record.ID) (e estimate.Estimate) {
	d.t.Helper()
	d.get(id, &e)
	return e
}

func (d *desk) get(id record.ID, e record.Entity) {
	d.t.Helper()
	if err := d.store.Read(ctx, func(r planner.Reader) error { return r.Get(ctx, id, e) }); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) head() planner.Head {
	d.t.Helper()
	var h planner.Head
	if err := d.store.Read(ctx, func(r planner.Reader) (err error) { h, err = r.Head(ctx); return err }); err != nil {
		d.t.Fatal(err)
	}
	return h
}

func num(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }

func eur(s string) *money.Amount {
	a, err := money.Parse(s + " EUR")
	if err != nil {
		panic(err)
	}
	return &a
}
