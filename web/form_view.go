package web

import (
	"net/url"
	"slices"
	"strings"

	"korridor/web/form"
	"korridor/web/locale"
)

// FormView is a form as a page shows it, for the partial "form".
type FormView struct {
	Action   string
	Language string       // that the values are typed in
	Version  int64        // of the record that was opened; 0: a new one
	Summary  *SummaryView // what is wrong; nil: nothing
	Groups   []formGroup
	Reason   *FieldView
	Foot     FootView
	Hidden   map[string]string // that is sent along
	Wide     bool              // a sheet: as wide as the page
	Direct   bool              // sent by the browser itself: the answer to a success is a page of its own
	Unsaved  bool              // it holds what would be lost by leaving
}

// formGroup is fields that belong together.
type formGroup struct {
	Title  string
	About  string // a line under it, or ""
	Fields []*FieldView
}

// SummaryView heads a form that was not accepted, for the partial
// "form-summary". Its links lead to the fields.
type SummaryView struct {
	Fine  bool // there is nothing to complain of
	Title string
	Notes []string
	Links []Link
}

// FootView ends a form, for the partial "form-foot".
type FootView struct {
	Save    string
	Check   string // the label of a button that sends do=check; "": there is none
	Back    string // where cancelling leads
	Delete  string // "": cannot be deleted here
	History string // where the changes of the record are told; "": nowhere
	Waits   string // that what is changed may have to be confirmed, with a button that keeps a draft; "": nothing waits
}

// FieldView is one field of a form, for the partial "form-field".
type FieldView struct {
	*form.Field
	ID    string
	Label string
	Was   []string   // what it held when the form was opened
	Rival *rivalView // nil unless somebody else changed it too
}

// rivalView is a value of somebody else beside one's own, to choose from.
type rivalView struct{ Name, Theirs, Mine string }

// newFieldView returns the field with what the language calls it.
func newFieldView(l *locale.Locale, f *form.Field) *FieldView {
	v := &FieldView{Field: f, ID: fieldID(f.Name), Label: f.Label}
	if v.Label == "" {
		v.Label = l.Term("field", f.Name)
	}
	return v
}

// fieldID is the id of a field on its page.
func fieldID(name string) string {
	return "field-" + strings.NewReplacer(".", "-", "[", "-", "]", "").Replace(name)
}

// DescribedBy names the elements that explain the field.
func (v *FieldView) DescribedBy() string {
	var ids []string
	if v.Hint != "" {
		ids = append(ids, v.ID+"-hint")
	}
	if len(v.Problems) > 0 {
		ids = append(ids, v.ID+"-problem")
	}
	return strings.Join(ids, " ")
}

// newFormView returns the view of a form; the reason is in the values sent.
func newFormView(f *form.Form, money bool, values url.Values) *FormView {
	l := f.Language
	v := &FormView{Language: l.Code, Reason: newReasonView(l, money, values)}
	for _, g := range f.Groups {
		group := formGroup{Title: l.T("form.group." + g.Name)}
		if l.Has("form.about." + g.Name) {
			group.About = l.T("form.about." + g.Name)
		}
		for _, field := range g.Fields {
			group.Fields = append(group.Fields, newFieldView(l, field))
		}
		v.Groups = append(v.Groups, group)
	}
	return v
}

// newReasonView returns the field in which people say why.
func newReasonView(l *locale.Locale, required bool, values url.Values) *FieldView {
	f := &form.Field{Name: reasonField, Control: form.Line, Required: required,
		Values: []string{values.Get(reasonField)}, Hint: l.T("form.reason_hint")}
	return newFieldView(l, f)
}

// fields returns all fields of the view, the reason last.
func (v *FormView) fields() []*FieldView {
	var all []*FieldView
	for _, g := range v.Groups {
		all = append(all, g.Fields...)
	}
	return append(all, v.Reason)
}

func (v *FormView) field(name string) *FieldView {
	all := v.fields()
	if i := slices.IndexFunc(all, func(f *FieldView) bool { return f.Name == name }); i >= 0 {
		return all[i]
	}
	return nil
}

// keep lets the form say what its fields hold now, as what they held when it
// was opened.
func (v *FormView) keep(opened *form.Form) {
	for _, f := range opened.Fields() {
		v.field(f.Name).Was = f.Values
	}
}

// problems are what is wrong with the fields, as links to them.
func (v *FormView) problems() []Link {
	var links []Link
	for _, f := range v.fields() {
		for _, says := range f.Problems {
			links = append(links, Link{Text: f.Label + ": " + says, URL: "#" + f.ID})
		}
	}
	return links
}
