package planner

import (
	"cmp"
	"context"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// SpentEntry is an expenditure as it counts in one period. One that was
// corrected after a cut-off counts in several, by its parts.
type SpentEntry struct {
	Expenditure *costmodel.Expenditure // nil: removed since
	Key         SpentKey
	Date        schedule.Date
	In          *period.Period // nil: in none
	Own         *period.Period // where its date would put it; nil: in none
	Late        bool
	Amount      money.Amount
	Part        bool // it counts in other periods too
}

// readEntries says in which periods the expenditures count, the latest period
// first and those in none before it, each by date, the latest first. Where no
// period was declared all are in none.
func (v *ExpenditureView) readEntries(ctx context.Context, r Reader) error {
	var err error
	if v.Calendar, err = readCalendar(ctx, r); err != nil {
		return err
	}
	if len(v.Calendar) == 0 {
		for i := range v.Expenditures {
			e := &v.Expenditures[i]
			v.Entries = append(v.Entries, SpentEntry{Expenditure: e, Date: e.Date, Amount: *e.Amount,
				Key: SpentKey{Phase: e.Phase, Category: e.Category, Source: e.Source, Year: e.Date.Year()}})
		}
		slices.Reverse(v.Entries)
		return nil
	}
	movements, err := spentMovements(ctx, r, v.Calendar, v.Project.ID)
	if err != nil {
		return err
	}
	movements = spentBy(movements, SpentExpenditures)
	if v.Totals, err = period.Totals(movements); err != nil {
		return err
	}
	return v.addEntries(movements)
}

// addEntries nets the movements of each expenditure and period.
func (v *ExpenditureView) addEntries(movements []SpentMovement) error {
	type place struct {
		of record.ID
		in *period.Period
		c  money.Currency
	}
	now := map[record.ID]*costmodel.Expenditure{}
	for i := range v.Expenditures {
		now[v.Expenditures[i].ID] = &v.Expenditures[i]
	}
	at, parts := map[place]int{}, map[record.ID]int{}
	var all []SpentEntry
	var of []record.ID
	for i := range movements {
		m := &movements[i]
		k := place{m.Entity, m.In, m.Amount.Currency()}
		n, there := at[k]
		if !there {
			n = len(all)
			at[k] = n
			all, of = append(all, SpentEntry{Expenditure: now[m.Entity], In: m.In, Amount: money.Zero(k.c)}), append(of, m.Entity)
		}
		e := &all[n]
		e.Key, e.Date, e.Own, e.Late = m.Key, m.Date, v.Calendar.Of(m.Date), e.Late || m.Late
		var err error
		if e.Amount, err = e.Amount.Add(m.Amount); err != nil {
			return err
		}
	}
	for i := range all {
		if !all[i].Amount.IsZero() {
			parts[of[i]]++
		}
	}
	for i := range all {
		all[i].Part = parts[of[i]] > 1
		if !all[i].Amount.IsZero() || all[i].Expenditure != nil && parts[of[i]] == 0 {
			v.Entries = append(v.Entries, all[i])
		}
	}
	slices.SortStableFunc(v.Entries, func(a, b SpentEntry) int {
		return cmp.Or(-period.Compare(a.In, b.In), b.Date.Compare(a.Date))
	})
	return nil
}
