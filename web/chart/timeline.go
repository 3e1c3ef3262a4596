package chart

import (
	"html/template"
	"math"
	"slices"
	"time"
)

// Timeline shows phases as bars and milestones as diamonds on a calendar of years.
type Timeline struct {
	Frame
	Groups []Group
	Today  time.Time // drawn when it lies in or near the dates shown; none when zero
	// Editable says that a script moves the bars of the rows that have an ID. The drawing then
	// tells it where the calendar and the rows lie (see calendarData and rowData), leaves a year
	// free at either side, and draws planned bars in full, actual ones as a strip below.
	Editable bool
}

// Group is a set of rows under a heading, such as a project.
type Group struct {
	Label string // no heading when empty
	Href  string
	Rows  []Row
}

// Row is a line of the timeline. A row without a dated bar or milestone says "not recorded".
type Row struct {
	ID         string // names the row for ties and for the script of an editable timeline
	Label      string
	Href       string
	Color      int // palette index
	Bars       []Bar
	Milestones []Milestone
	After      []Tie    // the rows that end before this one begins
	Critical   bool     // its planned bar is outlined strongly
	Notes      []string // further lines of its bars' readings
	Forecast   Forecast
}

// Forecast is when a simulation expects a row to end: a whisker from P50, a dot, to P80, a stroke.
// There is none without both dates.
type Forecast struct {
	P50, P80 time.Time
	When     string // both in words, for the reading: "P50 March 2036, P80 May 2038"
}

// BarKind tells what was meant to happen from what happened.
type BarKind int

// A row may carry both kinds: the planned bar is then a thin outline above the actual one.
const (
	Planned BarKind = iota
	Actual
	Elsewhere // an outline only: where the planned bar was asked to lie, or, while bars are moved, where it comes to lie
)

// Bar is a stretch of time. A bar without a start is not drawn; one without a finish is open
// and runs, pointed, to today or to the end of the calendar.
type Bar struct {
	Kind          BarKind
	Start, Finish time.Time
	When          string  // the dates in words, with which of them are assumed, for the reading
	Progress      float64 // share complete, 0 to 1: the darker part
	Text          string  // printed beside the bar: "62 %"
	Assumed       bool    // one of the dates is: drawn lighter with a dashed outline
	Note          string  // a further line of the reading
}

// Milestone is a dated event.
type Milestone struct {
	Date    time.Time
	Label   string
	When    string // the date in words, for the reading
	Planned bool   // still to come: drawn hollow
	Assumed bool   // drawn with a dashed outline
	Note    string
}

// HTML renders the figure.
func (t Timeline) HTML() template.HTML {
	kind := "timeline"
	if t.Editable {
		kind += " chart-edit"
	}
	return t.figure(kind, t.keys(), t.linked() || t.Editable, func(c *canvas) {
		newTimelineDrawing(c, &t).draw()
	})
}

func (t *Timeline) linked() bool {
	return slices.ContainsFunc(t.Groups, func(g Group) bool {
		return safeHref(g.Href) != "" || slices.ContainsFunc(g.Rows, func(r Row) bool { return safeHref(r.Href) != "" })
	})
}

// keys lists the kinds of marks in use.
func (t *Timeline) keys() []key {
	var forecast, elsewhere, follows, critical, planned, actual, assumed, progress, reached, ahead, uncertain bool
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			for _, m := range r.Milestones {
				reached = reached || !m.Planned
				ahead = ahead || m.Planned
				uncertain = uncertain || m.Assumed
			}
			critical = critical || r.Critical
			forecast = forecast || r.Forecast.known()
			follows = follows || len(r.After) > 0
			for _, b := range r.Bars {
				elsewhere = elsewhere || b.Kind == Elsewhere
				if b.Kind == Elsewhere {
					continue
				}
				planned = planned || b.Kind == Planned && !b.Assumed
				actual = actual || b.Kind == Actual && !b.Assumed
				assumed = assumed || b.Assumed
				progress = progress || b.Kind == Planned && b.Progress > 0
			}
		}
	}
	w := t.Words
	var keys []key
	add := func(used bool, text, class string, swatch func(*canvas)) {
		if used && text != "" {
			keys = append(keys, key{text, class, swatch})
		}
	}
	add(planned, w.Planned, "c0", boxSwatch("tint", "edge"))
	add(progress, w.Complete, "c0", progressSwatch)
	add(actual, w.Actual, "c0", boxSwatch("fill"))
	add(assumed, w.Assumed, "c0", boxSwatch("faint", "edge dashed"))
	add(!assumed && uncertain, w.Assumed, "", func(c *canvas) { c.path("diamond hollow dashed", diamond(9, 6, 5.5)) })
	add(reached, w.Milestone, "", func(c *canvas) { c.path("diamond", diamond(9, 6, 5.5)) })
	add(ahead, w.PlannedMilestone, "", func(c *canvas) { c.path("diamond hollow", diamond(9, 6, 5.5)) })
	add(forecast, w.Forecast, "", func(c *canvas) { c.whisker(1, 17, 6, 4) })
	add(elsewhere || follows && t.Editable, w.Elsewhere, "", func(c *canvas) { c.path("ghost", barOutline(swatchBox, roundEnd)) })
	add(follows, w.Follows, "", func(c *canvas) { c.line("link", 1, 6, 17, 6) })
	add(critical, w.Critical, "", func(c *canvas) { c.line("link critical", 1, 6, 17, 6) })
	return keys
}

// span returns the whole years that hold every date, and today when it is near.
func (t *Timeline) span() (from, to float64) {
	from, to = math.Inf(1), math.Inf(-1)
	reach := func(d time.Time) {
		if !d.IsZero() {
			y := fractionalYear(d)
			from, to = min(from, y), max(to, y)
		}
	}
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			for _, b := range r.Bars {
				reach(b.Start)
				reach(b.Finish)
			}
			for _, m := range r.Milestones {
				reach(m.Date)
			}
			if r.Forecast.known() {
				reach(r.Forecast.P50)
				reach(r.Forecast.P80)
			}
		}
	}
	if from > to {
		reach(t.Today)
	}
	if from > to {
		return 2000, 2001
	}
	if y := fractionalYear(t.Today); !t.Today.IsZero() {
		if near := max(1, (to-from)/4); y > from-near && y < to+near {
			reach(t.Today)
		}
	}
	from, to = math.Floor(from), math.Ceil(to)
	if t.Editable {
		return from - 1, max(to, from+1) + 1
	}
	return from, max(to, from+1)
}
