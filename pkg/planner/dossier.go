package planner

import (
	"context"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// Dossier is everything recorded of one project, read from one state of the
// record, without the cost lines of its estimates.
type Dossier struct {
	Head        Head
	Today       schedule.Date
	Programme   project.Programme
	Project     project.Project
	DependsOn   []project.Project
	Sections    []project.Section
	Phases      []project.Phase
	Milestones  []project.Milestone
	Structures  []project.Structure
	Estimates   []estimate.Estimate
	Sources     []funding.Source
	Ceilings    []funding.Ceiling
	Allocations []funding.Allocation
	Trail       Trail
}

// Dossier returns the project with the code, or a NotFound fault.
func (p *Planner) Dossier(ctx context.Context, code string) (*Dossier, error) {
	d := &Dossier{Today: p.Today(ctx)}
	err := p.read(ctx, func(r Reader) error { return d.load(ctx, r, code, ClaimQuery{ExceptKind: record.CostLine}) })
	if err != nil {
		return nil, err
	}
	return d, nil
}

// loadProject fills in the project itself and its programme.
func (d *Dossier) loadProject(ctx context.Context, r Reader, code string) error {
	var err error
	if d.Head, err = r.Head(ctx); err != nil {
		return err
	}
	if d.Project, err = r.ProjectByCode(ctx, code); err != nil {
		return err
	}
	return r.Get(ctx, d.Project.Programme, &d.Programme)
}

// load fills the dossier. The claims query says which claims come along, with
// the documents that they name; its Projects are set here.
func (d *Dossier) load(ctx context.Context, r Reader, code string, claims ClaimQuery) error {
	if err := d.loadParts(ctx, r, code); err != nil {
		return err
	}
	claims.Projects = []record.ID{d.Project.ID}
	var err error
	if d.Trail, err = loadTrail(ctx, r, claims); err != nil {
		return err
	}
	if err := d.Trail.addComments(ctx, r, d.Project.ID); err != nil {
		return err
	}
	if err := d.Trail.addPending(ctx, r, d.Project.ID, 0); err != nil {
		return err
	}
	if err := d.addTotals(ctx, r); err != nil {
		return err
	}
	var breaches []record.ID
	for i := range d.Allocations {
		if b := d.Allocations[i].Breach; b != nil {
			breaches = append(breaches, b.Document)
		}
	}
	return d.Trail.addDocuments(ctx, r, breaches)
}

// loadParts fills the dossier but for its trail.
func (d *Dossier) loadParts(ctx context.Context, r Reader, code string) error {
	err := d.loadProject(ctx, r, code)
	if err != nil {
		return err
	}
	for _, id := range d.Project.DependsOn {
		var of project.Project
		err := r.Get(ctx, id, &of)
		if fault.Is(err, fault.NotFound) {
			continue // not for this person to see
		}
		if err != nil {
			return err
		}
		d.DependsOn = append(d.DependsOn, of)
	}
	id := d.Project.ID
	if d.Sections, err = r.Sections(ctx, id); err != nil {
		return err
	}
	if d.Phases, err = r.Phases(ctx, id); err != nil {
		return err
	}
	if d.Milestones, err = r.Milestones(ctx, id); err != nil {
		return err
	}
	if d.Structures, err = r.Structures(ctx, id); err != nil {
		return err
	}
	return d.loadMoney(ctx, r)
}

func (d *Dossier) loadMoney(ctx context.Context, r Reader) error {
	var err error
	id := d.Project.ID
	if d.Estimates, err = r.Estimates(ctx, id); err != nil {
		return err
	}
	if d.Sources, err = r.FundingSources(ctx, id); err != nil {
		return err
	}
	if d.Ceilings, err = r.Ceilings(ctx, id); err != nil {
		return err
	}
	d.Allocations, err = r.Allocations(ctx, id)
	return err
}

// Phase returns the phase with the id, or nil.
func (d *Dossier) Phase(id record.ID) *project.Phase {
	return find(d.Phases, func(p *project.Phase) bool { return p.ID == id })
}

// Section returns the section with the id, or nil.
func (d *Dossier) Section(id record.ID) *project.Section {
	return find(d.Sections, func(s *project.Section) bool { return s.ID == id })
}

// Source returns the funding source with the id, or nil.
func (d *Dossier) Source(id record.ID) *funding.Source {
	return find(d.Sources, func(s *funding.Source) bool { return s.ID == id })
}

// Estimate returns the estimate with the id, or nil.
func (d *Dossier) Estimate(id record.ID) *estimate.Estimate {
	return find(d.Estimates, func(e *estimate.Estimate) bool { return e.ID == id })
}

// Working returns the working estimate, or nil where none is chosen.
func (d *Dossier) Working() *estimate.Estimate { return d.Estimate(d.Project.Working.Estimate) }

func find[T any](list []T, is func(*T) bool) *T {
	for i := range list {
		if is(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// EstimateSheet is one estimate of a project with its cost lines, each with
// its amount, beside the revision that it began as a copy of.
type EstimateSheet struct {
	*Dossier
	Estimate  *estimate.Estimate
	Lines     []estimate.Line
	Amounts   []money.Amount     // of the line of the same index
	From      *estimate.Estimate // nil: it began as a copy of none
	FromLines []estimate.Line
}

// EstimateSheet returns the revision with the code of the project with the
// code, or a NotFound fault.
func (p *Planner) EstimateSheet(ctx context.Context, code, revision string) (*EstimateSheet, error) {
	s := &EstimateSheet{Dossier: &Dossier{Today: p.Today(ctx)}}
	err := p.read(ctx, func(r Reader) error { return s.read(ctx, r, code, revision) })
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (s *EstimateSheet) read(ctx context.Context, r Reader, code, revision string) error {
	if err := s.load(ctx, r, code, ClaimQuery{ExceptKind: record.CostLine}); err != nil {
		return err
	}
	return s.choose(ctx, r, code, revision)
}

// choose finds the revision and reads its lines.
func (s *EstimateSheet) choose(ctx context.Context, r Reader, code, revision string) error {
	s.Estimate = find(s.Estimates, func(e *estimate.Estimate) bool { return e.Code == revision })
	if s.Estimate == nil {
		return fault.New(fault.NotFound, fault.Say("estimate.not_found",
			"the project {project} has no estimate {code}", "project", code, "code", revision))
	}
	if s.From = s.Dossier.Estimate(s.Estimate.CopyOf); s.From != nil {
		var err error
		if s.FromLines, err = r.Lines(ctx, s.From.ID); err != nil {
			return err
		}
	}
	return s.loadLines(ctx, r)
}

// Changes returns what the revision changed of the one that it began as a copy
// of, or nil where there is none, where either says no amount, or where their
// currencies differ. The errors are those of estimate.NewBridge.
func (s *EstimateSheet) Changes() (*estimate.Bridge, error) {
	if s.From == nil || s.From.Total == nil || s.Estimate.Total == nil || s.From.Currency != s.Estimate.Currency {
		return nil, nil
	}
	return estimate.NewBridge(estimate.Side{Estimate: *s.From, Lines: s.FromLines}, estimate.Side{Estimate: *s.Estimate, Lines: s.Lines}, estimate.Between{})
}

func (s *EstimateSheet) loadLines(ctx context.Context, r Reader) error {
	var err error
	if s.Lines, err = r.Lines(ctx, s.Estimate.ID); err != nil {
		return err
	}
	if s.Amounts, err = estimate.Amounts(s.Estimate.Currency, s.Lines); err != nil {
		return err
	}
	ids := make([]record.ID, len(s.Lines))
	for i := range s.Lines {
		ids[i] = s.Lines[i].ID
	}
	if len(ids) == 0 {
		return nil
	}
	return s.Trail.add(ctx, r, ClaimQuery{Entities: ids})
}

// NextMilestone returns the first milestone that lies ahead of today, or nil.
func (d *Dossier) NextMilestone() *project.Milestone {
	return nextMilestone(d.Milestones, d.Today)
}

func nextMilestone(milestones []project.Milestone, today schedule.Date) *project.Milestone {
	var next *project.Milestone
	for i := range milestones {
		m := &milestones[i]
		if !m.Actual.IsZero() || m.Planned.IsZero() || m.Planned.Before(today) {
			continue
		}
		if next == nil || m.Planned.Compare(next.Planned) < 0 {
			next = m
		}
	}
	return next
}

// SortByDate orders milestones by their date, those without one last.
func SortByDate(milestones []project.Milestone) {
	slices.SortStableFunc(milestones, func(a, b project.Milestone) int { return a.Date().Compare(b.Date()) })
}

// Project returns the project with the code alone, or a NotFound fault.
func (p *Planner) Project(ctx context.Context, code string) (project.Project, error) {
	var found project.Project
	err := p.read(ctx, func(r Reader) error {
		var err error
		found, err = r.ProjectByCode(ctx, code)
		return err
	})
	return found, err
}
