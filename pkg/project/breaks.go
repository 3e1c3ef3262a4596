package project

import (
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// Break is a phase that is planned to start before a predecessor's planned
// finish and the lag after it allow.
type Break struct {
	Phase, Before *Phase
	Earliest      schedule.Date // the first day that they allow
}

// Breaks returns where the planned dates of phases surely break "finish to
// start + lag", in the order of the phases. Of dates that are not known nothing
// is sure, and a month or a year can mean each of its days.
func Breaks(phases []Phase) []Break {
	byID := make(map[record.ID]*Phase, len(phases))
	for i := range phases {
		byID[phases[i].ID] = &phases[i]
	}
	var broken []Break
	for i := range phases {
		p := &phases[i]
		for _, link := range p.After {
			before := byID[link.Phase]
			if before == nil || before.PlannedFinish.IsZero() || p.PlannedStart.IsZero() {
				continue
			}
			earliest := before.PlannedFinish.First().AddDate(0, 0, 1+link.LagDays)
			if p.PlannedStart.Last().Before(earliest) {
				broken = append(broken, Break{Phase: p, Before: before, Earliest: schedule.DateOf(earliest)})
			}
		}
	}
	return broken
}
