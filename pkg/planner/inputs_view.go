package planner

import (
	"context"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// SeriesView is the index series with their claims, and the projects whose
// assumptions use each.
type SeriesView struct {
	Series []costmodel.Series
	Uses   map[record.ID][]project.Project
	Trail  Trail
}

// IndexSeries returns the index series.
func (p *Planner) IndexSeries(ctx context.Context) (*SeriesView, error) {
	v := &SeriesView{Uses: map[record.ID][]project.Project{}}
	err := p.read(ctx, func(r Reader) error {
		var err error
		if v.Series, err = r.IndexSeries(ctx); err != nil {
			return err
		}
		if v.Trail, err = loadTrail(ctx, r, ClaimQuery{Kinds: []record.Kind{record.IndexSeries}}); err != nil {
			return err
		}
		if err := v.Trail.addComments(ctx, r, 0); err != nil {
			return err
		}
		return v.loadUses(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

func (v *SeriesView) loadUses(ctx context.Context, r Reader) error {
	projects, ids, err := allProjects(ctx, r)
	if err != nil {
		return err
	}
	assumptions, err := r.Assumptions(ctx, ids...)
	if err != nil {
		return err
	}
	for i := range assumptions {
		of := projects[assumptions[i].Project]
		for _, rule := range assumptions[i].Rules {
			known := slices.ContainsFunc(v.Uses[rule.Index], func(p project.Project) bool { return p.ID == of.ID })
			if rule.Index != 0 && !known {
				v.Uses[rule.Index] = append(v.Uses[rule.Index], of)
			}
		}
	}
	return nil
}

// allProjects returns the projects by id, and their ids in the order of their codes.
func allProjects(ctx context.Context, r Reader) (map[record.ID]project.Project, []record.ID, error) {
	list, _, err := r.Projects(ctx, ProjectQuery{})
	byID, ids := map[record.ID]project.Project{}, make([]record.ID, len(list))
	for i, p := range list {
		byID[p.ID], ids[i] = p, p.ID
	}
	return byID, ids, err
}
