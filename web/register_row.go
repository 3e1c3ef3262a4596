package web

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/text"
	"korridor/web/form"
	"korridor/web/locale"
)

// registerFields are the fields of a row, in the order of the sheet.
var registerFields = []string{"name",
	"probability", "impact_shape", "impact_below", "impact_centre", "impact_above", "currency",
	"phase", "delay_shape", "delay_below", "delay_centre", "delay_above", "response", "risk_owner", "status",
	"after_probability", "after_impact_shape", "after_impact_below", "after_impact_centre", "after_impact_above",
	"after_delay_shape", "after_delay_below", "after_delay_centre", "after_delay_above"}

// registerPlace is the cell in which a field of a risk is typed:
// "mitigated.impact.low" in "after_impact_below".
func registerPlace(field string) string {
	prefix := ""
	if rest, ok := strings.CutPrefix(field, "mitigated."); ok {
		prefix, field = "after_", rest
	}
	if of, parameter, ok := strings.Cut(field, "."); ok {
		return prefix + of + "_" + placeOf(parameter)
	}
	return prefix + field
}

// registerRow is one row of the sheet of a risk register.
type registerRow struct {
	recordRow
	NoteIn   string      // the language of the name's version that is edited
	Stored   *risk.Entry // as recorded now; nil: nothing is
	Gone     bool        // it is to be taken out
	At       string      // its place among the rows
	position int         // in the register once it is saved
	options  map[string][]form.Option
}

// fill makes the row show what is recorded.
func (r *registerRow) fill(l *locale.Locale) {
	e := risk.Entry{Status: risk.StatusOpen}
	if r.Stored != nil {
		e = *r.Stored
		r.keep(r.Stored)
	}
	r.add("name").showText(*e.Name.Version(r.NoteIn), e.Name.In(r.NoteIn))
	r.add("probability").showNumber(l, e.Probability, 2)
	r.fillSpread(l, "impact_", &e.Impact)
	if e.Currency.IsZero() {
		e.Currency = money.EUR // offered; kept where there is an impact only
	}
	r.add("currency").showChoice(e.Currency.Code())
	r.add("phase").showChoice(idText(e.Phase))
	r.fillSpread(l, "delay_", &e.Delay)
	r.add("response").showChoice(string(e.Response))
	r.add("risk_owner").showText(e.RiskOwner, "")
	r.add("status").showChoice(string(e.Status))
	r.add("after_probability").showNumber(l, e.Mitigated.Probability, 2)
	r.fillSpread(l, "after_impact_", &e.Mitigated.Impact)
	r.fillSpread(l, "after_delay_", &e.Mitigated.Delay)
}

func (r *registerRow) fillSpread(l *locale.Locale, prefix string, s *risk.Spread) {
	r.add(prefix + "shape").showChoice(string(s.Shape))
	r.addSpread(l, prefix, s, 0)
}

// Empty reports whether nothing is typed in a row that nothing is recorded of.
func (r *registerRow) Empty() bool {
	return r.Stored == nil && !slices.ContainsFunc(r.Cells, func(c *recordCell) bool {
		return c.Field != "status" && c.Field != "currency" && c.Text != ""
	})
}

// typeOver puts what was sent in the row's fields.
func (r *registerRow) typeOver(l, typedIn *locale.Locale, typed *recordTyped) {
	r.Gone = typed.Gone
	r.recordRow.typeOver(l, &typed.sheetTyped, recordReading{order: registerFields,
		read:    func(c *recordCell, text string) string { return r.read(c, l, typedIn, text) },
		written: func(c *recordCell) string { return c.Text }})
	for _, prefix := range []string{"impact_", "delay_", "after_impact_", "after_delay_"} {
		r.assumeShape(prefix)
	}
	r.Changed = r.Changed && !r.Empty()
}

// assumeShape takes three numbers without a shape as those of a triangle.
func (r *registerRow) assumeShape(prefix string) {
	shape := r.Cell(prefix + "shape")
	three := !slices.ContainsFunc(spreadPlaces, func(p spreadPlace) bool { return !r.Cell(prefix + p.name).value.Valid })
	if three && shape.Text == "" && shape.Theirs == nil {
		shape.Text, shape.Changed = string(risk.Triangular), shape.Stored != string(risk.Triangular)
	}
}

// read puts a typed text in the cell, as the language writes it where it can be
// read, and returns its canonical form.
func (r *registerRow) read(c *recordCell, l, typedIn *locale.Locale, text string) (canonical string) {
	switch c.Field {
	case "name", "risk_owner":
		return c.readText(text)
	case "probability", "after_probability":
		return c.readNumber(l, typedIn, text, 2)
	}
	if options, ok := r.options[c.Field]; ok {
		if c.readChoice(l, text, options); text == "" && (c.Field == "status" || c.Field == "currency") {
			c.Problems = []string{l.T("form.choice.unknown")}
		}
		return text
	}
	return c.readNumber(l, typedIn, text, 0)
}

// Entry returns the row as it is typed, to be kept under the code where nothing
// is recorded of it yet.
func (r *registerRow) Entry(project record.ID, code string) risk.Entry {
	e := risk.Entry{Project: project, Code: code}
	if r.Stored != nil {
		e = *r.Stored
	}
	e.Position = r.position
	if name := r.Cell("name"); name.Changed {
		at := e.Name.Version(r.NoteIn)
		if e.Name.Default == "" { // a new risk's name is in its own language
			at = &e.Name.Default
		}
		*at = name.Text
	}
	e.Status, e.Response = risk.Status(r.Cell("status").Text), risk.Response(r.Cell("response").Text)
	e.Phase, _ = form.ID(r.Cell("phase").Text)
	e.RiskOwner = r.Cell("risk_owner").Text
	e.Probability, e.Mitigated.Probability = r.fraction("probability"), r.fraction("after_probability")
	e.Impact, e.Delay = r.spread("impact_", 0), r.spread("delay_", 0)
	e.Mitigated.Impact, e.Mitigated.Delay = r.spread("after_impact_", 0), r.spread("after_delay_", 0)
	e.Currency = money.Currency{}
	if e.Impact.Shape != "" || e.Mitigated.Impact.Shape != "" {
		e.Currency, _ = money.ParseCurrency(r.Cell("currency").Text)
	}
	return e
}

// fraction is a number typed in percent.
func (r *registerRow) fraction(field string) (d decimal.NullDecimal) {
	if v := r.Cell(field).value; v.Valid {
		d = record.Known(v.Decimal.Shift(-2))
	}
	return d
}

// freshCode is a code for a new risk of that name that none has yet, and takes it.
func freshCode(taken map[string]bool, name string) string {
	base := text.CodeOf(name)
	if base == "" || base == text.ReservedCode {
		base = "risk"
	}
	code := base
	for n := 2; taken[code]; n++ {
		suffix := "-" + textOf(n)
		code = strings.TrimRight(base[:min(len(base), text.MaxCode-len(suffix))], "-") + suffix
	}
	taken[code] = true
	return code
}
