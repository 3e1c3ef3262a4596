package corridor

import (
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/yamlfile"
)

// sum is an estimate with its lines and, where there is one, the claim that
// says what they add up to.
type sum struct {
	estimate *estimate.Estimate
	at       *yamlfile.Node
	lines    []*estimate.Line
	claimed  *yamlfile.Node
}

func (r *reader) estimate(t *table, o owner) {
	e := &estimate.Estimate{Project: o.id, Code: t.Text("code"), Title: t.Label("title"),
		Kind: estimate.Kind(t.Text("kind")), Status: estimate.Published, Scope: t.Label("scope"),
		VAT: estimate.VAT(t.Text("vat")), Class: t.Whole("class"), Claimant: t.Label("claimant"),
		Currency: t.Currency("currency", money.Currency{}), Note: t.Label("note")}
	r.addCoded(t, e, o.scope, e.Code)
	e.Sections = t.refs("sections", e, record.Section, o.scope)
	lines := t.tables("lines")
	if len(lines) > 0 {
		e.Total = new(money.Zero(e.Currency)) // a claim about the total is one about the lines' sum
	}
	s := sum{estimate: e, at: t.Node}
	for _, c := range r.claims(t, e, o.id) {
		if c.claim.Field == "total" && c.claim.Chosen {
			s.claimed = c.value
		}
	}
	for i, l := range lines {
		s.lines = append(s.lines, r.line(l, o, e, i))
	}
	r.sums = append(r.sums, s)
	t.Done()
}

func (r *reader) line(t *table, o owner, e *estimate.Estimate, i int) *estimate.Line {
	l := &estimate.Line{Project: o.id, Estimate: e.ID, Currency: e.Currency, Code: t.Text("code"), Position: i + 1, Name: t.Label("name"),
		Category: estimate.Category(t.Text("category")), Country: record.Country(t.Text("country")),
		Unit: t.Text("unit"), Contingency: t.Flag("contingency"), Balance: t.Flag("balance"), Note: t.Label("note")}
	r.addCoded(t, l, o.scope+"/"+e.Code, l.Code)
	t.ref("phase", l, record.Phase, o.scope, &l.Phase)
	t.ref("structure", l, record.Structure, o.scope, &l.Structure)
	for _, c := range t.Texts("of") {
		l.Of = append(l.Of, estimate.Category(c.Text))
	}
	for _, c := range t.Texts("of_lines") {
		l.OfLines = append(l.OfLines, c.Text)
	}
	r.claims(t, l, o.id)
	t.Done()
	return l
}

// addUp gives every estimate its total. It comes after resolve, since a
// percentage counts the lines of its phase. Lines that do not add up to the
// total claimed are noted, unless something else is wrong with the files.
func (r *reader) addUp() {
	sound := r.Sound()
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
			r.Note(s.at.Place, fault.Say("problem", "{problem}", "problem", err.Error()))
			continue
		}
		if s.claimed != nil && sound {
			r.NoteUnless(total.Equal(*s.estimate.Total), s.claimed, fault.Say("corridor.sum",
				"the lines add up to {total}, not to {claimed}", "total", total, "claimed", *s.estimate.Total))
		}
		s.estimate.Total = &total
	}
}

func (r *reader) fundingSource(t *table, o owner, i int) {
	s := &funding.Source{Project: o.id, Code: t.Text("code"), Position: i + 1, Name: t.Label("name"),
		Kind: funding.Kind(t.Text("kind")), Status: funding.Status(t.Text("status")),
		Country: record.Country(t.Text("country")), Currency: t.Currency("currency", money.Currency{}),
		CarryOver: t.Flag("carry_over"), Note: t.Label("note")}
	r.addCoded(t, s, o.scope, s.Code)
	t.ref("budget_programme", s, record.BudgetProgramme, "", &s.BudgetProgramme)
	r.claims(t, s, o.id)
	for _, c := range t.tables("ceilings") {
		r.ceiling(c, o, s)
	}
	for _, a := range t.tables("allocations") {
		r.allocation(a, o, s)
	}
	t.Done()
}

func (r *reader) ceiling(t *table, o owner, s *funding.Source) {
	c := &funding.Ceiling{Project: o.id, Source: s.ID, FiscalYear: t.Whole("fiscal_year"),
		Currency: t.Currency("currency", s.Currency), Scope: t.Label("scope")}
	r.addCoded(t, c, o.scope+"/"+s.Code, t.Text("fiscal_year"))
	r.claims(t, c, o.id)
	t.Done()
}

func (r *reader) allocation(t *table, o owner, s *funding.Source) {
	a := &funding.Allocation{Project: o.id, Source: s.ID, FiscalYear: t.Whole("fiscal_year"),
		Currency: t.Currency("currency", s.Currency), Note: t.Label("note")}
	r.addCoded(t, a, o.scope+"/"+s.Code, t.Text("fiscal_year"))
	r.claims(t, a, o.id)
	t.Done()
}
