package web

import (
	"html/template"
	"slices"
	"strings"
	"time"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/web/chart"
	"korridor/web/locale"
)

// projectTimeline draws the phases and milestones of a project. It is "" where
// none has a date. A chart that has the page to itself is also drawn in its width.
func projectTimeline(l *locale.Locale, d *planner.Dossier, page bool) template.HTML {
	t := newTimeline(l, d.Trail)
	t.net = newNetwork(d.Phases, false)
	rows := t.rows(0, d.Phases, d.Milestones)
	if len(t.says) == 0 {
		return ""
	}
	note := ""
	if page {
		note = t.net.note(l)
	}
	return chart.Timeline{
		Frame: chart.Frame{
			Note: note,
			ID:   "timeline", Title: l.T("timeline_chart.title"), Subtitle: l.T("timeline_chart.subtitle"),
			Desc: strings.Join(t.says, " "), Page: page, Words: chartWords(l),
			CSV: csvURL(l, d.Project.Code, report.Phases), Table: t.table(),
		},
		Groups: []chart.Group{{Rows: rows}}, Today: d.Today.First(),
	}.HTML()
}

// editableTimeline draws phases, with dates that may not be recorded yet, for a
// script to move their bars. The milestones of the project stand below them.
func editableTimeline(l *locale.Locale, d *planner.Dossier, phases []project.Phase) template.HTML {
	t := newTimeline(l, d.Trail)
	t.net = newNetwork(phases, true)
	rows := t.rows(0, phases, d.Milestones)
	words := chartWords(l)
	words.Elsewhere = l.T("dates.comes_to_lie")
	for i := range phases {
		for j := range rows[i].Bars {
			rows[i].Bars[j].Text = "" // it would not move along
		}
	}
	return chart.Timeline{
		Frame: chart.Frame{
			ID: "timeline", Title: l.T("dates.chart"), Subtitle: l.T("timeline_chart.subtitle"),
			Desc: strings.Join(t.says, " "), Page: true, Words: words,
		},
		Groups: []chart.Group{{Rows: rows}}, Today: d.Today.First(), Editable: true,
	}.HTML()
}

// timeline turns phases and milestones into rows of a chart and of its table.
type timeline struct {
	l     *locale.Locale
	trail planner.Trail
	says  []string // a sentence for each row with a date
	cells [][]string
	of    string   // the project, in the table of several
	net   *network // of one project's phases; nil: they are drawn apart
}

func newTimeline(l *locale.Locale, trail planner.Trail) *timeline {
	return &timeline{l: l, trail: trail}
}

// rows returns a row for each phase and one for all milestones.
func (t *timeline) rows(color int, phases []project.Phase, milestones []project.Milestone) []chart.Row {
	var rows []chart.Row
	for i := range phases {
		rows = append(rows, t.phase(color, &phases[i], t.net.at(i)))
	}
	if len(milestones) == 0 {
		return rows
	}
	row := chart.Row{Label: t.l.T("timeline_chart.milestones"), Color: color}
	for i := range milestones {
		row.Milestones = append(row.Milestones, t.milestone(&milestones[i]))
	}
	return append(rows, row)
}

// phase returns the row of a phase; what is placed elsewhere than it was asked for is drawn at both.
func (t *timeline) phase(color int, p *project.Phase, at *project.Placement) chart.Row {
	lies, other := t.net.sides(p, at)
	row := chart.Row{Label: p.Name.In(t.l.Code), Color: color, Bars: t.bars([]*project.Phase{lies})}
	progress := ""
	if p.ProgressPercent.Valid {
		progress = t.l.Percent(p.ProgressPercent.Decimal)
		if n := len(row.Bars); n > 0 {
			row.Bars[n-1].Progress = p.ProgressPercent.Decimal.Shift(-2).InexactFloat64()
			row.Bars[n-1].Text = progress
		}
	}
	if n := len(row.Bars); n > 0 {
		row.Bars[n-1].Note = p.Note.In(t.l.Code)
	}
	if other != nil {
		if bars := t.bars([]*project.Phase{other}); len(bars) > 0 {
			bars[0].Kind = chart.Elsewhere
			row.Bars = append(bars[:1], row.Bars...)
		}
	}
	t.tie(&row, p, at)
	t.tell(row.Label, row.Bars, progress, slackWords(t.l, at))
	return row
}

// bars returns the planned and the actual bar of the phases taken together. A
// planned finish without a start is drawn from the actual start.
func (t *timeline) bars(phases []*project.Phase) []chart.Bar {
	var planned, actual stretch
	for _, p := range phases {
		planned.reach(t, p.ID, "planned", p.PlannedStart, p.PlannedFinish)
		actual.reach(t, p.ID, "actual", p.ActualStart, p.ActualFinish)
	}
	if slices.ContainsFunc(phases, func(p *project.Phase) bool { return !p.ActualStart.IsZero() && p.ActualFinish.IsZero() }) {
		actual.finish, actual.finishAssumed = schedule.Date{}, false // something still goes on
	}
	var bars []chart.Bar
	if bar, ok := t.bar(chart.Planned, planned, actual.start); ok {
		bars = append(bars, bar)
	}
	if bar, ok := t.bar(chart.Actual, actual, schedule.Date{}); ok {
		bars = append(bars, bar)
	}
	return bars
}

