package web

import (
	"korridor/pkg/risk"
	"korridor/pkg/text"
	"korridor/web/form"
)

// riskPart returns the editor of parts of a project that the risk page shows at
// a place.
func riskPart[T any, P recordPointer[T]](path, place string) *editor[T, P] {
	e := part[T, P](path, "risk")
	e.list = func(x *desk) string { return projectURL(x.code, "risk") + "#" + place }
	e.shown = func(x *desk, _ P) string { return e.list(x) }
	return e
}

// riskEntryEditor adds and changes the risks of a project's register.
func riskEntryEditor() *editor[risk.Entry, *risk.Entry] {
	e := riskPart[risk.Entry]("risks", "register")
	e.fields = riskEntryForm
	e.begin = begun(func(x *desk) risk.Entry {
		return risk.Entry{Project: x.Project.ID, Status: risk.StatusOpen,
			Position: last(x.Risks, func(r risk.Entry) int { return r.Position }) + 1}
	})
	e.like = func(x *desk, _ *risk.Entry) []risk.Entry { return x.Risks }
	return e
}

func riskEntryForm(x *desk, r *risk.Entry) *form.Form {
	f, plain := form.New(x.l), func() int32 { return 0 }
	f.Group("what")
	f.Label("name", &r.Name, text.MaxName).Require().Like(x.l.T("form.example.risk"))
	f.Code("code", &r.Code)
	f.Label("description", &r.Description, text.MaxNote)
	f.Refer("phase", &r.Phase, x.phases(0))
	f.Group("risk_before")
	f.Percent("probability", &r.Probability).Like(x.l.T("form.example.percent"))
	currency := form.SelectText(f, "currency", &r.Currency, currencies())
	f.Place("risk.currency", currency.Name)
	f.Group("risk_impact")
	x.spreadFields(f, "impact.", &r.Impact, "", plain)
	f.Group("risk_delay")
	x.spreadFields(f, "delay.", &r.Delay, x.l.T("risk.months"), plain)
	f.Group("risk_response")
	form.Select(f, "response", &r.Response, terms(x.l, "risk_response", risk.Responses))
	f.Line("risk_owner", &r.RiskOwner)
	form.Select(f, "status", &r.Status, terms(x.l, "risk_status", risk.Statuses)).Require()
	f.Percent("mitigated.probability", &r.Mitigated.Probability)
	f.Group("risk_impact_after")
	x.spreadFields(f, "mitigated.impact.", &r.Mitigated.Impact, "", plain)
	f.Group("risk_delay_after")
	x.spreadFields(f, "mitigated.delay.", &r.Mitigated.Delay, x.l.T("risk.months"), plain)
	f.Group("trail")
	f.Label("note", &r.Note, text.MaxNote)
	x.basisOf(f, r, func() string { return r.Note.Default })
	return f
}
