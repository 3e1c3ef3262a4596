package corridor

import (
	"fmt"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/yamlfile"
)

// file reads one file. Each may hold any of the parts; the parts of a project
// stand in the file of the project.
func (r *reader) file(top *yamlfile.Node) {
	t := r.table(top)
	if n := t.Key("programme", yamlfile.TableNode); n != nil {
		r.programme(r.table(n))
	}
	for _, d := range t.tables("documents") {
		r.document(d)
	}
	if n := t.Key("reference", yamlfile.TableNode); n != nil {
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
	if n := t.Key("project", yamlfile.TableNode); n != nil {
		r.project(t, r.table(n))
	}
	t.Done()
}

func (r *reader) programme(t *table) {
	p := &project.Programme{Code: t.Text("code"), Name: t.Label("name"), Summary: t.Label("summary"),
		Currency: t.Currency("currency", money.Currency{})}
	r.addCoded(t, p, "", p.Code)
	r.claims(t, p, 0)
	t.Done()
}

func (r *reader) document(t *table) {
	d := &project.Document{Code: t.Text("code"), Title: t.Label("title"), Publisher: t.Text("publisher"),
		Address: t.Text("address"), Date: t.Date("date"), Note: t.Label("note")}
	r.addCoded(t, d, "", d.Code)
	t.Done()
}

// reference reads claims about the programme that have a file of their own.
func (r *reader) reference(t *table) {
	at := t.Key("programme", yamlfile.TextNode)
	r.NoteUnless(at != nil, t.Node, fault.Say("corridor.reference", "must name its programme"))
	for _, s := range r.claims(t, &project.Programme{}, 0) {
		if at != nil {
			r.link(at, s.claim, record.Programme, "", &s.claim.Entity)
		}
	}
	t.Done()
}

// rates reads the exchange rates of one pair of currencies, one for each of
// the dates: one unit of "from" costs so much of "to". The other keys are those
// of the claim that each rate gets.
func (r *reader) rates(t *table) {
	base, quote := t.Currency("from", money.Currency{}), t.Currency("to", money.Currency{})
	kind := funding.RateKind(t.Text("kind"))
	words := r.words(t)
	for _, e := range t.Entries("dates") {
		rate := &funding.Rate{Base: base, Quote: quote, Kind: kind}
		var err error
		if rate.Date, err = schedule.ParseDate(e.Key); err != nil {
			r.NoteError(e.Value, err)
		}
		r.addCoded(t, rate, "", fmt.Sprintf("%s/%s %s %s", quote, base, kind, e.Key))
		r.settle(rate, []said{words.about(rate, 0, "rate", e.Value, quote.Code()+"/"+base.Code())})
	}
	t.Done()
}