// stretch is a time between two dates, either of which may not be known.
type stretch struct {
	start, finish schedule.Date

	startAssumed, finishAssumed bool
}

// reach widens the stretch by the dates of a phase's two fields.
func (s *stretch) reach(t *timeline, id record.ID, which string, start, finish schedule.Date) {
	if !start.IsZero() && (s.start.IsZero() || start.Compare(s.start) < 0) {
		s.start, s.startAssumed = start, t.assumed(id, which+"_start")
	}
	if !finish.IsZero() && (s.finish.IsZero() || finish.Compare(s.finish) > 0) {
		s.finish, s.finishAssumed = finish, t.assumed(id, which+"_finish")
	}
}

// words writes the stretch and which of its dates are assumed; "" where neither
// is known.
func (s *stretch) words(l *locale.Locale) string {
	switch {
	case s.start.IsZero() && s.finish.IsZero():
		return ""
	case s.start.IsZero():
		return l.T("timeline_chart.until", "date", markedDate(l, s.finish, s.finishAssumed))
	case s.finish.IsZero():
		return l.T("timeline_chart.since", "date", markedDate(l, s.start, s.startAssumed))
	case s.startAssumed && s.finishAssumed:
		return l.T("timeline_chart.both_assumed", "start", s.start, "finish", s.finish)
	}
	return l.T("timeline_chart.between", "start", markedDate(l, s.start, s.startAssumed), "finish", markedDate(l, s.finish, s.finishAssumed))
}

func (t *timeline) assumed(id record.ID, field string) bool {
	c := t.trail.Chosen(id, field)
	return c != nil && c.Basis == project.Assumed
}

func (t *timeline) bar(kind chart.BarKind, s stretch, start schedule.Date) (chart.Bar, bool) {
	when, assumed := s.words(t.l), s.startAssumed || s.finishAssumed
	if s.start.IsZero() && !s.finish.IsZero() {
		s.start = start
	}
	if s.start.IsZero() {
		return chart.Bar{}, false
	}
	bar := chart.Bar{Kind: kind, Start: s.start.First(), When: when, Assumed: assumed}
	if !s.finish.IsZero() {
		bar.Finish = s.finish.Last().AddDate(0, 0, 1)
	}
	return bar, true
}

func (t *timeline) milestone(m *project.Milestone) chart.Milestone {
	name := m.Name.In(t.l.Code)
	at := chart.Milestone{Label: name, Note: m.Note.In(t.l.Code)}
	planned, actual := t.l.T("figure.unknown"), t.l.T("figure.unknown")
	switch date := m.Date(); {
	case date.IsZero():
		return at
	case m.Actual.IsZero():
		at.Date, at.Planned, at.Assumed = middleOf(date), true, t.assumed(m.ID, "planned")
		at.When = t.l.T("timeline_chart.planned", "date", date)
		planned = t.marked(t.l.Date(date), at.Assumed)
	default:
		at.Date, at.Assumed = middleOf(date), t.assumed(m.ID, "actual")
		at.When = t.l.Date(date)
		actual = t.marked(at.When, at.Assumed)
		if !m.Planned.IsZero() {
			planned = t.marked(t.l.Date(m.Planned), t.assumed(m.ID, "planned"))
		}
	}
	t.says = append(t.says, t.l.T("timeline_chart.says", "name", name, "when", t.marked(at.When, at.Assumed)))
	t.cells = append(t.cells, []string{t.of, name, planned, actual, "", ""})
	return at
}

// tell notes a row of bars for the description and the table.
func (t *timeline) tell(name string, bars []chart.Bar, progress, slack string) {
	planned, actual, asked := t.l.T("figure.unknown"), t.l.T("figure.unknown"), ""
	for _, b := range bars {
		switch b.Kind {
		case chart.Planned:
			planned = b.When
		case chart.Elsewhere:
			asked = b.When
			continue
		default:
			actual = b.When
		}
		t.says = append(t.says, t.l.T("timeline_chart.says", "name", name, "when", b.When))
	}
	if asked != "" {
		planned = t.l.T("timeline_chart.asked", "dates", planned, "asked", asked)
	}
	t.cells = append(t.cells, []string{t.of, name, planned, actual, progress, slack})
}

// marked says that dates are assumed.
func (t *timeline) marked(when string, assumed bool) string {
	if !assumed {
		return when
	}
	return t.l.T("date.assumed", "when", when)
}

// table lists what is drawn, with the project before it where there are several, and the slack of
// phases that follow one another.
func (t *timeline) table() *chart.Table {
	table := &chart.Table{Numeric: []bool{false, false, false, false, true, true}, Rows: make([][]string, len(t.cells)),
		Header: []string{t.l.T("programme.project"), t.l.T("timeline_chart.what"), t.l.T("chart.planned"), t.l.T("chart.actual"), t.l.T("chart.complete"), t.l.T("timeline.slack")}}
	first, end := 1, 5
	if t.of != "" {
		first = 0
	}
	if t.net.linked() {
		end = 6
	}
	for i, cells := range t.cells {
		table.Rows[i] = cells[first:end]
	}
	table.Header, table.Numeric = table.Header[first:end], table.Numeric[first:end]
	return table
}

// middleOf returns the middle of the time that a date can mean, so that a year
// does not read as its first of January.
func middleOf(d schedule.Date) time.Time {
	return d.First().Add(d.Last().Sub(d.First()) / 2)
}
