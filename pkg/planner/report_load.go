package planner

import (
	"context"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/text"
)

// reportParts are the parts of a batch of projects that its reports need.
type reportParts struct {
	sections   map[record.ID][]project.Section   // by project
	phases     map[record.ID][]project.Phase     // by project
	structures map[record.ID][]project.Structure // by project
	estimates  map[record.ID][]estimate.Estimate // by project
	lines      map[record.ID][]estimate.Line     // by estimate
	codes      map[record.ID]string              // of sections, phases and structures
	spending   map[record.ID][]SpentMovement     // by project
	paidFrom   map[record.ID]text.Label          // names of funding sources
	trail      Trail
	modelRecords
}

// load reads what the report needs of the projects, one query for each kind.
func (run *reportRun) load(ctx context.Context, of rowsOf, projects []project.Project) (*reportParts, error) {
	run.held = 0
	ids := idsOf(projects)
	parts := &reportParts{codes: map[record.ID]string{}, trail: NewTrail(nil)}
	if of.sections {
		sections, err := run.r.Sections(ctx, ids...)
		if err != nil {
			return nil, err
		}
		parts.sections = group(sections, func(s *project.Section) record.ID { return s.Project })
		addCodes(parts.codes, sections, func(s *project.Section) string { return s.Code })
	}
	if of.structures {
		structures, err := run.r.Structures(ctx, ids...)
		if err != nil {
			return nil, err
		}
		parts.structures = group(structures, func(s *project.Structure) record.ID { return s.Project })
		addCodes(parts.codes, structures, func(s *project.Structure) string { return s.Code })
	}
	if of.phases {
		phases, err := run.r.Phases(ctx, ids...)
		if err != nil {
			return nil, err
		}
		parts.phases = group(phases, func(p *project.Phase) record.ID { return p.Project })
		addCodes(parts.codes, phases, func(p *project.Phase) string { return p.Code })
	}
	if len(of.claims) > 0 {
		if err := parts.trail.add(ctx, run.r, ClaimQuery{Projects: ids, Kinds: of.claims, OnlyChosen: true}); err != nil {
			return nil, err
		}
	}
	if of.spending {
		return parts, run.loadSpending(ctx, parts, ids)
	}
	if !of.estimates {
		return parts, nil
	}
	if err := run.loadEstimates(ctx, parts, projects, ids, of); err != nil {
		return nil, err
	}
	if of.model {
		return parts, run.loadModels(ctx, parts, ids, of)
	}
	return parts, nil
}

// loadEstimates reads the estimates that the report draws on, and their lines.
func (run *reportRun) loadEstimates(ctx context.Context, parts *reportParts, projects []project.Project, ids []record.ID, of rowsOf) error {
	estimates, err := run.r.Estimates(ctx, ids...)
	if err != nil {
		return err
	}
	working := make(map[record.ID]bool, len(projects))
	for i := range projects {
		working[projects[i].Working.Estimate] = true
	}
	estimates = slices.DeleteFunc(estimates, func(e estimate.Estimate) bool {
		if run.q.Report.Draws == report.WorkingEstimate {
			return !working[e.ID]
		}
		return e.Status == estimate.Draft && !run.q.Drafts
	})
	parts.estimates = group(estimates, func(e *estimate.Estimate) record.ID { return e.Project })
	if !of.lines || len(estimates) == 0 {
		return nil
	}
	lines, err := run.r.Lines(ctx, idsOf(estimates)...)
	if err != nil || len(lines) == 0 {
		return err
	}
	run.held = len(lines)
	parts.lines = group(lines, func(l *estimate.Line) record.ID { return l.Estimate })
	if err := parts.trail.add(ctx, run.r, ClaimQuery{Entities: idsOf(lines), OnlyChosen: true}); err != nil || !slices.Contains(of.claims, record.Estimate) {
		return err
	}
	for i := range estimates {
		if err := parts.trail.addTotal(&estimates[i], parts.lines[estimates[i].ID], parts.trail); err != nil {
			return err
		}
	}
	return nil
}

// idsOf returns the ids of the records.
func idsOf[T any, P entityPointer[T]](list []T) []record.ID {
	ids := make([]record.ID, len(list))
	for i := range list {
		ids[i] = P(&list[i]).RecordMeta().ID
	}
	return ids
}

// group returns the records by what they are of. Those that follow each other in
// the list stay where they are.
func group[T any](list []T, by func(*T) record.ID) map[record.ID][]T {
	groups := map[record.ID][]T{}
	for len(list) > 0 {
		id, n := by(&list[0]), 1
		for n < len(list) && by(&list[n]) == id {
			n++
		}
		if before := groups[id]; before == nil {
			groups[id] = list[:n:n]
		} else {
			groups[id] = append(before, list[:n]...)
		}
		list = list[n:]
	}
	return groups
}

func addCodes[T any, P entityPointer[T]](codes map[record.ID]string, list []T, code func(P) string) {
	for i := range list {
		e := P(&list[i])
		codes[e.RecordMeta().ID] = code(e)
	}
}
