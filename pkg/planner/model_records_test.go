package planner_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/db"
	"korridor/pkg/costmodel"
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

// refusedWith checks that the command is refused with the message, which may be
// that of a field.
func (d *desk) refusedWith(key string, c planner.Command) {
	d.t.Helper()
	err := d.Do(ctx, act, c)
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		d.t.Fatalf("%s: %v, want %s", c.Name(), err, key)
	}
	keys := []string{f.Message.Key}
	for _, field := range f.Fields {
		keys = append(keys, field.Message.Key)
	}
	if !strings.Contains(strings.Join(keys, " "), key) {
		d.t.Errorf("%s: %v, want %s", c.Name(), err, key)
	}
}

func (d *desk) percentOf(e record.ID, code string, lines ...string) *planner.SaveLine {
	return &planner.SaveLine{Record: estimate.Line{Project: d.project.ID, Estimate: e, Code: code, Name: text.Plain(code),
		Category: estimate.Operation, Percent: num("10"), OfLines: lines}}
}

// Percentages of lines count in the total; a circle, and a line that is not
// there any more, are refused with their codes.
func TestPercentagesOfLinesInADraft(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("r1")
		base := d.line(e.ID, "base", "1", "1000")
		first := save(d, d.percentOf(e.ID, "first", "base"))
		save(d, d.percentOf(e.ID, "second", "first", "base"))
		if got := d.reload(e.ID).Total; got.Plain() != "1210.00" {
			t.Errorf("the total is %v", got)
		}
		first.Record.OfLines = []string{"second"}
		d.refusedWith("line.circle", first)
		first.Record.OfLines = []string{"base"}
		d.refusedWith("line.of_unknown", &planner.Delete{Kind: record.CostLine, ID: base.ID, Version: base.Version})
		renamed := base
		renamed.Code = "other"
		d.refusedWith("line.of_unknown", &planner.SaveLine{Record: renamed})
		copied := save(d, &planner.CopyEstimate{From: e.ID, Code: "r2", Title: text.Plain("Copy")})
		if copied.Created.Total.Plain() != "1210.00" {
			t.Errorf("the copy's total is %v", copied.Created.Total)
		}
	})
}

// An attribution is in the currency of its estimates, of the same project, and
// keeps them from being deleted.
func TestAttributions(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		from, to := d.estimate("r1"), d.estimate("r2")
		lek := save(d, &planner.SaveEstimate{Record: estimate.Estimate{Project: d.project.ID, Code: "lek", Title: text.Plain("In lek"),
			Kind: estimate.Statement, Status: estimate.Draft, Currency: money.ALL}}).Record
		a := estimate.Attribution{Project: d.project.ID, From: from.ID, To: to.ID, Cause: estimate.CauseLand, Amount: eur("-5.00")}
		kept := save(d, &planner.SaveAttribution{Record: a}).Record
		if kept.Currency != money.EUR {
			t.Errorf("it is kept in %q", kept.Currency)
		}
		in := a
		in.Amount = new(money.FromMinor(1, money.ALL))
		d.refusedWith("other_currency", &planner.SaveAttribution{Record: in})
		in = a
		in.To = lek.ID
		d.refusedWith("attribution.currencies", &planner.SaveAttribution{Record: in})
		d.refusedWith("in_use", &planner.Delete{Kind: record.Estimate, ID: from.ID, Version: d.reload(from.ID).Version})
		save(d, &planner.Delete{Kind: record.Attribution, ID: kept.ID, Version: kept.Version})
		save(d, &planner.Delete{Kind: record.Estimate, ID: from.ID, Version: d.reload(from.ID).Version})
	})
}

// What changes what is estimated or paid needs a reason; a scenario does not.
func TestModelRecordsMoveMoney(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		p, name := d.project.ID, text.Plain("n")
		from, to := d.estimate("r1"), d.estimate("r2")
		scenario := &planner.SaveScenario{Record: costmodel.Scenario{Project: p, Code: "s", Name: name}}
		if err := d.Do(ctx, planner.Act{Actor: "Ana"}, scenario); err != nil {
			t.Errorf("a scenario: %v", err)
		}
		for _, c := range []planner.Command{
			&planner.SaveSeries{Record: costmodel.Series{Code: "s", Name: name}},
			&planner.SaveAssumptions{Record: costmodel.Assumptions{Project: p}},
			&planner.SaveBudgetProgramme{Record: funding.BudgetProgramme{Code: "b", Name: name, Currency: money.ALL}},
			&planner.SaveExpenditure{Record: costmodel.Expenditure{Project: p, Date: schedule.MustDate("2026-01"), Amount: eur("1.00"), Currency: money.EUR}},
			&planner.SaveBenefit{Record: costmodel.Benefit{Project: p, Code: "b", Name: name, FirstYear: 2030, LastYear: 2031, Amount: eur("1.00"), Currency: money.EUR}},
			&planner.SaveAttribution{Record: estimate.Attribution{Project: p, From: from.ID, To: to.ID, Cause: estimate.CauseVAT, Amount: eur("1.00")}},
		} {
			err := d.Do(ctx, planner.Act{Actor: "Ana"}, c)
			if f, ok := errors.AsType[*fault.Error](err); !ok || len(f.Fields) != 1 || f.Fields[0].Message.Key != "reason_missing" {
				t.Errorf("%s without a reason: %v", c.Name(), err)
			}
			save(d, c)
		}
	})
}

