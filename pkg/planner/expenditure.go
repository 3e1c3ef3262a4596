package planner

import (
	"cmp"
	"context"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/record"
)

// MaxExpenditures bounds the expenditures that are added at once.
const MaxExpenditures = 2000

// AddExpenditures adds many expenditures of a project in one transaction. Faults
// about a row name it: "rows[3].amount", counted from 0. Of two requests with the
// same rows the second adds nothing, if the first was made after Seen.
type AddExpenditures struct {
	Project record.ID
	Rows    []costmodel.Expenditure
	Seen    int64 // the end of the chain of changes that the form was opened at
}

// Name implements Command.
func (*AddExpenditures) Name() string { return "add_expenditures" }

func (*AddExpenditures) movesMoney() bool { return true }

func (c *AddExpenditures) apply(ctx context.Context, t *tx) error {
	if len(c.Rows) > MaxExpenditures {
		return fault.New(fault.TooLarge, fault.Say("sheet.too_many_rows",
			"the sheet has {count} rows; at most {max} are kept at once", "count", len(c.Rows), "max", MaxExpenditures))
	}
	if len(c.Rows) == 0 {
		return fault.New(fault.Invalid, fault.Say("expenditures.none", "no expenditure was entered"))
	}
	for i := range c.Rows {
		c.Rows[i].Meta, c.Rows[i].Project = record.Meta{}, c.Project
	}
	there, err := c.there(ctx, t)
	if err != nil || there {
		return err
	}
	return eachRow(len(c.Rows), func(i int) error { return t.save(ctx, &c.Rows[i]) })
}

// there reports whether one command since Seen has added exactly these rows.
func (c *AddExpenditures) there(ctx context.Context, t *tx) (bool, error) {
	changes, err := t.Changes(ctx, ChangeQuery{Project: c.Project, After: c.Seen})
	if err != nil {
		return false, err
	}
	mine, err := encoded(c.Rows)
	if err != nil {
		return false, err
	}
	byBatch := map[int64][]costmodel.Expenditure{}
	for i := range changes {
		if changes[i].Command != c.Name() || changes[i].Before != "" {
			continue
		}
		var e costmodel.Expenditure
		if err := record.Decode(changes[i].After, &e); err != nil {
			return false, err
		}
		e.Meta = record.Meta{}
		byBatch[changes[i].Batch] = append(byBatch[changes[i].Batch], e)
	}
	for _, batch := range byBatch {
		theirs, err := encoded(batch)
		if err != nil || slices.Equal(mine, theirs) {
			return err == nil, err
		}
	}
	return false, nil
}

// encoded writes records as texts that can be compared, in one order.
func encoded(list []costmodel.Expenditure) ([]string, error) {
	texts := make([]string, len(list))
	for i := range list {
		var err error
		if texts[i], err = record.Encode(&list[i]); err != nil {
			return nil, err
		}
	}
	slices.Sort(texts)
	return texts, nil
}

// ExpenditureView is what was spent on a project.
type ExpenditureView struct {
	*Dossier
	Expenditures []costmodel.Expenditure // by date
	Spent        []Spent                 // by currency
	Entries      []SpentEntry            // as they count in periods
	Calendar     period.Calendar
	Totals       []period.Total // by period; none where no period was declared
}

// Spent is what the expenditures in one currency add up to. Each of the groups
// adds up to the total.
type Spent struct {
	Total      money.Amount
	Phases     []SpentOn[record.ID] // 0: not tied to a phase
	Categories []SpentOn[estimate.Category]
	Years      []SpentOn[int]
}

// SpentOn is what was spent on one thing.
type SpentOn[K comparable] struct {
	Key    K
	Amount money.Amount
}

// Expenditures returns what was spent on the project with the code, or a
// NotFound fault.
func (p *Planner) Expenditures(ctx context.Context, code string) (*ExpenditureView, error) {
	v := &ExpenditureView{Dossier: &Dossier{Today: p.Today(ctx)}}
	err := p.read(ctx, func(r Reader) error {
		if err := v.load(ctx, r, code, ClaimQuery{Kinds: []record.Kind{record.Expenditure}}); err != nil {
			return err
		}
		var err error
		if v.Expenditures, err = r.Expenditures(ctx, v.Project.ID); err != nil {
			return err
		}
		slices.SortStableFunc(v.Expenditures, func(a, b costmodel.Expenditure) int {
			return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
		})
		return v.readEntries(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	v.Spent, err = spent(v.Expenditures)
	return v, err
}

// spent adds expenditures up.
func spent(list []costmodel.Expenditure) ([]Spent, error) {
	var all []Spent
	for i := range list {
		e := &list[i]
		s := find(all, func(s *Spent) bool { return s.Total.Currency() == e.Currency })
		if s == nil {
			all = append(all, Spent{Total: money.Zero(e.Currency)})
			s = &all[len(all)-1]
		}
		var err error
		if s.Total, err = s.Total.Add(*e.Amount); err != nil {
			return nil, err
		}
		if s.Phases, err = spentOn(s.Phases, e.Phase, *e.Amount); err != nil {
			return nil, err
		}
		if s.Categories, err = spentOn(s.Categories, e.Category, *e.Amount); err != nil {
			return nil, err
		}
		if s.Years, err = spentOn(s.Years, e.Date.Year(), *e.Amount); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func spentOn[K comparable](list []SpentOn[K], key K, a money.Amount) ([]SpentOn[K], error) {
	on := find(list, func(s *SpentOn[K]) bool { return s.Key == key })
	if on == nil {
		return append(list, SpentOn[K]{key, a}), nil
	}
	var err error
	on.Amount, err = on.Amount.Add(a)
	return list, err
}
