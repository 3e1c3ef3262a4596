package web

import (
	"korridor/pkg/risk"
	"korridor/pkg/text"
	"korridor/web/form"
)

// rangeEditor adds and changes how far lines and phases can come out from what
// is estimated.
func rangeEditor() *editor[risk.Range, *risk.Range] {
	e := riskPart[risk.Range]("ranges", "ranges")
	e.fields = rangeForm
	e.begin = begun(func(x *desk) risk.Range {
		return risk.Range{Project: x.Project.ID, Spread: risk.Spread{Shape: risk.Triangular}}
	})
	e.like = func(x *desk, _ *risk.Range) []risk.Range { return x.Ranges }
	return e
}

func rangeForm(x *desk, r *risk.Range) *form.Form {
	f := form.New(x.l)
	f.Group("range_of")
	f.Line("line", &r.Line).Called(x.l.T("form.line_code"))
	form.Select(f, "category", &r.Category, x.categories())
	f.Refer("phase", &r.Phase, x.phases(0))
	f.Group("range")
	x.spreadFields(f, "", &r.Spread, "%", func() int32 {
		if r.Amounts {
			return 0
		}
		return 2
	})
	f.Check("time_dependent", &r.TimeDependent)
	f.Group("range_amounts")
	f.Check("amounts", &r.Amounts)
	form.SelectText(f, "currency", &r.Currency, currencies())
	f.Group("trail")
	f.Label("note", &r.Note, text.MaxNote)
	x.basisOf(f, r, func() string { return r.Note.Default })
	return f
}
