// Package fault is the one vocabulary of errors that cross a wall of the house.
//
// A fault has a kind, which decides the HTTP status and the exit code, and a
// message, which a person can read in English as it stands and which the web
// translates by its key. Faults about input name the fields they are about.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of failure an error is. The zero value is Internal: an
// error that nobody classified is a fault of ours.
type Kind uint8

// The kinds of fault.
const (
	Internal    Kind = iota // a fault of ours: logged, never shown
	Invalid                 // the input breaks a rule; Fields say where
	NotFound                // there is no such record
	Conflict                // the record moved on since it was read, or already exists
	Forbidden               // the acting person may not do this
	TooLarge                // the input exceeds a limit on size
	Unavailable             // the database or another resource cannot be used now
)

func (k Kind) String() string {
	switch k {
	case Invalid:
		return "invalid"
	case NotFound:
		return "not found"
	case Conflict:
		return "conflict"
	case Forbidden:
		return "forbidden"
	case TooLarge:
		return "too large"
	case Unavailable:
		return "unavailable"
	default:
		return "internal"
	}
}

// Field is a message about one named field of the input, for example
// "planned_finish" or "lines[3].quantity".
type Field struct {
	Name    string
	Message Message
}

// Error is a failure with a kind, a message and, for bad input, its fields.
type Error struct {
	Kind    Kind
	Message Message
	Fields  []Field
	Cause   error
}

// New returns a fault of the kind with the message.
func New(kind Kind, m Message) *Error { return &Error{Kind: kind, Message: m} }

// Wrap returns a fault of the kind with the message, caused by err.
func Wrap(kind Kind, err error, m Message) *Error {
	return &Error{Kind: kind, Message: m, Cause: err}
}

// Error reads as one English line: the message, each field with its message,
// and the cause.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Message.String())
	for i, f := range e.Fields {
		sep := "; "
		if i == 0 {
			sep = ": "
		}
		fmt.Fprintf(&b, "%s%s: %s", sep, f.Name, f.Message)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %v", e.Cause)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// KindOf returns the kind of the first fault in err's chain, and Internal for
// any other error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// Is reports whether err is a fault of the kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }
