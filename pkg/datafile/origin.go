package datafile

import (
	"slices"

	"korridor/pkg/fault"
	"korridor/pkg/text"
)

// Origin says what an entry of a data file is and where its figures come from.
type Origin struct {
	Code   string
	Name   text.Label
	Source string
	Year   int    // of the source; 0: not known
	Basis  string // "primary": the source itself was read; "secondary": another text about it
	Note   text.Label
}

// Head is the part of an entry that its Origin is made of; an entry has it
// inline.
type Head struct {
	Code   string `yaml:"code"`
	Name   string `yaml:"name"`
	NameSQ string `yaml:"name_sq"`
	Source string `yaml:"source"`
	Year   int    `yaml:"year"`
	Basis  string `yaml:"basis"`
	Note   string `yaml:"note"`
	NoteSQ string `yaml:"note_sq"`
}

// Origin returns the entry's origin and notes what is wrong with it; others
// are the codes of the entries before it.
func (h *Head) Origin(p *fault.Problems, others []string) Origin {
	o := Origin{Code: h.Code, Name: text.Label{Default: h.Name, Albanian: h.NameSQ}, Source: h.Source, Year: h.Year,
		Basis: h.Basis, Note: text.Label{Default: h.Note, Albanian: h.NoteSQ}}
	text.CheckCode(p, o.Code+".code", o.Code)
	text.CheckLabel(p, o.Code+".name", o.Name, text.MaxName, true)
	text.CheckLine(p, o.Code+".source", o.Source, text.MaxLine, true)
	text.CheckOneOf(p, o.Code+".basis", o.Basis, []string{"primary", "secondary"})
	text.CheckLabel(p, o.Code+".note", o.Note, text.MaxNote, false)
	p.Check(!slices.Contains(others, o.Code), o.Code, fault.Say("datafile.twice", "stands there twice"))
	return o
}

// Must is for files that the program carries: it panics on an error, at the
// start, where a slip in such a file is found by every test.
func Must[T any](all []T, err error) []T {
	if err != nil {
		panic(err)
	}
	return all
}
