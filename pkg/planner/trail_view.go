package planner

import (
	"context"

	"korridor/pkg/project"
	"korridor/pkg/record"
)

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
	d := &Dossier{Today: p.Today(ctx)}
	v := &TrailView{Dossier: d}
	err := p.read(ctx, func(r Reader) error {
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
		entities = appendEach(entities, d.Allocations)
		model, err := loadModelRecords(ctx, r, d.Project.ID)
		v.fill(model.appendTo(entities))
		return err
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// ProgrammeTrail returns the figures that belong to no project: reference
// figures of the programmes, exchange rates, index series and budget programmes; and one page of all documents,
// counted from 1. A page that there is none of is the nearest one.
func (p *Planner) ProgrammeTrail(ctx context.Context, page int) (*TrailView, error) {
	v := &TrailView{}
	err := p.read(ctx, func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		if v.Trail, err = loadTrail(ctx, r, ClaimQuery{Projects: []record.ID{0}}); err != nil {
			return err
		}
		if err := v.Trail.addComments(ctx, r, 0); err != nil {
			return err
		}
		if err := v.Trail.addPending(ctx, r, 0); err != nil {
			return err
		}
		shared, err := sharedRecords(ctx, r)
		if err != nil {
			return err
		}
		v.fill(shared)
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
	for v.Page = max(1, min(page, MaxPage)); ; {
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
