package web

import (
	"slices"
	"strings"
	"testing"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// The railway's request is no more than that.
func TestRequestIsNotSecured(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/railway/funding")
	all := tiles(p)
	say(t, "what is secured", all["Secured"], "None recorded")
	say(t, "what is requested", all["Requested"], "€370 M", "requested; outcome not recorded", "pending review and approval")
	row := p.One("table.allocations tbody tr")
	var stages []string
	for _, cell := range row.Find("td.num") {
		value := cell.One(".figure-value")
		if value == nil {
			value = cell
		}
		stages = append(stages, value.Text())
	}
	if want := []string{"370,000,000.00", "not recorded", "not recorded", "not recorded"}; !slices.Equal(stages, want) {
		t.Errorf("the stages of 2026 are %q", stages)
	}
	say(t, "the row of 2026", row, "requested; outcome not recorded", "Requested, not secured")
	say(t, "the funding source", p.One("section"), "State budget of Albania", "Indicative", "so nothing of it counts as secured")
	say(t, "the ceiling", p.One("main"), "€370,000,000.00", "× 96.46", "(23 Dec 2025) = assumed ALL 35,690,200,000.00", "Rail transport (MTBP): ALL 5,680,000,000.00", "6.3 times the ceiling",
		"€370,000,000.00 × 96.46", "ALL 35,690,200,000.00 ÷ ALL 5,680,000,000.00")
	say(t, "the chart", p.One("figure#allocations-eur"), "State budget of Albania, requested", "€370 M", "no later stage is recorded")
	if strings.Contains(p.One("figure#allocations-eur svg").Text(), "approved") {
		t.Error("the chart speaks of approved money")
	}
}

// Dollars and lek have tables and charts of their own and no common total.
func TestCurrenciesAreNeverAdded(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/highway/funding")
	tables := p.Find("table.allocations")
	if len(tables) != 2 || p.One("figure#allocations-usd") == nil || p.One("figure#allocations-all") == nil {
		t.Fatalf("%d tables", len(tables))
	}
	say(t, "the dollars", tables[0], "2006", "76,000,000.00")
	say(t, "the lek", tables[1], "16,300,000,000.00", "January 2010 only.", "98,300,000,000.00")
	for i, foot := range p.Find("table.allocations tfoot") {
		want := []string{"76,000,000.00", "98,300,000,000.00"}[i]
		var known []string
		for _, cell := range foot.Find("td.num") {
			if cell.Text() != "not recorded" {
				known = append(known, cell.Text())
			}
		}
		if !slices.Equal(known, []string{want}) {
			t.Errorf("the totals are %q, want %s", known, want)
		}
	}
	say(t, "the page", p.One("main"), "Amounts in different currencies are never added", "ALL 106,000,000,000.00")
	say(t, "a partial year", p.One("figure#allocations-all"), "2010: January 2010 only.")
}

// Envelopes without a year stay totals of their funding sources.
func TestTotalsWithoutAYear(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/interconnection/funding")
	for name, total := range map[string]string{"KfW grant": "€16,500,000.00", "KfW loan": "€17,000,000.00", "Albanian share": "€42,000,000.00"} {
		for _, row := range p.Find("tbody tr") {
			if strings.HasPrefix(row.Text(), name) {
				say(t, name, row, total, "total without a year", "Nothing")
			}
		}
	}
	say(t, "the allocations", p.One(".empty"), "No yearly amounts are recorded", "none is invented")
	if p.One("table.allocations") != nil {
		t.Error("a year was invented")
	}
	p = webtest.Get(t, corridorSite(t).Handler(), "/projects/interconnection/funding", "Accept-Language", "sq")
	say(t, "in Albanian", p.One("main"), "16 500 000,00 €", "total pa vit", "asnjë vit nuk shpiket")
}

// A recorded breach is flagged with its reason; money of a source that is only
// signed is not secured; a year with several sources has its totals.
func TestFundingShowsBreaches(t *testing.T) {
	s := freshSite(t, false)
	b := bigProject(1)
	own := funding.Source{Project: -3, Code: "own", Kind: funding.OwnFunds, Status: funding.Effective, Currency: money.EUR, CarryOver: true}
	own.ID, own.Name.Default = -10, "Own funds"
	approved := money.FromMinor(40_00, money.EUR)
	more := funding.Allocation{Project: -3, Source: -10, FiscalYear: 2027, Currency: money.EUR, Approved: &approved}
	more.ID = -11
	b.Sources, b.Allocations = append(b.Sources, own), append(b.Allocations, more)
	s.do(t, &planner.Load{Bundle: b})
	p := webtest.Get(t, s.Handler(), "/projects/big/funding")
	webtest.Check(t, p)
	say(t, "the breach", p.One("table.allocations"), "recorded breach", "Disbursed is above Approved", hostileText)
	say(t, "what is secured", tiles(p)["Secured"], "€40.00")
	say(t, "the sources", p.One("section.card"), "Own funds", "€40.00", "Unspent money stays available", "The funding source is signed, so nothing")
	say(t, "the year's totals", p.One("tr.subtotal"), "All funding sources", "250.00", "130.00", "1 row not recorded")
	say(t, "the ceiling in its own currency", p.One("main"), "2.5 times the ceiling")
}
