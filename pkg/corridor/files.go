package corridor

import (
	"fmt"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// file reads one file. Each may hold any of the parts; the parts of a project
// stand in the file of the project.
func (r *reader) file(top *node) {
	t := r.table(top)
	if n := t.key("programme", tableNode); n != nil {
		r.programme(r.table(n))
	}
	for _, d := range t.tables("documents") {
		r.document(d)
	}
	if n := t.key("reference", tableNode); n != nil {
		r.reference(r.table(n))
	}
	for _, e := range t.tables("exchange_rates") {
		r.rates(e)
	}
	for _, s := range t.tables("index_series") {
		r.series(s)
	}
	for _, b := range t.tables("budget_programmes") {
		r.budgetProgramme(b)
	}
	if n := t.key("project", tableNode); n != nil {
		r.project(t, r.table(n))
	}
	t.done()
}

func (r *reader) programme(t *table) {
	p := &project.Programme{Code: t.text("code"), Name: t.label("name"), Summary: t.label("summary"),
		Currency: t.currency("currency", money.Currency{})}
	r.addCoded(t, p, "", p.Code)
	r.claims(t, p, 0)
	t.done()
}

func (r *reader) document(t *table) {
	d := &project.Document{Code: t.text("code"), Title: t.label("title"), Publisher: t.text("publisher"),
		Address: t.text("address"), Date: t.date("date"), Note: t.label("note")}
	r.addCoded(t, d, "", d.Code)
	t.done()
}

// reference reads claims about the programme that have a file of their own.
func (r *reader) reference(t *table) {
	at := t.key("programme", textNode)
	r.noteUnless(at != nil, t.at, fault.Say("corridor.reference", "must name its programme"))
	for _, s := range r.claims(t, &project.Programme{}, 0) {
		if at != nil {
			r.link(at, s.claim, record.Programme, "", &s.claim.Entity)
		}
	}
	t.done()
}

// rates reads the exchange rates of one pair of currencies, one for each of
// the dates: one unit of "from" costs so much of "to". The other keys are those
// of the claim that each rate gets.
func (r *reader) rates(t *table) {
	base, quote := t.currency("from", money.Currency{}), t.currency("to", money.Currency{})
	kind := funding.RateKind(t.text("kind"))
	words := r.words(t)
	for _, e := range t.entries("dates") {
		rate := &funding.Rate{Base: base, Quote: quote, Kind: kind}
		var err error
		if rate.Date, err = schedule.ParseDate(e.key); err != nil {
			r.noteError(e.value, err)
		}
		r.addCoded(t, rate, "", fmt.Sprintf("%s/%s %s %s", quote, base, kind, e.key))
		r.settle(rate, []said{words.about(rate, 0, "rate", e.value, quote.Code()+"/"+base.Code())})
	}
	t.done()
}
