package planner

import (
	"cmp"
	"context"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// CompareQuery says which two states of the record are set side by side.
type CompareQuery struct {
	Project  string // code; "": all projects that changed
	From, To *Past  // nil To: the state that the context asks for
	Page     int    // of the projects, from 1
}

// Comparison is what changed between two states of the record, as far as figures
// and dates tell it, and the commands that did it.
type Comparison struct {
	From, To Past
	Head     Head             // of the later state
	Project  *project.Project // nil: all
	Projects []ProjectComparison
	Total    int      // projects that changed, on all pages
	Commands []Recent // the newest ones in between
	More     bool     // there are more commands than that
}

// ProjectComparison is what changed of one project.
type ProjectComparison struct {
	Project        project.Project // as it was last called
	Added, Removed bool            // between the two states
	// The working estimates then and now; nil where there was none.
	EstimateBefore, EstimateAfter *estimate.Estimate
	Money                         []MoneyComparison // figures that changed, in the order of MoneyFigures
	Dates                         []DateComparison  // dates that changed, phase by phase
}

// Limits on what a comparison tells of the commands in between.
const (
	compareCommands = 50
	compareChanges  = 200
	compareScan     = 5000 // changes looked at together, to find the projects
)

// Compare sets two states side by side. Faults: Invalid for a later state that
// lies before the earlier one, NotFound for a project that was in neither.
func (p *Planner) Compare(ctx context.Context, q CompareQuery) (*Comparison, error) {
	v, ids, err := p.compared(ctx, q)
	if err != nil {
		return nil, err
	}
	v.Total = len(ids)
	first := min(max(q.Page-1, 0)*PageSize, len(ids))
	v.Projects, err = p.compareProjects(ctx, v, ids[first:min(first+PageSize, len(ids))])
	return v, err
}

// EachCompared calls fn for every project that Compare finds, some at a time,
// and returns the comparison without them. An error of fn is returned.
func (p *Planner) EachCompared(ctx context.Context, q CompareQuery, fn func(*ProjectComparison) error) error {
	v, ids, err := p.compared(ctx, q)
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(ids, reportBatch) {
		list, err := p.compareProjects(ctx, v, batch)
		if err != nil {
			return err
		}
		for i := range list {
			if err := fn(&list[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// compared reads the frame of a comparison and the projects that changed, by code.
func (p *Planner) compared(ctx context.Context, q CompareQuery) (*Comparison, []record.ID, error) {
	v := &Comparison{From: *q.From}
	if q.To == nil {
		q.To = PastOf(ctx)
	}
	err := p.read(AsOf(ctx, q.To), func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		v.To = Past{Day: p.Today(AsOf(ctx, q.To)), Seq: v.Head.Seq, At: v.Head.At}
		if q.To != nil {
			v.To = *q.To
		}
		if v.To.Seq < v.From.Seq || v.To.Day.Before(v.From.Day) {
			var problems fault.Problems
			problems.Add("to", fault.Say("finish_before_start", "{finish} lies before the start, {start}", "finish", v.To.Day, "start", v.From.Day))
			return problems.Err(fault.Say("compare.invalid", "the two dates cannot be compared"))
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	codes, err := p.comparedCodes(ctx, v, q.Project)
	if err != nil {
		return nil, nil, err
	}
	ids := make([]record.ID, 0, len(codes))
	for id := range codes {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b record.ID) int { return cmp.Or(cmp.Compare(codes[a], codes[b]), cmp.Compare(a, b)) })
	return v, ids, nil
}

// comparedCodes returns the projects to compare with their newest codes: the one
// that is asked for, or all that changed. It reads the commands in between.
func (p *Planner) comparedCodes(ctx context.Context, v *Comparison, code string) (map[record.ID]string, error) {
	codes := map[record.ID]string{}
	var changed []record.ID
	err := p.read(AsOf(ctx, &v.To), func(r Reader) error {
		if code != "" {
			of, err := r.ProjectByCode(ctx, code)
			if err != nil {
				return err
			}
			v.Project, changed = &of, []record.ID{of.ID}
			codes[of.ID] = of.Code
			return v.readProjectCommands(ctx, r)
		}
		var err error
		if v.Commands, v.More, err = recent(ctx, r, v.Head, v.From.Seq, 0, compareCommands); err != nil {
			return err
		}
		if changed, err = changedProjects(ctx, r, v.From.Seq); err != nil {
			return err
		}
		return addProjectCodes(ctx, r, changed, codes)
	})
	if err != nil || code != "" || len(codes) == len(changed) {
		return codes, err
	}
	// Those that are gone are known by their codes then.
	gone := slices.DeleteFunc(changed, func(id record.ID) bool { return codes[id] != "" })
	return codes, p.read(AsOf(ctx, &v.From), func(r Reader) error { return addProjectCodes(ctx, r, gone, codes) })
}

func addProjectCodes(ctx context.Context, r Reader, ids []record.ID, codes map[record.ID]string) error {
	if len(ids) == 0 {
		return nil
	}
	projects, _, err := r.Projects(ctx, ProjectQuery{IDs: ids})
	for i := range projects {
		codes[projects[i].ID] = projects[i].Code
	}
	return err
}

// readProjectCommands reads the commands that changed the project.
func (v *Comparison) readProjectCommands(ctx context.Context, r Reader) error {
	changes, err := r.Changes(ctx, ChangeQuery{Project: v.Project.ID, After: v.From.Seq, Limit: compareChanges + 1})
	if err != nil {
		return err
	}
	if v.More = len(changes) > compareChanges; v.More {
		changes = changes[:compareChanges]
	}
	list, err := batches(changes, v.More)
	if err != nil {
		return err
	}
	names, err := recordNames(ctx, r, v.Project.ID, list)
	for _, b := range list {
		v.Commands = append(v.Commands, Recent{Batch: b, Count: len(b.Changes), Project: v.Project, Names: names})
	}
	return err
}

// changedProjects returns the projects of which anything changed after the Seq.
func changedProjects(ctx context.Context, r Reader, after int64) ([]record.ID, error) {
	found := map[record.ID]bool{}
	for before := int64(0); ; {
		changes, err := r.Changes(ctx, ChangeQuery{After: after, Before: before, Bare: true, Limit: compareScan})
		if err != nil {
			return nil, err
		}
		for i := range changes {
			if id := changes[i].Project; id != 0 {
				found[id] = true
			}
		}
		if len(changes) < compareScan {
			break
		}
		before = changes[len(changes)-1].Seq
	}
	ids := make([]record.ID, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids, nil
}

// compareProjects compares the projects one by one, in the order of the ids.
func (p *Planner) compareProjects(ctx context.Context, v *Comparison, ids []record.ID) ([]ProjectComparison, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var then, now compareFacts
	for _, side := range []struct {
		past  *Past
		facts *compareFacts
	}{{&v.From, &then}, {&v.To, &now}} {
		err := p.read(AsOf(ctx, side.past), func(r Reader) error { return side.facts.load(ctx, r, ids) })
		if err != nil {
			return nil, err
		}
	}
	list := make([]ProjectComparison, len(ids))
	for i, id := range ids {
		if err := list[i].compare(then.of(id), now.of(id)); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// compareFacts are the records of some projects that a comparison rests on.
type compareFacts struct {
	projects    []project.Project
	estimates   []estimate.Estimate
	lines       map[record.ID][]estimate.Line // by estimate
	sources     []funding.Source
	allocations map[record.ID][]funding.Allocation // by project
	phases      map[record.ID][]project.Phase      // by project
}

func (f *compareFacts) load(ctx context.Context, r Reader, ids []record.ID) error {
	var err error
	if f.projects, _, err = r.Projects(ctx, ProjectQuery{IDs: ids}); err != nil {
		return err
	}
	if f.estimates, err = r.Estimates(ctx, ids...); err != nil {
		return err
	}
	f.estimates = slices.DeleteFunc(f.estimates, func(e estimate.Estimate) bool {
		return find(f.projects, func(p *project.Project) bool { return p.Working.Estimate == e.ID }) == nil
	})
	lines, err := r.Lines(ctx, idsOf(f.estimates)...)
	if err != nil {
		return err
	}
	f.lines = group(lines, func(l *estimate.Line) record.ID { return l.Estimate })
	if f.sources, err = r.FundingSources(ctx, ids...); err != nil {
		return err
	}
	allocations, err := r.Allocations(ctx, ids...)
	if err != nil {
		return err
	}
	f.allocations = group(allocations, func(a *funding.Allocation) record.ID { return a.Project })
	phases, err := r.Phases(ctx, ids...)
	f.phases = group(phases, func(f *project.Phase) record.ID { return f.Project })
	return err
}

// projectFacts are those of one project; project is nil where it was not there.
type projectFacts struct {
	project     *project.Project
	working     *estimate.Estimate
	lines       []estimate.Line
	allocations []funding.Allocation
	status      map[record.ID]funding.Status // of funding sources
	phases      []project.Phase
}

func (f *compareFacts) of(id record.ID) *projectFacts {
	one := &projectFacts{allocations: f.allocations[id], phases: f.phases[id], status: map[record.ID]funding.Status{}}
	one.project = find(f.projects, func(p *project.Project) bool { return p.ID == id })
	for i := range f.sources {
		one.status[f.sources[i].ID] = f.sources[i].Status
	}
	if one.project != nil && one.project.Working.Estimate != 0 {
		one.working = find(f.estimates, func(e *estimate.Estimate) bool { return e.ID == one.project.Working.Estimate })
		one.lines = f.lines[one.project.Working.Estimate]
	}
	return one
}

// compare fills in what changed from one state of the project to the other.
func (c *ProjectComparison) compare(then, now *projectFacts) error {
	c.Added, c.Removed = then.project == nil, now.project == nil
	c.EstimateBefore, c.EstimateAfter = then.working, now.working
	switch {
	case now.project != nil:
		c.Project = *now.project
	case then.project != nil:
		c.Project = *then.project
	}
	c.Dates = compareDates(then.phases, now.phases)
	var err error
	c.Money, err = compareMoney(then, now)
	return err
}
