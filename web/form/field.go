package form

import (
	"slices"
	"strings"
)

// Control is how a field is shown.
type Control string

// The controls.
const (
	Line     Control = "line"
	Note     Control = "note"   // several lines
	Number   Control = "number" // a line for a number, at its end
	DateLine Control = "date"
	Choice   Control = "choice"   // one of the options
	Check    Control = "check"    // yes or no
	Choices  Control = "choices"  // any of the options
	Codes    Control = "codes"    // any of many records, by their codes
	Sequence Control = "sequence" // options, each with a number of days
	Table    Control = "table"    // rows of fields, see Rows
)

// Option is one value to choose.
type Option struct{ Value, Text string }

// Field is one field of a form. Values is what stands in it: one text for most
// controls, the values chosen for Choices and Codes, pairs of option and number for
// Sequence, the cells of all rows for Table.
type Field struct {
	Name     string // of the input, and of the record's field in faults
	Label    string // what it is called, where that is not its name's text
	Control  Control
	Unit     string
	Blank    string // what an empty choice in a row of a table means
	Hint     string // the accepted form, by example
	Required bool
	Fixed    bool // stands as text: the record keeps it for life
	Unused   bool // what was chosen elsewhere in the form leaves it out of the record
	Options  []Option
	Values   []string
	Problems []string
	Columns  []*Field     // of a Table: the fields of one row
	Spare    int          // of a Table: how many empty rows it offers
	Wrong    map[int]bool // of a Table: the values that could not be read, by place
	Instead  *Instead     // what can be taken instead of what stands in it; nil: nothing

	late  bool // needs what other fields hold
	write func() []string
	parse func(values []string) (problem string)
}

// Instead is what a form offers to keep in the place of what was typed in a field.
type Instead struct {
	Says string
	Rows []string // what is offered
	Take string   // the label of the button
}

// Require marks the field as one that must be filled in. The record checks that
// it is.
func (f *Field) Require() *Field {
	f.Required = true
	return f
}

// In sets the unit that stands beside the field.
func (f *Field) In(unit string) *Field {
	f.Unit = unit
	return f
}

// Called sets what the field is called.
func (f *Field) Called(label string) *Field {
	f.Label = label
	return f
}

// OrElse says what it means to choose nothing, in a row of a table.
func (f *Field) OrElse(text string) *Field {
	f.Blank = text
	return f
}

// Offer sets how many empty rows a table offers.
func (f *Field) Offer(rows int) *Field {
	f.Spare = rows
	return f
}

// Like shows the accepted form by an example.
func (f *Field) Like(example string) *Field {
	f.Hint = example
	return f
}

// Text returns the first value.
func (f *Field) Text() string {
	if len(f.Values) == 0 {
		return ""
	}
	return f.Values[0]
}

// Holds reports whether the value is among those of the field.
func (f *Field) Holds(value string) bool { return slices.Contains(f.Values, value) }

// Shown writes the values as people read them.
func (f *Field) Shown() string {
	if f.Control == Table {
		return f.shownRows()
	}
	var parts []string
	for i, v := range f.Values {
		if f.Control == Sequence && i%2 == 1 {
			if v != "" && v != "0" {
				parts[len(parts)-1] += " + " + v
			}
			continue
		}
		parts = append(parts, f.optionText(v))
	}
	return strings.Join(parts, ", ")
}

func (f *Field) optionText(value string) string {
	if i := slices.IndexFunc(f.Options, func(o Option) bool { return o.Value == value }); i >= 0 {
		return f.Options[i].Text
	}
	return value
}

// take reads what was typed. What is read is written anew; what is not stays.
func (f *Field) take(values []string) {
	f.Problems = nil
	f.Values = values
	if problem := f.parse(values); problem != "" { // a table notes its first ones by itself
		f.Problems = append(f.Problems, problem)
	}
	if len(f.Problems) == 0 || f.Fixed {
		f.Values = f.write()
	}
}

// Fix lets fields stand as text, since a stored record keeps them for life. They
// need not be sent; another value is refused.
func (f *Form) Fix(fields ...*Field) {
	for i, field := range fields {
		kept := field.write()
		field.Fixed, field.Required, field.Hint = true, false, ""
		if i == len(fields)-1 {
			field.Hint = f.Language.T("form.fixed")
		}
		field.parse = func(values []string) string {
			if len(values) > 0 && !slices.Equal(values, kept) {
				return f.Language.T("form.fixed_changed")
			}
			return ""
		}
	}
}

// add appends a field to the last group and shows what its record holds.
func (f *Form) add(field *Field) *Field {
	if len(f.Groups) == 0 {
		f.Group("")
	}
	g := f.Groups[len(f.Groups)-1]
	g.Fields = append(g.Fields, field)
	field.Values = field.write()
	return field
}

// single is write and parse of a field of one value; "" is empty.
func single(write func() string, parse func(string) string) (func() []string, func([]string) string) {
	return func() []string { return []string{write()} },
		func(values []string) string {
			if len(values) == 0 {
				return parse("")
			}
			return parse(values[0])
		}
}
