package planner

import (
	"context"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// PageSize is how many projects the programme page shows at once.
const PageSize = 50

// ProgrammeView is the programme at a glance: one page of its projects, what
// needs attention, and what changed lately.
type ProgrammeView struct {
	Head        Head
	Today       schedule.Date
	Programmes  []project.Programme
	Query       ProjectQuery
	Total       int // projects that match the query
	External    int // of them, those that are no part of the programme
	Projects    []ProjectRow
	Trail       Trail // of the phases, milestones, working estimates and counted allocations
	Notices     []Notice
	Pending     bool     // shortfalls are still being worked out: no notices tell them yet
	Since       int64    // of the query; 0 where the record never got that far
	Changes     []Recent // newest first
	MoreChanges bool     // there are older ones after Since
	News        int      // changes after Since, MaxNews at most; 0 with the first visit
}

// ProjectRow is one project of the programme page.
type ProjectRow struct {
	Project    project.Project
	Phases     []project.Phase
	Milestones []project.Milestone
	Working    *estimate.Estimate
	Next       *project.Milestone
	Outlook
}

// ProgrammeQuery selects what the programme page shows.
type ProgrammeQuery struct {
	Projects ProjectQuery // Limit and Offset are set from Page
	Page     int          // 1 is the first
	Since    int64        // changes after this Seq
}

// MaxSearch bounds a search, in characters.
const MaxSearch = 100

// MaxPage keeps the offset of a page within reason.
const MaxPage = 1_000_000

// Programme returns the programme page. Faults: Invalid for a query beyond its limits.
func (p *Planner) Programme(ctx context.Context, q ProgrammeQuery) (*ProgrammeView, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	q.Projects.Limit, q.Projects.Offset = PageSize, (q.Page-1)*PageSize
	v := &ProgrammeView{Today: p.Today(ctx), Query: q.Projects}
	err := p.read(ctx, func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		if v.Programmes, err = r.Programmes(ctx); err != nil {
			return err
		}
		page, total, err := r.Projects(ctx, q.Projects)
		if err != nil {
			return err
		}
		v.Total = total
		if v.External, err = countExternal(ctx, r, q.Projects, page, total); err != nil {
			return err
		}
		if v.Projects, err = projectRows(ctx, r, page, v.Today); err != nil {
			return err
		}
		if v.Trail, err = rowsTrail(ctx, r, v.Projects); err != nil {
			return err
		}
		if err = v.readNotices(ctx, p, r); err != nil {
			return err
		}
		if q.Since <= v.Head.Seq { // else the mark is from another database
			v.Since = q.Since
		}
		return v.readChanges(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// MaxNews is how many changes are counted.
const MaxNews = 1000

// readChanges reads what changed lately: since a visit, what others changed.
func (v *ProgrammeView) readChanges(ctx context.Context, r Reader) (err error) {
	var own record.ID
	if v.Since > 0 {
		own = record.ID(accountOf(ctx))
	}
	v.Changes, v.MoreChanges, err = recent(ctx, r, v.Head, v.Since, own, recentBatches)
	if err != nil || v.Since == 0 || len(v.Changes) == 0 {
		return err
	}
	news, err := r.Changes(ctx, ChangeQuery{After: v.Since, NotBy: own, Bare: true, Limit: MaxNews})
	v.News = len(news)
	return err
}

// readNotices puts the shortfalls after the requests above a ceiling, in the
// order of the kinds.
func (v *ProgrammeView) readNotices(ctx context.Context, p *Planner, r Reader) error {
	known := p.findings(ctx)
	found, err := known.attention.notices(ctx, r, v.Head, v.Today)
	if err != nil {
		return err
	}
	short, pending, err := known.shortfall.notices(ctx, p, r, v.Head, v.Today)
	if err != nil {
		return err
	}
	after := 0
	for after < len(found) && found[after].Kind == AboveCeiling {
		after++
	}
	v.Notices, v.Pending = slices.Concat(found[:after], short, found[after:]), pending
	return nil
}

// countExternal counts the external ones among the total projects that match
// the query, of which page is a part.
func countExternal(ctx context.Context, r Reader, q ProjectQuery, page []project.Project, total int) (int, error) {
	if len(page) < total {
		q.OnlyExternal, q.Limit, q.Offset = true, 1, 0
		_, count, err := r.Projects(ctx, q)
		return count, err
	}
	count := 0
	for i := range page {
		if page[i].External {
			count++
		}
	}
	return count, nil
}

func (q *ProgrammeQuery) check() error {
	var p fault.Problems
	text.CheckLine(&p, "q", q.Projects.Search, MaxSearch, false)
	p.Check(q.Page >= 1 && q.Page <= MaxPage, "page",
		fault.Say("page_range", "must be between 1 and {max}", "max", MaxPage))
	return p.Err(fault.Say("query.invalid", "the list cannot be shown"))
}

// projectRows gathers the parts of the projects, one query for each kind of part.
func projectRows(ctx context.Context, r Reader, projects []project.Project, today schedule.Date) ([]ProjectRow, error) {
	if len(projects) == 0 {
		return nil, nil
	}
	ids := make([]record.ID, len(projects))
	rows := make([]ProjectRow, len(projects))
	at := make(map[record.ID]*ProjectRow, len(projects))
	for i, p := range projects {
		ids[i] = p.ID
		rows[i].Project = p
		at[p.ID] = &rows[i]
	}
	phases, err := r.Phases(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, ph := range phases {
		at[ph.Project].Phases = append(at[ph.Project].Phases, ph)
	}
	milestones, err := r.Milestones(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, m := range milestones {
		at[m.Project].Milestones = append(at[m.Project].Milestones, m)
	}
	estimates, err := r.Estimates(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, e := range estimates {
		if row := at[e.Project]; row.Project.Working.Estimate == e.ID {
			row.Working = &e
		}
	}
	for i := range rows {
		rows[i].Next = nextMilestone(rows[i].Milestones, today)
	}
	return rows, addFunding(ctx, r, ids, at)
}

// addFunding adds up what is secured and requested for the open projects.
func addFunding(ctx context.Context, r Reader, ids []record.ID, at map[record.ID]*ProjectRow) error {
	sources, err := r.FundingSources(ctx, ids...)
	if err != nil {
		return err
	}
	status := make(map[record.ID]funding.Status, len(sources))
	for i := range sources {
		status[sources[i].ID] = sources[i].Status
	}
	allocations, err := r.Allocations(ctx, ids...)
	if err != nil {
		return err
	}
	for i := range allocations {
		a := &allocations[i]
		row := at[a.Project]
		if err := row.add(row.Project.Stage, a, status[a.Source]); err != nil {
			return err
		}
	}
	return nil
}

// rowsTrail loads the claims about what the rows show.
func rowsTrail(ctx context.Context, r Reader, rows []ProjectRow) (Trail, error) {
	t := NewTrail(nil)
	var projects, shown []record.ID
	var working []*estimate.Estimate
	for i := range rows {
		row := &rows[i]
		projects = append(projects, row.Project.ID)
		shown = append(shown, row.allocations()...)
		if row.Working != nil {
			shown, working = append(shown, row.Working.ID), append(working, row.Working)
		}
		for j := range row.Phases {
			shown = append(shown, row.Phases[j].ID)
		}
		for j := range row.Milestones {
			shown = append(shown, row.Milestones[j].ID)
		}
	}
	if len(shown) == 0 {
		return t, nil
	}
	if err := t.add(ctx, r, ClaimQuery{Entities: shown}); err != nil {
		return t, err
	}
	if err := t.addPending(ctx, r, projects...); err != nil {
		return t, err
	}
	return t, t.addTotals(ctx, r, working...)
}
