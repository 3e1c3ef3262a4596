package web

import (
	"fmt"

	"korridor/pkg/fault"
)

// Tile is one of the large figures at the top of a page, for the partial "tile".
type Tile struct {
	Label  string
	Figure *Figure // or Text, where there is no figure of record
	Text   string
	Exact  string // the whole value where Text is a short form
	Blank  bool   // Text says that there is no value
	Note   string // what qualifies the value: scope, price year, date
	Warn   bool   // the note warns: short, late, over
}

// Filters is the form that narrows a list, for the partial "filters".
type Filters struct {
	Action string // the address of the list
	Fields []FilterField
	Active bool   // something is filtered: the form offers to clear it
	Clear  string // what that is called; "": to show all
}

// FilterField is one field of the form: a choice where it has options, else a
// text to search for.
type FilterField struct {
	Name    string
	Label   string
	Value   string
	Options []Option
	Max     int            // characters of a text
	Problem *fault.Message // what is wrong with the value, or nil
}

// Option is one value to choose.
type Option struct {
	Value string
	Text  string
}

// Empty says that a list is empty and what to do next, for the partial "empty".
type Empty struct {
	What string
	Do   string
	Link *Link
}

// empty makes an Empty in a template. The text and the address of a link to
// where it can be done may follow.
func empty(what, do string, link ...string) (Empty, error) {
	switch len(link) {
	case 0:
		return Empty{What: what, Do: do}, nil
	case 2:
		return Empty{What: what, Do: do, Link: &Link{Text: link[0], URL: link[1]}}, nil
	}
	return Empty{}, fmt.Errorf("empty: a link has a text and an address")
}
