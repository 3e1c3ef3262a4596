package costmodel

import (
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// PeriodCost is what a quarter or a month costs.
type PeriodCost struct {
	schedule.Period
	Sums
}

// Periods splits the years of the result into the given periods, which lie in
// one year each: every cell is split over the periods of its year in the
// proportions of the phase's profile there (largest remainder), so that the
// periods of a year sum to the year exactly. Errors: sums beyond money's range.
func (r *Result) Periods(split func(year int) []schedule.Period) ([]PeriodCost, error) {
	var all []PeriodCost
	first := make([]int, len(r.Years)) // of each year in all
	for i := range r.Years {
		first[i] = len(all)
		for _, p := range split(r.Years[i].FiscalYear) {
			all = append(all, PeriodCost{Period: p, Sums: zeroSums(r.Model.Currency)})
		}
	}
	phases := map[string]*PhaseResult{}
	for i := range r.Phases {
		phases[r.Phases[i].Phase.Code] = &r.Phases[i]
	}
	for i := range r.Lines {
		l := &r.Lines[i]
		for _, c := range l.Cells {
			k := c.Year - r.Years[0].FiscalYear
			end := len(all)
			if k+1 < len(first) {
				end = first[k+1]
			}
			if err := spreadCell(c, l, phases[l.Phase], all[first[k]:end]); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// spreadCell adds the cell of a year to the year's periods.
func spreadCell(c Cell, l *LineResult, p *PhaseResult, into []PeriodCost) error {
	if c.Base.IsZero() && c.Escalation.IsZero() {
		return nil
	}
	periods := make([]schedule.Period, len(into))
	for i := range into {
		periods[i] = into[i].Period
	}
	weights := p.weights(periods)
	split := func(a money.Amount) ([]money.Amount, error) {
		parts, err := a.Split(weights)
		if err != nil {
			err = fault.Wrap(fault.Internal, err, fault.Say("cost.split", "line {line} cannot be split over its years", "line", l.Code))
		}
		return parts, err
	}
	bases, err := split(c.Base)
	if err != nil {
		return err
	}
	escalations, err := split(c.Escalation)
	if err != nil {
		return err
	}
	for i := range into {
		if err := into[i].add(Cell{Base: bases[i], Escalation: escalations[i]}, l.Contingency); err != nil {
			return tooLarge(err)
		}
	}
	return nil
}
