package web

import (
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/chart"
	"korridor/web/locale"
)

// network is a project's phases with where their predecessors place them. A nil
// one places nothing.
type network struct {
	phases map[record.ID]*project.Phase
	placed []project.Placement
	places map[record.ID]*project.Placement
	moving bool // bars lie where they were asked to: they are being moved
	tied   bool // some phase follows another
}

func newNetwork(phases []project.Phase, moving bool) *network {
	n := &network{phases: map[record.ID]*project.Phase{}, placed: project.Place(phases), places: map[record.ID]*project.Placement{}, moving: moving}
	for i := range phases {
		n.phases[phases[i].ID], n.places[phases[i].ID] = &phases[i], &n.placed[i]
	}
	for i := range phases {
		for _, link := range phases[i].After {
			n.tied = n.tied || n.phases[link.Phase] != nil
		}
	}
	return n
}

// at returns where a phase is placed; nil where that is of no interest.
func (n *network) at(i int) *project.Placement {
	if n == nil {
		return nil
	}
	return &n.placed[i]
}

// linked reports whether some phase follows another.
func (n *network) linked() bool { return n != nil && n.tied }

func (n *network) phase(id record.ID) *project.Phase { return n.phases[id] }

// critical reports whether a delay of the phase delays the end of all. Among
// phases that do not follow one another, and of what is done, nothing is.
func (n *network) critical(at *project.Placement) bool {
	return n.linked() && at.Known && !at.Open && !at.Done && at.Critical
}

// holds reports whether a predecessor's delay by a day would delay a critical
// phase by a day, and with it the end of all.
func (n *network) holds(link project.Link, at *project.Placement) bool {
	before := n.places[link.Phase]
	return n.critical(at) && !at.Begun && before.Known && !before.Open && schedule.DaysBetween(before.Finish, at.Start) == link.LagDays+1
}

// sides returns the phase where its planned bar is drawn, and where its other
// place is outlined: nil for a phase that lies where it was asked to.
func (n *network) sides(p *project.Phase, at *project.Placement) (lies, other *project.Phase) {
	if at == nil || at.Moved == 0 {
		return p, nil
	}
	moved := *p
	moved.PlannedStart = at.Start
	if !at.Open {
		moved.PlannedFinish = at.Finish
	}
	if n.moving {
		return p, &moved
	}
	return &moved, p
}

// tie names the row and what it follows, and says in its readings where it
// stands among the others.
func (t *timeline) tie(row *chart.Row, p *project.Phase, at *project.Placement) {
	if at == nil {
		return
	}
	row.ID, row.Critical = recordID(p.ID), t.net.critical(at)
	for _, link := range p.After {
		if t.net.phase(link.Phase) != nil {
			row.After = append(row.After, chart.Tie{Row: recordID(link.Phase), Critical: t.net.holds(link, at)})
		}
	}
	if moved := movedWords(t.l, at); moved != "" {
		row.Notes = append(row.Notes, moved)
	}
	for _, says := range followsWords(t.l, t.net.phase, p) {
		row.Notes = append(row.Notes, t.l.T("timeline.follows_phase", "phase", says))
	}
	if slack := slackWords(t.l, at); slack != "" && t.net.linked() {
		row.Notes = append(row.Notes, t.l.T("timeline.slack_of", "slack", slack))
	}
}

// note says of the whole what is drawn elsewhere than it was asked for.
func (n *network) note(l *locale.Locale) string {
	if !n.linked() {
		return ""
	}
	moved := 0
	for i := range n.placed {
		if n.placed[i].Moved > 0 {
			moved++
		}
	}
	if moved == 0 {
		return l.T("timeline.network")
	}
	return l.N("timeline.network_moved", moved) + " " + l.T("timeline.network")
}

// followsWords writes the predecessors of a phase with the days between.
func followsWords(l *locale.Locale, find func(record.ID) *project.Phase, p *project.Phase) (says []string) {
	for _, link := range p.After {
		before := find(link.Phase)
		switch {
		case before == nil:
		case link.LagDays > 0:
			says = append(says, l.N("timeline.after_lag", link.LagDays, "phase", before.Name))
		case link.LagDays < 0:
			says = append(says, l.N("timeline.after_lead", -link.LagDays, "phase", before.Name))
		default:
			says = append(says, l.T("timeline.after", "phase", before.Name))
		}
	}
	return says
}

// movedWords says where a predecessor moves a phase; "" where none does.
func movedWords(l *locale.Locale, at *project.Placement) string {
	if at == nil || at.Moved == 0 || at.By == nil {
		return ""
	}
	return l.N("timeline.moved", at.Moved, "dates", placedWords(l, at), "before", at.By.Name)
}

// placedWords writes the dates at which a phase comes to lie.
func placedWords(l *locale.Locale, at *project.Placement) string {
	if at.Open {
		return l.T("timeline_chart.since", "date", at.Start)
	}
	return l.T("timeline_chart.between", "start", at.Start, "finish", at.Finish)
}

// slackWords writes how far a phase can slip; "" for what is done or not placed.
func slackWords(l *locale.Locale, at *project.Placement) string {
	switch {
	case at == nil || !at.Known || at.Open || at.Done:
		return ""
	case at.Critical:
		return l.T("timeline.critical")
	}
	return l.N("timeline.slack_days", at.Slack)
}
