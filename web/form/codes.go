package form

import (
	"slices"
	"strings"

	"korridor/pkg/record"
)

// Coded is a record that people name by its code.
type Coded struct {
	ID         record.ID
	Code, Name string
}

// maxSuggestions bounds the codes that a page suggests; others can be typed.
const maxSuggestions = 500

// ReferByCode adds any number of records out of many, which are typed by their
// codes, in any case. The first codes are suggested, but not the one of the
// record with the id.
func (f *Form) ReferByCode(name string, at *[]record.ID, list []Coded, except record.ID, most int) *Field {
	field := &Field{Name: name, Control: Codes}
	for _, c := range list {
		if c.ID != except {
			field.Options = append(field.Options, Option{Value: c.Code, Text: c.Name})
		}
	}
	if len(field.Options) > maxSuggestions {
		field.Hint = f.Language.T("form.codes_of_many", "max", maxSuggestions, "count", f.Language.Integer(int64(len(field.Options))))
	} else {
		field.Hint = f.Language.T("form.codes")
	}
	field.write = func() []string {
		var values []string
		for _, id := range *at {
			if i := slices.IndexFunc(list, func(c Coded) bool { return c.ID == id }); i >= 0 {
				values = append(values, list[i].Code)
			}
		}
		return values
	}
	field.parse = func(values []string) string {
		ids, unknown := byCode(list, values)
		switch {
		case len(unknown) > 0:
			return f.Language.T("form.codes_unknown", "codes", strings.Join(unknown, ", "))
		case len(ids) > most:
			return f.Language.T("form.choice.too_many", "max", most)
		}
		*at = ids
		return ""
	}
	return f.add(field)
}

// byCode returns the records with the codes, each once, and the codes of none.
func byCode(list []Coded, codes []string) (ids []record.ID, unknown []string) {
	for _, code := range codes {
		code = strings.TrimSpace(code)
		i := slices.IndexFunc(list, func(c Coded) bool { return strings.EqualFold(c.Code, code) })
		switch {
		case code == "":
		case i < 0:
			unknown = append(unknown, excerpt(code))
		case !slices.Contains(ids, list[i].ID):
			ids = append(ids, list[i].ID)
		}
	}
	return ids, unknown
}

// Suggestions are the codes that the page suggests.
func (f *Field) Suggestions() []Option { return f.Options[:min(len(f.Options), maxSuggestions)] }

// Codes are the codes that were typed, and empty places for more.
func (f *Field) Codes() []string {
	typed := slices.DeleteFunc(slices.Clone(f.Values), func(v string) bool { return strings.TrimSpace(v) == "" })
	return append(typed, make([]string, spareRows)...)
}

// Unknown reports whether the typed code is none of the field's.
func (f *Field) Unknown(code string) bool {
	code = strings.TrimSpace(code)
	return code != "" && !slices.ContainsFunc(f.Options, func(o Option) bool { return strings.EqualFold(o.Value, code) })
}

// ReferCode adds a choice of one record out of many, which is typed by its code;
// the first codes are suggested.
func (f *Form) ReferCode(name string, at *record.ID, list []Coded) *Field {
	field := &Field{Name: name, Control: Line}
	for _, c := range list[:min(len(list), maxSuggestions)] {
		field.Options = append(field.Options, Option{Value: c.Code, Text: c.Name})
	}
	field.write, field.parse = single(
		func() string {
			if i := slices.IndexFunc(list, func(c Coded) bool { return c.ID == *at }); i >= 0 && *at != 0 {
				return list[i].Code
			}
			return ""
		},
		func(typed string) string {
			ids, unknown := byCode(list, []string{typed})
			if len(unknown) > 0 {
				return f.Language.T("form.codes_unknown", "codes", unknown[0])
			}
			*at = 0
			if len(ids) > 0 {
				*at = ids[0]
			}
			return ""
		})
	return f.add(field)
}

// Suggest adds a line of text with options that it suggests.
func (f *Form) Suggest(name string, at *string, options []Option) *Field {
	field := f.Line(name, at)
	field.Options = options[:min(len(options), maxSuggestions)]
	return field
}
