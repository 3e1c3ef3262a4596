package planner

import (
	"context"
	"fmt"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// SpentKey is what is known of money spent beside its date.
type SpentKey struct {
	Project  record.ID
	By       Spending  // from which records it is known
	Phase    record.ID // 0: on none, or not known
	Category estimate.Category
	Source   record.ID // the funding source; 0: not known
	Year     int       // the fiscal year
}

// SpentMovement is money that one change entered as spent, or took back.
type SpentMovement = period.Movement[SpentKey]

// spentMovements reads the movements of expenditures and of disbursed amounts
// back from the changes that entered them, the earliest first, and says in which
// period each counts. With no projects named they are those of all. A disbursed
// amount is dated at the end of its fiscal year.
func spentMovements(ctx context.Context, r Reader, c period.Calendar, projects ...record.ID) ([]SpentMovement, error) {
	changes, err := r.Changes(ctx, ChangeQuery{Projects: projects, Kinds: []record.Kind{record.Expenditure, record.Allocation}})
	if err != nil {
		return nil, err
	}
	var all []SpentMovement
	for i := len(changes) - 1; i >= 0; i-- { // they come latest first
		change := &changes[i]
		was, err := spentIn(change, change.Before)
		if err != nil {
			return nil, err
		}
		is, err := spentIn(change, change.After)
		if err != nil {
			return nil, err
		}
		if was != nil && is != nil && was.Date == is.Date && was.Amount == is.Amount && was.Key == is.Key {
			continue
		}
		if was != nil {
			was.Amount = was.Amount.Neg()
			all = append(all, *was)
		}
		if is != nil {
			all = append(all, *is)
		}
	}
	period.Place(c, all)
	return all, nil
}

// spentIn is the money spent that a state of a record says; nil: none.
func spentIn(c *record.Change, snapshot string) (*SpentMovement, error) {
	if snapshot == "" {
		return nil, nil
	}
	m := &SpentMovement{Seq: c.Seq, At: c.At, Entity: c.Entity}
	var amount *money.Amount
	switch c.Kind {
	case record.Expenditure:
		var e costmodel.Expenditure
		if err := record.Decode(snapshot, &e); err != nil {
			return nil, fmt.Errorf("change %d: %w", c.Seq, err)
		}
		m.Date, amount = e.Date, e.Amount
		m.Key = SpentKey{Project: e.Project, By: SpentExpenditures, Phase: e.Phase, Category: e.Category, Source: e.Source, Year: e.Date.Year()}
	case record.Allocation:
		var a funding.Allocation
		if err := record.Decode(snapshot, &a); err != nil {
			return nil, fmt.Errorf("change %d: %w", c.Seq, err)
		}
		m.Date, amount = schedule.Period{Year: a.FiscalYear}.Last(), a.Disbursed
		m.Key = SpentKey{Project: a.Project, By: SpentDisbursed, Source: a.Source, Year: a.FiscalYear}
	}
	if amount == nil {
		return nil, nil
	}
	m.Amount = *amount
	return m, nil
}

// spentBy returns the movements that are known from such records.
func spentBy(list []SpentMovement, by Spending) []SpentMovement {
	return slices.DeleteFunc(slices.Clone(list), func(m SpentMovement) bool { return m.Key.By != by })
}

// readCalendar reads the reporting periods.
func readCalendar(ctx context.Context, r Reader) (period.Calendar, error) {
	all, err := r.Periods(ctx)
	return period.NewCalendar(all), err
}
