package corridor

import (
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// sum is an estimate with its lines and, where there is one, the claim that
// says what they add up to.
type sum struct {
	estimate *estimate.Estimate
	at       *node
	lines    []*estimate.Line
	claimed  *node
}

func (r *reader) estimate(t *table, o owner) {
	e := &estimate.Estimate{Project: o.id, Code: t.text("code"), Title: t.label("title"),
		Kind: estimate.Kind(t.text("kind")), Status: estimate.Published, Scope: t.label("scope"),
		VAT: estimate.VAT(t.text("vat")), Class: t.whole("class"), Claimant: t.label("claimant"),
		Currency: t.currency("currency", money.Currency{}), Note: t.label("note")}
	r.addCoded(t, e, o.scope, e.Code)
	e.Sections = t.refs("sections", e, record.Section, o.scope)
	lines := t.tables("lines")
	if len(lines) > 0 {
		e.Total = new(money.Zero(e.Currency)) // a claim about the total is one about the lines' sum
	}
	s := sum{estimate: e, at: t.at}
	for _, c := range r.claims(t, e, o.id) {
		if c.claim.Field == "total" && c.claim.Chosen {
			s.claimed = c.value
		}
	}
	for i, l := range lines {
		s.lines = append(s.lines, r.line(l, o, e, i))
	}
	r.sums = append(r.sums, s)
	t.done()
}

func (r *reader) line(t *table, o owner, e *estimate.Estimate, i int) *estimate.Line {
	l := &estimate.Line{Project: o.id, Estimate: e.ID, Currency: e.Currency, Code: t.text("code"), Position: i + 1, Name: t.label("name"),
		Category: estimate.Category(t.text("category")), Country: record.Country(t.text("country")),
		Unit: t.text("unit"), Contingency: t.flag("contingency"), Balance: t.flag("balance"), Note: t.label("note")}
	r.addCoded(t, l, o.scope+"/"+e.Code, l.Code)
	t.ref("phase", l, record.Phase, o.scope, &l.Phase)
	t.ref("structure", l, record.Structure, o.scope, &l.Structure)
	for _, c := range t.texts("of") {
		l.Of = append(l.Of, estimate.Category(c.text))
	}
	for _, c := range t.texts("of_lines") {
		l.OfLines = append(l.OfLines, c.text)
	}
	r.claims(t, l, o.id)
	t.done()
	return l
}

// addUp gives every estimate its total. It comes after resolve, since a
// percentage counts the lines of its phase. Lines that do not add up to the
// total claimed are noted, unless something else is wrong with the files.
func (r *reader) addUp() {
	sound := len(r.noted) == 0
	for _, s := range r.sums {
		if len(s.lines) == 0 {
			if s.estimate.Headline != nil {
				s.estimate.Total = new(*s.estimate.Headline)
			}
			continue
		}
		lines := make([]estimate.Line, len(s.lines))
		for i, l := range s.lines {
			lines[i] = *l
		}
		total, err := estimate.Total(s.estimate.Currency, lines)
		if err != nil {
			r.note(s.at.place, fault.Say("problem", "{problem}", "problem", err.Error()))
			continue
		}
		if s.claimed != nil && sound {
			r.noteUnless(total.Equal(*s.estimate.Total), s.claimed, fault.Say("corridor.sum",
				"the lines add up to {total}, not to {claimed}", "total", total, "claimed", *s.estimate.Total))
		}
		s.estimate.Total = &total
	}
}

func (r *reader) fundingSource(t *table, o owner, i int) {
	s := &funding.Source{Project: o.id, Code: t.text("code"), Position: i + 1, Name: t.label("name"),
		Kind: funding.Kind(t.text("kind")), Status: funding.Status(t.text("status")),
		Country: record.Country(t.text("country")), Currency: t.currency("currency", money.Currency{}),
		CarryOver: t.flag("carry_over"), Note: t.label("note")}
	r.addCoded(t, s, o.scope, s.Code)
	t.ref("budget_programme", s, record.BudgetProgramme, "", &s.BudgetProgramme)
	r.claims(t, s, o.id)
	for _, c := range t.tables("ceilings") {
		r.ceiling(c, o, s)
	}
	for _, a := range t.tables("allocations") {
		r.allocation(a, o, s)
	}
	t.done()
}

func (r *reader) ceiling(t *table, o owner, s *funding.Source) {
	c := &funding.Ceiling{Project: o.id, Source: s.ID, FiscalYear: t.whole("fiscal_year"),
		Currency: t.currency("currency", s.Currency), Scope: t.label("scope")}
	r.addCoded(t, c, o.scope+"/"+s.Code, t.text("fiscal_year"))
	r.claims(t, c, o.id)
	t.done()
}

func (r *reader) allocation(t *table, o owner, s *funding.Source) {
	a := &funding.Allocation{Project: o.id, Source: s.ID, FiscalYear: t.whole("fiscal_year"),
		Currency: t.currency("currency", s.Currency), Note: t.label("note")}
	r.addCoded(t, a, o.scope+"/"+s.Code, t.text("fiscal_year"))
	r.claims(t, a, o.id)
	t.done()
}
