package planner

import (
	"context"
	"errors"
	"fmt"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// MaxRows bounds the rows of one sheet.
const MaxRows = 5000

// Seen names a record in the version that somebody saw.
type Seen struct {
	ID      record.ID
	Version int64
}

// SaveSheet keeps the cost lines of a draft as they stand on a sheet: rows with
// an id replace that line, those without are new, the removed ones go. The order
// of the rows is the order of the lines. All of it happens, or none. Faults about
// a row name it: "rows[3].quantity", counted from 0.
type SaveSheet struct {
	Estimate record.ID
	Rows     []SheetRow
	Removed  []Seen
}

// SheetRow is a cost line with what vouches for its figures.
type SheetRow struct {
	Line estimate.Line
	// Vouch says that basis, document and reason were stated for every figure of
	// the line. Otherwise each keeps what vouches for it; one that was changed
	// loses that, except that on an assumed line it is assumed again.
	Vouch bool
	// Missing narrows what was stated to the figures that nothing vouches for.
	Missing  bool
	Basis    project.Basis // "": nothing vouches for them
	Document record.ID
	Why      text.Label // the reason of an assumed one, the formula of a derived one
}

// Name implements Command.
func (*SaveSheet) Name() string { return "save_sheet" }

func (*SaveSheet) movesMoney() bool { return true }

func (c *SaveSheet) apply(ctx context.Context, t *tx) error {
	if err := checkRows(len(c.Rows) + len(c.Removed)); err != nil {
		return err
	}
	if err := t.checkDraft(ctx, c.Estimate); err != nil {
		return err
	}
	for _, gone := range c.Removed { // first: a new line may take a removed one's code
		if err := (&Delete{Kind: record.CostLine, ID: gone.ID, Version: gone.Version}).apply(ctx, t); err != nil {
			return err
		}
	}
	c.place()
	if err := c.release(ctx, t); err != nil {
		return err
	}
	return eachRow(len(c.Rows), func(i int) error {
		row := &c.Rows[i]
		row.Line.Estimate = c.Estimate
		if err := t.save(ctx, &row.Line); err != nil {
			return err
		}
		return t.vouch(ctx, &row.Line, row)
	})
}

// release lets go of the codes of the lines that get others, so that a row can
// take the code that another one gives up.
func (c *SaveSheet) release(ctx context.Context, t *tx) error {
	lines, err := t.Lines(ctx, c.Estimate)
	if err != nil {
		return err
	}
	codes := map[record.ID]string{}
	for i := range c.Rows {
		codes[c.Rows[i].Line.ID] = c.Rows[i].Line.Code
	}
	for i := range lines {
		code, there := codes[lines[i].ID]
		if !there || code == lines[i].Code {
			continue
		}
		if err := t.Release(ctx, &lines[i]); err != nil {
			return err
		}
	}
	return nil
}

// place makes the order of the rows that of the lines. A line whose place fits
// already keeps it, so that only what was moved is changed.
func (c *SaveSheet) place() {
	last, code := -1, ""
	for i := range c.Rows {
		line := &c.Rows[i].Line
		if line.Position < last || (line.Position == last && line.Code <= code) {
			line.Position = last + 1
		}
		last, code = line.Position, line.Code
	}
}

// vouch gives every figure of the line the claim that the row asks for: what
// agrees stays as it is, anything else gets a new claim.
func (t *tx) vouch(ctx context.Context, line *estimate.Line, row *SheetRow) error {
	claims, err := t.Claims(ctx, ClaimQuery{Entities: []record.ID{line.ID}, OnlyChosen: true})
	if err != nil {
		return err
	}
	for _, f := range record.Figures(line) {
		chosen := find(claims, func(c *project.Claim) bool { return c.Field == f.Field })
		if row.keeps(chosen) {
			continue
		}
		if row.Basis == "" {
			if err := t.unchoose(ctx, chosen); err != nil {
				return err
			}
			continue
		}
		c := project.Claim{Project: line.Project, Kind: record.CostLine, Entity: line.ID, Field: f.Field, Value: f.Value, Unit: f.Unit,
			Basis: row.Basis, Document: row.Document, Note: row.Why, Chosen: true}
		if row.Basis == project.Derived {
			c.Formula = row.Why
		}
		if err := t.save(ctx, &c); err != nil {
			return aboutReason(err)
		}
	}
	return nil
}

// keeps reports whether a figure stays with its chosen claim, nil for none.
func (r *SheetRow) keeps(chosen *project.Claim) bool {
	if !r.Vouch {
		return chosen != nil || r.Basis != project.Assumed
	}
	if r.Missing && chosen != nil {
		return true
	}
	return chosen != nil && chosen.Basis == r.Basis && chosen.Document == r.Document && (r.Why.IsZero() || chosen.Note == r.Why)
}

// aboutReason names the one field of a row that gives a claim both its note and
// its formula, so that it is not taken for the line's own note.
func aboutReason(err error) error {
	invalid, ok := errors.AsType[*fault.Error](err)
	if !ok || invalid.Kind != fault.Invalid {
		return err
	}
	var p fault.Problems
	named := map[string]bool{}
	for _, f := range invalid.Fields {
		switch f.Name {
		case "note", "formula":
			f.Name = "why"
		case "note_sq", "formula_sq":
			f.Name = "why_sq"
		}
		if !named[f.Name] {
			p.Add(f.Name, f.Message)
		}
		named[f.Name] = true
	}
	return p.Err(invalid.Message)
}

func (t *tx) unchoose(ctx context.Context, c *project.Claim) error {
	if c == nil {
		return nil
	}
	c.Chosen = false
	return t.Save(ctx, c)
}

// SavePhases keeps several phases in one transaction, as when bars are moved on
// the timeline; faults about a row name it, counted from 0.
type SavePhases struct{ Rows []project.Phase }

// Name implements Command.
func (*SavePhases) Name() string { return "save_phases" }

func (*SavePhases) movesMoney() bool { return false }

func (c *SavePhases) apply(ctx context.Context, t *tx) error {
	if err := checkRows(len(c.Rows)); err != nil {
		return err
	}
	return eachRow(len(c.Rows), func(i int) error { return t.save(ctx, &c.Rows[i]) })
}

func checkRows(n int) error {
	if n <= MaxRows {
		return nil
	}
	return fault.New(fault.TooLarge, fault.Say("sheet.too_many_rows",
		"the sheet has {count} rows; at most {max} are kept at once", "count", n, "max", MaxRows))
}

// eachRow saves the rows of a sheet and gathers what is wrong with them, each
// problem under the name of its row. A conflict or a failure of the database
// ends it at once.
func eachRow(n int, save func(i int) error) error {
	var p fault.Problems
	for i := range n {
		err := save(i)
		if err == nil {
			continue
		}
		prefix := fmt.Sprintf("rows[%d]", i)
		if fault.Is(err, fault.Invalid) {
			p.Merge(prefix+".", err)
			continue
		}
		return inRow(prefix, err)
	}
	return p.Err(fault.Say("sheet.invalid", "the sheet was not saved"))
}

// inRow lets a conflict name its row.
func inRow(prefix string, err error) error {
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	var p fault.Problems
	p.Merge(prefix+".", err)
	conflict := fault.Wrap(fault.Conflict, err, fault.Say("sheet.conflict", "the sheet was not saved: somebody changed it in the meantime"))
	if invalid, ok := p.Err(fault.Message{}).(*fault.Error); ok {
		conflict.Fields = invalid.Fields
	}
	return conflict
}
