package web

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/form"
	"korridor/web/locale"
)

// phaseFields are the figures of a phase in the table of dates, by column.
var phaseFields = []string{"planned_start", "planned_finish", "actual_start", "actual_finish", "progress_percent"}

// datesForm is the dates of phases as fields: "rows[0].planned_start".
type datesForm struct {
	*form.Form
	phases []project.Phase // what the fields write to
	cells  [][]*form.Field // by phase and column
}

func newDatesForm(l *locale.Locale, phases []project.Phase) *datesForm {
	f := &datesForm{Form: form.New(l), phases: slices.Clone(phases), cells: make([][]*form.Field, len(phases))}
	for i := range f.phases {
		p := &f.phases[i]
		for column, at := range []*schedule.Date{&p.PlannedStart, &p.PlannedFinish, &p.ActualStart, &p.ActualFinish} {
			f.cells[i] = append(f.cells[i], f.Date(cellName(i, phaseFields[column]), at))
		}
		f.cells[i] = append(f.cells[i], f.Decimal(cellName(i, phaseFields[4]), &p.ProgressPercent))
		for column, cell := range f.cells[i] {
			cell.Called(l.T("timeline.figure_of", "phase", p.Name, "figure", fieldName(l, phaseFields[column]))).Like("")
		}
	}
	return f
}

func rowName(i int) string { return fmt.Sprintf("rows[%d]", i) }

func cellName(i int, field string) string { return rowName(i) + "." + field }

// datesEdit is the table of dates after something was typed over it, beside
// what the record holds now and what it held when the table was opened.
type datesEdit struct {
	dossier        *planner.Dossier
	mine, was, now *datesForm
	touched        []bool // by field: something else was typed than stood there
	open           rivals
	gone           []goneRow
}

// goneRow is what was typed for a phase that somebody deleted.
type goneRow struct {
	Name  string
	Typed []string // "Planned start: 31.01.2027"
}

// newDatesEdit returns the table as the record holds it.
func newDatesEdit(l *locale.Locale, d *planner.Dossier) *datesEdit {
	stored := newDatesForm(l, d.Phases)
	return &datesEdit{dossier: d, mine: newDatesForm(l, d.Phases), was: stored, now: stored, touched: make([]bool, len(stored.Fields()))}
}

// readDates returns the table after the values were typed over it in the
// language typedIn. What nobody touched is what the record holds now.
func readDates(l, typedIn *locale.Locale, d *planner.Dossier, sent url.Values) *datesEdit {
	e := &datesEdit{dossier: d, mine: newDatesForm(typedIn, d.Phases), was: newDatesForm(typedIn, d.Phases), now: newDatesForm(typedIn, d.Phases)}
	values := e.byPhase(sent)
	e.open = settleRivals(values)
	e.was.ReadOriginals(values)
	for i, now := range e.now.Fields() {
		e.touched = append(e.touched, values.Get(now.Name) != values.Get("was."+now.Name))
		if !e.touched[i] {
			values.Set(now.Name, now.Text())
		}
	}
	e.mine.Read(values)
	if l != typedIn {
		e.now, e.was = newDatesForm(l, d.Phases), newDatesForm(l, e.was.phases)
		mine := newDatesForm(l, e.mine.phases)
		mine.KeepUnread(e.mine.Form)
		e.mine = mine
	}
	e.open.blame(e.mine.Form)
	return e
}

// byPhase returns the values sent under the places that the phases have now:
// since the table was opened, some may have come, gone or changed places.
func (e *datesEdit) byPhase(sent url.Values) url.Values {
	at := map[record.ID]int{}
	for i := 0; i < planner.MaxRows && sent.Has(cellName(i, "id")); i++ {
		id, _ := strconv.ParseInt(sent.Get(cellName(i, "id")), 10, 64) // anything else is no phase
		at[record.ID(id)] = i
	}
	values := url.Values{}
	for i := range e.dossier.Phases {
		id := e.dossier.Phases[i].ID
		from, ok := at[id]
		delete(at, id)
		for column, field := range phaseFields {
			name, text := cellName(i, field), e.now.cells[i][column].Text()
			typed, was := cellName(from, field), "was."+cellName(from, field)
			if !ok || !sent.Has(typed) || !sent.Has(was) { // a phase that was not there yet
				values[name], values["was."+name] = []string{text}, []string{text}
				continue
			}
			values[name], values["was."+name] = sent[typed], sent[was]
			if slices.Contains(sent["contested"], typed) {
				values.Add("contested", name)
				values["take."+name] = sent["take."+typed]
			}
		}
	}
	for _, i := range at {
		e.lose(i, sent)
	}
	slices.SortFunc(e.gone, func(a, b goneRow) int { return strings.Compare(a.Name, b.Name) })
	return values
}

// lose notes what was typed for a phase that is not there any more.
func (e *datesEdit) lose(i int, sent url.Values) {
	row := goneRow{Name: sent.Get(cellName(i, "name"))}
	for _, field := range phaseFields {
		name := cellName(i, field)
		if typed := sent.Get(name); typed != sent.Get("was."+name) {
			row.Typed = append(row.Typed, fieldName(e.mine.Language, field)+": "+typed)
		}
	}
	if len(row.Typed) > 0 {
		e.gone = append(e.gone, row)
	}
}

// changed returns the places of the phases that differ from the record.
func (e *datesEdit) changed() []int {
	var rows []int
	for i := range e.mine.phases {
		for column := range phaseFields {
			if e.mine.cells[i][column].Text() != e.now.cells[i][column].Text() {
				rows = append(rows, i)
				break
			}
		}
	}
	return rows
}

// stale returns the fields that somebody else changed in phases that were
// changed here too, and not to the same: by name, whether both changed it.
func (e *datesEdit) stale() map[string]bool {
	stale := map[string]bool{}
	for _, i := range e.changed() {
		for column := range phaseFields {
			mine, now := e.mine.cells[i][column], e.now.cells[i][column]
			both := e.touched[i*len(phaseFields)+column]
			if e.was.cells[i][column].Text() != now.Text() && (!both || mine.Text() != now.Text()) {
				stale[mine.Name] = both
			}
		}
	}
	return stale
}

// command returns what keeps the changed phases.
func (e *datesEdit) command() *planner.SavePhases {
	c := &planner.SavePhases{}
	for _, i := range e.changed() {
		c.Rows = append(c.Rows, e.mine.phases[i])
	}
	return c
}

// blame puts what is wrong with the command's rows at the fields of the table.
func (e *datesEdit) blame(err error) {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != fault.Invalid {
		return
	}
	places := map[string]string{}
	for at, i := range e.changed() {
		places[rowName(at)] = rowName(i)
	}
	moved := *f
	moved.Fields = slices.Clone(f.Fields)
	for i, field := range moved.Fields {
		row, rest, _ := strings.Cut(field.Name, ".")
		if place, ok := places[row]; ok {
			moved.Fields[i].Name = place + "." + rest
		}
	}
	e.mine.Blame(&moved)
}
