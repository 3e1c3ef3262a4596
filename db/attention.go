package db

import (
	"context"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Attention implements planner.Reader: the searches find ids, whose records
// are then loaded kind by kind.
func (r *reader) Attention(ctx context.Context, q planner.AttentionQuery) (planner.AttentionHits, error) {
	var hits planner.AttentionHits
	f, err := r.search(ctx, q, &hits)
	if err != nil {
		return planner.AttentionHits{}, err
	}
	l, err := r.loadFound(ctx, f)
	if err != nil {
		return planner.AttentionHits{}, err
	}
	allocation := func(h hit) planner.AllocationHit {
		return planner.AllocationHit{Project: l.projects[h.ProjectID], Allocation: l.allocations[h.FirstID]}
	}
	hits.NoOutcome = convert(f.noOutcome, allocation)
	hits.Breaches = convert(f.breaches, allocation)
	hits.Ceilings = convert(f.ceilings, func(h hit) planner.CeilingHit {
		return planner.CeilingHit{Project: l.projects[h.ProjectID],
			Ceiling: l.ceilings[h.FirstID], Allocation: l.allocations[h.SecondID]}
	})
	for _, h := range f.budgets {
		b, a := f.programmes[h.FirstID], l.allocations[h.SecondID]
		c, _ := b.CeilingIn(a.FiscalYear)
		hits.Ceilings = append(hits.Ceilings, planner.CeilingHit{Project: l.projects[h.ProjectID], Ceiling: c, Programme: &b, Allocation: a})
	}
	hits.Spread = convert(f.spread, func(h hit) planner.SpreadHit {
		return planner.SpreadHit{Project: l.projects[h.ProjectID],
			Smallest: l.estimates[h.FirstID], Largest: l.estimates[h.SecondID]}
	})
	hits.Late = convert(f.late, func(h hit) planner.PhaseHit {
		return planner.PhaseHit{Project: l.projects[h.ProjectID], Phase: l.phases[h.FirstID]}
	})
	hits.Unsourced = convert(f.unsourced, func(h hit) project.Project { return l.projects[h.ProjectID] })
	return hits, nil
}

func convert[T any](hits []hit, as func(hit) T) []T {
	list := make([]T, len(hits))
	for i, h := range hits {
		list[i] = as(h)
	}
	return list
}

// loaded are the records that were found, by id.
type loaded struct {
	projects    map[record.ID]project.Project
	ceilings    map[record.ID]funding.Ceiling
	allocations map[record.ID]funding.Allocation
	estimates   map[record.ID]estimate.Estimate
	phases      map[record.ID]project.Phase
}

func (r *reader) loadFound(ctx context.Context, f found) (l loaded, err error) {
	of := func(h hit) record.ID { return h.ProjectID }
	first := func(h hit) record.ID { return h.FirstID }
	second := func(h hit) record.ID { return h.SecondID }
	if l.projects, err = byID(ctx, r, projects, convert(f.ceilings, of), convert(f.budgets, of), convert(f.spread, of), convert(f.noOutcome, of),
		convert(f.breaches, of), convert(f.late, of), convert(f.unsourced, of)); err != nil {
		return l, err
	}
	if l.ceilings, err = byID(ctx, r, ceilings, convert(f.ceilings, first)); err != nil {
		return l, err
	}
	if l.allocations, err = byID(ctx, r, allocations,
		convert(f.ceilings, second), convert(f.budgets, second), convert(f.noOutcome, first), convert(f.breaches, first)); err != nil {
		return l, err
	}
	if l.estimates, err = byID(ctx, r, estimates, convert(f.spread, first), convert(f.spread, second)); err != nil {
		return l, err
	}
	l.phases, err = byID(ctx, r, phases, convert(f.late, first))
	return l, err
}

// byID loads the records of a kind that the hits name.
func byID[T any, P entity[T], R row[T]](ctx context.Context, r *reader, k *kind[T, P, R], lists ...[]record.ID) (map[record.ID]T, error) {
	list, err := listIn(ctx, r, k, "id", slices.Concat(lists...))
	found := make(map[record.ID]T, len(list))
	for i := range list {
		found[P(&list[i]).RecordMeta().ID] = list[i]
	}
	return found, err
}
