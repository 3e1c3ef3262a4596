package planner

import (
	"context"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/period"
	"korridor/pkg/record"
)

// ClosePeriod closes a reporting period: what was entered by the cut-off stays
// what is reported of it. It is opened again only by undoing the closing, as long
// as no later period is closed.
type ClosePeriod struct {
	Period  record.ID
	Version int64
	CutOff  time.Time
}

// Name implements Command.
func (*ClosePeriod) Name() string { return "close_period" }

// movesMoney: it decides where money counts, so it needs a reason.
func (*ClosePeriod) movesMoney() bool { return true }

func (c *ClosePeriod) apply(ctx context.Context, t *tx) error {
	p := &period.Period{Meta: record.Meta{ID: c.Period, Version: c.Version}}
	before, err := t.stored(ctx, p)
	if err != nil {
		return err
	}
	p = before.(*period.Period)
	if p.Closed() {
		return closedPeriod(p)
	}
	var problems fault.Problems
	problems.Check(!c.CutOff.IsZero(), "cut_off", fault.Say("required", "is required"))
	problems.Check(!c.CutOff.After(t.now), "cut_off", fault.Say("period.future", "is still to come: entries until then would count"))
	if err := problems.Err(fault.Say("period.invalid", "the reporting period cannot be kept")); err != nil {
		return err
	}
	last, err := whole(t.Writer).Changes(ctx, ChangeQuery{Until: c.CutOff.Add(time.Microsecond), Limit: 1})
	if err != nil {
		return err
	}
	if len(last) == 0 {
		problems.Add("cut_off", fault.Say("period.before_record", "is before anything was recorded"))
		return problems.Err(fault.Say("period.invalid", "the reporting period cannot be kept"))
	}
	p.CutOff, p.Through = c.CutOff.UTC(), last[0].Seq
	p.ClosedBy, p.ClosedAt = t.act.Actor, t.now.UTC()
	if err := p.Validate(); err != nil {
		return err
	}
	return t.put(ctx, before, p)
}

func closedPeriod(p *period.Period) error {
	return fault.New(fault.Invalid, fault.Say("period.closed",
		"the period {code} is closed: undo its closing to change it", "code", p.Code))
}

// checkPeriodLife keeps closing to its command, and closed periods as they are.
func (t *tx) checkPeriodLife(ctx context.Context, was, p *period.Period) error {
	if was != nil && was.Closed() {
		return closedPeriod(was)
	}
	if p.Closed() || !p.ClosedAt.IsZero() || p.Through != 0 {
		return fault.New(fault.Invalid, fault.Say("period.begins_open", "a period is closed by a command of its own"))
	}
	all, err := t.Periods(ctx)
	if err != nil {
		return err
	}
	var problems fault.Problems
	if last := period.NewCalendar(all).LastClosed(); last != nil && !last.Last.Before(p.First) {
		problems.Add("first", fault.Say("period.before_closed", "is not after {code}, which is closed", "code", last.Code))
	}
	for i := range all {
		if o := &all[i]; o.ID != p.ID && !o.Closed() && !o.Last.Before(p.First) && !p.Last.Before(o.First) {
			problems.Add("first", fault.Say("period.overlaps", "overlaps {code}", "code", o.Code))
		}
	}
	return problems.Err(fault.Say("period.invalid", "the reporting period cannot be kept"))
}

// checkPeriods makes sure that the periods can stand beside one another.
func (t *tx) checkPeriods(ctx context.Context) error {
	all, err := t.Periods(ctx)
	if err != nil {
		return err
	}
	return period.NewCalendar(all).Check()
}
