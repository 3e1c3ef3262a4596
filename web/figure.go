package web

import (
	"strconv"
	"strings"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/locale"
)

// Figure is a value with its paper trail, for the partial "figure". It can
// stand wherever text can, except within a link, a button or a summary.
type Figure struct {
	ID     string // unique on the page
	Name   string // what it is the value of: "Length"
	Text   string // as shown
	Unit   string // after it; empty where the text or a column's header has it
	Exact  string // the whole value where Text is a short form
	Basis  project.Basis
	Claims []ClaimView // the chosen one first
	Add    string      // the address at which another claim is added; "": not of one figure
	// History is the address of what happened to its record; "": nowhere.
	History string
	// Comments is the address of what people say about it; "": nowhere.
	Comments string
	Threads  []threadView
	Open     int           // how many of them wait for somebody
	Unknown  bool          // the value is not recorded, and one waits for confirmation
	Waiting  []waitingView // changes of it that wait for confirmation
}

// ClaimView is one claim about a figure, in the reader's language.
type ClaimView struct {
	Field      string // which figure it is about, where several share a trail; else ""
	Value      string // as published, with its unit
	Basis      project.Basis
	Confidence project.Confidence
	Date       schedule.Date // when it was said
	Document   *DocumentView
	Quote      string
	Formula    string
	Note       string
	Chosen     bool
	Contested  bool // there are other claims about the same figure
	Edit       string
	Choose     string // "" for the chosen one
}

// trail makes the figures of one page.
type trail struct {
	language *locale.Locale
	record   planner.Trail
	made     int
}

func newTrail(l *locale.Locale, record planner.Trail) *trail {
	return &trail{language: l, record: record}
}

// figure returns a figure that shows the text, with the claims about the field
// of the record. Its basis is that of the chosen claim; without one nobody
// vouches for it. A figure that is shown twice on a page is made twice.
func (t *trail) figure(id record.ID, field, name, text string) *Figure {
	f := t.vouched(name, text, t.record.Of(id, field))
	f.Add, f.History = addClaimURL(id, field), t.history(id)
	t.talk(f, id, field)
	f.Waiting = t.waiting(t.record.Pending(id, field))
	return f
}

// vouched is figure for claims at hand.
func (t *trail) vouched(name, text string, claims []project.Claim) *Figure {
	t.made++
	f := &Figure{ID: "figure-" + strconv.Itoa(t.made), Name: name, Text: text, Claims: t.claims(claims)}
	if len(f.Claims) > 0 && f.Claims[0].Chosen {
		f.Basis = f.Claims[0].Basis
	}
	return f
}

// claims returns the claims about one figure, the chosen one first.
func (t *trail) claims(claims []project.Claim) []ClaimView {
	var views []ClaimView
	for i := range claims {
		c := t.claim(&claims[i])
		c.Contested = len(claims) > 1
		if c.Chosen {
			views = append([]ClaimView{c}, views...)
		} else {
			views = append(views, c)
		}
	}
	return views
}

func (t *trail) claim(c *project.Claim) ClaimView {
	v := ClaimView{Value: claimValue(t.language, c.ValueLabel().In(t.language.Code), c.Unit), Basis: c.Basis, Confidence: c.Confidence,
		Date: c.Date, Quote: c.Quote, Formula: c.Formula.In(t.language.Code), Note: c.Note.In(t.language.Code), Chosen: c.Chosen}
	if sum, ok := t.record.LineSum(c.Entity); ok && c.ID == 0 {
		v.Formula, v.Note = t.lineSum(sum)
		return v
	}
	if v.Edit = claimFormURL(c.ID, "edit"); !c.Chosen {
		v.Choose = claimFormURL(c.ID, "choose")
	}
	if d, ok := t.record.Document(c.Document); ok {
		v.Document = newDocumentView(d, t.language.Code)
	}
	return v
}

// claimValue writes a canonical value in the unit that it was published in. A
// value that is not of its unit's kind is shown as it is.
func claimValue(l *locale.Locale, value, unit string) string {
	switch unit {
	case "date":
		if d, err := schedule.ParseDate(value); err == nil {
			return l.Date(d)
		}
		return value
	case "year":
		return value
	}
	d, err := record.ParseNumber(value)
	if err != nil {
		return withUnit(value, unitWord(l, unit))
	}
	if c, err := money.ParseCurrency(unit); err == nil {
		if a, err := money.New(d, c); err == nil {
			return l.Money(a)
		}
	}
	if unit == costmodel.Fraction {
		value, unit = d.Shift(2).StringFixed(max(0, -d.Exponent()-2)), "%" // with the decimals of the document
	}
	if unit == "%" {
		return l.T("number.percent", "number", l.Published(value))
	}
	return withUnit(l.Published(value), unitWord(l, unit))
}

// unitWord is what a unit is called, also that of a rate: "EUR/km", "ALL/EUR".
func unitWord(l *locale.Locale, unit string) string {
	of, per, ok := strings.Cut(unit, "/")
	if c, err := money.ParseCurrency(of); ok && err == nil {
		if base, err := money.ParseCurrency(per); err == nil {
			return l.Value(c) + "/" + l.Value(base)
		}
		return l.Value(c) + "/" + l.Term("unit", per)
	}
	return l.Term("unit", unit)
}

func withUnit(text, unit string) string {
	if unit == "" {
		return text
	}
	return text + "\u00a0" + unit
}
