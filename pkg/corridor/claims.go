package corridor

import (
	"slices"
	"strconv"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/pkg/yamlfile"
)

// words is what a claim says besides its figure: where it was said, and how.
// One entry of a file can make several claims in the same words.
type words struct {
	r        *reader
	t        *table
	claim    project.Claim
	document *yamlfile.Node
	chosen   *yamlfile.Node
}

// said is one claim that was read.
type said struct {
	claim  *project.Claim
	value  *yamlfile.Node
	chosen *yamlfile.Node // nil unless the file says "chosen: true"
}

// words reads the keys of a claim apart from its figure.
func (r *reader) words(t *table) *words {
	w := &words{r: r, t: t, document: t.Key("document", yamlfile.TextNode), claim: project.Claim{
		Label: t.Label("label"), Basis: project.Basis(t.Text("basis")), Quote: t.Text("quote"),
		Confidence: project.Confidence(t.Text("confidence")), Date: t.Date("date"),
		Formula: t.Label("formula"), Note: t.Label("note"),
	}}
	if t.Flag("chosen") {
		w.chosen = t.Key("chosen", yamlfile.TextNode)
	}
	return w
}

// about makes the claim that a figure of e has a value.
func (w *words) about(e record.Entity, owner record.ID, field string, value *yamlfile.Node, unit string) said {
	c := w.claim
	c.Project, c.Kind, c.Entity = owner, e.RecordKind(), e.RecordMeta().ID
	c.Field, c.Value, c.Unit = field, value.Text, unit
	w.r.add(w.t, &c)
	if w.document != nil {
		w.r.link(w.document, &c, record.Document, "", &c.Document)
	}
	return said{claim: &c, value: value, chosen: w.chosen}
}

// claims reads the claims about a record and gives it the figures of those
// that are chosen. The record has an id, its currency and its unit by then.
func (r *reader) claims(t *table, e record.Entity, owner record.ID) []said {
	var all []said
	for _, c := range t.tables("claims") {
		all = append(all, r.claim(c, e, owner)...)
		c.Done()
	}
	r.settle(e, all)
	return all
}

// claim reads one entry: "field" with "value", "field" with "years" for a
// yearly series, or "values" for several fields.
func (r *reader) claim(t *table, e record.Entity, owner record.ID) []said {
	w, unit := r.words(t), t.Text("unit")
	if several := t.Entries("values"); several != nil {
		var all []said
		for _, v := range several {
			all = append(all, w.about(e, owner, v.Key, v.Value, unit))
		}
		return all
	}
	field := t.Text("field")
	if years := t.Entries("years"); years != nil {
		var all []said
		for _, y := range years {
			yearly := *w
			yearly.claim.Label = inYear(w.claim.Label, y.Key)
			all = append(all, yearly.about(e, owner, field+"_"+y.Key, y.Value, unit))
		}
		return all
	}
	value := t.Key("value", yamlfile.TextNode)
	w.claim.ValueAlbanian = t.Text("value_sq")
	if value == nil {
		r.Note(t.Node.PlaceOf("value"), fault.Say("required", "is required"))
		return nil
	}
	return []said{w.about(e, owner, field, value, unit)}
}

// inYear tells the labels of a yearly series apart.
func inYear(l text.Label, year string) text.Label {
	if l.Default != "" {
		l.Default += ", " + year
	}
	if l.Albanian != "" {
		l.Albanian += ", " + year
	}
	return l
}

// settle checks the claims about one record, finds the chosen one of each
// figure, and gives the record its value.
func (r *reader) settle(e record.Entity, all []said) {
	groups := map[string][]said{}
	for _, s := range all {
		r.checkValue(e, s)
		if s.chosen == nil { // competing figures must be readable too: the chosen one is set last
			r.setFigure(e, s)
		}
		groups[s.claim.Field] = append(groups[s.claim.Field], s)
	}
	for _, s := range all {
		group := groups[s.claim.Field]
		if first := slices.IndexFunc(group, func(o said) bool { return o.chosen != nil }); first < 0 {
			r.NoteUnless(len(group) == 1, s.value, fault.Say("corridor.none_chosen",
				"is one of {count} claims about {field}, none of which is chosen", "count", len(group), "field", s.claim.Field))
		} else if s.chosen != nil && group[first].claim != s.claim {
			r.Note(s.chosen.Place, fault.Say("corridor.two_chosen",
				"another claim about {field} is chosen already: {place}",
				"field", s.claim.Field, "place", group[first].value.Place))
		}
		if s.claim.Chosen = s.chosen != nil || len(group) == 1; s.claim.Chosen {
			r.setFigure(e, s)
		}
	}
}

// setFigure stores the claim's value where the record has that figure.
func (r *reader) setFigure(e record.Entity, s said) {
	if !record.HasFigure(e, s.claim.Field) {
		return
	}
	if err := record.SetFigure(e, s.claim.Field, s.claim.Value, s.claim.Unit); err != nil {
		r.NoteError(s.value, err)
	}
}

// checkValue notes a value that its unit does not allow, and a fact without a
// label. Dates and years need not repeat their unit: it is filled in.
func (r *reader) checkValue(e record.Entity, s said) {
	c := s.claim
	switch unit, own := figureUnit(e, c.Field); {
	case !own:
		r.NoteUnless(c.Label.Default != "", s.value, fault.Say("corridor.label",
			"{field} is not a figure of a {kind}: a fact needs a label", "field", c.Field, "kind", string(e.RecordKind())))
	case c.Unit == "" && (unit == "date" || unit == "year"):
		c.Unit = unit
	case c.Unit != unit && (unit == "" || unit == "date" || unit == "year"): // SetFigure checks the units of numbers only
		r.Note(s.value.Place, fault.Say("corridor.bad_unit", "{field} has the unit {want}, not {unit}",
			"field", c.Field, "want", strconv.Quote(unit), "unit", strconv.Quote(c.Unit)))
	}
	if err := readable(c.Value, c.Unit); err != nil {
		r.NoteError(s.value, err)
	}
}

// figureUnit returns the unit of a record's own figure; own is false where the
// record has no such figure.
func figureUnit(e record.Entity, field string) (unit string, own bool) {
	f, ok := e.(record.Figured)
	if !ok {
		return "", false
	}
	for _, figure := range f.FigureFields() {
		if figure.Name == field {
			return figure.Unit, true
		}
	}
	return "", false
}

// readable returns a fault for a value that is not canonical in its unit. A
// value without a unit is a text or a count.
func readable(value, unit string) error {
	switch unit {
	case "":
		return nil
	case "date", "year":
		_, err := schedule.ParseDate(value)
		return err
	}
	d, err := record.ParseNumber(value)
	if err != nil {
		return err
	}
	currency, err := money.ParseCurrency(unit)
	if err != nil {
		return nil // a quantity, in a unit that is not a currency
	}
	a, err := money.New(d, currency)
	if err != nil {
		return err
	}
	if a.Plain() != value {
		return fault.New(fault.Invalid, fault.Say("corridor.amount", "{text} must be written {plain}",
			"text", strconv.Quote(value), "plain", a.Plain()))
	}
	return nil
}
