package planner

import (
	"context"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// moves finds out whether changes move money in the sense that a second person
// must confirm them: approved, committed and disbursed amounts, ceilings,
// published estimates with their lines, the choice of the working estimate, and
// what is chosen to vouch for any of these. Requests and drafts are free.
type moves struct {
	r         Reader
	published map[record.ID]bool // estimates, as far as they were asked about
}

// figures reports whether the change of a record from before to after, nil for
// none, moves money.
func (m *moves) figures(ctx context.Context, before, after record.Entity) (bool, error) {
	e := after
	if e == nil {
		e = before
	}
	switch e := e.(type) {
	case *funding.Allocation:
		was, is := as[funding.Allocation](before), as[funding.Allocation](after)
		return !sameAmount(was.Approved, is.Approved) || !sameAmount(was.Committed, is.Committed) || !sameAmount(was.Disbursed, is.Disbursed), nil
	case *funding.Ceiling:
		return !sameAmount(as[funding.Ceiling](before).Amount, as[funding.Ceiling](after).Amount), nil
	case *funding.BudgetProgramme:
		return budgetMoves(as[funding.BudgetProgramme](before), as[funding.BudgetProgramme](after)), nil
	case *estimate.Estimate:
		was, is := as[estimate.Estimate](before), as[estimate.Estimate](after)
		delete(m.published, e.ID)
		return was.Status == estimate.Published || is.Status == estimate.Published, nil
	case *estimate.Line:
		return m.isPublished(ctx, e.Estimate)
	case *project.Project:
		return as[project.Project](before).Working != as[project.Project](after).Working, nil
	case *project.Claim:
		was, is := as[project.Claim](before), as[project.Claim](after)
		if !was.Chosen && !is.Chosen {
			return false, nil
		}
		return m.vouchesForMoney(ctx, e)
	}
	return false, nil
}

// mayMove reports whether a change of such a record can move money.
func mayMove(k record.Kind) bool {
	switch k {
	case record.Allocation, record.Ceiling, record.BudgetProgramme, record.Estimate, record.CostLine, record.Project, record.Claim:
		return true
	}
	return false
}

// MayWait reports whether a change of such a record, when it is no operator's, may
// have to be confirmed, as forms say beforehand.
func MayWait(e record.Entity) bool {
	switch e := e.(type) {
	case *funding.Allocation, *funding.Ceiling, *funding.BudgetProgramme:
		return true
	case *project.Claim:
		return e.Kind != record.Project && e.Kind != record.Claim && mayMove(e.Kind)
	}
	return false
}

// as returns the record, or an empty one for none.
func as[T any](e record.Entity) T {
	if e == nil {
		return *new(T)
	}
	return *any(e).(*T)
}

func budgetMoves(was, is funding.BudgetProgramme) bool {
	if len(was.Ceilings) != len(is.Ceilings) || !sameAmount(was.Later, is.Later) {
		return true
	}
	for i := range was.Ceilings {
		if was.Ceilings[i].Year != is.Ceilings[i].Year || !was.Ceilings[i].Amount.Equal(is.Ceilings[i].Amount) {
			return true
		}
	}
	return false
}

// vouchesForMoney reports whether the claim is about a figure that moves money.
func (m *moves) vouchesForMoney(ctx context.Context, c *project.Claim) (bool, error) {
	switch c.Kind {
	case record.Allocation:
		return c.Field != string(funding.Requested), nil
	case record.Ceiling:
		return true, nil
	case record.BudgetProgramme:
		series, _ := record.OfYear(c.Field)
		return series == "ceiling" || c.Field == "later", nil
	case record.Estimate:
		return m.isPublished(ctx, c.Entity)
	case record.CostLine:
		var l estimate.Line
		if err := m.r.Get(ctx, c.Entity, &l); err != nil {
			return false, ignoreGone(err)
		}
		return m.isPublished(ctx, l.Estimate)
	}
	return false, nil
}

// isPublished reports whether the estimate with the id is; one that is gone is not.
func (m *moves) isPublished(ctx context.Context, id record.ID) (bool, error) {
	if is, known := m.published[id]; known {
		return is, nil
	}
	var e estimate.Estimate
	if err := m.r.Get(ctx, id, &e); err != nil {
		return false, ignoreGone(err)
	}
	m.published[id] = e.Status == estimate.Published
	return m.published[id], nil
}

func ignoreGone(err error) error {
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}
