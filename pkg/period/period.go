// Package period holds reporting periods: spans of days that are closed at a
// cut-off, after which what was reported of them stays as it is. What is entered
// later is kept, marked late, and counts in a period that was open at its entry.
package period

import (
	"slices"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Period is a reporting period of the programme, such as 2026-Q3.
type Period struct {
	record.Meta
	Code  string
	Name  text.Label
	First schedule.Date // a day
	Last  schedule.Date // a day, which is in the period
	// CutOff is the moment until which entries count, in UTC: planned while the
	// period is open, decided once it is closed; zero: not planned.
	CutOff   time.Time
	ClosedBy string    // "" while it is open
	ClosedAt time.Time // UTC
	// Through is the newest change of the record by the cut-off: entries of later
	// changes are late.
	Through int64
	Note    text.Label
}

// Closed reports whether what is reported of the period stays as it is.
func (p *Period) Closed() bool { return p.ClosedBy != "" }

// Holds reports whether the date is in the period. Of a month or a year the
// last day counts.
func (p *Period) Holds(d schedule.Date) bool {
	return !d.IsZero() && !d.Last().Before(p.First.First()) && !d.Last().After(p.Last.Last())
}

// open reports whether an entry of the change can still count in the period.
func (p *Period) open(seq int64) bool { return !p.Closed() || seq <= p.Through }

// RecordKind implements record.Entity.
func (*Period) RecordKind() record.Kind { return record.Period }

// Owner implements record.Entity; periods serve all projects.
func (*Period) Owner() record.ID { return 0 }

// Refs implements record.Entity.
func (*Period) Refs() []record.Ref { return nil }

// Validate implements record.Entity.
func (p *Period) Validate() error {
	var problems fault.Problems
	text.CheckCode(&problems, "code", p.Code)
	text.CheckLabel(&problems, "name", p.Name, text.MaxName, true)
	text.CheckLabel(&problems, "note", p.Note, text.MaxNote, false)
	text.CheckLine(&problems, "closed_by", p.ClosedBy, text.MaxName, false)
	day := func(field string, d schedule.Date) bool {
		problems.Check(d.Day() != 0, field, fault.Say("period.day", "must be a day"))
		return d.Day() != 0
	}
	first, last := day("first", p.First), day("last", p.Last)
	if first && last {
		problems.Check(!p.Last.Before(p.First), "last", fault.Say("period.backwards", "is before the first day"))
	}
	if last && !p.CutOff.IsZero() {
		problems.Check(!beforeEnd(p.CutOff, p.Last), "cut_off", fault.Say("period.early", "is before the last day of the period"))
	}
	problems.Check(p.Closed() == !p.ClosedAt.IsZero() && p.Closed() == (p.Through > 0), "closed_at",
		fault.Say("period.half_closed", "a period is closed by somebody, at a time, after a change"))
	problems.Check(!p.Closed() || !p.CutOff.IsZero(), "cut_off", fault.Say("required", "is required"))
	return problems.Err(fault.Say("period.invalid", "the reporting period cannot be kept"))
}

// beforeEnd reports whether the moment is before the day wherever the planners
// are: zones are at most 14 hours apart from UTC.
func beforeEnd(t time.Time, last schedule.Date) bool {
	return t.Before(last.First().Add(-14 * time.Hour))
}

// Calendar is all periods, by their first day.
type Calendar []Period

// NewCalendar returns the periods in order.
func NewCalendar(all []Period) Calendar {
	c := slices.Clone(all)
	slices.SortFunc(c, func(a, b Period) int { return a.First.Compare(b.First) })
	return c
}

// Of returns the period that the date is in, nil where none was declared.
func (c Calendar) Of(d schedule.Date) *Period {
	if i := c.of(d); i >= 0 {
		return &c[i]
	}
	return nil
}

func (c Calendar) of(d schedule.Date) int {
	return slices.IndexFunc(c, func(p Period) bool { return p.Holds(d) })
}

// Counts returns the period in which an entry counts that the change made for
// the date, and whether it is late there. It is the date's own period, or, where
// that had been cut off, the first later one that had not; nil: no period yet.
func (c Calendar) Counts(d schedule.Date, seq int64) (in *Period, late bool) {
	own := c.of(d)
	if own < 0 {
		return nil, false
	}
	for i := own; i < len(c); i++ {
		if c[i].open(seq) {
			return &c[i], i > own
		}
	}
	return nil, true
}

// LastClosed returns the newest closed period, nil where none is.
func (c Calendar) LastClosed() *Period {
	for i := len(c) - 1; i >= 0; i-- {
		if c[i].Closed() {
			return &c[i]
		}
	}
	return nil
}

// Check returns a fault for periods that cannot stand beside one another. They
// share no day, and no open one is before a closed one: what is late in a period
// counts in a later one, whose totals must not have been reported yet.
func (c Calendar) Check() error {
	for i := 1; i < len(c); i++ {
		before, p := &c[i-1], &c[i]
		switch {
		case !before.Last.Before(p.First):
			return fault.New(fault.Invalid, fault.Say("period.overlap", "the periods {first} and {second} overlap", "first", before.Code, "second", p.Code))
		case p.Closed() && !before.Closed():
			return fault.New(fault.Invalid, fault.Say("period.order", "{closed} is closed: {open}, which is before it, cannot be open", "closed", p.Code, "open", before.Code))
		case p.Closed() && p.Through < before.Through:
			return fault.New(fault.Invalid, fault.Say("period.cut_off_order", "the cut-off of {second} is before that of {first}", "first", before.Code, "second", p.Code))
		}
	}
	return nil
}
