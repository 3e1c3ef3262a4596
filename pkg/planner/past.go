package planner

import (
	"context"
	"slices"
	"sync"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/schedule"
)

// Past is a former state of the record: as it was at the end of a day.
type Past struct {
	Day schedule.Date // what was "today" then
	Seq int64         // the last change by then; 0: nothing had been recorded
	At  time.Time     // of that change
	// Begins is the day of the record's first change, where Seq is 0; not known in
	// a record without any.
	Begins schedule.Date
}

type pastKey struct{}

// AsOf returns the context in which views read the former state, and in which
// nothing can be changed. With nil they read the newest one.
func AsOf(ctx context.Context, past *Past) context.Context {
	return context.WithValue(ctx, pastKey{}, past)
}

// PastOf returns the former state that views read in the context, or nil.
func PastOf(ctx context.Context) *Past {
	past, _ := ctx.Value(pastKey{}).(*Past)
	return past
}

// state runs fn on the state of the record that the context asks for.
func (p *Planner) state(ctx context.Context, fn func(Reader) error) error {
	if past := PastOf(ctx); past != nil {
		return p.store.ReadAt(ctx, past.Seq, fn)
	}
	return p.store.Read(ctx, fn)
}

// Today returns the day that views call so: of the clock, in its location, or of
// the former state that the context asks for.
func (p *Planner) Today(ctx context.Context) schedule.Date {
	if past := PastOf(ctx); past != nil {
		return past.Day
	}
	return schedule.DateOf(p.now())
}

// Past returns the state of the record at the end of a day of the clock's
// location. Fault: Invalid for what is no day, and for one that is not over and
// not today.
func (p *Planner) Past(ctx context.Context, day schedule.Date) (*Past, error) {
	switch {
	case day.Day() == 0:
		return nil, invalidPast(fault.Say("past.no_day", "a whole day is needed: write 2026-01-31"))
	case day.Compare(schedule.DateOf(p.now())) > 0:
		return nil, invalidPast(fault.Say("past.future", "{day} is still to come: nothing can be shown as recorded then", "day", day))
	}
	past := &Past{Day: day}
	err := p.store.Read(ctx, func(r Reader) error {
		last, err := r.Changes(ctx, ChangeQuery{Until: nextMidnight(day, p.now().Location()), Limit: 1})
		if err != nil {
			return err
		}
		if len(last) > 0 {
			past.Seq, past.At = last[0].Seq, last[0].At
			return nil
		}
		first, err := r.Changes(ctx, ChangeQuery{Before: 2, Limit: 1})
		if len(first) > 0 {
			past.Begins = schedule.DateOf(first[0].At.In(p.now().Location()))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return past, nil
}

// invalidPast is an Invalid fault about the field in which people name a day.
func invalidPast(m fault.Message) error {
	var p fault.Problems
	p.Add("as_of", m)
	return p.Err(fault.Say("past.invalid", "the record cannot be shown as of that date"))
}

// nextMidnight is when a day ends in the location.
func nextMidnight(day schedule.Date, in *time.Location) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, in)
}

// notInThePast refuses a change where a former state is shown.
func notInThePast(ctx context.Context) error {
	if past := PastOf(ctx); past != nil {
		return fault.New(fault.Conflict, fault.Say("past.read_only",
			"the record is shown as of {day}: nothing can be changed there", "day", past.Day))
	}
	return nil
}

// findings are what takes a noticeable time to find in a state of the record,
// and is kept for the next page.
type findings struct {
	attention noticeCache
	shortfall shortfalls
}

// formerFindings keeps the findings of the former states that were read last, so
// that those of one state never show in another.
type formerFindings struct {
	mutex sync.Mutex
	list  []*formerFinding
}

type formerFinding struct {
	past Past
	findings
}

// keptFindings bounds the former states whose findings are kept.
const keptFindings = 8

func (f *formerFindings) of(past *Past) *findings {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	at := slices.IndexFunc(f.list, func(k *formerFinding) bool { return k.past == *past })
	if at < 0 {
		f.list = append(f.list, &formerFinding{past: *past})
		at = len(f.list) - 1
	}
	kept := f.list[at]
	f.list = append(slices.Delete(f.list, at, at+1), kept)
	if len(f.list) > keptFindings {
		f.list = slices.Delete(f.list, 0, 1)
	}
	return &kept.findings
}

// findings returns what is known of the state that the context asks for.
func (p *Planner) findings(ctx context.Context) *findings {
	if past := PastOf(ctx); past != nil {
		return p.former.of(past)
	}
	return &p.newest
}