// A claim about one year of a series sets its rate, in percent too; the history
// names the series that the assumptions use, and undoing takes all back.
func TestSeriesAndAssumptionsInTheHistory(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		series := save(d, &planner.SaveSeries{Record: costmodel.Series{Code: "civil", Name: text.Plain("Civil works"),
			Rates: []costmodel.SeriesRate{{Year: 2026, Rate: num("0.02")}, {Year: 2027, Rate: num("0.03")}}}}).Record
		save(d, &planner.SaveClaim{Record: project.Claim{Kind: record.IndexSeries, Entity: series.ID, Field: "rate_2026", Value: "2.5", Unit: "%",
			Basis: project.Assumed, Note: text.Plain("n"), Chosen: true}})
		d.get(series.ID, &series)
		if got := series.Rates[0].Rate.Decimal; !got.Equal(decimal.RequireFromString("0.025")) {
			t.Errorf("the rate is %s", got)
		}
		assumptions := save(d, &planner.SaveAssumptions{Record: costmodel.Assumptions{Project: d.project.ID,
			Rules: []costmodel.IndexRule{{Index: series.ID}}}}).Record
		view, err := d.History(ctx, planner.HistoryQuery{Project: "line"})
		if err != nil {
			t.Fatal(err)
		}
		if got := view.Names[series.ID].Default; got != "Civil works" {
			t.Errorf("the series is called %q", got)
		}
		found := false
		for _, f := range view.Batches[0].Changes[0].Fields {
			found = found || (f.Field == "Rules.1.Index" && f.Reference)
		}
		if !found {
			t.Errorf("%+v do not name the series", view.Batches[0].Changes[0].Fields)
		}
		save(d, &planner.Undo{Batch: view.Batches[0].ID})
		if err := d.store.Read(ctx, func(r planner.Reader) error { return r.Get(ctx, assumptions.ID, &assumptions) }); !fault.Is(err, fault.NotFound) {
			t.Errorf("after undoing: %v", err)
		}
	})
}

// Check compares series, budget programmes and assumptions with their claims.
func TestCheckGoesThroughTheCostModel(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, store *db.Store) {
		err := store.Write(ctx, record.Stamp{Actor: "test", Command: "test"}, func(w planner.Writer) error {
			series, err1 := w.IndexSeries(ctx)
			budgets, err2 := w.BudgetProgrammes(ctx)
			railway, err3 := w.ProjectByCode(ctx, "railway")
			assumptions, err4 := w.Assumptions(ctx, railway.ID)
			if err := errors.Join(err1, err2, err3, err4); err != nil {
				return err
			}
			series[0].Rates[0].Rate = num("0.5")
			budgets[0].Ceilings[0].Amount = money.FromMinor(1, money.ALL)
			assumptions[0].CountryShares[0].Share, assumptions[0].CountryShares[1].Share = decimal.New(5, -1), decimal.New(5, -1)
			return errors.Join(w.Save(ctx, &series[0]), w.Save(ctx, &budgets[0]), w.Save(ctx, &assumptions[0]))
		})
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		if err := p.Check(ctx, func(code string, m fault.Message) { found = append(found, code+": "+m.String()) }); err != nil {
			t.Fatal(err)
		}
		all := strings.Join(found, "\n")
		for _, says := range []string{": index_series ", ": budget_programme ", "railway: assumptions "} {
			if !strings.Contains(all, says) {
				t.Errorf("%s does not say %q", all, says)
			}
		}
		if len(found) != 4 {
			t.Errorf("found %q", found)
		}
	})
}

// The history calls assumptions by their project and expenditures by their
// reference, or their date.
func TestNamelessRecordsInTheHistory(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		p := d.project.ID
		assumptions := save(d, &planner.SaveAssumptions{Record: costmodel.Assumptions{Project: p}}).Record
		spent := costmodel.Expenditure{Project: p, Date: schedule.MustDate("2026-02"), Amount: eur("-1.00"), Currency: money.EUR}
		dated := save(d, &planner.SaveExpenditure{Record: spent}).Record
		spent.Reference = "Certificate 4"
		referred := save(d, &planner.SaveExpenditure{Record: spent}).Record
		view, err := d.History(ctx, planner.HistoryQuery{Project: "line"})
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[record.ID]string{assumptions.ID: "A line", dated.ID: "2026-02", referred.ID: "Certificate 4"} {
			if got := view.Names[id].Default; got != want {
				t.Errorf("%d is called %q, want %q", id, got, want)
			}
		}
	})
}
