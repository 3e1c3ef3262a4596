package planner

import (
	"context"
	"errors"
	"slices"

	"korridor/pkg/access"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
)

// checkLife guards what a record keeps for life, and what only a command of its
// own may change: a published estimate with its lines, an estimate's status, a
// project's working estimate.
func (t *tx) checkLife(ctx context.Context, before, e record.Entity) error {
	if before != nil && before.Owner() != e.Owner() {
		return fault.New(fault.Invalid, fault.Say("record.moved", "a {kind} stays in its project", "kind", e.RecordKind()))
	}
	switch e := e.(type) {
	case *estimate.Estimate:
		was, _ := before.(*estimate.Estimate)
		return t.checkEstimateLife(ctx, was, e)
	case *estimate.Line:
		was, _ := before.(*estimate.Line)
		return t.checkLineLife(ctx, was, e)
	case *funding.Allocation:
		if was, ok := before.(*funding.Allocation); ok && (was.Source != e.Source || was.FiscalYear != e.FiscalYear) {
			return fault.New(fault.Invalid, fault.Say("allocation.moved", "an allocation keeps its fiscal year and funding source: delete it and enter another"))
		}
	case *funding.Ceiling:
		if was, ok := before.(*funding.Ceiling); ok && (was.Source != e.Source || was.FiscalYear != e.FiscalYear) {
			return fault.New(fault.Invalid, fault.Say("ceiling.moved", "a ceiling keeps its fiscal year and funding source: delete it and enter another"))
		}
	case *estimate.Attribution:
		return t.checkAttribution(ctx, e)
	case *risk.Run:
		if before != nil {
			return fault.New(fault.Invalid, fault.Say("simulation.kept", "a simulation that was kept stays as it is: keep another one"))
		}
		e.By, e.At = t.act.Actor, t.now.UTC()
	case *proposal.Proposal:
		return fault.New(fault.Invalid, fault.Say("proposal.command", "a proposal changes by commands of its own"))
	case *period.Period:
		was, _ := before.(*period.Period)
		return t.checkPeriodLife(ctx, was, e)
	case *project.Comment:
		was, _ := before.(*project.Comment)
		return t.checkCommentLife(ctx, was, e)
	case *access.User:
		was, _ := before.(*access.User)
		return t.checkUserLife(ctx, was, e)
	case *project.Claim:
		return t.checkClaim(ctx, e)
	case *project.Baseline:
		was, _ := before.(*project.Baseline)
		return t.placeBaseline(ctx, was, e)
	case *project.Project:
		was, _ := before.(*project.Project)
		if (was == nil && e.Working != project.WorkingChoice{}) || (was != nil && was.Working != e.Working) {
			return fault.New(fault.Invalid, fault.Say("project.working", "the working estimate is chosen by a command of its own"))
		}
		t.keepUnseen(was, e)
		return t.checkDependencies(ctx, e)
	}
	return nil
}

func (t *tx) checkEstimateLife(ctx context.Context, was, e *estimate.Estimate) error {
	if was != nil && was.Status == estimate.Published {
		return frozen(was)
	}
	if e.Status != estimate.Draft || e.PublishedBy != "" || !e.PublishedAt.IsZero() {
		return fault.New(fault.Invalid, fault.Say("estimate.not_draft", "an estimate begins as a draft and is published by a command of its own"))
	}
	if was == nil || was.Currency == e.Currency {
		return nil
	}
	lines, err := t.Lines(ctx, e.ID)
	if err != nil || len(lines) == 0 {
		return err
	}
	var p fault.Problems
	p.Add("currency", fault.Say("estimate.currency", "cannot change while there are cost lines: their rates are in {currency}", "currency", was.Currency.Code()))
	return p.Err(fault.Say("estimate.invalid", "the estimate cannot be kept"))
}

// checkLineLife keeps a line in its draft, and in the currency of its estimate.
func (t *tx) checkLineLife(ctx context.Context, was, l *estimate.Line) error {
	if was != nil && was.Estimate != l.Estimate {
		return fault.New(fault.Invalid, fault.Say("line.moved", "a cost line stays in its estimate"))
	}
	var e estimate.Estimate
	if err := t.Get(ctx, l.Estimate, &e); err != nil {
		return err
	}
	if e.Status == estimate.Published {
		return frozen(&e)
	}
	l.Currency = e.Currency
	return nil
}

// checkClaim makes sure that a claim, chosen or not, says something that its
// record's figure could be.
func (t *tx) checkClaim(ctx context.Context, c *project.Claim) error {
	about, err := newEntity(c.Kind)
	if err != nil {
		return err
	}
	if c.Kind == record.Claim {
		return fault.New(fault.Invalid, fault.Say("claim.about_claim", "a claim is about a record, not about another claim"))
	}
	if err := t.Get(ctx, c.Entity, about); err != nil {
		return err
	}
	if about.Owner() != c.Project {
		return fault.New(fault.Invalid, fault.Say("claim.foreign", "a claim belongs to the project of the {kind} that it is about", "kind", c.Kind))
	}
	_, err = setFigure(about, c)
	if f, ok := errors.AsType[*fault.Error](err); ok && !c.Chosen && len(f.Fields) == 1 && f.Fields[0].Message.Key == "bad_unit" {
		return nil // a competing figure in another currency or unit
	}
	return err
}

// maxDependencyDepth bounds the walk along projects that depend on each other.
const maxDependencyDepth = 1000

