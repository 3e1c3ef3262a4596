package costmodel

import (
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
	spread := spreader{all: all, first: first, phases: map[string]int{}, spans: map[phaseYear]*span{}}
	for i := range r.Phases {
		spread.phases[r.Phases[i].Phase.Code] = i
	}
	for i := range r.Lines {
		if err := spread.line(r, &r.Lines[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// spreader spreads cells over the periods of their years.
type spreader struct {
	all    []PeriodCost
	first  []int          // of each year in all
	phases map[string]int // by code
	spans  map[phaseYear]*span
}

// phaseYear is a year of a phase: its periods have the same weights for every line.
type phaseYear struct{ phase, year int }

// line adds the cells of a line to the periods of their years.
func (s *spreader) line(r *Result, l *LineResult) error {
	phase := s.phases[l.Phase]
	for _, c := range l.Cells {
		if c.Base.IsZero() && c.Escalation.IsZero() {
			continue
		}
		k := c.Year - r.Years[0].FiscalYear
		end := len(s.all)
		if k+1 < len(s.first) {
			end = s.first[k+1]
		}
		into, at := s.all[s.first[k]:end], phaseYear{phase, k}
		if s.spans[at] == nil {
			periods := make([]schedule.Period, len(into))
			for i := range into {
				periods[i] = into[i].Period
			}
			var err error
			if s.spans[at], err = r.Phases[phase].span(periods); err != nil {
				return notSplit(l, err)
			}
		}
		span := s.spans[at]
		span.split.SplitInto(span.bases, c.Base)
		span.split.SplitInto(span.escalations, c.Escalation)
		for i := range into {
			if err := into[i].add(Cell{Base: span.bases[i], Escalation: span.escalations[i]}, l.Contingency); err != nil {
				return tooLarge(err)
			}
		}
	}
	return nil
}
