package form

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Attributes adds a field for each attribute that a structure can have; an
// empty one is left out of the list.
func (f *Form) Attributes(at *[]project.Attribute) {
	for _, name := range project.AttributeNames {
		f.attribute(name, at)
	}
}

func (f *Form) attribute(name string, at *[]project.Attribute) {
	place := func() int {
		return slices.IndexFunc(*at, func(a project.Attribute) bool { return a.Name == name })
	}
	field := &Field{Name: name, Control: Number, Unit: project.AttributeUnit(name), Label: f.Language.Term("attribute", name)}
	field.write, field.parse = single(
		func() string {
			if i := place(); i >= 0 && (*at)[i].Value.Valid {
				return f.Language.Number((*at)[i].Value.Decimal)
			}
			return ""
		},
		func(typed string) string {
			d, problem := Decimal(f.Language, typed)
			if problem == "" {
				*at = withAttribute(*at, place(), name, d)
			}
			return problem
		})
	f.add(field)
}

// withAttribute returns the list with the value at its place, -1 for none yet.
// One that stands there without a value stays until it has one.
func withAttribute(list []project.Attribute, place int, name string, d decimal.NullDecimal) []project.Attribute {
	list = slices.Clone(list)
	switch {
	case place < 0 && d.Valid:
		return append(list, project.Attribute{Name: name, Value: d})
	case place >= 0 && !d.Valid && list[place].Value.Valid:
		return slices.Delete(list, place, place+1)
	case place >= 0:
		list[place].Value = d
	}
	return list
}

// spareRows is how many empty rows a sequence offers.
const spareRows = 2

// Predecessors adds the phases that a phase follows, each with the days to wait.
func (f *Form) Predecessors(name string, at *[]project.Link, options []Option) *Field {
	field := &Field{Name: name, Control: Sequence, Options: options, Unit: f.Language.T("form.days")}
	field.write = func() []string {
		var values []string
		for _, l := range *at {
			days := ""
			if l.LagDays != 0 {
				days = f.Language.Integer(int64(l.LagDays))
			}
			values = append(values, idText(l.Phase), days)
		}
		return values
	}
	field.parse = func(values []string) string {
		if len(values) > 2*(project.MaxPredecessors+spareRows) {
			return f.Language.T("form.choice.too_many", "max", project.MaxPredecessors)
		}
		var links []project.Link
		for i := 0; i < len(values); i += 2 {
			link, empty, problem := f.link(field, values[i:min(i+2, len(values))])
			if problem != "" {
				return problem
			}
			if !empty {
				links = append(links, link)
			}
		}
		*at = links
		return ""
	}
	return f.add(field)
}

// link reads one row of a sequence.
func (f *Form) link(field *Field, row []string) (link project.Link, empty bool, problem string) {
	days := ""
	if len(row) == 2 {
		days = row[1]
	}
	id, ok := ID(row[0])
	if !ok || (id != 0 && !offered(field.Options, row[0])) {
		return link, false, f.unoffered(field, row[0])
	}
	lag, known, problem := Whole(f.Language, days, -project.MaxLagDays, project.MaxLagDays)
	if id == 0 && known && problem == "" {
		problem = f.Language.T("form.sequence.no_phase", "text", excerpt(days))
	}
	return project.Link{Phase: record.ID(id), LagDays: int(lag)}, id == 0, problem
}

// Row is one row of a sequence.
type Row struct{ Value, Days string }

// Rows returns the rows of a sequence that hold something, and empty ones to
// fill in.
func (f *Field) Rows() []Row {
	var rows []Row
	for i := 0; i < len(f.Values); i += 2 {
		row := Row{Value: f.Values[i]}
		if i+1 < len(f.Values) {
			row.Days = f.Values[i+1]
		}
		if row != (Row{}) {
			rows = append(rows, row)
		}
	}
	return append(rows, make([]Row, spareRows)...)
}
