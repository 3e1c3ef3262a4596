package corridor

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/yamlfile"
)

// series reads an index series. Its years are those of the claims about "rate".
func (r *reader) series(t *table) {
	s := &costmodel.Series{Code: t.Text("code"), Name: t.Label("name"), Country: record.Country(t.Text("country")),
		Proxy: t.Flag("proxy"), Note: t.Label("note")}
	r.addCoded(t, s, "", s.Code)
	for _, year := range t.claimedYears("rate") {
		s.Rates = append(s.Rates, costmodel.SeriesRate{Year: year})
	}
	r.claims(t, s, 0)
	t.Done()
}

// budgetProgramme reads a programme of a state's budget.
func (r *reader) budgetProgramme(t *table) {
	b := &funding.BudgetProgramme{Code: t.Text("code"), Name: t.Label("name"), Country: record.Country(t.Text("country")),
		Currency: t.Currency("currency", money.Currency{}), RateBase: t.Currency("rate_base", money.Currency{}), RateDate: t.Date("rate_date"),
		BudgetYear: t.Whole("budget_year"), Scope: t.Label("scope"), Note: t.Label("note"), Ceilings: t.claimedAmounts("ceiling")}
	r.addCoded(t, b, "", b.Code)
	r.claims(t, b, 0)
	t.Done()
}

// assumptions reads the modelling assumptions of a project.
func (r *reader) assumptions(t *table, o owner) {
	a := &costmodel.Assumptions{Project: o.id, DiscountSeries: t.Text("discount_series"), CapsCarryOver: t.Flag("caps_carry_over"),
		Currency: t.Currency("currency", money.Currency{}), Note: t.Label("note"), Caps: t.claimedAmounts("cap")}
	r.add(t, a)
	rules := t.tables("rules")
	a.Rules = make([]costmodel.IndexRule, len(rules))
	for i, rule := range rules {
		a.Rules[i].Category, a.Rules[i].Line = estimate.Category(rule.Text("category")), rule.Text("line")
		rule.ref("index", a, record.IndexSeries, "", &a.Rules[i].Index)
		rule.Done()
	}
	for _, field := range t.claimedFields() {
		if country, ok := strings.CutPrefix(field, "share_"); ok {
			a.CountryShares = append(a.CountryShares, costmodel.CountryShare{Country: record.Country(country)})
		}
	}
	r.claims(t, a, o.id)
	t.Done()
}

// scenario reads a scenario of a project.
func (r *reader) scenario(t *table, o owner) {
	s := &costmodel.Scenario{Project: o.id, Code: t.Text("code"), Name: t.Label("name"), Note: t.Label("note")}
	r.addCoded(t, s, o.scope, s.Code)
	changes := t.tables("changes")
	s.Changes = make([]costmodel.Change, len(changes))
	for i, c := range changes {
		at := &s.Changes[i]
		*at = costmodel.Change{Kind: costmodel.ChangeKind(c.Text("kind")), Category: estimate.Category(c.Text("category")),
			StructureKind: project.StructureKind(c.Text("structure_kind")), Line: c.Text("line"), Factor: c.number("factor"),
			Phase: c.Text("phase"), Days: c.Whole("days"), Year: c.Whole("year"), Amount: c.amount("amount"), Stage: funding.Stage(c.Text("stage"))}
		c.ref("from", s, record.IndexSeries, "", &at.From)
		c.ref("to", s, record.IndexSeries, "", &at.To)
		c.ref("funding_source", s, record.FundingSource, o.scope, &at.FundingSource)
		c.Done()
	}
	t.Done()
}

// profile reads the spending profile of a phase: its kind, and beside it the
// parameters of the kind, or the shares by year.
func (t *table) profile() schedule.Profile {
	p := schedule.Profile{Kind: schedule.ProfileKind(t.Text("profile"))}
	if names := schedule.ProfileParameters(p.Kind); names != nil {
		p.A, p.B = t.Number(names[0]), t.Number(names[1])
	}
	for _, e := range t.Entries("shares") {
		p.Shares = append(p.Shares, schedule.YearShare{Year: t.r.year(e), Share: t.r.number(e.Value).Decimal})
	}
	return p
}

// number reads a number, not known where the key is not there.
func (t *table) number(key string) decimal.NullDecimal {
	n := t.Key(key, yamlfile.TextNode)
	if n == nil {
		return decimal.NullDecimal{}
	}
	return t.r.number(n)
}

func (r *reader) number(n *yamlfile.Node) decimal.NullDecimal {
	d, err := record.ParseNumber(n.Text)
	if err != nil {
		r.NoteError(n, err)
		return decimal.NullDecimal{}
	}
	return record.Known(d)
}

// amount reads an amount with its currency, "5.00 EUR"; nil where the key is
// not there.
func (t *table) amount(key string) *money.Amount {
	n := t.Key(key, yamlfile.TextNode)
	if n == nil {
		return nil
	}
	a, err := money.Parse(n.Text)
	if err != nil {
		t.r.NoteError(n, err)
	}
	return &a
}

// year reads the key of a table by year.
func (r *reader) year(e yamlfile.Entry) int {
	year, err := strconv.Atoi(e.Key)
	r.NoteUnless(err == nil, e.Value, fault.Say("bad_year", "{text} is not a year: write 2026", "text", strconv.Quote(e.Key)))
	return year
}

// claimedYears returns the years, in order, of the yearly series that the
// claims of the table are about.
func (t *table) claimedYears(field string) []int {
	var years []int
	for _, c := range t.claimNodes() {
		named := c.Child("field")
		if named == nil {
			continue
		}
		if by := c.Child("years"); by != nil && named.Text == field {
			for _, e := range by.Keys {
				years = append(years, t.r.year(e))
			}
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// claimedAmounts makes room for the amounts of a yearly series.
func (t *table) claimedAmounts(field string) []funding.YearAmount {
	var list []funding.YearAmount
	for _, year := range t.claimedYears(field) {
		list = append(list, funding.YearAmount{Year: year})
	}
	return list
}

// claimedFields returns the figures that the claims of the table are about,
// each once, in order.
func (t *table) claimedFields() []string {
	var fields []string
	for _, c := range t.claimNodes() {
		if n := c.Child("field"); n != nil {
			fields = append(fields, n.Text)
		}
		if n := c.Child("values"); n != nil {
			for _, e := range n.Keys {
				fields = append(fields, e.Key)
			}
		}
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

func (t *table) claimNodes() []*yamlfile.Node {
	if n := t.Node.Child("claims"); n != nil {
		return n.List
	}
	return nil
}
