package web

import (
	"strings"

	"korridor/web/locale"
)

// sheetCell is one field of a row of a sheet: what was typed beside what is
// recorded.
type sheetCell struct {
	Field    string
	Name     string // of the field in the form, and with "-" its id
	Title    string // what the field is called
	Label    string // and of which row
	Text     string // as it stands in the field
	Stored   string // canonical: what is recorded now
	Problems []string
	Wordy    bool    // the problems name the figures themselves
	Theirs   *theirs // what somebody else recorded where both changed it
	Taken    bool    // only somebody else changed it: the field shows theirs
	Changed  bool
}

// theirs is somebody else's value beside one's own.
type theirs struct{ Value, Text, Mine string }

// ID is the id of the cell's field.
func (c *sheetCell) ID() string { return strings.ReplaceAll(c.Name, ".", "-") }

// Said reports whether there is something to say about the cell.
func (c *sheetCell) Said() bool { return len(c.Problems) > 0 || c.Theirs != nil || c.Taken }

// settle decides what a cell shows that holds what was typed: mine and before are
// the canonical forms of that and of what the sheet was opened with, recorded is
// how what is recorded now is written. What only somebody else changed is taken
// over; what both changed keeps what was typed, with theirs beside it. With gone
// the row is no longer recorded.
func (c *sheetCell) settle(recorded, mine, before string, gone bool) {
	c.Changed = mine != c.Stored
	switch {
	case !c.Changed || before == c.Stored || gone:
	case mine == before:
		c.Text, c.Changed, c.Taken, c.Problems = recorded, false, true, nil
	default:
		c.Theirs = &theirs{Value: recorded, Text: recorded, Mine: c.Text}
	}
}

// sheetSaid is a row of a sheet with what there is to say about it.
type sheetSaid struct {
	Who      string // what the row is about
	Brief    string // the same beside problems that name the rest
	Problems []string
	Cells    []*sheetCell
}

// maxLinks bounds the links at the head of a sheet.
const maxLinks = 40

// sheetSummary heads a sheet with what there is to say about it, with links to
// the cells.
func sheetSummary(l *locale.Locale, title string, notes []string, rows []sheetSaid, reason *FieldView) *SummaryView {
	s := &SummaryView{Title: title, Notes: notes}
	link := func(to *sheetCell, text string) {
		if len(s.Links) < maxLinks {
			s.Links = append(s.Links, Link{URL: "#" + to.ID(), Text: text})
		}
	}
	for _, r := range rows {
		for _, says := range r.Problems {
			link(r.Cells[0], r.Who+": "+says)
		}
		for _, c := range r.Cells {
			for _, says := range c.Problems {
				if c.Wordy {
					link(c, r.Brief+", "+says)
				} else {
					link(c, c.Label+": "+says)
				}
			}
			if c.Theirs != nil {
				link(c, c.Label+": "+l.T("funding_sheet.both"))
			}
		}
	}
	for _, says := range reason.Problems {
		s.Links = append(s.Links, Link{URL: "#" + reason.ID, Text: reason.Label + ": " + says})
	}
	return s
}
