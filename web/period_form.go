package web

import (
	"korridor/pkg/period"
	"korridor/pkg/text"
	"korridor/web/form"
)

// periodEditor declares and changes reporting periods while they are open.
func periodEditor() *editor[period.Period, *period.Period] {
	e := shared[period.Period]("periods")
	e.fields = func(x *desk, p *period.Period) *form.Form {
		f := form.New(x.l)
		f.Group("period")
		f.Label("name", &p.Name, text.MaxName).Require().Like(x.l.T("form.example.period"))
		f.Code("code", &p.Code).Like(x.l.T("form.example.period_code"))
		f.Date("first", &p.First).Require()
		f.Date("last", &p.Last).Require()
		f.Moment("cut_off", &p.CutOff, x.zone).Called(x.l.T("periods.planned_cut_off"))
		f.Group("note")
		f.Label("note", &p.Note, text.MaxNote)
		return f
	}
	e.begin = begun(func(*desk) period.Period { return period.Period{} })
	e.like = func(x *desk, _ *period.Period) []period.Period { return x.Periods }
	return e
}
