package planner

import (
	"context"
	"fmt"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// Sheets of the risk model's records; see SaveRows.
type (
	SaveRanges   = SaveRows[risk.Range, *risk.Range]
	SaveRegister = SaveRows[risk.Entry, *risk.Entry]
)

// rowsNames are the names of the commands that keep sheets, by kind of record.
var rowsNames = map[record.Kind]string{record.Uncertainty: "save_ranges", record.Risk: "save_register"}

// SaveRows keeps records of one project as they stand on a sheet: rows with an id
// replace that record, those without are new, the removed ones go. All of it
// happens, or none. Faults about a row name it, counted from 0: "rows[3].low".
type SaveRows[T any, P entityPointer[T]] struct {
	Project record.ID
	Rows    []RecordRow[T]
	Removed []Seen
}

// RecordRow is a record with what its figures rest on, as in Save.
type RecordRow[T any] struct {
	Record T
	Vouch  []Vouching `json:",omitempty"`
}

// Name implements Command: "save_ranges" for ranges.
func (*SaveRows[T, P]) Name() string { return rowsNames[P(new(T)).RecordKind()] }

func (*SaveRows[T, P]) movesMoney() bool { return kindMovesMoney(P(new(T))) }

func (c *SaveRows[T, P]) apply(ctx context.Context, t *tx) error {
	if err := checkRows(len(c.Rows) + len(c.Removed)); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	for _, gone := range c.Removed { // first: a new record may be of what a removed one was of
		var of T
		if err := t.Get(ctx, gone.ID, P(&of)); err != nil {
			return err
		}
		if P(&of).Owner() != c.Project {
			return notOnSheet()
		}
		if err := (&Delete{Kind: P(&of).RecordKind(), ID: gone.ID, Version: gone.Version}).apply(ctx, t); err != nil {
			return err
		}
	}
	return eachRow(len(c.Rows), func(i int) error {
		row := &Save[T, P]{Record: c.Rows[i].Record, Vouch: c.Rows[i].Vouch}
		err := row.apply(ctx, t)
		c.Rows[i].Record = row.Record
		return err
	})
}

// check refuses rows of other projects, and two ranges of the same thing.
func (c *SaveRows[T, P]) check() error {
	var p fault.Problems
	for i := range c.Rows {
		r := &c.Rows[i].Record
		if P(r).Owner() != c.Project {
			return notOnSheet()
		}
		of, ok := any(r).(*risk.Range)
		if !ok {
			continue
		}
		for k := range i {
			twice := of.SameTarget(any(&c.Rows[k].Record).(*risk.Range))
			p.Check(!twice, fmt.Sprintf("rows[%d].line", i), fault.Say("ranges.twice", "has two rows: leave one of them out"))
		}
	}
	return p.Err(fault.Say("ranges.invalid", "the ranges cannot be kept"))
}

func notOnSheet() error {
	return fault.New(fault.Invalid, fault.Say("sheet.project", "a sheet is of one project"))
}
