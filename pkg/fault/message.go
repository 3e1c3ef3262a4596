package fault

import (
	"fmt"
	"strings"
)

// Message is a sentence with named values. Key finds its translation; English
// is the sentence itself, with {name} where a value goes.
type Message struct {
	Key     string
	English string
	Args    []Arg
}

// Arg is one named value of a message. The web formats amounts, dates and
// numbers by the reader's locale; String uses their plain form.
type Arg struct {
	Name  string
	Value any
}

// Say makes a message. The pairs are alternating names and values; an odd
// pair or a name that is not a string is a programming error and panics.
func Say(key, english string, pairs ...any) Message {
	if len(pairs)%2 != 0 {
		panic("fault.Say: " + key + ": a name without a value")
	}
	m := Message{Key: key, English: english}
	for i := 0; i < len(pairs); i += 2 {
		m.Args = append(m.Args, Arg{Name: pairs[i].(string), Value: pairs[i+1]})
	}
	return m
}

// IsZero reports whether the message says nothing.
func (m Message) IsZero() bool { return m.Key == "" && m.English == "" }

// String returns the English sentence with its values filled in.
func (m Message) String() string {
	return m.Fill(m.English, func(v any) string { return fmt.Sprint(v) })
}

// Fill puts the values, formatted by format, into a sentence with the same
// {name} places: a translation of the English one. A value that itself looks
// like a place stays as it is.
func (m Message) Fill(sentence string, format func(any) string) string {
	var values []string
	for _, a := range m.Args {
		values = append(values, "{"+a.Name+"}", format(a.Value))
	}
	return strings.NewReplacer(values...).Replace(sentence)
}
