package fault

import (
	"errors"
	"strings"
)

// Problems gathers the field errors of one input, so that all are reported
// together. The zero value is ready to use.
type Problems struct{ fields []Field }

// Add notes a problem with the named field.
func (p *Problems) Add(name string, m Message) {
	p.fields = append(p.fields, Field{Name: name, Message: m})
}

// Check notes the problem unless ok holds.
func (p *Problems) Check(ok bool, name string, m Message) {
	if !ok {
		p.Add(name, m)
	}
}

// Merge takes over the fields of a fault under a prefix that ends in a dot, such
// as "lines[3].", or under none; a plain name makes them problems of that field. A
// fault without fields, or any other error, becomes one problem of the prefix
// itself.
func (p *Problems) Merge(prefix string, err error) {
	if err == nil {
		return
	}
	name := strings.TrimSuffix(prefix, ".")
	e, ok := errors.AsType[*Error](err)
	switch {
	case !ok:
		p.Add(name, Say("problem", "{problem}", "problem", err.Error()))
		return
	case len(e.Fields) == 0:
		p.Add(name, e.Message)
	}
	for _, f := range e.Fields {
		if name == prefix && name != "" {
			p.Add(name, f.Message)
		} else {
			p.Add(prefix+f.Name, f.Message)
		}
	}
}

// Err returns an Invalid fault with the message and all problems noted, or nil
// when there are none.
func (p *Problems) Err(m Message) error {
	if len(p.fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Message: m, Fields: p.fields}
}
