package period

import (
	"cmp"
	"slices"
	"time"

	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// Movement is an amount that one change of the record entered, or took back: a
// correction takes the former amount back and enters another one. Movements are
// never changed; together they come to what the record says now.
type Movement[K any] struct {
	Seq    int64 // of the change
	At     time.Time
	Entity record.ID
	Date   schedule.Date // for which it was entered
	Amount money.Amount
	Key    K       // what else is known of it
	In     *Period // in which it counts; nil: in none yet
	Late   bool    // entered after the cut-off of the period of its date
}

// Place says of each movement in which period it counts.
func Place[K any](c Calendar, list []Movement[K]) {
	for i := range list {
		list[i].In, list[i].Late = c.Counts(list[i].Date, list[i].Seq)
	}
}

// EffectiveDate is the date at whose end the movement counts: its own, or, where
// it is late, the day of its entry within the period in which it counts.
func (m *Movement[K]) EffectiveDate() schedule.Date {
	if !m.Late {
		return m.Date
	}
	day := schedule.DateOf(m.At)
	if m.In == nil {
		return day
	}
	if day.Before(m.In.First) {
		return m.In.First
	}
	if m.In.Last.Before(day) {
		return m.In.Last
	}
	return day
}

// Total is what the movements of one period and currency come to.
type Total struct {
	Period *Period // nil: in none yet
	Late   int     // how many of its movements are late
	Count  int
	Amount money.Amount
	Lates  money.Amount // the part of Amount that was entered late
}

// Totals adds movements up by period, the earliest first and those in none
// last, and by currency. Errors: sums beyond money's range.
func Totals[K any](list []Movement[K]) ([]Total, error) {
	var all []Total
	for i := range list {
		m := &list[i]
		at := slices.IndexFunc(all, func(t Total) bool { return t.Period == m.In && t.Amount.Currency() == m.Amount.Currency() })
		if at < 0 {
			zero := money.Zero(m.Amount.Currency())
			all, at = append(all, Total{Period: m.In, Amount: zero, Lates: zero}), len(all)
		}
		t := &all[at]
		t.Count++
		var err error
		if t.Amount, err = t.Amount.Add(m.Amount); err != nil {
			return nil, err
		}
		if !m.Late {
			continue
		}
		t.Late++
		if t.Lates, err = t.Lates.Add(m.Amount); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b Total) int {
		return cmp.Or(Compare(a.Period, b.Period), cmp.Compare(a.Amount.Currency().Code(), b.Amount.Currency().Code()))
	})
	return all, nil
}

// Compare orders periods by their first day, none after all others.
func Compare(a, b *Period) int {
	switch {
	case a == b:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.First.Compare(b.First)
}
