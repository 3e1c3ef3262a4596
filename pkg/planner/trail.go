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
}

func loadTrail(ctx context.Context, r Reader, q ClaimQuery) (Trail, error) {
	t := newTrail()
	return t, t.add(ctx, r, q)
}

// newTrail returns a trail of nothing yet.
func newTrail() Trail {
	return Trail{claims: map[record.ID][]project.Claim{}, documents: map[record.ID]project.Document{}}
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
		entry.Figures = append(entry.Figures, FigureTrail{Field: f.Field, Value: f.Value, Unit: f.Unit, Claims: t.Of(id, f.Field)})
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

// TrailView is every figure of a project, or of the programme, with its claims.
type TrailView struct {
	*Dossier // nil for the programme's own figures
	Head     Head
	Entries  []TrailEntry
	Coverage Coverage
	Trail    Trail
	// Documents is one page of all documents, those that the most claims rest on
	// first; filled for the programme only.
	Documents     []DocumentUse
	DocumentCount int // of all pages
	Page          int // from 1
}

// DocumentUse is a document with how many claims, in all projects, rest on it.
type DocumentUse struct {
	project.Document
	Claims int
}

// ProjectTrail returns every figure of a project with its claims, the
// project's own first, then part by part; cost lines of the working estimate only.
func (p *Planner) ProjectTrail(ctx context.Context, code string) (*TrailView, error) {
	d := &Dossier{Today: p.Today()}
	v := &TrailView{Dossier: d}
	err := p.store.Read(ctx, func(r Reader) error {
		if err := d.load(ctx, r, code, ClaimQuery{}); err != nil {
			return err
		}
		v.Head, v.Trail = d.Head, d.Trail
		entities := []record.Entity{&d.Project}
		entities = appendEach(entities, d.Sections)
		entities = appendEach(entities, d.Phases)
		entities = appendEach(entities, d.Milestones)
		entities = appendEach(entities, d.Structures)
		entities = appendEach(entities, d.Estimates)
		if w := d.Working(); w != nil {
			lines, err := r.Lines(ctx, w.ID)
			if err != nil {
				return err
			}
			entities = appendEach(entities, lines)
		}
		entities = appendEach(entities, d.Sources)
		entities = appendEach(entities, d.Ceilings)
		v.fill(appendEach(entities, d.Allocations))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// ProgrammeTrail returns the figures that belong to no project: reference
// figures of the programmes and exchange rates; and one page of all documents,
// counted from 1. A page that there is none of is the nearest one.
func (p *Planner) ProgrammeTrail(ctx context.Context, page int) (*TrailView, error) {
	v := &TrailView{}
	err := p.store.Read(ctx, func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		if v.Trail, err = loadTrail(ctx, r, ClaimQuery{Projects: []record.ID{0}}); err != nil {
			return err
		}
		programmes, err := r.Programmes(ctx)
		if err != nil {
			return err
		}
		rates, err := r.ExchangeRates(ctx)
		if err != nil {
			return err
		}
		v.fill(appendEach(appendEach(nil, programmes), rates))
		return v.loadDocumentUse(ctx, r, page)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// DocumentsPage is how many documents a page has.
const DocumentsPage = 200

func (v *TrailView) loadDocumentUse(ctx context.Context, r Reader, page int) error {
	for v.Page = max(1, min(page, maxPage)); ; {
		var err error
		v.Documents, v.DocumentCount, err = r.DocumentUse(ctx, DocumentsPage, (v.Page-1)*DocumentsPage)
		last := max(1, (v.DocumentCount+DocumentsPage-1)/DocumentsPage)
		if err != nil || v.Page <= last {
			return err
		}
		v.Page = last
	}
}

func (v *TrailView) fill(entities []record.Entity) {
	for _, e := range entities {
		entry := v.Trail.entry(e)
		if len(entry.Figures) == 0 {
			continue
		}
		v.Entries = append(v.Entries, entry)
		for _, f := range entry.Figures {
			v.Coverage.count(f.Basis())
		}
	}
}
