// Package form turns what people type into records, and records into what they
// can edit. A form declares its fields once, each bound to a place in a record:
//
//	f := form.New(l)
//	f.Group("what")
//	f.Label("name", &p.Name, text.MaxName).Require()
//	f.Date("planned_start", &p.PlannedStart)
//
// A new form shows what the record holds. Read takes what was typed over: what
// can be read goes into the record and is written as the language writes it,
// what cannot stays as it was typed, with the reason beside it.
package form

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strings"

	"korridor/pkg/fault"
	"korridor/web/locale"
)

// Form is the fields of one record in a language, in named groups.
type Form struct {
	Language *locale.Locale
	Groups   []*Group
	Problems []string // of the record as a whole
	places   map[string]string
	after    []func()
	taken    string // the field whose offer was taken
}

// Group is fields that belong together.
type Group struct {
	Name   string
	Fields []*Field
}

// New returns a form without fields.
func New(l *locale.Locale) *Form {
	return &Form{Language: l, places: map[string]string{}}
}

// Group begins a group: the fields added from now on belong to it.
func (f *Form) Group(name string) { f.Groups = append(f.Groups, &Group{Name: name}) }

// Place says which field a message belongs to that is about the record as a
// whole, or about a field of the record that the form shows in another one.
func (f *Form) Place(message, field string) { f.places[message] = field }

// After runs once the fields were read, for what is made of several of them.
func (f *Form) After(do func()) { f.after = append(f.after, do) }

// Fields returns the fields of all groups, in order.
func (f *Form) Fields() []*Field {
	var all []*Field
	for _, g := range f.Groups {
		all = append(all, g.Fields...)
	}
	return all
}

// Field returns the field with the name, or nil.
func (f *Form) Field(name string) *Field {
	all := f.Fields()
	if i := slices.IndexFunc(all, func(field *Field) bool { return field.Name == name }); i >= 0 {
		return all[i]
	}
	return nil
}

// Read takes over what was typed in a request's values. A field that was not
// sent is empty.
func (f *Form) Read(values url.Values) {
	f.taken = values.Get(take)
	f.read(values, "")
}

// take is sent by the button that takes the offer of a field.
const take = "take"

// Takes reports whether the offer of the field was taken.
func (f *Form) Takes(field *Field) bool { return f.taken == field.Name }

// ReadOriginals is Read for what the fields held when the form was opened.
func (f *Form) ReadOriginals(values url.Values) { f.read(values, original) }

// original is the prefix of the inputs that say what a field held at first.
const original = "was."

// Amounts come after all others: their currency is a field too.
func (f *Form) read(values url.Values, prefix string) {
	for _, late := range []bool{false, true} {
		for _, field := range f.Fields() {
			if field.late == late {
				field.take(typed(values[prefix+field.Name]))
			}
		}
	}
	for _, do := range f.after {
		do()
	}
	for _, field := range f.Fields() {
		if field.Control == Table && len(field.Problems) == 0 { // in the order that the record keeps
			field.Values = field.write()
		}
	}
}

// Fill is Read for the fields that the values name only.
func (f *Form) Fill(values url.Values) {
	for _, field := range f.Fields() {
		if values.Has(field.Name) {
			field.take(typed(values[field.Name]))
		}
	}
}

// typed returns what was typed with the line ends of this side: a browser sends
// CR and LF.
func typed(values []string) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(v)
	}
	return all
}

// Valid reports whether no problem is known.
func (f *Form) Valid() bool {
	return len(f.Problems) == 0 && !slices.ContainsFunc(f.Fields(), func(field *Field) bool { return len(field.Problems) > 0 })
}

// Blame puts what a fault says at the fields that it is about, and the rest at
// the form. A field that could not be read keeps its own problem only.
func (f *Form) Blame(err error) {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return
	}
	unread := map[*Field]bool{}
	for _, field := range f.Fields() {
		unread[field] = len(field.Problems) > 0
	}
	if len(e.Fields) == 0 {
		f.put(unread, f.Field(f.places[e.Message.Key]), f.Language.Message(e.Message))
	}
	for _, problem := range e.Fields {
		says := f.Language.Message(problem.Message)
		field := f.Field(problem.Name)
		if field == nil {
			says = f.Language.Term("field", problem.Name) + ": " + says
			field = f.Field(cmp.Or(f.places[problem.Name], f.places[problem.Message.Key]))
		}
		f.put(unread, field, says)
	}
}

func (f *Form) put(unread map[*Field]bool, field *Field, says string) {
	switch {
	case field == nil:
		f.Problems = append(f.Problems, says)
	case !unread[field]:
		field.Problems = append(field.Problems, says)
	}
}

// Same reports whether two forms of the same fields hold the same, in those that
// both use.
func (f *Form) Same(other *Form) bool {
	return slices.EqualFunc(f.Fields(), other.Fields(), func(a, b *Field) bool { return a.Unused || b.Unused || slices.Equal(a.Values, b.Values) })
}

// KeepUnread takes over what could not be read in another form of the same fields.
func (f *Form) KeepUnread(other *Form) {
	mine := f.Fields()
	for i, field := range other.Fields() {
		if len(field.Problems) > 0 {
			mine[i].Values, mine[i].Problems, mine[i].Options, mine[i].Wrong = field.Values, field.Problems, field.Options, field.Wrong
		}
	}
}
