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
)

// series reads an index series. Its years are those of the claims about "rate".
func (r *reader) series(t *table) {
	s := &costmodel.Series{Code: t.text("code"), Name: t.label("name"), Country: record.Country(t.text("country")),
		Proxy: t.flag("proxy"), Note: t.label("note")}
	r.addCoded(t, s, "", s.Code)
	for _, year := range t.claimedYears("rate") {
		s.Rates = append(s.Rates, costmodel.SeriesRate{Year: year})
	}
	r.claims(t, s, 0)
	t.done()
}

// budgetProgramme reads a programme of a state's budget.
func (r *reader) budgetProgramme(t *table) {
	b := &funding.BudgetProgramme{Code: t.text("code"), Name: t.label("name"), Country: record.Country(t.text("country")),
		Currency: t.currency("currency", money.Currency{}), RateBase: t.currency("rate_base", money.Currency{}), RateDate: t.date("rate_date"),
		BudgetYear: t.whole("budget_year"), Scope: t.label("scope"), Note: t.label("note"), Ceilings: t.claimedAmounts("ceiling")}
	r.addCoded(t, b, "", b.Code)
	r.claims(t, b, 0)
	t.done()
}

// assumptions reads the modelling assumptions of a project.
func (r *reader) assumptions(t *table, o owner) {
	a := &costmodel.Assumptions{Project: o.id, DiscountSeries: t.text("discount_series"), CapsCarryOver: t.flag("caps_carry_over"),
		Currency: t.currency("currency", money.Currency{}), Note: t.label("note"), Caps: t.claimedAmounts("cap")}
	r.add(t, a)
	rules := t.tables("rules")
	a.Rules = make([]costmodel.IndexRule, len(rules))
	for i, rule := range rules {
		a.Rules[i].Category, a.Rules[i].Line = estimate.Category(rule.text("category")), rule.text("line")
		rule.ref("index", a, record.IndexSeries, "", &a.Rules[i].Index)
		rule.done()
	}
	for _, field := range t.claimedFields() {
		if country, ok := strings.CutPrefix(field, "share_"); ok {
			a.CountryShares = append(a.CountryShares, costmodel.CountryShare{Country: record.Country(country)})
		}
	}
	r.claims(t, a, o.id)
	t.done()
}

// scenario reads a scenario of a project.
func (r *reader) scenario(t *table, o owner) {
	s := &costmodel.Scenario{Project: o.id, Code: t.text("code"), Name: t.label("name"), Note: t.label("note")}
	r.addCoded(t, s, o.scope, s.Code)
	changes := t.tables("changes")
	s.Changes = make([]costmodel.Change, len(changes))
	for i, c := range changes {
		at := &s.Changes[i]
		*at = costmodel.Change{Kind: costmodel.ChangeKind(c.text("kind")), Category: estimate.Category(c.text("category")),
			StructureKind: project.StructureKind(c.text("structure_kind")), Line: c.text("line"), Factor: c.number("factor"),
			Phase: c.text("phase"), Days: c.whole("days"), Year: c.whole("year"), Amount: c.amount("amount"), Stage: funding.Stage(c.text("stage"))}
		c.ref("from", s, record.IndexSeries, "", &at.From)
		c.ref("to", s, record.IndexSeries, "", &at.To)
		c.ref("funding_source", s, record.FundingSource, o.scope, &at.FundingSource)
		c.done()
	}
	t.done()
}

// profile reads the spending profile of a phase: its kind, and beside it the
// parameters of the kind, or the shares by year.
func (t *table) profile() schedule.Profile {
	p := schedule.Profile{Kind: schedule.ProfileKind(t.text("profile"))}
	if names := schedule.ProfileParameters(p.Kind); names != nil {
		p.A, p.B = t.number(names[0]), t.number(names[1])
	}
	for _, e := range t.entries("shares") {
		p.Shares = append(p.Shares, schedule.YearShare{Year: t.r.year(e), Share: t.r.number(e.value).Decimal})
	}
	return p
}

// number reads a number, not known where the key is not there.
func (t *table) number(key string) decimal.NullDecimal {
	n := t.key(key, textNode)
	if n == nil {
		return decimal.NullDecimal{}
	}
	return t.r.number(n)
}

func (r *reader) number(n *node) decimal.NullDecimal {
	d, err := record.ParseNumber(n.text)
	if err != nil {
		r.noteError(n, err)
		return decimal.NullDecimal{}
	}
	return record.Known(d)
}

// amount reads an amount with its currency, "5.00 EUR"; nil where the key is
// not there.
func (t *table) amount(key string) *money.Amount {
	n := t.key(key, textNode)
	if n == nil {
		return nil
	}
	a, err := money.Parse(n.text)
	if err != nil {
		t.r.noteError(n, err)
	}
	return &a
}

// year reads the key of a table by year.
func (r *reader) year(e entry) int {
	year, err := strconv.Atoi(e.key)
	r.noteUnless(err == nil, e.value, fault.Say("bad_year", "{text} is not a year: write 2026", "text", strconv.Quote(e.key)))
	return year
}

// claimedYears returns the years, in order, of the yearly series that the
// claims of the table are about.
func (t *table) claimedYears(field string) []int {
	var years []int
	for _, c := range t.claimNodes() {
		named := c.child("field")
		if named == nil {
			continue
		}
		if by := c.child("years"); by != nil && named.text == field {
			for _, e := range by.keys {
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
		if n := c.child("field"); n != nil {
			fields = append(fields, n.text)
		}
		if n := c.child("values"); n != nil {
			for _, e := range n.keys {
				fields = append(fields, e.key)
			}
		}
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

func (t *table) claimNodes() []*node {
	if n := t.at.child("claims"); n != nil {
		return n.list
	}
	return nil
}