// checkDependencies refuses a project that would depend on itself through others.
func (t *tx) checkDependencies(ctx context.Context, p *project.Project) error {
	seen := map[record.ID]bool{}
	open := slices.Clone(p.DependsOn)
	for len(open) > 0 && len(seen) < maxDependencyDepth {
		id := open[0]
		open = open[1:]
		if id == p.ID {
			return fault.New(fault.Invalid, fault.Say("project.dependency_circle", "the project {code} would depend on itself through others", "code", p.Code))
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		var other project.Project
		if err := whole(t.Writer).Get(ctx, id, &other); err != nil {
			return err
		}
		open = append(open, other.DependsOn...)
	}
	return nil
}

func (t *tx) checkDelete(ctx context.Context, e record.Entity) error {
	switch e := e.(type) {
	case *access.User:
		return fault.New(fault.Invalid, fault.Say("user.stays", "an account is disabled, not deleted: the history tells of it"))
	case *estimate.Estimate:
		return t.checkDraft(ctx, e.ID)
	case *estimate.Line:
		return t.checkDraft(ctx, e.Estimate)
	case *period.Period:
		if e.Closed() {
			return closedPeriod(e)
		}
	case *project.Comment:
		return t.checkOwnComment(ctx, e)
	}
	return nil
}

func (t *tx) checkDraft(ctx context.Context, id record.ID) error {
	var e estimate.Estimate
	if err := t.Get(ctx, id, &e); err != nil {
		return err
	}
	if e.Status == estimate.Published {
		return frozen(&e)
	}
	return nil
}

func frozen(e *estimate.Estimate) error {
	return fault.New(fault.Invalid, fault.Say("estimate.frozen",
		"the estimate {code} is published and cannot be changed: make a new revision as a copy of it", "code", e.Code))
}

// renewTotal sets an estimate's total to the sum of its lines, or to its
// headline where it has none.
func (t *tx) renewTotal(ctx context.Context, id record.ID) error {
	delete(t.estimates, id)
	var e estimate.Estimate
	if err := t.Get(ctx, id, &e); err != nil {
		return err
	}
	lines, err := t.Lines(ctx, id)
	if err != nil {
		return err
	}
	total := e.Headline
	if len(lines) > 0 {
		if e.Headline != nil {
			return fault.New(fault.Invalid, fault.Say("estimate.headline_and_lines",
				"the estimate {code} has either cost lines or a headline figure, not both", "code", e.Code))
		}
		sum, err := estimate.Total(e.Currency, lines)
		if fault.Is(err, fault.Invalid) {
			return err
		}
		if err != nil {
			return fault.Wrap(fault.Invalid, err, fault.Say("estimate.total", "the lines of {code} cannot be added up", "code", e.Code))
		}
		total = &sum
	}
	if (total == nil && e.Total == nil) || (total != nil && e.Total != nil && total.Equal(*e.Total)) {
		return nil
	}
	e.Total = total
	if err := e.Validate(); err != nil {
		return err
	}
	if err := t.Save(ctx, &e); err != nil {
		return err
	}
	return t.dropClaims(ctx, &e)
}

// touchedSources returns the funding sources to check, by project.
func (t *tx) touchedSources(ctx context.Context) (map[record.ID][]record.ID, error) {
	byProject := map[record.ID][]record.ID{}
	for id := range t.sources {
		owner, err := t.owner(ctx, record.FundingSource, id)
		if fault.Is(err, fault.NotFound) {
			continue // deleted by this very command
		}
		if err != nil {
			return nil, err
		}
		byProject[owner] = append(byProject[owner], id)
	}
	return byProject, nil
}

// checkStages checks the order of stages in the allocations of the sources of one project.
func (t *tx) checkStages(ctx context.Context, projectID record.ID, sourceIDs []record.ID) error {
	for _, id := range slices.Sorted(slices.Values(sourceIDs)) {
		own, excesses, err := t.excesses(ctx, projectID, id)
		if err != nil {
			return err
		}
		if err := funding.Refuse(own, excesses); err != nil {
			return err
		}
	}
	return nil
}

// excesses returns the allocations of one source, and the stages out of order in them.
func (t *tx) excesses(ctx context.Context, projectID, sourceID record.ID) ([]funding.Allocation, []funding.Excess, error) {
	all, err := t.Allocations(ctx, projectID)
	if err != nil {
		return nil, nil, err
	}
	var source funding.Source
	if err := t.Get(ctx, sourceID, &source); err != nil {
		return nil, nil, err
	}
	own := slices.DeleteFunc(all, func(a funding.Allocation) bool { return a.Source != sourceID })
	excesses, err := funding.Excesses(own, source.CarryOver)
	return own, excesses, err
}

func (t *tx) checkPhaseOrder(ctx context.Context, projectID record.ID) error {
	phases, err := t.Phases(ctx, projectID)
	if err != nil {
		return err
	}
	codes := make(map[record.ID]string, len(phases))
	for i := range phases {
		codes[phases[i].ID] = phases[i].Code
	}
	before := make(map[string][]string, len(phases))
	for i := range phases {
		for _, link := range phases[i].After {
			before[phases[i].Code] = append(before[phases[i].Code], codes[link.Phase])
		}
	}
	return schedule.CheckOrder(before)
}

func (t *tx) checkSectionOrder(ctx context.Context, projectID record.ID) error {
	sections, err := t.Sections(ctx, projectID)
	if err != nil {
		return err
	}
	within := make(map[record.ID]record.ID, len(sections))
	for i := range sections {
		within[sections[i].ID] = sections[i].Within
	}
	for i := range sections {
		at := sections[i].Within
		for steps := 0; at != 0; steps++ {
			if steps > len(sections) {
				return fault.New(fault.Invalid, fault.Say("section.circle",
					"the section {code} would be part of itself", "code", sections[i].Code))
			}
			at = within[at]
		}
	}
	return nil
}
