package planner

import (
	"cmp"
	"context"
	"slices"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// PeriodsView is the reporting periods with what is reported of them.
type PeriodsView struct {
	Head     Head
	Today    schedule.Date
	Periods  []PeriodReport // the latest first
	Outside  []PeriodSum    // in no period, as yet
	Closable *period.Period // the earliest open one; nil: none
	Calendar period.Calendar
}

// PeriodReport is a period with what counts in it.
type PeriodReport struct {
	*period.Period
	Sums []PeriodSum
}

// PeriodSum is what the movements of money, known from such records and in one
// currency, come to in a period.
type PeriodSum struct {
	By    Spending
	Count int
	Late  int // how many of them were entered after the cut-off of the period of their date
	Total money.Amount
	Lates money.Amount // the part of Total that is late
}

// Periods returns the reporting periods.
func (p *Planner) Periods(ctx context.Context) (*PeriodsView, error) {
	v := &PeriodsView{Today: p.Today(ctx)}
	err := p.read(ctx, func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		if v.Calendar, err = readCalendar(ctx, r); err != nil || len(v.Calendar) == 0 {
			return err
		}
		movements, err := spentMovements(ctx, r, v.Calendar)
		if err != nil {
			return err
		}
		return v.add(movements)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

func (v *PeriodsView) add(movements []SpentMovement) error {
	sums, err := periodSums(movements)
	if err != nil {
		return err
	}
	for i := len(v.Calendar) - 1; i >= 0; i-- {
		p := &v.Calendar[i]
		v.Periods = append(v.Periods, PeriodReport{p, sums[p]})
		if !p.Closed() {
			v.Closable = p
		}
	}
	v.Outside = sums[nil]
	return nil
}

// periodSums adds movements up by period.
func periodSums(movements []SpentMovement) (map[*period.Period][]PeriodSum, error) {
	sums := map[*period.Period][]PeriodSum{}
	for _, by := range []Spending{SpentExpenditures, SpentDisbursed} {
		totals, err := period.Totals(spentBy(movements, by))
		if err != nil {
			return nil, err
		}
		for _, t := range totals {
			sums[t.Period] = append(sums[t.Period], PeriodSum{By: by, Count: t.Count, Late: t.Late, Total: t.Amount, Lates: t.Lates})
		}
	}
	return sums, nil
}

// PeriodClosing is what closing a period at a cut-off would freeze.
type PeriodClosing struct {
	Period   period.Period
	CutOff   time.Time
	Projects []ProjectFrozen // by code; those with nothing are left out
	Sums     []PeriodSum     // of all projects
	Late     int             // movements of the period's dates that would be late
	Earlier  *period.Period  // the open period that has to be closed first; nil: none
}

// ProjectFrozen is what would be reported of one project.
type ProjectFrozen struct {
	Project project.Project
	Sums    []PeriodSum
}

// PeriodClosing returns what closing the period would freeze, or a NotFound fault.
func (p *Planner) PeriodClosing(ctx context.Context, id record.ID, cutOff time.Time) (*PeriodClosing, error) {
	v := &PeriodClosing{CutOff: cutOff}
	err := p.read(ctx, func(r Reader) error {
		if err := r.Get(ctx, id, &v.Period); err != nil {
			return err
		}
		calendar, err := readCalendar(ctx, r)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(calendar, func(o period.Period) bool { return o.ID == id })
		if earlier := slices.IndexFunc(calendar, func(o period.Period) bool { return !o.Closed() }); earlier >= 0 && earlier < at {
			v.Earlier = &calendar[earlier]
		}
		last, err := r.Changes(ctx, ChangeQuery{Until: cutOff.Add(time.Microsecond), Limit: 1})
		if err != nil || v.Period.Closed() {
			return err
		}
		if calendar[at].ClosedBy = "-"; len(last) > 0 { // as it would be
			calendar[at].Through = last[0].Seq
		}
		projects, _, err := allProjects(ctx, r)
		if err != nil {
			return err
		}
		movements, err := spentMovements(ctx, r, calendar)
		if err != nil {
			return err
		}
		return v.freeze(movements, &calendar[at], projects)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// freeze adds up what counts in the period.
func (v *PeriodClosing) freeze(movements []SpentMovement, p *period.Period, projects map[record.ID]project.Project) error {
	byProject := map[record.ID][]SpentMovement{}
	var all []SpentMovement
	for _, m := range movements {
		switch {
		case m.In == p:
			all = append(all, m)
			byProject[m.Key.Project] = append(byProject[m.Key.Project], m)
		case m.Late && p.Holds(m.Date):
			v.Late++
		}
	}
	sums, err := periodSums(all)
	if err != nil {
		return err
	}
	v.Sums = sums[p]
	for id, list := range byProject {
		if sums, err = periodSums(list); err != nil {
			return err
		}
		v.Projects = append(v.Projects, ProjectFrozen{projects[id], sums[p]})
	}
	slices.SortFunc(v.Projects, func(a, b ProjectFrozen) int { return cmp.Compare(a.Project.Code, b.Project.Code) })
	return nil
}

// Period returns the reporting period with the id, or a NotFound fault.
func (p *Planner) Period(ctx context.Context, id record.ID) (*period.Period, error) {
	var found period.Period
	err := p.read(ctx, func(r Reader) error { return r.Get(ctx, id, &found) })
	if err != nil {
		return nil, err
	}
	return &found, nil
}

// PeriodEnds returns the last days of the periods that are over, the latest
// first: dates at which people ask where a project stands.
func (p *Planner) PeriodEnds(ctx context.Context) ([]period.Period, error) {
	var ends []period.Period
	err := p.read(ctx, func(r Reader) error {
		calendar, err := readCalendar(ctx, r)
		for i := len(calendar) - 1; i >= 0; i-- {
			if !p.Today(ctx).Before(calendar[i].Last) {
				ends = append(ends, calendar[i])
			}
		}
		return err
	})
	return ends, err
}

// LastClosed returns the newest closed period, nil where none is closed.
func (p *Planner) LastClosed(ctx context.Context) (closed *period.Period, err error) {
	err = p.read(ctx, func(r Reader) error {
		calendar, err := readCalendar(ctx, r)
		closed = calendar.LastClosed()
		return err
	})
	return closed, err
}

// Obstacle says why the period cannot be closed yet, nil where it can.
func (v *PeriodClosing) Obstacle() *fault.Message {
	switch {
	case v.Period.Closed():
		return new(fault.Say("period.closed_by", "{code} was closed by {who}", "code", v.Period.Code, "who", v.Period.ClosedBy))
	case v.Earlier != nil:
		return new(fault.Say("period.earlier_open", "close {code} first, which is before it", "code", v.Earlier.Code))
	}
	return nil
}
