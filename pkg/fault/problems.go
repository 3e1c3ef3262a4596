package fault

import "errors"

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

// Merge takes over the fields of an invalid fault under a prefix, such as
// "lines[3].". Any other error becomes one problem of the prefix itself.
func (p *Problems) Merge(prefix string, err error) {
	if err == nil {
		return
	}
	e, ok := errors.AsType[*Error](err)
	if !ok || len(e.Fields) == 0 {
		p.Add(prefix, Say("problem", "{problem}", "problem", err.Error()))
		return
	}
	for _, f := range e.Fields {
		p.Add(prefix+f.Name, f.Message)
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
