package project

import (
	"fmt"

	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// Placement says where a phase comes to lie once its predecessors are done.
type Placement struct {
	schedule.Placed        // zero where it is not known
	Known           bool   // its start is recorded; a start and a finish that contradict each other place nothing
	Open            bool   // its finish is not recorded: only the start is placed, and nothing follows it
	Begun, Done     bool   // what has begun is not moved any more
	By              *Phase // the predecessor that moves or holds it; nil: its own date does
}

// Place places the phases of a project by schedule.Plan, in their order: by their planned dates, by
// their actual ones where they have begun. Of a month or a year a start means the first day, a finish
// the last. Phases that cannot be placed (a circle, days beyond the years that are kept) are not known.
func Place(phases []Phase) []Placement {
	placements := make([]Placement, len(phases))
	var tasks []schedule.Task
	var index []int // of each task's phase
	byCode := map[string]*Phase{}
	leads := map[record.ID]bool{} // phases that others can follow
	for i := range phases {
		p := &phases[i]
		at := &placements[i]
		at.Begun, at.Done = !p.ActualStart.IsZero(), !p.ActualFinish.IsZero()
		task, open, ok := p.task()
		if !ok {
			continue
		}
		at.Known, at.Open = true, open
		leads[p.ID] = !open
		byCode[task.Code] = p
		tasks, index = append(tasks, task), append(index, i)
	}
	for i := range tasks {
		p := &phases[index[i]]
		for _, link := range p.After {
			if leads[link.Phase] && !placements[index[i]].Begun {
				tasks[i].After = append(tasks[i].After, schedule.Lag{Code: codeOf(link.Phase), Days: link.LagDays})
			}
		}
	}
	placed, err := schedule.Plan(tasks)
	for i, at := range index {
		if err != nil {
			placements[at] = Placement{Begun: placements[at].Begun, Done: placements[at].Done}
			continue
		}
		placements[at].Placed, placements[at].By = placed[i], byCode[placed[i].Driver]
	}
	return placements
}

// task returns the phase's own dates; an open one has its start only, as a task of a day.
func (p *Phase) task() (t schedule.Task, open, ok bool) {
	t = schedule.Task{Code: codeOf(p.ID), Start: p.PlannedStart, Finish: p.PlannedFinish}
	if !p.ActualStart.IsZero() {
		t.Start = p.ActualStart
	}
	if !p.ActualFinish.IsZero() {
		t.Finish = p.ActualFinish
	}
	if t.Start.IsZero() {
		return t, false, false
	}
	if open = t.Finish.IsZero(); open {
		t.Finish = schedule.StartDay(t.Start)
	}
	return t, open, t.Start.First().Compare(t.Finish.Last()) <= 0
}

// codeOf names a phase so that names sort as ids do.
func codeOf(id record.ID) string { return fmt.Sprintf("%019d", id) }
