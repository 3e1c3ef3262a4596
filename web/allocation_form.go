package web

import (
	"korridor/pkg/funding"
	"korridor/pkg/record"
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

// yearOfSource adds the funding source and the fiscal year that a record with
// the id is of; a stored one keeps them.
func (x *desk) yearOfSource(f *form.Form, id record.ID, source *record.ID, year *int) {
	fields := []*form.Field{f.Refer("funding_source", source, x.sources()).Require(), f.Year("fiscal_year", year).Require()}
	if id != 0 {
		f.Fix(fields...)
	}
}

func allocationForm(x *desk, a *funding.Allocation) *form.Form {
	f := form.New(x.l)
	f.Place("allocation.no_breach", "breach_reason")
	f.Group("what")
	x.yearOfSource(f, a.ID, &a.Source, &a.FiscalYear)
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
