package record

import (
	"slices"

	"korridor/pkg/fault"
	"korridor/pkg/schedule"
)

// CheckDistinct notes a problem when a list of references names a record twice.
func CheckDistinct(p *fault.Problems, field string, ids []ID) {
	sorted := slices.Sorted(slices.Values(ids))
	p.Check(len(slices.Compact(sorted)) == len(ids), field, fault.Say("named_twice", "names the same record twice"))
}

// CheckCount notes a problem when a list holds more than is kept.
func CheckCount(p *fault.Problems, field string, count, most int) {
	p.Check(count <= most, field, fault.Say("too_many", "holds {count}; at most {max} are kept", "count", count, "max", most))
}

// CheckYear notes a problem with a year that no record can speak of.
func CheckYear(p *fault.Problems, field string, year int) {
	p.Check(year >= schedule.MinYear && year <= schedule.MaxYear, field,
		fault.Say("year_range", "must be a year between {min} and {max}", "min", schedule.MinYear, "max", schedule.MaxYear))
}

// CheckYears notes a problem unless the years of a series are such that a
// record can speak of, each once and in order.
func CheckYears(p *fault.Problems, field string, years []int) {
	for i, year := range years {
		CheckYear(p, field, year)
		p.Check(i == 0 || years[i-1] < year, field, fault.Say("years_order", "must hold each year once, in order"))
	}
}
