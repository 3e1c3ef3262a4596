package form

import (
	"slices"
	"strconv"

	"korridor/pkg/money"
	"korridor/pkg/record"
)

// Select adds a choice of one value of an enumerated type. An empty option
// stands for a value that may stay open.
func Select[T ~string](f *Form, name string, at *T, options []Option) *Field {
	return f.choice(name, options, func() string { return string(*at) }, func(value string) string {
		*at = T(value)
		return ""
	})
}

// Marshalled is a value that is written as a text, such as a currency.
type Marshalled[T any] interface {
	*T
	UnmarshalText([]byte) error
	MarshalText() ([]byte, error)
}

// SelectText is Select for a type that writes itself as text.
func SelectText[T any, P Marshalled[T]](f *Form, name string, at P, options []Option) *Field {
	return f.choice(name, options,
		func() string {
			b, _ := at.MarshalText() // an option's value, or none
			return string(b)
		},
		func(value string) string {
			if at.UnmarshalText([]byte(value)) != nil {
				return f.Language.T("form.choice.unknown")
			}
			return ""
		})
}

// OwnCurrency adds a choice of a currency in a row of a table: nothing chosen is
// the usual one.
func (f *Form) OwnCurrency(name string, at *money.Currency, usual money.Currency, options []Option) *Field {
	return f.choice(name, options,
		func() string {
			if *at == usual {
				return ""
			}
			return at.Code()
		},
		func(value string) string {
			*at = usual
			if value != "" && at.UnmarshalText([]byte(value)) != nil {
				return f.Language.T("form.choice.unknown")
			}
			return ""
		}).OrElse(usual.Code())
}

// Refer adds a choice of one record; its options have ids for values.
func (f *Form) Refer(name string, at *record.ID, options []Option) *Field {
	return f.choice(name, options,
		func() string { return idText(*at) },
		func(value string) string {
			id, ok := ID(value)
			if !ok {
				return f.Language.T("form.choice.unknown")
			}
			*at = id
			return ""
		})
}

// choice keeps a value only if it is among the options.
func (f *Form) choice(name string, options []Option, write func() string, parse func(string) string) *Field {
	field := &Field{Name: name, Control: Choice, Options: options}
	field.write, field.parse = single(write, func(value string) string {
		if value != "" && !offered(field.Options, value) {
			return f.unoffered(field, value)
		}
		return parse(value)
	})
	return f.add(field)
}

// unoffered lets the field hold a value that is none of its options, so that it
// is seen, and says so.
func (f *Form) unoffered(field *Field, value string) (problem string) {
	text := f.Language.T("form.choice.gone", "value", excerpt(value))
	field.Options = append(slices.Clone(field.Options), Option{Value: value, Text: text})
	return f.Language.T("form.choice.unknown")
}

// Check adds a yes or no.
func (f *Form) Check(name string, at *bool) *Field {
	field := &Field{Name: name, Control: Check}
	field.write = func() []string {
		if *at {
			return []string{"yes"}
		}
		return nil
	}
	field.parse = func(values []string) string {
		*at = len(values) > 0
		return ""
	}
	return f.add(field)
}

// ReferAny adds a choice of any number of records. Those that stay keep their order.
func (f *Form) ReferAny(name string, at *[]record.ID, options []Option, most int) *Field {
	field := &Field{Name: name, Control: Choices, Options: options}
	field.write = func() []string {
		var values []string
		for _, id := range *at {
			values = append(values, idText(id))
		}
		return values
	}
	field.parse = func(values []string) string {
		if len(values) > most {
			return f.Language.T("form.choice.too_many", "max", most)
		}
		ticked := map[record.ID]bool{}
		for _, v := range values {
			id, ok := ID(v)
			if !ok || id == 0 || !offered(field.Options, v) {
				return f.unoffered(field, v)
			}
			ticked[id] = true
		}
		*at = chosen(*at, values, ticked)
		return ""
	}
	return f.add(field)
}

// chosen returns the ids ticked: those chosen before in their order, then the others.
func chosen(before []record.ID, values []string, ticked map[record.ID]bool) []record.ID {
	var ids []record.ID
	take := func(id record.ID) {
		if ticked[id] {
			ids = append(ids, id)
			delete(ticked, id)
		}
	}
	for _, id := range before {
		take(id)
	}
	for _, v := range values {
		if id, ok := ID(v); ok {
			take(id)
		}
	}
	return ids
}

func offered(options []Option, value string) bool {
	for _, o := range options {
		if o.Value == value {
			return true
		}
	}
	return false
}

// idText writes an id as the value of an option; 0 is "".
func idText(id record.ID) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(int64(id), 10)
}

// ID reads the id of a record as options and addresses have it; "" is none.
func ID(value string) (record.ID, bool) {
	if value == "" {
		return 0, true
	}
	n, err := strconv.ParseInt(value, 10, 64)
	return record.ID(n), err == nil && n > 0
}
