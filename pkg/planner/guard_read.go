package planner

import (
	"context"
	"reflect"
	"slices"

	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// sight is a Reader that shows what somebody may see: the projects in which they
// hold a role, and what belongs to none. What they may not see is, to every
// question, as if it were not there.
//
// It repeats every method of Reader rather than embedding one, so that a new
// method cannot show what it should not.
type sight struct {
	whole Reader
	all   bool        // sees every project
	ids   []record.ID // else those, in order
	admin bool        // sees what administrators keep
}

var _ Reader = (*sight)(nil)

// shown returns the reader as the person sees through it, nil for one who sees
// everything.
func shown(r Reader, person *access.Person) Reader {
	if person == nil {
		return r
	}
	ids, all := person.Seen()
	admin := person.Has(access.Administrator, 0)
	if all && admin {
		return r
	}
	return &sight{whole: r, all: all, ids: ids, admin: admin}
}

// whole returns the reader that sees everything, for what is worked out once for
// everybody and for rules over all projects.
func whole(r Reader) Reader {
	switch r := r.(type) {
	case *sight:
		return r.whole
	case *gate:
		return r.w
	}
	return r
}

// restricted reports whether the reader leaves out projects.
func restricted(r Reader) bool {
	s, ok := r.(*sight)
	return ok && !s.all
}

// NoRecord is the fault of a record that is not there.
func NoRecord(kind record.Kind, id record.ID) error {
	return fault.New(fault.NotFound, fault.Say("not_found", "there is no {kind} with the id {id}", "kind", kind, "id", int64(id)))
}

// NoProject is the fault of a code that no project has.
func NoProject(code string) error {
	return fault.New(fault.NotFound, fault.Say("project.not_found", "there is no project with the code {code}", "code", code))
}

// sees reports whether what belongs to the project, 0 for none, is seen.
func (s *sight) sees(id record.ID) bool {
	if s.all || id == 0 {
		return true
	}
	_, found := slices.BinarySearch(s.ids, id)
	return found
}

// only returns the projects that are seen.
func (s *sight) only(ids []record.ID) []record.ID {
	if s.all {
		return ids
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id record.ID) bool { return !s.sees(id) })
}

// keep returns the records that are seen.
func keep[T any, P entityPointer[T]](s *sight, list []T, err error) ([]T, error) {
	if s.all || err != nil {
		return list, err
	}
	return slices.DeleteFunc(list, func(e T) bool { return !s.sees(P(&e).Owner()) }), nil
}

// Head implements Reader.
func (s *sight) Head(ctx context.Context) (Head, error) { return s.whole.Head(ctx) }

// Get implements Reader.
func (s *sight) Get(ctx context.Context, id record.ID, e record.Entity) error {
	if !s.admin && slices.Contains(administered, e.RecordKind()) {
		return NoRecord(e.RecordKind(), id)
	}
	if err := s.whole.Get(ctx, id, e); err != nil {
		return err
	}
	_, several := e.(*proposal.Proposal) // with no project: of several ones
	if !s.sees(e.Owner()) || several && !s.all && e.Owner() == 0 {
		reflect.ValueOf(e).Elem().SetZero()
		return NoRecord(e.RecordKind(), id)
	}
	return nil
}

// Programmes implements Reader.
func (s *sight) Programmes(ctx context.Context) ([]project.Programme, error) {
	return s.whole.Programmes(ctx)
}

// ProjectByCode implements Reader.
func (s *sight) ProjectByCode(ctx context.Context, code string) (project.Project, error) {
	p, err := s.whole.ProjectByCode(ctx, code)
	if err == nil && !s.sees(p.ID) {
		return project.Project{}, NoProject(code)
	}
	return p, err
}

// Projects implements Reader.
func (s *sight) Projects(ctx context.Context, q ProjectQuery) ([]project.Project, int, error) {
	if !s.all {
		if q.IDs == nil {
			q.IDs = s.ids
		}
		if q.IDs = s.only(q.IDs); len(q.IDs) == 0 {
			return nil, 0, nil
		}
	}
	return s.whole.Projects(ctx, q)
}

// Sections implements Reader.
func (s *sight) Sections(ctx context.Context, ids ...record.ID) ([]project.Section, error) {
	return s.whole.Sections(ctx, s.only(ids)...)
}

// Phases implements Reader.
func (s *sight) Phases(ctx context.Context, ids ...record.ID) ([]project.Phase, error) {
	return s.whole.Phases(ctx, s.only(ids)...)
}

// Milestones implements Reader.
func (s *sight) Milestones(ctx context.Context, ids ...record.ID) ([]project.Milestone, error) {
	return s.whole.Milestones(ctx, s.only(ids)...)
}

// Structures implements Reader.
func (s *sight) Structures(ctx context.Context, ids ...record.ID) ([]project.Structure, error) {
	return s.whole.Structures(ctx, s.only(ids)...)
}

// Estimates implements Reader.
func (s *sight) Estimates(ctx context.Context, ids ...record.ID) ([]estimate.Estimate, error) {
	return s.whole.Estimates(ctx, s.only(ids)...)
}

// FundingSources implements Reader.
func (s *sight) FundingSources(ctx context.Context, ids ...record.ID) ([]funding.Source, error) {
	return s.whole.FundingSources(ctx, s.only(ids)...)
}

// Ceilings implements Reader.
func (s *sight) Ceilings(ctx context.Context, ids ...record.ID) ([]funding.Ceiling, error) {
	return s.whole.Ceilings(ctx, s.only(ids)...)
}

// Allocations implements Reader.
func (s *sight) Allocations(ctx context.Context, ids ...record.ID) ([]funding.Allocation, error) {
	return s.whole.Allocations(ctx, s.only(ids)...)
}

// Assumptions implements Reader.
func (s *sight) Assumptions(ctx context.Context, ids ...record.ID) ([]costmodel.Assumptions, error) {
	return s.whole.Assumptions(ctx, s.only(ids)...)
}

// Scenarios implements Reader.
func (s *sight) Scenarios(ctx context.Context, ids ...record.ID) ([]costmodel.Scenario, error) {
	return s.whole.Scenarios(ctx, s.only(ids)...)
}

// Expenditures implements Reader.
func (s *sight) Expenditures(ctx context.Context, ids ...record.ID) ([]costmodel.Expenditure, error) {
	return s.whole.Expenditures(ctx, s.only(ids)...)
}

// Benefits implements Reader.
func (s *sight) Benefits(ctx context.Context, ids ...record.ID) ([]costmodel.Benefit, error) {
	return s.whole.Benefits(ctx, s.only(ids)...)
}

// Attributions implements Reader.
func (s *sight) Attributions(ctx context.Context, ids ...record.ID) ([]estimate.Attribution, error) {
	return s.whole.Attributions(ctx, s.only(ids)...)
}

// Uncertainties implements Reader.
func (s *sight) Uncertainties(ctx context.Context, ids ...record.ID) ([]risk.Range, error) {
	return s.whole.Uncertainties(ctx, s.only(ids)...)
}

// Risks implements Reader.
func (s *sight) Risks(ctx context.Context, ids ...record.ID) ([]risk.Entry, error) {
	return s.whole.Risks(ctx, s.only(ids)...)
}

// RiskSettings implements Reader.
func (s *sight) RiskSettings(ctx context.Context, ids ...record.ID) ([]risk.Settings, error) {
	return s.whole.RiskSettings(ctx, s.only(ids)...)
}

// Simulations implements Reader.
func (s *sight) Simulations(ctx context.Context, ids ...record.ID) ([]risk.Run, error) {
	return s.whole.Simulations(ctx, s.only(ids)...)
}
