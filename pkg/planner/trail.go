package planner

import (
	"context"
	"slices"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Trail is the paper trail of a set of records: the claims about their figures
// and the documents that these are found in.
type Trail struct {
	claims    map[record.ID][]project.Claim
	documents map[record.ID]project.Document
	sums      map[record.ID]LineSum
	comments  map[record.ID][]project.Comment
	pending   map[record.ID][]Pending
}

func loadTrail(ctx context.Context, r Reader, q ClaimQuery) (Trail, error) {
	t := NewTrail(nil)
	return t, t.add(ctx, r, q)
}

// NewTrail returns a trail with the documents and no claims yet.
func NewTrail(documents []project.Document) Trail {
	t := Trail{claims: map[record.ID][]project.Claim{}, documents: map[record.ID]project.Document{},
		sums: map[record.ID]LineSum{}, comments: map[record.ID][]project.Comment{}, pending: map[record.ID][]Pending{}}
	for _, d := range documents {
		t.documents[d.ID] = d
	}
	return t
}

// add loads the claims that match, with the documents that they name.
func (t Trail) add(ctx context.Context, r Reader, q ClaimQuery) error {
	claims, err := t.addClaims(ctx, r, q)
	if err != nil {
		return err
	}
	named := make([]record.ID, len(claims))
	for i := range claims {
		named[i] = claims[i].Document
	}
	return t.addDocuments(ctx, r, named)
}

// addDocuments loads those of the documents that the trail has not yet; 0 is none.
func (t Trail) addDocuments(ctx context.Context, r Reader, named []record.ID) error {
	slices.Sort(named)
	wanted := slices.DeleteFunc(slices.Compact(named), func(id record.ID) bool {
		_, known := t.documents[id]
		return known || id == 0
	})
	if len(wanted) == 0 {
		return nil
	}
	documents, err := r.DocumentsByID(ctx, wanted)
	for _, d := range documents {
		t.documents[d.ID] = d
	}
	return err
}

// addClaims loads the claims that match, and returns them.
func (t Trail) addClaims(ctx context.Context, r Reader, q ClaimQuery) ([]project.Claim, error) {
	claims, err := r.Claims(ctx, q)
	for _, c := range claims {
		t.claims[c.Entity] = append(t.claims[c.Entity], c)
	}
	return claims, err
}

// Of returns the claims about one figure, the chosen one first.
func (t Trail) Of(id record.ID, field string) []project.Claim {
	var about []project.Claim
	for _, c := range t.claims[id] {
		if c.Field == field {
			about = append(about, c)
		}
	}
	return about
}

// About returns all claims about one record, ordered by figure.
func (t Trail) About(id record.ID) []project.Claim { return t.claims[id] }

// Chosen returns the chosen claim about a figure, or nil.
func (t Trail) Chosen(id record.ID, field string) *project.Claim {
	return find(t.claims[id], func(c *project.Claim) bool { return c.Chosen && c.Field == field })
}

// basisOf returns the basis of the chosen claim about a figure, "" where none
// is chosen.
func (t Trail) basisOf(id record.ID, field string) project.Basis {
	if c := t.Chosen(id, field); c != nil {
		return c.Basis
	}
	return ""
}

// Document returns the document with the id; ok is false where there is none.
func (t Trail) Document(id record.ID) (d project.Document, ok bool) {
	d, ok = t.documents[id]
	return d, ok
}

// Basis returns the weakest basis of the record's known figures: "" where one
// of them has no chosen claim, or where there is none.
func (t Trail) Basis(e record.Entity) project.Basis {
	if len(t.claims[e.RecordMeta().ID]) == 0 {
		return ""
	}
	var bases []project.Basis
	for _, f := range record.Figures(e) {
		c := t.Chosen(e.RecordMeta().ID, f.Field)
		if c == nil {
			return ""
		}
		bases = append(bases, c.Basis)
	}
	return project.Weakest(bases...)
}

// DocumentTitles returns the titles, in the language, of the documents that
// vouch for the record's known figures, each once, in the order of the figures.
func (t Trail) DocumentTitles(e record.Entity, language string) []string {
	if len(t.claims[e.RecordMeta().ID]) == 0 {
		return nil
	}
	var titles []string
	seen := map[record.ID]bool{}
	for _, f := range record.Figures(e) {
		c := t.Chosen(e.RecordMeta().ID, f.Field)
		if c == nil || c.Document == 0 || seen[c.Document] {
			continue
		}
		seen[c.Document] = true
		titles = append(titles, t.documents[c.Document].Title.In(language))
	}
	return titles
}

// Coverage counts figures by what vouches for them.
type Coverage struct {
	Sourced, Derived, Assumed int
	None                      int // no claim is chosen
}

// Total returns how many figures there are.
func (c Coverage) Total() int { return c.Sourced + c.Derived + c.Assumed + c.None }

func (c *Coverage) count(b project.Basis) {
	switch b {
	case project.Sourced:
		c.Sourced++
	case project.Derived:
		c.Derived++
	case project.Assumed:
		c.Assumed++
	default:
		c.None++
	}
}

// TrailEntry is one record with its figures and what is claimed about each.
type TrailEntry struct {
	Entity  record.Entity
	Figures []FigureTrail
}

// FigureTrail is one figure, or a fact that only claims hold, with its claims.
type FigureTrail struct {
	Field         string
	Value         string // canonical; for a fact the chosen claim's
	ValueAlbanian string // of a fact in words
	Unit          string
	Series        string // of one year of a yearly series: what the years have in common
	Year          int    // of a yearly series; 0 for any other figure
	Fact          bool
	Claims        []project.Claim
}

// Basis returns the chosen claim's basis, "" where none is chosen.
func (f FigureTrail) Basis() project.Basis {
	if len(f.Claims) > 0 && f.Claims[0].Chosen {
		return f.Claims[0].Basis
	}
	return ""
}

// ValueLabel returns the value in both languages.
func (f FigureTrail) ValueLabel() text.Label {
	return text.Label{Default: f.Value, Albanian: f.ValueAlbanian}
}

// entry lists the figures of a record and the facts claimed about it.
func (t Trail) entry(e record.Entity) TrailEntry {
	entry := TrailEntry{Entity: e}
	id := e.RecordMeta().ID
	own := map[string]bool{}
	for _, f := range record.Figures(e) {
		own[f.Field] = true
		entry.Figures = append(entry.Figures, FigureTrail{Field: f.Field, Value: f.Value, Unit: f.Unit,
			Series: f.Series, Year: f.Year, Claims: t.Of(id, f.Field)})
	}
	for _, c := range t.claims[id] {
		if own[c.Field] {
			continue
		}
		own[c.Field] = true
		claims := t.Of(id, c.Field)
		fact := FigureTrail{Field: c.Field, Fact: !record.HasFigure(e, c.Field), Claims: claims}
		if claims[0].Chosen {
			fact.Value, fact.ValueAlbanian, fact.Unit = claims[0].Value, claims[0].ValueAlbanian, claims[0].Unit
		}
		entry.Figures = append(entry.Figures, fact)
	}
	return entry
}

// Facts returns what is claimed about a record beside its own figures, such as
// a capacity or the cost of a study, ordered by name.
func (t Trail) Facts(e record.Entity) []FigureTrail {
	return slices.DeleteFunc(t.entry(e).Figures, func(f FigureTrail) bool { return !f.Fact })
}
