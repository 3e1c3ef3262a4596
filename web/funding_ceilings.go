package web

import (
	"net/url"
	"slices"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// ceilingRow is a ceiling with the requests that fall under it.
type ceilingRow struct {
	*funding.Ceiling
	From      *funding.Source
	Programme *funding.BudgetProgramme // whose ceiling it is; nil: the funding source's own
	Name      string                   // of what it is the ceiling of, and the year
	URL       string                   // where the programme is shown
	Figure    *Figure
	Requests  []requestView
	Unrated   []unratedView
}

// unratedView is a request that cannot be set beside its ceiling.
type unratedView struct {
	Requested *Figure
	Problem   string
	Add       string // the address at which the missing rate is added
	AddText   string
}

// requestView sets a request beside its ceiling, in words with their figures.
type requestView struct {
	Requested *Figure
	Rate      *Figure // nil where the currencies are the same
	RateDate  string
	Converted *Figure // in the ceiling's currency; nil where it is the request's too
	Times     *Figure // the request as a multiple of the ceiling
	Exceeded  bool
}

func newCeilingRow(t *trail, c *planner.CeilingFunding) ceilingRow {
	l := t.language
	row := ceilingRow{Ceiling: c.Ceiling, From: c.From, Programme: c.Programme}
	id, field, of := c.ID, "amount", c.From.Name
	if b := c.Programme; b != nil {
		id, field, of = b.ID, record.YearlyField("ceiling", c.FiscalYear), b.Name
		row.URL = budgetURL(b)
	}
	row.Name = l.T("funding.ceiling_of", "source", of, "year", funding.FiscalYear(c.FiscalYear))
	row.Figure = t.money(id, field, row.Name, c.Amount)
	for i := range c.Requests {
		row.Requests = append(row.Requests, newRequestView(t, c, row.Figure, &c.Requests[i]))
	}
	for _, a := range c.Unrated {
		row.Unrated = append(row.Unrated, newUnratedView(t, c, a))
	}
	return row
}

// budgetURL is where a budget programme is shown.
func budgetURL(b *funding.BudgetProgramme) string { return "/budget-programmes#budget-" + b.Code }

// newUnratedView says which rate is missing, and leads to where it is added: a
// budget programme has a planning rate of its own.
func newUnratedView(t *trail, c *planner.CeilingFunding, a *funding.Allocation) unratedView {
	l := t.language
	view := unratedView{Requested: t.money(a.ID, string(funding.Requested), l.T("column.requested"), a.Requested)}
	if b := c.Programme; b != nil {
		view.Problem = l.T("funding.no_planning_rate", "base", a.Currency, "quote", c.Currency)
		view.Add, view.AddText = address([]string{"budget-programmes", idText(b.ID), "edit"}), l.T("funding.add_planning_rate")
		return view
	}
	query := url.Values{"base": {a.Currency.Code()}, "quote": {c.Currency.Code()}}
	view.Problem = l.Message(funding.MissingRate(a.Currency, c.Currency, c.FiscalYear))
	view.Add, view.AddText = (&url.URL{Path: "/exchange-rates/new", RawQuery: query.Encode()}).String(), l.T("add.exchange_rate")
	return view
}

// newRequestView works out, before the reader's eyes, how a request stands to
// its ceiling.
func newRequestView(t *trail, c *planner.CeilingFunding, ceiling *Figure, r *planner.CeilingRequest) requestView {
	l, bases := t.language, []project.Basis{}
	given := func(f *Figure) *Figure {
		bases = append(bases, f.Basis)
		return f
	}
	view := requestView{Exceeded: r.Exceeded(),
		Requested: given(t.money(r.Allocation.ID, string(funding.Requested), l.T("column.requested"), &r.Requested))}
	if r.Rate != nil {
		rate := rateFigure(t, r.Rate)
		if b := c.Programme; b != nil {
			rate = t.figure(b.ID, "planning_rate", l.T("field.planning_rate"), l.Number(r.Rate.Rate.Decimal))
		}
		view.Rate, view.RateDate = given(rate), l.Date(r.Rate.Date)
		view.Converted = t.derived(l.T("funding.converted"), l.Money(r.Converted), l.Money(r.Converted), view.Requested.Text+" × "+view.Rate.Text, bases...)
	}
	bases = append(bases, ceiling.Basis)
	times := l.T("funding.times", "times", r.Times)
	view.Times = t.derived(l.T("funding.against_ceiling"), times, times, l.Money(r.Converted)+" ÷ "+l.Money(r.Ceiling), bases...)
	return view
}

// rateFigure is an exchange rate, named by its currencies.
func rateFigure(t *trail, r *funding.Rate) *Figure {
	name := t.language.T("funding.rate_of", "base", r.Base, "quote", r.Quote)
	text := t.language.Number(r.Rate.Decimal)
	if c := t.record.Chosen(r.ID, "rate"); c != nil {
		text = t.language.Published(c.Value) // with the decimals of the document: 123.0
	}
	return t.figure(r.ID, "rate", name, text)
}

// sheetCeiling is a budget programme's ceiling of a year, as the funding sheet
// reminds of it.
type sheetCeiling struct {
	Year   int
	Source string // the funding source that draws on it
	Name   string
	URL    string
	Amount money.Amount
}

// ceilings are the ceilings of the budget programmes that the project's funding
// sources draw on, in the years of the sheet.
func (s *fundingSheet) ceilings() []sheetCeiling {
	var all []sheetCeiling
	for i := range s.view.Sources {
		from := &s.view.Sources[i]
		for j := range s.view.Programmes {
			b := &s.view.Programmes[j]
			if from.BudgetProgramme != b.ID {
				continue
			}
			for _, c := range b.Ceilings {
				if slices.ContainsFunc(s.Rows, func(r *fundingRow) bool { return r.Year == c.Year && r.Source == from.ID }) {
					all = append(all, sheetCeiling{c.Year, from.Name.In(s.l.Code), b.Name.In(s.l.Code), budgetURL(b), c.Amount})
				}
			}
		}
	}
	return all
}
