package web

import (
	"slices"
	"strings"

	"korridor/pkg/planner"
)

// theirCell is one field of a line that two people changed: what the sheet says
// beside what is recorded. What is recorded can be taken.
type theirCell struct {
	Field, Name  string
	Mine, Theirs string // as people read them
	Box          string // the name of the box that takes theirs
	Cell         string // the id of the field that a script shows it in; "": none
	Value        string // what the field holds then
}

// mergedFields are the fields of a row: those of text, and the ticks.
var mergedFields = slices.Concat(draftFields, []string{"of", "contingency", "balance"})

// says is what a field of the row holds, written as in a form.
func (c *draftCells) says(field string) string {
	switch field {
	case "of":
		return strings.Join(slices.Sorted(slices.Values(c.Of)), ",")
	case "contingency":
		return ticked(c.Contingency)
	case "balance":
		return ticked(c.Balance)
	}
	return *c.text(field)
}

func ticked(on bool) string {
	if on {
		return "yes"
	}
	return ""
}

// copy makes a field hold what it holds in another row.
func (c *draftCells) copy(field string, from *draftCells) {
	switch field {
	case "of":
		c.Of = slices.Clone(from.Of)
	case "contingency":
		c.Contingency = from.Contingency
	case "balance":
		c.Balance = from.Balance
	default:
		*c.text(field) = *from.text(field)
	}
}

// cellsAt returns the row of a stored line as it was in the version, nil where
// that is not known.
func (r *draftReader) cellsAt(seen planner.Seen) *draftCells {
	if r == nil {
		return nil
	}
	line := r.draft.Line(seen.ID)
	if line == nil || line.Version != seen.Version {
		return nil
	}
	c := r.cells(line)
	return &c
}

// merge puts theirs into the fields of the row that only somebody else changed
// since base, and notes the ones that both changed. Without a base every field
// that differs counts as changed by both.
func (r *draftReader) merge(row *draftRow, base, theirs *draftCells) {
	for _, field := range mergedFields {
		mine, now := row.says(field), theirs.says(field)
		switch {
		case mine == now || base != nil && base.says(field) == now:
		case base != nil && base.says(field) == mine:
			row.copy(field, theirs)
			row.Taken = append(row.Taken, theirCell{Field: field, Name: draftFieldName(r.language, field), Mine: r.told(field, base), Theirs: r.told(field, theirs)})
		default:
			c := theirCell{Field: field, Name: draftFieldName(r.language, field), Mine: r.told(field, &row.draftCells), Theirs: r.told(field, theirs),
				Box: "r." + row.Key + ".theirs"}
			if row.text(field) != nil {
				c.Cell, c.Value = "r-"+row.Key+"-"+field, now
			}
			row.Theirs = append(row.Theirs, c)
		}
	}
	switch {
	case len(row.Theirs) > 0:
		row.Notice = r.language.T("draft.changed_meanwhile")
	case len(row.Taken) > 0:
		row.Notice = r.language.T("draft.merged_meanwhile")
	}
}

// told is a field of a row as people read it.
func (r *draftReader) told(field string, c *draftCells) string {
	switch field {
	case "of":
		return r.shown(field, strings.Join(c.Of, " + "))
	case "contingency":
		return yesNo(r.language, c.Contingency)
	case "balance":
		return yesNo(r.language, c.Balance)
	}
	return r.shown(field, *c.text(field))
}

// choose puts what is recorded into the fields for which that was chosen, in rows
// that nobody changed since the choice was offered.
func (r *draftReader) choose(f *draftForm) {
	for _, row := range f.Rows {
		line := r.draft.Line(row.Seen.ID)
		if len(row.Chosen) == 0 || line == nil || line.Version != row.Seen.Version {
			continue
		}
		theirs := r.cells(line)
		for _, field := range row.Chosen {
			row.copy(field, &theirs)
		}
	}
}
