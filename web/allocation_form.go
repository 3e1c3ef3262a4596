package web

import (
	"korridor/pkg/funding"
	"korridor/pkg/text"
	"korridor/web/form"
)

// allocationEditor adds and changes single allocations: the funding sheet has
// all of them.
func allocationEditor() *editor[funding.Allocation, *funding.Allocation] {
	e := part[funding.Allocation]("allocations", "funding")
	e.fields = allocationForm
	e.begin = begun(func(x *desk) funding.Allocation {
		return funding.Allocation{Project: x.Project.ID, Currency: x.Programme.Currency}
	})
	e.like = func(x *desk, _ *funding.Allocation) []funding.Allocation { return x.Allocations }
	return e
}

func allocationForm(x *desk, a *funding.Allocation) *form.Form {
	f := form.New(x.l)
	f.Place("allocation.moved", "fiscal_year")
	f.Place("allocation.no_breach", "breach_reason")
	f.Group("what")
	f.Refer("funding_source", &a.Source, x.sources()).Require()
	f.Year("fiscal_year", &a.FiscalYear).Require()
	form.SelectText(f, "currency", &a.Currency, currencies()).Require()
	f.Group("money")
	f.Amount("requested", &a.Requested, &a.Currency)
	f.Amount("approved", &a.Approved, &a.Currency)
	f.Amount("committed", &a.Committed, &a.Currency)
	f.Amount("disbursed", &a.Disbursed, &a.Currency)
	f.Group("breach")
	var breach funding.Breach
	if a.Breach != nil {
		breach = *a.Breach
	}
	f.Line("breach_reason", &breach.Reason).Like(x.l.T("form.breach_hint"))
	f.Refer("breach_document", &breach.Document, x.documents())
	f.After(func() {
		a.Breach = nil
		if breach != (funding.Breach{}) {
			recorded := breach
			a.Breach = &recorded
		}
	})
	f.Group("note")
	f.Label("note", &a.Note, text.MaxNote)
	return f
}
