package costmodel

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// Limits on the size of a model.
const (
	MaxIndices     = 200
	MaxPhases      = 1000
	MaxLines       = 20_000
	MaxSources     = 500
	MaxAllocations = 20_000
	MaxOf          = 200
)

// checker notes a model's problems by place: "lines[2].percent".
type checker struct {
	*Model
	problems                        fault.Problems
	phases, lines, indices, sources map[string]bool
	categories                      map[estimate.Category]bool
}

// Check returns an Invalid fault with every problem of the model, or nil. What
// takes computing (dates beyond range, a missing rate, sums) is Run's to find.
func (m *Model) Check() error {
	c := &checker{Model: m}
	c.problems.Check(!m.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	c.year("price_year", m.PriceYear)
	if m.DiscountRate.Valid {
		c.rate("discount_rate", m.DiscountRate.Decimal)
	}
	c.names()
	for i := range m.Indices {
		c.index("indices."+m.Indices[i].Code, &m.Indices[i])
	}
	for i := range m.Phases {
		c.phase(fmt.Sprintf("phases[%d]", i), &m.Phases[i])
	}
	c.order()
	for i := range m.Lines {
		c.line(fmt.Sprintf("lines[%d]", i), &m.Lines[i])
	}
	c.circles()
	c.money()
	return c.problems.Err(fault.Say("cost.invalid", "the cost model cannot be computed"))
}

func (c *checker) year(field string, year int) {
	c.problems.Check(year >= schedule.MinYear && year <= schedule.MaxYear, field,
		fault.Say("year_range", "must be a year between {min} and {max}", "min", schedule.MinYear, "max", schedule.MaxYear))
}

func (c *checker) rate(field string, rate decimal.Decimal) {
	record.CheckNumber(&c.problems, field, rate)
	c.problems.Check(rate.GreaterThan(minRate) && rate.LessThanOrEqual(maxRate), field,
		fault.Say("cost.rate_range", "must be a fraction above {min} and at most {max}: 3 % is 0.03", "min", minRate, "max", maxRate))
}

// names collects the codes, each of which may stand once, and checks the limits.
func (c *checker) names() {
	c.indices = c.distinct("indices", MaxIndices, codesOf(c.Indices, func(x *Index) string { return x.Code }))
	c.phases = c.distinct("phases", MaxPhases, codesOf(c.Phases, func(p *Phase) string { return p.Code }))
	c.lines = c.distinct("lines", MaxLines, codesOf(c.Lines, func(l *Line) string { return l.Code }))
	c.sources = c.distinct("funding_sources", MaxSources, codesOf(c.Sources, func(s *Source) string { return s.Name }))
	c.limit("allocations", len(c.Allocations), MaxAllocations)
	c.limit("caps", len(c.Caps), MaxCaps)
	c.categories = map[estimate.Category]bool{}
	for i := range c.Lines {
		c.categories[c.Lines[i].Category] = true
	}
}

func (c *checker) limit(field string, count, most int) {
	c.problems.Check(count <= most, field, fault.Say("too_many", "holds {count}; at most {max} are kept", "count", count, "max", most))
}

func (c *checker) distinct(field string, most int, codes []string) map[string]bool {
	c.limit(field, len(codes), most)
	name := "code"
	if field == "funding_sources" {
		name = "name"
	}
	seen := make(map[string]bool, len(codes))
	for i, code := range codes {
		at := fmt.Sprintf("%s[%d].%s", field, i, name)
		c.problems.Check(code != "", at, fault.Say("required", "is required"))
		c.problems.Check(code == "" || !seen[code], at, fault.Say("cost.code_twice", "{code} stands twice", "code", code))
		seen[code] = true
	}
	return seen
}

func (c *checker) index(at string, x *Index) {
	for i, y := range x.Rates {
		field := fmt.Sprintf("%s.rates.%d", at, y.Year)
		c.year(field, y.Year)
		c.rate(field, y.Rate)
		c.problems.Check(i == 0 || x.Rates[i-1].Year < y.Year, field, fault.Say("cost.years_order", "stands twice, or not in the order of the years"))
	}
}

func (c *checker) phase(at string, p *Phase) {
	full := func(d schedule.Date) bool { return d.Day() != 0 }
	c.problems.Check(full(p.Start), at+".start", fault.Say("cost.full_date", "must be a day of the calendar, such as 2026-01-31"))
	c.problems.Check(full(p.Finish), at+".finish", fault.Say("cost.full_date", "must be a day of the calendar, such as 2026-01-31"))
	c.problems.Check(!full(p.Start) || !full(p.Finish) || p.Finish.Compare(p.Start) >= 0, at+".finish",
		fault.Say("finish_before_start", "{finish} lies before the start, {start}", "finish", p.Finish, "start", p.Start))
	p.Profile.Check(&c.problems, at+".")
	for i, link := range p.After {
		c.problems.Check(c.phases[link.Phase], fmt.Sprintf("%s.after[%d]", at, i), fault.Say("cost.no_phase", "there is no phase {phase}", "phase", link.Phase))
	}
}

// order refuses phases that follow each other in a circle.
func (c *checker) order() {
	before := make(map[string][]string, len(c.Phases))
	for i := range c.Phases {
		p := &c.Phases[i]
		before[p.Code] = codesOf(p.After, func(l *Link) string { return l.Phase })
	}
	c.problems.Merge("phases", schedule.CheckOrder(before))
}

func (c *checker) line(at string, l *Line) {
	c.problems.Check(c.phases[l.Phase], at+".phase", fault.Say("cost.no_phase", "there is no phase {phase}", "phase", l.Phase))
	c.problems.Check(l.Category != "", at+".category", fault.Say("required", "is required"))
	c.problems.Check(l.Index == "" || c.indices[l.Index], at+".index", fault.Say("cost.no_index", "there is no index {index}", "index", l.Index))
	ways := 0
	for _, way := range []bool{l.Amount != nil, l.Quantity.Valid || l.UnitRate.Valid, l.Percent.Valid} {
		if way {
			ways++
		}
	}
	c.problems.Check(ways != 0, at+".amount", fault.Say("cost.no_amount", "is required: an amount, a quantity with a unit_rate, or a percent"))
	c.problems.Check(ways <= 1, at+".amount", fault.Say("cost.two_amounts", "a line has one of amount, quantity with unit_rate, and percent"))
	switch {
	case l.Percent.Valid:
		c.percent(at, l)
	case l.Amount != nil:
		c.problems.Check(l.Amount.Currency() == c.Currency, at+".amount", fault.Say("other_currency", "is not in the currency {currency}", "currency", c.Currency.Code()))
		c.problems.Check(l.Balance || !l.Amount.IsNegative(), at+".amount", fault.Say("negative", "must not be negative"))
	case ways == 1:
		c.measured(at, l)
	}
	if !l.Percent.Valid {
		c.problems.Check(len(l.Of)+len(l.OfLines) == 0, at+".of", fault.Say("line.of_without_percent", "is only for percentage lines"))
	}
}

func (c *checker) measured(at string, l *Line) {
	c.problems.Check(l.Quantity.Valid, at+".quantity", fault.Say("required", "is required"))
	c.problems.Check(l.UnitRate.Valid, at+".unit_rate", fault.Say("required", "is required"))
	record.CheckNotNegative(&c.problems, at+".quantity", l.Quantity)
	if l.UnitRate.Valid {
		record.CheckNumber(&c.problems, at+".unit_rate", l.UnitRate.Decimal)
		c.problems.Check(l.Balance || !l.UnitRate.Decimal.IsNegative(), at+".unit_rate", fault.Say("negative", "must not be negative"))
	}
}

func (c *checker) percent(at string, l *Line) {
	record.CheckNotNegative(&c.problems, at+".percent", l.Percent)
	c.problems.Check(l.Percent.Decimal.LessThanOrEqual(estimate.MaxPercent), at+".percent",
		fault.Say("out_of_range", "is larger than {max}", "max", estimate.MaxPercent))
	c.problems.Check(len(l.Of) > 0 || len(l.OfLines) > 0, at+".of",
		fault.Say("cost.percent_of_nothing", "is required: the categories, or of_lines: the lines, that the percentage is of"))
	c.problems.Check(len(l.Of) == 0 || len(l.OfLines) == 0, at+".of",
		fault.Say("cost.percent_of_both", "a percentage is of categories or of lines, not of both"))
	c.limit(at+".of", len(l.Of), MaxOf)
	c.limit(at+".of_lines", len(l.OfLines), MaxOf)
	for i, category := range l.Of {
		c.problems.Check(c.categories[category], at+".of", fault.Say("cost.no_category", "no line is of the category {category}", "category", string(category)))
		for _, other := range l.Of[:i] {
			c.problems.Check(other != category, at+".of", fault.Say("line.of_twice", "names {category} twice", "category", string(category)))
		}
	}
	for i, code := range l.OfLines {
		c.problems.Check(c.lines[code], at+".of_lines", fault.Say("cost.no_line", "there is no line {line}", "line", code))
		for _, other := range l.OfLines[:i] {
			c.problems.Check(other != code, at+".of_lines", fault.Say("cost.line_twice", "names {line} twice", "line", code))
		}
	}
}

// circles refuses percentages that are of each other.
func (c *checker) circles() {
	named := map[string][]string{}
	for i := range c.Lines {
		if l := &c.Lines[i]; len(l.OfLines) > 0 {
			named[l.Code] = l.OfLines
		}
	}
	if circle := schedule.Circle(named); circle != nil {
		c.problems.Add("lines", estimate.Circle(circle))
	}
}

// money checks allocations, caps and the shares of countries.
func (c *checker) money() {
	seen := map[string]bool{}
	for i := range c.Allocations {
		a, at := &c.Allocations[i], fmt.Sprintf("allocations[%d]", i)
		c.year(at+".fiscal_year", a.FiscalYear)
		c.problems.Check(c.sources[a.Source], at+".funding_source", fault.Say("cost.no_source", "there is no funding source {source}", "source", a.Source))
		key := fmt.Sprint(a.FiscalYear, "\x00", a.Source)
		c.problems.Check(!seen[key], at+".fiscal_year", fault.Say("cost.allocation_twice", "{source} has two allocations for {year}", "source", a.Source, "year", yearOf(a.FiscalYear)))
		seen[key] = true
		known := a.stages()
		for _, stage := range funding.Stages {
			record.CheckAmount(&c.problems, at+"."+string(stage), known.Amount(stage), known.Currency)
		}
	}
	for i, cap := range c.Caps {
		at := fmt.Sprintf("caps.%d", cap.Year)
		c.year(at, cap.Year)
		record.CheckAmount(&c.problems, at, &cap.Amount, c.Currency)
		for _, other := range c.Caps[:i] {
			c.problems.Check(other.Year != cap.Year, at, fault.Say("cost.years_order", "stands twice, or not in the order of the years"))
		}
	}
	for i := range c.Sources {
		s, at := &c.Sources[i], fmt.Sprintf("funding_sources[%d]", i)
		c.problems.Check(s.Status == "" || strings.Contains(statuses, " "+string(s.Status)+" "), at+".status",
			fault.Say("cost.status", "must be one of{statuses}", "statuses", strings.TrimRight(statuses, " ")))
	}
	checkShares(&c.problems, c.CountryShares)
}

// statuses are the states of a funding source, between spaces.
var statuses = func() string {
	all := " "
	for _, s := range funding.Statuses {
		all += string(s) + " "
	}
	return all
}()
