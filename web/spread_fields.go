package web

import (
	"cmp"

	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/web/form"
)

// spreadPlace is a number that a form asks of a distribution, and the parameters
// that it stands for.
type spreadPlace struct {
	name       string
	parameters []string
}

// spreadPlaces are the three numbers that a form asks of a distribution: below,
// in the middle, above.
var spreadPlaces = []spreadPlace{{"below", []string{"low", "p10"}}, {"centre", []string{"mode", "mean", "value"}}, {"above", []string{"high", "p90", "sd"}}}

// spreadFields adds the fields of a distribution, their names under the prefix.
// Numbers are typed shifted by decimal places, as shift says once all fields
// were read: by 2 for factors, which are typed in percent.
func (x *desk) spreadFields(f *form.Form, prefix string, s *risk.Spread, unit string, shift func() int32) *form.Field {
	of := form.Select(f, prefix+"shape", &s.Shape, terms(x.l, "distribution", risk.Shapes)).Called(x.l.T("risk.form.shape"))
	typed := make([]decimal.NullDecimal, len(spreadPlaces))
	for i, place := range spreadPlaces {
		for _, parameter := range place.parameters {
			f.Place(prefix+parameter, prefix+place.name)
			if v := s.Parameter(parameter); v.Valid {
				typed[i] = record.Known(v.Decimal.Shift(shift()))
			}
		}
		f.Decimal(prefix+place.name, &typed[i]).Called(x.l.T("risk.form." + place.name)).In(unit).Like("")
	}
	f.After(func() {
		*s = risk.Spread{Shape: s.Shape}
		for i, place := range spreadPlaces {
			if !typed[i].Valid {
				continue
			}
			at := s.Parameter(parameterAt(s.Shape, place.parameters))
			*at = record.Known(typed[i].Decimal.Shift(-shift()))
		}
	})
	return of
}

// parameterAt is which of the parameters the shape takes; the first where it
// takes none, so that the record says that it is not wanted.
func parameterAt(shape risk.Shape, among []string) string {
	for _, taken := range shape.Parameters() {
		for _, p := range among {
			if p == taken {
				return p
			}
		}
	}
	return among[0]
}

// basisOf adds what all figures of a record rest on: a basis, and the document
// of a sourced one. The record's note tells why it is assumed.
func (x *desk) basisOf(f *form.Form, e record.Entity, note func() string) {
	var said planner.Vouching
	if figures := record.Figures(e); len(figures) > 0 {
		said = x.rests(e, figures[0].Field)
	}
	basis := said.Basis
	form.Select(f, "basis", &basis, named(x.l, []project.Basis{project.Sourced, project.Assumed}))
	document := f.ReferCode("document", &said.Document, x.codedDocuments())
	f.After(func() {
		if said.Document != 0 {
			basis = cmp.Or(basis, project.Sourced)
		}
		if basis == project.Sourced && said.Document == 0 && len(document.Problems) == 0 {
			document.Problems = []string{x.l.T("form.document_needed")}
		}
		for _, figure := range record.Figures(e) {
			now := x.rests(e, figure.Field)
			if now.Basis == basis && now.Document == said.Document {
				continue
			}
			v := planner.Vouching{Field: figure.Field, Basis: basis, Document: said.Document}
			if basis == project.Assumed {
				v.Document, v.Why.Default = 0, cmp.Or(note(), x.l.T("risk.form.assumed"))
			}
			x.say(e, v)
		}
	})
}
