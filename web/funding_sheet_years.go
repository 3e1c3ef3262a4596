package web

import (
	"cmp"
	"strings"

	"korridor/pkg/planner"
	"korridor/pkg/schedule"
)

// recordedYears are the years from the first to the last that anything is
// recorded of, and the three to come where nothing is.
func recordedYears(v *planner.FundingSheet) (from, to int) {
	if len(v.Allocations) == 0 {
		return v.Today.Year(), v.Today.Year() + 2
	}
	from, to = v.Allocations[0].FiscalYear, v.Allocations[0].FiscalYear
	for i := range v.Allocations {
		from, to = min(from, v.Allocations[i].FiscalYear), max(to, v.Allocations[i].FiscalYear)
	}
	return from, to
}

// offerYears adds a row for each source in each of the years, where there are
// not too many of them.
func (s *fundingSheet) offerYears(keys map[allocationKey]*fundingTyped, from, to int) {
	if to-from >= maxYears || (to-from+1)*len(s.view.Sources)+len(keys) > planner.MaxRows {
		return
	}
	for year := from; year <= to; year++ {
		for i := range s.view.Sources {
			k := allocationKey{s.view.Sources[i].ID, year}
			if _, there := keys[k]; !there {
				keys[k] = nil
			}
		}
	}
}

func (s *fundingSheet) addYears(keys map[allocationKey]*fundingTyped, typed *fundingForm) {
	from, ok := parseYear(strings.TrimSpace(typed.From))
	to, okTo := parseYear(cmp.Or(strings.TrimSpace(typed.To), strings.TrimSpace(typed.From)))
	switch {
	case !ok || !okTo || from < schedule.MinYear || to > schedule.MaxYear || from > to:
		s.AddProblem = s.l.T("funding_sheet.bad_years", "min", schedule.MinYear, "max", schedule.MaxYear)
	case to-from >= maxYears:
		s.AddProblem = s.l.T("funding_sheet.many_years", "max", maxYears)
	case (to-from+1)*len(s.view.Sources)+len(keys) > planner.MaxRows:
		s.AddProblem = s.l.T("funding_sheet.many_rows", "max", planner.MaxRows)
	default:
		s.Added = from
		s.offerYears(keys, from, to)
	}
}
