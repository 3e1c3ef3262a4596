package form

import (
	"strings"

	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Line adds one line of text.
func (f *Form) Line(name string, at *string) *Field { return f.text(Line, name, at) }

// Note adds text of several lines.
func (f *Form) Note(name string, at *string) *Field { return f.text(Note, name, at) }

// Code adds a code, which stands in addresses.
func (f *Form) Code(name string, at *string) *Field {
	return f.Line(name, at).Require().Like(f.Language.T("form.example.code"))
}

// Label adds a text in the record's own language and its Albanian version. The
// former is returned. Long labels have several lines.
func (f *Form) Label(name string, at *text.Label, longest int) *Field {
	control := Line
	if longest > text.MaxLine {
		control = Note
	}
	own := f.text(control, name, &at.Default)
	f.text(control, name+"_sq", &at.Albanian).Called(f.Language.T("history.in_albanian", "field", f.Language.Term("field", name)))
	return own
}

// text keeps a text without the white space around it.
func (f *Form) text(control Control, name string, at *string) *Field {
	field := &Field{Name: name, Control: control}
	field.write, field.parse = single(
		func() string { return *at },
		func(typed string) string {
			*at = strings.TrimSpace(typed)
			return ""
		})
	return f.add(field)
}

// Date adds a date of any precision.
func (f *Form) Date(name string, at *schedule.Date) *Field {
	field := &Field{Name: name, Control: DateLine, Hint: Example(f.Language)}
	field.write, field.parse = single(
		func() string { return f.Language.Date(*at) },
		func(typed string) string {
			d, problem := Date(f.Language, typed)
			if problem == "" {
				*at = d
			}
			return problem
		})
	return f.add(field)
}
