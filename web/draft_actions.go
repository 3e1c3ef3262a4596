package web

import (
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// act does what a button of the sheet says, on what was typed; nothing is
// saved. Buttons of a row are called "up.KEY". It reports whether the button
// was the one that saves.
func (r *draftReader) act(f *draftForm) (save bool) {
	do, key, _ := strings.Cut(f.Do, ".")
	if do == "restore" {
		r.restore(f, key)
		return false
	}
	if do == "contingency" {
		r.contingency(f)
		return false
	}
	if do == "save" || do == "add" || do == "percent" {
		if do != "save" {
			f.add(&draftRow{Focus: true, Open: do == "percent", draftCells: r.blank(do == "percent")}, len(f.Rows))
		}
		return do == "save"
	}
	at := slices.IndexFunc(f.Rows, func(row *draftRow) bool { return row.Key == key })
	if at < 0 {
		return false // "recalculate", or a row that is not there
	}
	row := f.Rows[at]
	row.Focus = true
	switch do {
	case "open", "close":
		row.Open = do == "open"
	case "vouch":
		row.Open, row.Vouch = true, true
	case "up", "down":
		f.move(at, do == "down")
	case "copy":
		row.Focus = false
		f.add(row.copied(f), at+1)
	case "remove":
		f.remove(at)
	case "theirs":
		r.take(row)
	}
	return false
}

// blank returns a new line: measured, or a percentage of construction.
func (r *draftReader) blank(percent bool) draftCells {
	c := draftCells{Category: string(estimate.Construction)}
	if percent {
		c.Category, c.Of = string(estimate.Supervision), []string{string(estimate.Construction)}
	}
	return c
}

// add puts a row in at the place, under a key of its own.
func (f *draftForm) add(row *draftRow, at int) {
	taken := map[string]bool{}
	for _, other := range f.Rows {
		taken[other.Key] = true
	}
	for n := len(f.Rows); row.Key == "" || taken[row.Key]; n++ {
		row.Key = "n" + strconv.Itoa(n)
	}
	f.Rows = slices.Insert(f.Rows, at, row)
}

// copied returns a new line that says what the row says, under the next free code.
func (row *draftRow) copied(f *draftForm) *draftRow {
	cells := row.draftCells
	cells.Of = slices.Clone(cells.Of)
	cells.Code = f.freeCode(row.Code)
	return &draftRow{Focus: true, Open: row.Open, draftCells: cells}
}

// freeCode is the code, with a number where a row has it already.
func (f *draftForm) freeCode(code string) string {
	taken := map[string]bool{}
	for _, row := range f.Rows {
		taken[row.Code] = true
	}
	free := code
	for n := 2; taken[free] && code != ""; n++ {
		free = code + "-" + strconv.Itoa(n)
	}
	return free
}

func (f *draftForm) move(at int, down bool) {
	to := at - 1
	if down {
		to = at + 1
	}
	if to >= 0 && to < len(f.Rows) {
		f.Rows[at], f.Rows[to] = f.Rows[to], f.Rows[at]
	}
}

// remove takes the row out; a stored line goes when the sheet is saved.
func (f *draftForm) remove(at int) {
	if seen := f.Rows[at].Seen; seen.ID != 0 {
		f.Removed = append(f.Removed, seen)
	}
	f.Rows = slices.Delete(f.Rows, at, at+1)
}

// restore puts a removed line back as it is stored.
func (r *draftReader) restore(f *draftForm, id string) {
	at := slices.IndexFunc(f.Removed, func(s planner.Seen) bool { return strconv.FormatInt(int64(s.ID), 10) == id })
	if at < 0 {
		return
	}
	line := r.draft.Line(f.Removed[at].ID)
	f.Removed = slices.Delete(f.Removed, at, at+1)
	if line != nil {
		f.add(r.row(line), r.place(f, line))
	}
}

// place is where a stored line belongs among the rows: before the first that is
// stored after it.
func (r *draftReader) place(f *draftForm, line *estimate.Line) int {
	at := slices.IndexFunc(f.Rows, func(row *draftRow) bool {
		other := r.draft.Line(row.Seen.ID)
		return other != nil && (other.Position > line.Position || (other.Position == line.Position && other.Code > line.Code))
	})
	if at < 0 {
		return len(f.Rows)
	}
	return at
}

// row returns the row of a stored line.
func (r *draftReader) row(line *estimate.Line) *draftRow {
	return &draftRow{Key: strconv.FormatInt(int64(line.ID), 10), Seen: seenOf(line), draftCells: r.cells(line)}
}

func seenOf(e record.Entity) planner.Seen {
	m := e.RecordMeta()
	return planner.Seen{ID: m.ID, Version: m.Version}
}

// take makes the row what is stored.
func (r *draftReader) take(row *draftRow) {
	if line := r.draft.Line(row.Seen.ID); line != nil {
		row.Seen, row.draftCells = seenOf(line), r.cells(line)
	}
}
