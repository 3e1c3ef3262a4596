package web

import (
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// projectPage returns the page of one of a project's tabs.
func projectPage(l *locale.Locale, p project.Project, tab string, data any) Page {
	return Page{Title: l.T("tab." + tab), Project: &ProjectHeader{Project: p, Tab: tab}, Data: data}
}

// fieldName is what a record's figure is called: "Length", "Tubes", "Ceiling,
// 2026".
func fieldName(l *locale.Locale, field string) string {
	if series, year := record.OfYear(field); year != 0 && l.Has("yearly."+series) {
		return l.T("yearly."+series, "year", funding.FiscalYear(year))
	}
	if name := l.Term("field", field); name != field {
		return name
	}
	return l.Term("attribute", field)
}

// row returns what the mark of a row opens: the claims about all figures of a
// record. The basis is the weakest of theirs.
func (t *trail) row(e record.Entity, name string, basis project.Basis) *Figure {
	f := t.vouched(name, "", nil)
	f.Basis, f.History = basis, t.history(e.RecordMeta().ID)
	for _, figure := range record.Figures(e) {
		claims := t.claims(t.record.Of(e.RecordMeta().ID, figure.Field))
		for i := range claims {
			claims[i].Field = fieldName(t.language, figure.Field)
		}
		f.Claims = append(f.Claims, claims...)
		f.Waiting = append(f.Waiting, t.waiting(t.record.Pending(e.RecordMeta().ID, figure.Field))...)
	}
	f.Threads, f.Open = t.threads(e.RecordMeta().ID, "")
	return f
}

// amount returns the figure of an amount without its currency, for columns
// whose header names it; nil where it is not recorded.
func (t *trail) amount(id record.ID, field, name string, a *money.Amount) *Figure {
	if a == nil {
		return t.unknown(id, field, name)
	}
	return t.figure(id, field, name, t.language.Amount(*a))
}

// money is amount with the currency.
func (t *trail) money(id record.ID, field, name string, a *money.Amount) *Figure {
	if a == nil {
		return t.unknown(id, field, name)
	}
	return t.figure(id, field, name, t.language.Money(*a))
}

// short returns the figure of an amount in three digits, with the whole amount
// at hand; nil where it is not recorded.
func (t *trail) short(id record.ID, field, name string, a *money.Amount) *Figure {
	if a == nil {
		return t.unknown(id, field, name)
	}
	f := t.figure(id, field, name, t.language.Short(*a))
	f.Exact = t.language.Money(*a)
	return f
}
