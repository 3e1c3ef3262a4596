package planner

import (
	"context"
	"fmt"
	"slices"

	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// statedClaim is a statement of progress as one change left it.
type statedClaim struct {
	seq     int64 // of the change that entered what it says
	claim   project.Claim
	deleted bool
}

// readPeriods reads what periods make of the spending and of the statements. It
// is read back from the changes where a period is closed; else nothing is late.
func (v *ProgressView) readPeriods(ctx context.Context, r Reader) error {
	var err error
	if v.Periods, err = readCalendar(ctx, r); err != nil || v.Periods.LastClosed() == nil {
		return err
	}
	if p := v.Periods.Of(v.At); p != nil && p.Closed() {
		v.frozen = p
	}
	if v.movements, err = spentMovements(ctx, r, v.Periods, v.Project.ID); err != nil {
		return err
	}
	changes, err := r.Changes(ctx, ChangeQuery{Project: v.Project.ID, Kinds: []record.Kind{record.Claim}})
	if err != nil {
		return err
	}
	for i := len(changes) - 1; i >= 0; i-- { // they come latest first
		if err := v.addStated(&changes[i]); err != nil {
			return err
		}
	}
	return nil
}

// addStated notes what a change made of a statement of progress.
func (v *ProgressView) addStated(c *record.Change) error {
	s := statedClaim{seq: c.Seq, deleted: c.After == ""}
	snapshot := c.After
	if s.deleted {
		snapshot = c.Before
	}
	if err := record.Decode(snapshot, &s.claim); err != nil {
		return fmt.Errorf("change %d: %w", c.Seq, err)
	}
	if s.claim.Kind != record.Phase || s.claim.Field != progressField {
		return nil
	}
	if last := v.lastStated(s.claim.ID); last != nil && !s.deleted && !last.deleted && sameStatement(&last.claim, &s.claim) {
		s.seq = last.seq // it was chosen, or its document corrected: what it says is as old as before
	}
	v.stated = append(v.stated, s)
	return nil
}

// sameStatement reports whether two states of a claim say the same.
func sameStatement(a, b *project.Claim) bool {
	return a.Entity == b.Entity && a.Value == b.Value && a.Unit == b.Unit && a.Date == b.Date
}

// lastStated is the newest state of the claim so far; nil: none.
func (v *ProgressView) lastStated(claim record.ID) *statedClaim {
	for i := len(v.stated) - 1; i >= 0; i-- {
		if v.stated[i].claim.ID == claim {
			return &v.stated[i]
		}
	}
	return nil
}

// statementsOf returns the statements about a phase: those on record, and at a
// status date in a closed period those that were on record at its cut-off, with
// the later ones beside them.
func (v *ProgressView) statementsOf(p *project.Phase) []ProgressStatement {
	claims := slices.Clone(v.Trail.Of(p.ID, progressField))
	var all []ProgressStatement
	if v.frozen != nil {
		then := v.claimsThen(p.ID)
		for i := range then {
			all = append(all, v.placed(v.statement(p, then[i])))
		}
		claims = slices.DeleteFunc(claims, func(c project.Claim) bool {
			return slices.ContainsFunc(then, func(t project.Claim) bool { return t.ID == c.ID && sameStatement(&t, &c) })
		})
	}
	for i := range claims {
		s := v.placed(v.statement(p, claims[i]))
		if v.frozen != nil && s.Left == nil {
			s.Left = new(fault.Say("progress.late", "was entered after the cut-off of {code}", "code", v.frozen.Code))
		}
		all = append(all, s)
	}
	return all
}

// claimsThen are the statements about a phase as they were at the cut-off of the
// period of the status date, in the order of their ids.
func (v *ProgressView) claimsThen(phase record.ID) []project.Claim {
	newest := map[record.ID]*statedClaim{}
	for i := range v.stated {
		if s := &v.stated[i]; s.seq <= v.frozen.Through {
			newest[s.claim.ID] = s
		}
	}
	var then []project.Claim
	for _, s := range newest {
		if !s.deleted && s.claim.Entity == phase {
			then = append(then, s.claim)
		}
	}
	slices.SortFunc(then, func(a, b project.Claim) int { return int(a.ID - b.ID) })
	return then
}

// placed says in which period a statement counts.
func (v *ProgressView) placed(s ProgressStatement) ProgressStatement {
	for i := len(v.stated) - 1; i >= 0; i-- {
		if of := &v.stated[i]; of.claim.ID == s.Claim.ID && !of.deleted && sameStatement(&of.claim, &s.Claim) {
			s.In, s.Late = v.Periods.Counts(s.Claim.Date, of.seq)
			break
		}
	}
	return s
}

// reported are the payments as periods have them: each at its date, or, where it
// is late, when it was entered; at a status date in a closed period only what
// was entered by the cut-off.
func (v *ProgressView) reported() []payment {
	known := v.movements
	if v.frozen != nil {
		known = slices.DeleteFunc(slices.Clone(known), func(m SpentMovement) bool { return m.Seq > v.frozen.Through })
	}
	v.Spending = SpentExpenditures
	list := spentBy(known, SpentExpenditures)
	if len(list) == 0 {
		if list = spentBy(known, SpentDisbursed); len(list) == 0 {
			v.Spending = SpentNothing
			return nil
		}
		v.Spending = SpentDisbursed
	}
	all := make([]payment, len(list))
	for i := range list {
		m := &list[i]
		all[i] = payment{m.EffectiveDate(), m.Amount, m.Key.Phase, m.Key.Year}
	}
	return all
}
