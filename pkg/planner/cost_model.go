package planner

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// modelParts are the records that a project's cost model is made from.
type modelParts struct {
	estimate    *estimate.Estimate
	lines       []estimate.Line
	assumed     func(i int) bool // the line rests on an assumption; nil: none does
	phases      []project.Phase
	sections    []project.Section
	structures  []project.Structure
	sources     []funding.Source
	allocations []funding.Allocation
	assumptions *costmodel.Assumptions // nil: none recorded
	series      []costmodel.Series
	rates       []funding.Rate
	assumedRate func(series record.ID, year int) bool // the rate of the series rests on an assumption; nil: none does
	today       schedule.Date
}

// modelled is a project's cost model with what had to be assumed to make it.
type modelled struct {
	*modelParts
	costmodel.Model
	names  costmodel.Names
	notes  []fault.Message
	noted  map[string]bool
	phase  map[record.ID]string // codes of the phases that stand in the model
	within map[record.ID]string // codes of sections
}

// Codes of what a model needs and the record does not have.
const (
	wholeProject = "whole-project"
	headlineLine = "headline"
)

// model makes the cost model of the estimate. The notes say what it had to take
// for granted. It gives an Invalid fault where none can be made: the estimate
// has no total, or no phase has dates.
func (parts *modelParts) model() (*modelled, error) {
	m := &modelled{modelParts: parts, noted: map[string]bool{}, phase: map[record.ID]string{}, within: map[record.ID]string{}}
	e := parts.estimate
	if e.Total == nil {
		return nil, fault.New(fault.Invalid, fault.Say("cost.no_total", "the estimate {estimate} has neither cost lines nor a headline figure", "estimate", e.Code))
	}
	m.Currency, m.PriceYear = e.Currency, e.PriceYear
	if m.PriceYear == 0 {
		m.PriceYear = cmp.Or(e.AsOf.Year(), parts.today.Year())
		m.note(fault.Say("cost.price_year_assumed", "the price year of {estimate} is not known: {year} is assumed", "estimate", e.Code, "year", funding.FiscalYear(m.PriceYear)))
	}
	for i := range parts.sections {
		m.within[parts.sections[i].ID] = parts.sections[i].Code
	}
	for _, step := range []func() error{m.addIndices, m.addPhases, m.addLines, m.addFunding, m.addAssumptions} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

var noEstimate = &fault.Error{Kind: fault.Invalid, Message: fault.Say("cost.no_estimate", "no working estimate is chosen: choose one among the estimates")}

// run makes the model and computes it. Faults: those of model and of
// costmodel.Run, and an Invalid one where no estimate is chosen. The modelled is
// nil where no model can be made, and there beside an error of computing it.
func (parts *modelParts) run(ctx context.Context) (*modelled, *costmodel.Result, error) {
	if parts.estimate == nil {
		return nil, nil, noEstimate
	}
	m, err := parts.model()
	if err != nil {
		return nil, nil, err
	}
	result, err := costmodel.Run(ctx, &m.Model)
	return m, result, err
}

// note keeps a note, each once.
func (m *modelled) note(n fault.Message) {
	if s := n.String(); !m.noted[s] {
		m.noted[s] = true
		m.notes = append(m.notes, n)
	}
}

// addIndices puts in the series that the assumptions name; the names hold all.
func (m *modelled) addIndices() error {
	m.names = costmodel.Names{Indices: map[record.ID]costmodel.Index{}, Sources: map[record.ID]string{}, Convert: m.convert}
	for i := range m.series {
		s := &m.series[i]
		x := costmodel.Index{Code: s.Code, Name: s.Name, Proxy: s.Proxy}
		for _, r := range s.Rates {
			if r.Rate.Valid {
				x.Rates = append(x.Rates, costmodel.YearRate{Year: r.Year, Rate: r.Rate.Decimal,
					Assumed: m.assumedRate != nil && m.assumedRate(s.ID, r.Year)})
			}
		}
		m.names.Indices[s.ID] = x
		if m.assumptions != nil && slices.ContainsFunc(m.assumptions.Rules, func(r costmodel.IndexRule) bool { return r.Index == s.ID }) {
			m.Indices = append(m.Indices, x)
		}
	}
	return nil
}

// addPhases puts in the phases with dates: actual ones where they are known,
// since what has happened is not moved by what it followed.
func (m *modelled) addPhases() error {
	for i := range m.phases {
		p := &m.phases[i]
		start, finish := p.Start(), p.Finish()
		if start.IsZero() || finish.IsZero() {
			continue
		}
		m.phase[p.ID] = p.Code
		if start.Day() == 0 || finish.Day() == 0 {
			m.note(fault.Say("cost.dates_rounded", "phase {phase} is taken from {start} to {finish}: no days are known",
				"phase", p.Code, "start", schedule.StartDay(start), "finish", schedule.FinishDay(finish)))
		}
	}
	for i := range m.phases {
		p := &m.phases[i]
		if _, dated := m.phase[p.ID]; !dated {
			continue
		}
		phase := costmodel.Phase{Code: p.Code, Name: p.Name, Start: schedule.StartDay(p.Start()), Finish: schedule.FinishDay(p.Finish()), Profile: p.Profile}
		for _, link := range p.After {
			if code, dated := m.phase[link.Phase]; dated && p.ActualStart.IsZero() {
				phase.After = append(phase.After, costmodel.Link{Phase: code, LagDays: link.LagDays})
			}
		}
		m.Phases = append(m.Phases, phase)
	}
	if len(m.Phases) == 0 {
		return fault.New(fault.Invalid, fault.Say("cost.no_dates", "no phase has a start and a finish: enter them on the timeline"))
	}
	return nil
}

// addFunding puts in the funding sources and allocations.
func (m *modelled) addFunding() error {
	taken := map[string]bool{}
	for i := range m.sources {
		s := &m.sources[i]
		name := s.Name.Default
		if taken[name] {
			name = fmt.Sprintf("%s (%s)", name, s.Code)
		}
		taken[name] = true
		m.names.Sources[s.ID] = name
		m.Sources = append(m.Sources, costmodel.Source{Name: name, Label: s.Name, Kind: s.Kind, Status: s.Status, CarryOver: s.CarryOver, Country: s.Country})
	}
	for i := range m.allocations {
		a := &m.allocations[i]
		converted := costmodel.Allocation{FiscalYear: a.FiscalYear, Source: m.names.Sources[a.Source]}
		whole := true
		for _, stage := range []struct {
			from *money.Amount
			into **money.Amount
		}{{a.Requested, &converted.Requested}, {a.Approved, &converted.Approved}, {a.Committed, &converted.Committed}, {a.Disbursed, &converted.Disbursed}} {
			if stage.from == nil {
				continue
			}
			amount, err := m.convert(*stage.from, a.FiscalYear)
			if err != nil {
				whole = false
				continue
			}
			*stage.into = &amount
		}
		if !whole { // kept as it is: what the year has is not known
			converted.Requested, converted.Approved, converted.Committed, converted.Disbursed = a.Requested, a.Approved, a.Committed, a.Disbursed
		}
		m.Allocations = append(m.Allocations, converted)
	}
	return nil
}

// convert gives an amount of a year in the model's currency, by the rate that
// RateFor finds. Where there is none the amount is noted as left out.
func (m *modelled) convert(a money.Amount, year int) (money.Amount, error) {
	if a.Currency() == m.Currency {
		return a, nil
	}
	rate := funding.RateFor(m.rates, a.Currency(), m.Currency, year, m.today)
	if rate == nil {
		missing := fault.Say("cost.no_rate", "{amount} of {year} is left out: no exchange rate from {from} to {to} is known",
			"amount", a, "year", funding.FiscalYear(year), "from", a.Currency().Code(), "to", m.Currency.Code())
		m.note(missing)
		return money.Amount{}, fault.New(fault.Invalid, missing)
	}
	m.note(fault.Say("cost.converted", "amounts in {from} of {year} are converted at {rate} {pair} of {date}",
		"from", a.Currency().Code(), "year", funding.FiscalYear(year), "rate", rate.Rate.Decimal, "pair", rate.Quote.Code()+"/"+rate.Base.Code(), "date", rate.Date))
	return rate.Between(a, m.Currency)
}

// addAssumptions puts in discount rate, caps and the shares of countries.
func (m *modelled) addAssumptions() error {
	a := m.assumptions
	if a == nil {
		return nil
	}
	m.DiscountRate, m.CapsCarryOver, m.CountryShares = a.DiscountRate, a.CapsCarryOver, a.CountryShares
	for _, limit := range a.Caps {
		amount, err := m.convert(limit.Amount, limit.Year)
		if err != nil {
			return err
		}
		m.Caps = append(m.Caps, funding.YearAmount{Year: limit.Year, Amount: amount})
	}
	return nil
}
