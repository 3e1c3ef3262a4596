package web

import (
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// riskRow is a risk of the register.
type riskRow struct {
	*risk.Entry
	PhaseName     string
	Mark          *Figure
	Before, After exposure
	Counts        bool // it is in the simulation
	Edit          Link
}

// exposure is how likely a risk is and what it does, in words; "" where that is
// not known.
type exposure struct{ Probability, Impact, Delay string }

// register lists the risks, the open ones first.
func (w *riskView) register() []riskRow {
	l := w.l
	var open, closed []riskRow
	for i := range w.sim.Entries {
		e := &w.sim.Entries[i]
		row := riskRow{Entry: e, Mark: w.t.row(e, e.Name.In(l.Code), w.Trail.Basis(e)), Edit: linkTo(e.Name.In(l.Code), projectURL(w.Project.Code, "risks", idText(e.ID), "edit"))}
		for k := range w.Phases {
			if w.Phases[k].ID == e.Phase {
				row.PhaseName = w.Phases[k].Name.In(l.Code)
			}
		}
		row.Before = w.exposure(risk.Exposure{Probability: e.Probability, Impact: e.Impact, Delay: e.Delay}, e.Currency.Code())
		row.After = w.exposure(e.Mitigated, e.Currency.Code())
		if _, row.Counts = e.Current(); row.Counts {
			open = append(open, row)
		} else {
			closed = append(closed, row)
		}
	}
	return append(open, closed...)
}

func (w *riskView) exposure(x risk.Exposure, currency string) exposure {
	e := exposure{Impact: w.spread(x.Impact, 0, currency), Delay: w.spread(x.Delay, 0, w.l.T("risk.months"))}
	if x.Probability.Valid {
		e.Probability = w.l.Percent(x.Probability.Decimal.Shift(2))
	}
	return e
}

// spread writes a distribution: "Triangular: 80 / 100 / 130 %". Its parameters
// are shifted by decimal places. Amounts of whole millions are written as such.
func (w *riskView) spread(s risk.Spread, shift int32, unit string) string {
	if s.Shape == "" {
		return ""
	}
	millions := true
	var values []decimal.Decimal
	for _, name := range s.Shape.Parameters() {
		v := s.Parameter(name).Decimal.Shift(shift)
		values = append(values, v)
		millions = millions && v.Shift(-4).IsInteger()
	}
	if millions && shift == 0 && values[len(values)-1].GreaterThanOrEqual(decimal.New(1, 6)) {
		for i := range values {
			values[i] = values[i].Shift(-6)
		}
		unit = w.l.T("risk.million", "currency", unit)
	}
	var texts []string
	for _, v := range values {
		texts = append(texts, w.l.Number(v))
	}
	return w.l.T("risk.spread", "shape", w.l.Term("distribution", string(s.Shape)), "values", strings.Join(texts, " / "), "unit", unit)
}

// rangeRow is the uncertainty of a cost line, or of the length of a phase.
type rangeRow struct {
	Name     string
	Phase    bool
	Follows  bool   // it varies with what it is a percentage of
	Spread   string // "": none
	From     string // the category whose range counts
	Mark     *Figure
	Document string
	Note     string
	Edit     *Link
	Add      string
}

// ranges lists the lines of the estimate, then the phases, with their ranges. It
// returns how many lines have none.
func (w *riskView) ranges() (rows []rangeRow, bare int) {
	l := w.l
	add := func(field, value string) string {
		return projectURL(w.Project.Code, "ranges", "new") + "?" + field + "=" + value
	}
	for i := range w.Base.Lines {
		line := &w.Base.Lines[i]
		if line.Contingency {
			continue
		}
		row := rangeRow{Name: w.driver(risk.LineRow, line.Code), Follows: line.Percent.Valid, Add: add("line", line.Code)}
		if r, ok := risk.RangeOf(w.sim.Ranges, line.Code, line.Category, line.Percent.Valid); ok {
			w.describe(&row, r)
			if r.Line == "" {
				row.From = l.Enum(r.Category)
			}
		} else if !line.Percent.Valid {
			bare++
		}
		rows = append(rows, row)
	}
	for i := range w.Phases {
		p := &w.Phases[i]
		row := rangeRow{Name: p.Name.In(l.Code), Phase: true, Add: add("phase", idText(p.ID))}
		for k := range w.sim.Ranges {
			if w.sim.Ranges[k].Phase == p.ID {
				w.describe(&row, &w.sim.Ranges[k])
			}
		}
		rows = append(rows, row)
	}
	return rows, bare
}

// describe says what the range is and what it rests on.
func (w *riskView) describe(row *rangeRow, r *risk.Range) {
	shift, unit := int32(2), "%"
	if r.Amounts {
		shift, unit = 0, r.Currency.Code()
	}
	row.Spread, row.Note = w.spread(r.Spread, shift, unit), r.Note.In(w.l.Code)
	basis := w.Trail.Basis(r)
	row.Mark = w.t.row(r, row.Name, basis)
	if basis == "" {
		basis = project.Assumed
	}
	edit := linkTo(row.Name, projectURL(w.Project.Code, "ranges", idText(r.ID), "edit"))
	row.Edit = &edit
	row.Document = strings.Join(w.Trail.DocumentTitles(record.Entity(r), w.l.Code), "; ")
}
