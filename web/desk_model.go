package web

import (
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/form"
)

// coded returns records as they are named by code.
func coded[T any, P recordPointer[T]](list []T, name func(P) (code, name string)) []form.Coded {
	all := make([]form.Coded, len(list))
	for i := range list {
		code, text := name(&list[i])
		all[i] = form.Coded{ID: P(&list[i]).RecordMeta().ID, Code: code, Name: text}
	}
	return all
}

// codedDocuments are the documents as they are named by code.
func (x *desk) codedDocuments() []form.Coded {
	return coded(x.Documents, func(d *project.Document) (string, string) { return d.Code, d.Title.In(x.l.Code) })
}

// series are the index series to choose from.
func (x *desk) series() []form.Option {
	return records(x.Series, func(s *costmodel.Series) string { return s.Name.In(x.l.Code) }, 0)
}

// budgets are the budget programmes to choose from.
func (x *desk) budgets() []form.Option {
	return records(x.Budgets, func(b *funding.BudgetProgramme) string { return b.Name.In(x.l.Code) }, 0)
}

// categories are the categories of cost lines to choose from.
func (x *desk) categories() []form.Option { return named(x.l, estimate.Categories) }

// basisCells adds to a row what its figure rests on.
func (x *desk) basisCells(row *form.Form, v *planner.Vouching) {
	bases := named(x.l, []project.Basis{project.Sourced, project.Assumed})
	if v.Basis == project.Derived {
		bases = named(x.l, project.Bases)
	}
	form.Select(row, "basis", &v.Basis, bases)
	document := row.ReferCode("document", &v.Document, x.codedDocuments())
	row.After(func() {
		if v.Basis == "" && v.Document != 0 {
			v.Basis = project.Sourced
		}
		if v.Basis == project.Sourced && v.Document == 0 && len(document.Problems) == 0 {
			document.Problems = []string{x.l.T("form.document_needed")}
		}
	})
}

// typedYear is the money of one year in a form, with what it rests on.
type typedYear struct {
	Year   int
	Amount *money.Amount
	Said   planner.Vouching
}

// yearAmounts adds a table of money by year, whose currency is another field's.
// The figures of the record are called after the series: "cap_2027".
func (x *desk) yearAmounts(f *form.Form, name, series string, e record.Entity, at *[]funding.YearAmount, currency *money.Currency) {
	rows := make([]typedYear, len(*at))
	for i := range *at {
		a := (*at)[i]
		rows[i] = typedYear{a.Year, &a.Amount, x.rests(e, record.YearlyField(series, a.Year))}
	}
	form.Rows(f, name, &rows, funding.MaxYears, func(row *form.Form, r *typedYear) {
		row.Year("year", &r.Year).Require()
		row.Amount("amount", &r.Amount, currency).Require().In("")
		x.basisCells(row, &r.Said)
	}).Offer(4)
	f.After(func() {
		slices.SortStableFunc(rows, func(a, b typedYear) int { return a.Year - b.Year })
		*at = nil
		for _, r := range rows {
			r.Said.Field = record.YearlyField(series, r.Year)
			*at = append(*at, funding.YearAmount{Year: r.Year, Amount: *r.Amount})
			x.say(e, r.Said)
		}
	})
}
