package web

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"korridor/web/form"
)

// draftCell is one field of a row, for the partials of the sheet.
type draftCell struct {
	ID, Name, Field string
	Value           string
	Problems        []string
	Focus           bool
	Options         template.HTML
	Label           string // the id of what names the column
	Row             string // the id of what names the row
}

// Cell returns a field of the row.
func (row *draftRow) Cell(field string) draftCell {
	c := draftCell{ID: "r-" + row.Key + "-" + field, Name: "r." + row.Key + "." + field, Field: field, Problems: row.Problems[field],
		Label: "c-" + field, Row: "r-" + row.Key + "-code", Focus: row.Focus && field == row.focused()}
	if text := row.text(field); text != nil {
		c.Value = *text
	}
	if field == row.Main() {
		c.Label, c.Problems = "c-name", slices.Concat(row.Problems["name"], row.Problems["name_sq"])
	}
	if field == "code" {
		c.Row = ""
		c.Problems = slices.Concat(row.Problems["code"], row.Problems[""])
	}
	return c
}

// draftDetail is a field of the detail with its label.
type draftDetail struct {
	Label string
	Cell  draftCell
}

// Details are the fields of the detail.
func (row *draftRow) Details() []draftDetail {
	options := map[string][]form.Option{"structure": row.sheet.Structures, "country": row.sheet.Countries, "basis": row.sheet.Bases, "document": row.sheet.Documents}
	var all []draftDetail
	for _, field := range row.hidden() {
		d := draftDetail{row.sheet.names[field], row.Cell(field)}
		if options[field] != nil {
			d.Cell = row.Choice(field, options[field])
		}
		all = append(all, d)
	}
	return all
}

// Changed reports whether the line comes to something else than before.
func (row *draftRow) Changed() bool { return row.Difference == nil || !row.Difference.IsZero() }

// focused is the field that a changed row begins with: the code of a new line.
func (row *draftRow) focused() string {
	switch {
	case row.Vouch:
		return "basis"
	case row.Code == "" || row.Seen.ID == 0:
		return "code"
	}
	return row.Main()
}

// Choice returns a field with its options.
func (row *draftRow) Choice(field string, options []form.Option) draftCell {
	c := row.Cell(field)
	c.Options = row.sheet.markup(field, options, c.Value)
	return c
}

// markup writes the options of a field, one of them chosen. The same ones stand
// in a thousand rows, so they are written once. A value that is none of them
// stays as one.
func (p *draftPage) markup(field string, options []form.Option, value string) template.HTML {
	key := field + " " + value
	if known, ok := p.written[key]; ok {
		return known
	}
	if !slices.ContainsFunc(options, func(o form.Option) bool { return o.Value == value }) {
		options = append(slices.Clone(options), form.Option{Value: value, Text: value})
	}
	var b strings.Builder
	for _, o := range options {
		chosen := ""
		if o.Value == value {
			chosen = " selected"
		}
		fmt.Fprintf(&b, `<option value="%s"%s>%s</option>`, template.HTMLEscapeString(o.Value), chosen, template.HTMLEscapeString(o.Text))
	}
	p.written[key] = template.HTML(b.String())
	return p.written[key]
}

// Kind is how a script reads the field.
func (c draftCell) Kind() string {
	switch c.Field {
	case "quantity", "unit_rate", "percent":
		return "number"
	}
	return ""
}

// Labels names the field for those who cannot see its place.
func (c draftCell) Labels() string { return strings.TrimSpace(c.Label + " " + c.Row) }
