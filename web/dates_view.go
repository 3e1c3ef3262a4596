package web

import (
	"cmp"
	"encoding/json"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/form"
	"korridor/web/locale"
)

// datesPage is the timeline with the table of its dates, to be edited.
type datesPage struct {
	Action   string
	Language string // that the dates are typed in
	Chart    template.HTML
	Example  string // of the accepted forms of a date
	Words    string // for the script
	Columns  []string
	Rows     []datesRow
	Follow   []string // phases that their predecessors move
	Gone     []goneRow
	Summary  *SummaryView
	Reason   *FieldView
	Foot     FootView
	Unsaved  bool
}

// datesRow is a phase in the table.
type datesRow struct {
	project.Phase
	Place string // "rows[0]"
	After string // its predecessors, for the script
	Cells []datesCell
}

// datesCell is one field of a phase.
type datesCell struct {
	*FieldView
	Column    string
	Heading   string
	Assumed   bool // what the record holds
	About     bool // something is said below it: that it is assumed, or changed by others
	Meanwhile bool // somebody else changed it; it stands as they left it
}

// view returns the page of the table; sent is what the form sent.
func (e *datesEdit) view(sent url.Values) *datesPage {
	l := e.mine.Language
	timeline := projectURL(e.dossier.Project.Code, "timeline")
	p := &datesPage{Action: timeline + "/edit", Language: l.Code, Example: form.Example(l), Words: timelineWords(l),
		Gone: e.gone, Reason: newReasonView(l, false, sent), Foot: FootView{Save: l.T("dates.save"), Check: l.T("dates.check"), Back: timeline}}
	if len(e.mine.phases) > 0 {
		p.Chart = editableTimeline(l, e.dossier, e.mine.phases)
	}
	for _, field := range phaseFields {
		p.Columns = append(p.Columns, fieldName(l, field))
	}
	stale := e.stale()
	for i := range e.mine.phases {
		p.Rows = append(p.Rows, e.row(l, i, stale))
	}
	for i, at := range project.Place(e.mine.phases) {
		if at.Moved > 0 {
			p.Follow = append(p.Follow, l.T("dates.follows", "phase", e.mine.phases[i].Name, "dates", placedWords(l, &at), "before", at.By.Name))
		}
	}
	p.Summary = e.summary(p, stale)
	p.Unsaved = sent != nil
	return p
}

func (e *datesEdit) row(l *locale.Locale, i int, stale map[string]bool) datesRow {
	p := e.mine.phases[i]
	row := datesRow{Phase: p, Place: rowName(i), After: followsOf(&p)}
	for column, field := range e.mine.cells[i] {
		cell := datesCell{FieldView: newFieldView(l, field), Column: phaseFields[column], Heading: fieldName(l, phaseFields[column])}
		now := e.now.cells[i][column]
		cell.Was = now.Values
		chosen := e.dossier.Trail.Chosen(p.ID, cell.Column)
		cell.Assumed = chosen != nil && chosen.Basis == project.Assumed
		both, isStale := stale[field.Name]
		if both || slices.Contains(e.open, field.Name) {
			cell.Rival = &rivalView{Name: field.Name, Theirs: now.Text(), Mine: field.Text()}
		}
		cell.Meanwhile = isStale && !both
		cell.About = cell.Meanwhile || (cell.Assumed && field.Text() == now.Text())
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// summary heads a table that was not kept; nil where nothing is wrong.
func (e *datesEdit) summary(p *datesPage, stale map[string]bool) *SummaryView {
	l := e.mine.Language
	s := &SummaryView{Title: l.T("dates.invalid"), Notes: e.mine.Problems}
	for _, row := range p.Rows {
		for _, cell := range row.Cells {
			for _, says := range cell.Problems {
				s.Links = append(s.Links, Link{Text: cell.Label + ": " + says, URL: "#" + cell.ID})
			}
			if both, ok := stale[cell.Name]; ok {
				says := l.T("form.contested", "field", cell.Label)
				if !both {
					says = l.T("dates.taken_over", "figure", cell.Label, "now", cmp.Or(cell.Text(), l.T("figure.unknown")))
				}
				s.Links = append(s.Links, Link{Text: says, URL: "#" + cell.ID})
			}
		}
	}
	for _, gone := range e.gone {
		s.Links = append(s.Links, Link{Text: l.T("dates.gone", "phase", gone.Name), URL: "#gone"})
	}
	if len(stale) > 0 || len(e.gone) > 0 {
		s.Title = l.T("dates.stale")
	}
	if len(s.Links) == 0 && len(s.Notes) == 0 {
		return nil
	}
	return s
}

// DescribedBy names the elements that explain the cell.
func (c datesCell) DescribedBy() string {
	ids := c.FieldView.DescribedBy()
	if c.About {
		ids = strings.TrimSpace(ids + " " + c.ID + "-about")
	}
	return ids
}

func recordID(id record.ID) string { return strconv.FormatInt(int64(id), 10) }

// followsOf writes the predecessors of a phase for the script.
func followsOf(p *project.Phase) string {
	type link struct {
		Phase string `json:"phase"`
		Lag   int    `json:"lag"`
	}
	links := []link{}
	for _, after := range p.After {
		links = append(links, link{recordID(after.Phase), after.LagDays})
	}
	return scriptData(links)
}

// timelineWords are what the script needs to read and write dates, and what it says.
func timelineWords(l *locale.Locale) string {
	w := struct {
		Months  []string `json:"months"`
		Short   []string `json:"short"`
		Numeric bool     `json:"numeric"`
		Between string   `json:"between"`
		Since   string   `json:"since"`
		Until   string   `json:"until"`
		Unknown string   `json:"unknown"`
		Follows string   `json:"follows"`
		Moved   string   `json:"moved"`
		Undone  string   `json:"undone"`
		Nothing string   `json:"nothing"`
	}{
		Numeric: l.NumericDates(),
		Between: l.T("timeline_chart.between", "start", "{start}", "finish", "{finish}"),
		Since:   l.T("timeline_chart.since", "date", "{start}"),
		Until:   l.T("timeline_chart.until", "date", "{finish}"),
		Unknown: l.T("figure.unknown"),
		Follows: l.T("dates.follows", "phase", "{phase}", "dates", "{dates}", "before", "{before}"),
		Moved:   l.T("dates.moved", "name", "{name}", "dates", "{dates}"),
		Nothing: l.T("grid.nothing_to_undo"),
		Undone:  l.T("dates.undone", "name", "{name}", "dates", "{dates}"),
	}
	for m := time.January; m <= time.December; m++ {
		w.Months, w.Short = append(w.Months, l.Month(m)), append(w.Short, l.ShortMonth(m))
	}
	return scriptData(w)
}

// scriptData writes data for an attribute that a script reads.
func scriptData(data any) string {
	b, err := json.Marshal(data)
	if err != nil {
		panic(err) // texts, numbers and lists of them can always be written
	}
	return string(b)
}
