package web

import (
	"maps"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// facts returns what the short facts of a page say, by their names.
func facts(p *webtest.Page) map[string]*webtest.Element {
	all := map[string]*webtest.Element{}
	for _, fact := range p.Find(".facts div") {
		all[fact.One("dt").Text()] = fact.One("dd")
	}
	return all
}

// The competing estimates stand side by side with their scopes; no percentage
// compares them.
func TestEstimatesStandSideBySide(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/railway/estimates")
	rows := map[string]*webtest.Element{}
	for _, row := range p.Find("table.estimates tbody tr") {
		rows[row.One("th a").Text()] = row
	}
	for title, wants := range map[string][]string{
		"Ministry figure before the study": {"Jan 2024", "Ministry", "Whole line on the old alignment", "not known", "not stated", "€700,000,000.00", "700 milionë", "Published"},
		"Feasibility study":                {"Apr 2025", "Shkodër–Gjakova, 105.8 km", "€1,800,000,000.00"},
		"Budget request 2026":              {"assumed 2025", "not stated", "before that year began", "Durrës–Prishtina", "€1,900,000,000.00", "around €1.9 billion"},
		"Working model":                    {"working", "Shkodër–Gjakova, 105.8 km", "assumed €1,800,000,000.00", "assumed 2025", "assumed 2026", "Korridor"},
	} {
		say(t, title, rows[title], wants...)
	}
	chosen := facts(p)
	say(t, "who chose it", chosen["Chosen by"], "Korridor")
	say(t, "when", chosen["Chosen on"], "23 Nov 2026")
	say(t, "why", chosen["Why"], "the only estimate with cost lines")
	say(t, "the scopes", p.One(".columns"), "3 different scopes", "Durrës–Prishtina")
	if len(rows) != 4 || strings.Contains(p.One("main").Text(), "%") {
		t.Errorf("%d estimates; is there a percentage?", len(rows))
	}
	if to := rows["Working model"].One("th a").Attr("href"); to != "/projects/railway/estimates/working-model-2025" {
		t.Errorf("the working model is at %s", to)
	}
	chart := p.One("figure#estimates-eur")
	say(t, "the chart", chart, "Competing estimates", "€1.90 bn", "Budget request 2026", "Working estimate", "Budget request 2026: €1.90 bn, 2025 (assumed)")
	claimants := map[string]string{}
	for _, row := range chart.One("table").Find("tbody tr") {
		claimants[row.Find("td")[0].Text()] = row.Find("td")[1].Text()
	}
	if want := map[string]string{"Ministry figure before the study": "Ministry", "Feasibility study": "not stated",
		"Budget request 2026": "not stated", "Working model": "Korridor"}; !maps.Equal(claimants, want) {
		t.Errorf("the chart's table names the claimants %v", claimants)
	}
	if csv := chart.One(".chart-csv").Attr("href"); csv != "/projects/railway/reports/estimates.csv" {
		t.Errorf("the CSV is at %s", csv)
	}
}

// Estimates without a date have no place on the strip, and are named beneath;
// dollars and euros never share one.
func TestEstimatesWithoutDate(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/highway/estimates")
	say(t, "the note", p.One(".chart-note"), "Without a date", "Ministry: final bill, $1.36 bn", "Prishtina–Merdare, €205 M")
	if strings.Contains(p.One("figure#estimates-eur svg").Text(), "$") || p.One("figure#estimates-usd") != nil {
		t.Error("dollars are drawn among euros, or without a date")
	}
}

// The sheet adds up to the cent, by phase and category, and marks what only
// closes it on the published total.
func TestSheetAddsUp(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/railway/estimates/working-model-2025")
	say(t, "the header", p.One("section"), "assumed €1,800,000,000.00")
	header := facts(p)
	for name, want := range map[string]string{"Scope": "Shkodër–Gjakova, 105.8 km", "Price year": "assumed 2025", "VAT": "not stated",
		"Accuracy class": "not stated", "Claimant": "Korridor", "Status": "published by Korridor", "Kind": "Working model"} {
		say(t, name, header[name], want)
	}
	all := tiles(p)
	say(t, "the total", all["Total of the lines"], "€1.80 bn", "18 lines, EUR")
	say(t, "the assumed share", all["Share that is assumed"], "100%", "€1,800,000,000.00")
	say(t, "the balance", all["balance to published total"], "€4.61 M", "not the cost of anything in particular")
	for _, foot := range p.Find("tfoot") {
		say(t, "the totals", foot, "1,800,000,000.00")
	}
	if n := len(p.Find("tfoot")); n != 5 {
		t.Errorf("%d tables have totals", n)
	}
	sheet := p.One(".sheet")
	say(t, "the sheet", sheet, "Tunnels Construction Shared 35.3 km 23,000,000.00", "811,900,000.00", "1.5% of construction", "Subtotal: Tunnels", "840,316,500.00")
	balance := p.One("tr.balance")
	say(t, "the balance line", balance, "Balance to published total", "4,613,429.95", "assumed")
	say(t, "its trail", balance.One(".trail"), "Quantity", "Unit rate", "the other lines, with the percentages")
	if n := len(sheet.Find("tbody tr .figure-row")); n != 18 {
		t.Errorf("%d lines have a mark", n)
	}
	say(t, "the sheet in Albanian", webtest.Get(t, s.Handler(), "/projects/railway/estimates/working-model-2025", "Accept-Language", "sq").One("main"),
		"Barazim me totalin e botuar", "1 800 000 000,00", "e zërave: ndërtim", "E përbashkët")
}

// A headline figure says that it is one, and shows every claim.
func TestHeadlineEstimate(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/railway/estimates/ministry-2024")
	say(t, "the headline", p.One(".claims"), "€700,000,000.00", "in use", "është thënë… 700 milionë euro", "trackopedia", "estimated at around €700 million")
	if p.One(".sheet") != nil || p.One("tfoot") != nil {
		t.Error("a headline figure has a sheet")
	}
	p = webtest.Get(t, corridorSite(t).Handler(), "/projects/railway/estimates/study-2025")
	say(t, "further figures", p.One("section"), "Of it, construction (about)", "€1,700,000,000.00")
}

// Contingency has a column of its own, which the total includes.
func TestSheetWithContingency(t *testing.T) {
	s := freshSite(t, false)
	s.do(t, &planner.Load{Bundle: bigProject(2)})
	p := webtest.Get(t, s.Handler(), "/projects/big/estimates/e")
	webtest.Check(t, p)
	foot := p.Find("tfoot tr")[0]
	var cells []string
	for _, cell := range foot.Find("td") {
		cells = append(cells, cell.Text())
	}
	if got := strings.Join(cells, " + "); got != "0.02 + 0.02 + 0.04" {
		t.Errorf("the totals are %s", got)
	}
	say(t, "the class", facts(p)["Accuracy class"], "AACE class 3")
	say(t, "the VAT", facts(p)["VAT"], "VAT excluded")
}

// Scopes that nobody stated are not taken to be the same.
func TestUnknownScopesAreNotTheSame(t *testing.T) {
	s := corridorSite(t)
	for language, want := range map[string][2]string{
		"en": {"5 estimates do not state their scope", "their scopes are not known to be the same"},
		"sq": {"5 vlerësime nuk e thonë objektin", "nuk dihet nëse kanë të njëjtin objekt"},
	} {
		p := webtest.Get(t, s.Handler(), "/projects/vore-hani-i-hotit/estimates", "Accept-Language", language)
		webtest.Check(t, p)
		say(t, "the scopes", p.One(".columns"), want[0])
		p = webtest.Get(t, s.Handler(), "/", "Accept-Language", language)
		say(t, "what needs attention", p.One("main"), want[1])
	}
}
