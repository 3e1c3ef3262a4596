package web

import (
	"slices"

	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/form"
	"korridor/web/locale"
)

// Tables reports whether the form has a table, for which there is a script.
func (v *FormView) Tables() bool {
	return slices.ContainsFunc(v.fields(), func(f *FieldView) bool { return f.Control == form.Table })
}

// cellView is one cell of a table in a form, for the partial "form-cell".
type cellView struct {
	form.Cell
	Of    string // the table's name, which all its cells share
	About string // which cell it is
}

// Choices are the options of the cell, and what stands in it without being one.
func (c cellView) Choices() []form.Option {
	if c.Value == "" || slices.ContainsFunc(c.Options, func(o form.Option) bool { return o.Value == c.Value }) {
		return c.Options
	}
	return append(slices.Clone(c.Options), form.Option{Value: c.Value, Text: c.Value})
}

// cellOf returns the function cellof of templates: a cell of the table of that name.
func cellOf(l *locale.Locale) func(table string, cell form.Cell) cellView {
	return func(table string, cell form.Cell) cellView {
		about := l.T("form.table.cell", "column", cell.Title(l), "row", l.Integer(int64(cell.Row)))
		return cellView{Cell: cell, Of: table, About: about}
	}
}

// List is the id of what the cell suggests.
func (c cellView) List() string { return fieldID(c.Of) + "-" + c.Name }

// vouchings are what the figures of records rest on, as their forms say.
type vouchings map[record.Entity]map[string]planner.Vouching

// of returns what was said about the record's figures, in their order.
func (v vouchings) of(e record.Entity) []planner.Vouching {
	var list []planner.Vouching
	for _, f := range record.Figures(e) {
		if said, ok := v[e][f.Field]; ok {
			list = append(list, said)
		}
	}
	return list
}

// rests returns what the record's figure rests on: as its form said, or else as
// it is recorded.
func (x *desk) rests(e record.Entity, field string) planner.Vouching {
	if said, ok := x.vouch[e][field]; ok {
		return said
	}
	v := planner.Vouching{Field: field}
	if c := x.trail().Chosen(e.RecordMeta().ID, field); c != nil {
		v.Basis, v.Document = c.Basis, c.Document
	}
	return v
}

// say notes what the record's figure rests on.
func (x *desk) say(e record.Entity, v planner.Vouching) {
	if x.vouch[e] == nil {
		x.vouch[e] = map[string]planner.Vouching{}
	}
	x.vouch[e][v.Field] = v
}
