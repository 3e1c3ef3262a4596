package planner

import (
	"context"
	"slices"

	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
)

// Lines implements Reader.
func (s *sight) Lines(ctx context.Context, estimates ...record.ID) ([]estimate.Line, error) {
	lines, err := s.whole.Lines(ctx, estimates...)
	return keep(s, lines, err)
}

// LinesByID implements Reader.
func (s *sight) LinesByID(ctx context.Context, ids []record.ID) ([]estimate.Line, error) {
	lines, err := s.whole.LinesByID(ctx, ids)
	return keep(s, lines, err)
}

// Claims implements Reader.
func (s *sight) Claims(ctx context.Context, q ClaimQuery) ([]project.Claim, error) {
	if len(q.Projects) > 0 {
		if q.Projects = s.only(q.Projects); len(q.Projects) == 0 {
			return nil, nil
		}
	}
	claims, err := s.whole.Claims(ctx, q)
	return keep(s, claims, err)
}

// Comments implements Reader.
func (s *sight) Comments(ctx context.Context, q CommentQuery) ([]project.Comment, error) {
	if len(q.Projects) > 0 {
		if q.Projects = s.only(q.Projects); len(q.Projects) == 0 {
			return nil, nil
		}
	}
	comments, err := s.whole.Comments(ctx, q)
	return keep(s, comments, err)
}

// Baselines implements Reader.
func (s *sight) Baselines(ctx context.Context) ([]project.Baseline, error) {
	return s.whole.Baselines(ctx)
}

// Periods implements Reader.
func (s *sight) Periods(ctx context.Context) ([]period.Period, error) { return s.whole.Periods(ctx) }

// Users implements Reader.
func (s *sight) Users(ctx context.Context) ([]access.User, error) {
	if !s.admin {
		return nil, nil
	}
	return s.whole.Users(ctx)
}

// Documents implements Reader.
func (s *sight) Documents(ctx context.Context) ([]project.Document, error) {
	return s.whole.Documents(ctx)
}

// DocumentsByID implements Reader.
func (s *sight) DocumentsByID(ctx context.Context, ids []record.ID) ([]project.Document, error) {
	return s.whole.DocumentsByID(ctx, ids)
}

// DocumentUse implements Reader: only the claims that are seen count.
func (s *sight) DocumentUse(ctx context.Context, limit, offset int, of ...record.ID) ([]DocumentUse, int, error) {
	if !s.all {
		of = s.andNone()
	}
	return s.whole.DocumentUse(ctx, limit, offset, of...)
}

// andNone returns the projects that are seen, and 0 for what belongs to none.
func (s *sight) andNone() []record.ID { return append([]record.ID{0}, s.ids...) }

// ExchangeRates implements Reader.
func (s *sight) ExchangeRates(ctx context.Context) ([]funding.Rate, error) {
	return s.whole.ExchangeRates(ctx)
}

// IndexSeries implements Reader.
func (s *sight) IndexSeries(ctx context.Context) ([]costmodel.Series, error) {
	return s.whole.IndexSeries(ctx)
}

// BudgetProgrammes implements Reader.
func (s *sight) BudgetProgrammes(ctx context.Context) ([]funding.BudgetProgramme, error) {
	return s.whole.BudgetProgrammes(ctx)
}

// Dependents implements Reader. Those that are not seen are counted, since they
// stand in the way of deleting all the same, and not named.
func (s *sight) Dependents(ctx context.Context, kind record.Kind, id record.ID, limit int) ([]Dependents, error) {
	found, err := s.whole.Dependents(ctx, kind, id, limit)
	if s.all && s.admin || err != nil {
		return found, err
	}
	for i := range found {
		d := &found[i]
		d.First = slices.DeleteFunc(slices.Clone(d.First), func(of record.ID) bool {
			e, blank := newEntity(d.Kind)
			return blank != nil || s.Get(ctx, of, e) != nil
		})
	}
	return found, nil
}

// Proposals implements Reader. What changes several projects is for those who see
// them all.
func (s *sight) Proposals(ctx context.Context, q ProposalQuery) ([]proposal.Proposal, int, error) {
	if !s.all {
		if q.Projects == nil {
			q.Projects = s.ids
		}
		q.Projects = slices.DeleteFunc(s.only(q.Projects), func(id record.ID) bool { return id == 0 })
	}
	return s.whole.Proposals(ctx, q)
}

// Changes implements Reader.
func (s *sight) Changes(ctx context.Context, q ChangeQuery) ([]record.Change, error) {
	if !s.sees(q.Project) {
		return nil, nil
	}
	switch {
	case s.all:
	case len(q.Projects) == 0:
		q.Projects = s.andNone()
	default:
		if q.Projects = s.only(q.Projects); len(q.Projects) == 0 {
			return nil, nil
		}
	}
	if !s.admin {
		q.Except = administered
	}
	changes, err := s.whole.Changes(ctx, q)
	if s.all {
		return changes, err
	}
	return slices.DeleteFunc(changes, func(c record.Change) bool { return c.Kind == record.Proposal && c.Project == 0 }), err
}

// EachAllocation implements Reader.
func (s *sight) EachAllocation(ctx context.Context, projectID record.ID, fn func(AllocationRow) error) error {
	if s.all || projectID != 0 {
		if !s.sees(projectID) {
			return nil
		}
		return s.whole.EachAllocation(ctx, projectID, fn)
	}
	projects, _, err := s.Projects(ctx, ProjectQuery{})
	if err != nil {
		return err
	}
	for i := range projects {
		if err := s.whole.EachAllocation(ctx, projects[i].ID, fn); err != nil {
			return err
		}
	}
	return nil
}

// Attention implements Reader.
func (s *sight) Attention(ctx context.Context, q AttentionQuery) (AttentionHits, error) {
	if !s.all {
		q.Projects = s.ids
	}
	return s.whole.Attention(ctx, q)
}
