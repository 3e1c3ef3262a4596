package planner_test

import (
	"testing"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/schedule"
)

// The gap of a headline is how much the shortage grows: money carried on is no
// shortage, one year's surplus is no use to the next, and money that nobody can
// convert leaves it unknown.
func TestGapOfAHeadline(t *testing.T) {
	lek := money.FromMinor(1_000_00, money.ALL)
	for _, c := range []struct {
		name      string
		carryOver bool
		secured   [5]*money.Amount // of 2026 to 2030, each of which needs 100.00
		gap       string           // of 2027 to 2029; "": not known
		first     int
	}{
		{"short each year", false, [5]*money.Amount{eur("100.00"), eur("60.00"), eur("100.00"), eur("90.00"), nil}, "50.00", 2027},
		{"a surplus lapses", false, [5]*money.Amount{eur("100.00"), eur("150.00"), eur("60.00"), eur("100.00"), eur("100.00")}, "40.00", 2028},
		{"what was carried on pays", true, [5]*money.Amount{eur("300.00"), eur("50.00"), eur("50.00"), eur("100.00"), eur("100.00")}, "0.00", 0},
		{"until it is spent", true, [5]*money.Amount{eur("160.00"), eur("50.00"), eur("50.00"), eur("100.00"), eur("100.00")}, "40.00", 2028},
		{"short before as well", false, [5]*money.Amount{nil, eur("100.00"), eur("100.00"), eur("99.00"), eur("100.00")}, "1.00", 2026},
		{"without a rate", false, [5]*money.Amount{eur("100.00"), eur("100.00"), &lek, eur("100.00"), nil}, "", 2030},
		{"without a rate later", false, [5]*money.Amount{eur("100.00"), eur("100.00"), eur("98.00"), eur("100.00"), &lek}, "2.00", 2028},
	} {
		m := &costmodel.Model{Currency: money.EUR, PriceYear: 2026, Sources: []costmodel.Source{{Name: "s", CarryOver: c.carryOver}},
			Phases: []costmodel.Phase{{Code: "p", Start: schedule.MustDate("2026-01-01"), Finish: schedule.MustDate("2030-12-31"),
				Profile: schedule.Profile{Kind: schedule.Custom}}}}
		for year := 2026; year <= 2030; year++ {
			m.Phases[0].Profile.Shares = append(m.Phases[0].Profile.Shares, schedule.YearShare{Year: year, Share: num("0.2").Decimal})
			m.Allocations = append(m.Allocations, costmodel.Allocation{FiscalYear: year, Source: "s", Approved: c.secured[year-2026]})
		}
		m.Lines = []costmodel.Line{{Code: "a", Phase: "p", Category: estimate.Construction, Amount: eur("500.00")}}
		r, err := costmodel.Run(ctx, m)
		if err != nil {
			t.Fatal(err)
		}
		h, err := planner.Headline(r, schedule.DateOf(today))
		if err != nil {
			t.Fatal(err)
		}
		gap := ""
		if h.Gap != nil {
			gap = h.Gap.Plain()
		}
		if gap != c.gap || h.FirstGap != c.first {
			t.Errorf("%s: gap %q from %d, want %q from %d", c.name, gap, h.FirstGap, c.gap, c.first)
		}
	}
}

// The notice of a shortfall tells the gap of the cost page, and what it is not the
// difference of; an unknown one is no notice.
func TestShortfallIsTheGapOfThePage(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		d.line(e.ID, "a", "1", "1000")
		save(d, &planner.PublishEstimate{Estimate: e.ID, Version: d.reload(e.ID).Version})
		d.get(d.project.ID, &d.project)
		save(d, &planner.ChooseEstimate{Project: d.project.ID, Version: d.project.Version, Estimate: e.ID})
		told := func() string {
			v, err := d.Programme(ctx, planner.ProgrammeQuery{Page: 1})
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range v.Notices {
				if n.Kind == planner.Shortfall {
					return n.Message.Key + ": " + n.Message.String()
				}
			}
			return ""
		}
		allocate := func(year int, a *money.Amount, c money.Currency) funding.Allocation {
			return save(d, &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: year, Approved: a, Currency: c}}).Record
		}
		first := allocate(2027, eur("800.00"), money.EUR) // of 667.28 needed; 332.72 in 2028
		if got, want := told(), "notice.shortfall_years: 1000.00 EUR are needed in 2027–2029, 800.00 EUR are secured for these years: year by year, with what funding sources carry on, 332.72 EUR are missing"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		first.Approved = eur("600.00")
		save(d, &planner.SaveAllocation{Record: first})
		if got, want := told(), "notice.shortfall: 1000.00 EUR are needed in 2027–2029, 600.00 EUR are secured for these years: 400.00 EUR are missing"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		hundred := money.FromMinor(100_00, money.ALL)
		lek := save(d, &planner.SaveSource{Record: funding.Source{Project: d.project.ID, Code: "lek", Name: d.source.Name, Kind: funding.Grant, Status: funding.Effective, Currency: money.ALL}}).Record
		save(d, &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: lek.ID, FiscalYear: 2028, Approved: &hundred, Currency: money.ALL}})
		if got := told(); got != "" {
			t.Errorf("an unknown gap is told: %s", got)
		}
	})
}
