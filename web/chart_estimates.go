package web

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/web/chart"
	"korridor/web/locale"
)

// estimatesChart draws the project's published estimates as date × amount, the
// working one emphasised, with a shape for each scope. Currencies have charts
// of their own; estimates without a date are named beneath. It is "" where
// nothing is published.
func estimatesChart(l *locale.Locale, d *planner.Dossier) template.HTML {
	var strips []*estimateStrip
	for i := range d.Estimates {
		e := &d.Estimates[i]
		if e.Status != estimate.Published || e.Total == nil {
			continue
		}
		at := slices.IndexFunc(strips, func(s *estimateStrip) bool { return s.currency == e.Currency })
		if at < 0 {
			at = len(strips)
			strips = append(strips, &estimateStrip{l: l, d: d, currency: e.Currency})
		}
		strips[at].add(e)
	}
	return stripsHTML(l, strips)
}

// stripsHTML is the charts of the strips that have dates, the last one with the
// note on what is not drawn.
func stripsHTML(l *locale.Locale, strips []*estimateStrip) template.HTML {
	var undated []string
	for _, s := range strips {
		undated = append(undated, s.undated...)
	}
	note, several := "", len(strips) > 1
	if len(undated) > 0 {
		note = l.T("estimates_chart.undated", "estimates", strings.Join(undated, "; "))
	}
	strips = slices.DeleteFunc(strips, func(s *estimateStrip) bool { return len(s.dated) == 0 })
	if len(strips) == 0 && note != "" {
		return template.HTML(`<p class="chart-note">` + template.HTMLEscapeString(note) + "</p>")
	}
	var all template.HTML
	for i, s := range strips {
		c := s.chart(several)
		if i == len(strips)-1 {
			c.Note = note
		}
		all += c.HTML()
	}
	return all
}

// estimateStrip turns the estimates of one currency into marks.
type estimateStrip struct {
	l        *locale.Locale
	d        *planner.Dossier
	currency money.Currency
	dated    []*estimate.Estimate
	undated  []string
	says     []string
	rows     [][]string
}

func (s *estimateStrip) add(e *estimate.Estimate) {
	l := s.l
	by, amount := estimateClaimant(l, e), l.Short(*e.Total)
	when := l.T("estimates.no_date")
	if e.AsOf.IsZero() {
		s.undated = append(s.undated, l.T("estimates_chart.undated_one", "title", e.Title, "amount", amount))
	} else {
		when = s.when(e)
		s.dated = append(s.dated, e)
	}
	s.says = append(s.says, l.T("estimates_chart.says", "title", e.Title, "claimant", by, "amount", amount, "when", when, "scope", scopeText(l, e)))
	s.rows = append(s.rows, []string{when, e.Title.In(l.Code), by, scopeText(l, e), l.Amount(*e.Total)})
}

func (s *estimateStrip) chart(several bool) chart.Estimates {
	l := s.l
	title := l.T("estimates_chart.title")
	if several {
		title = l.T("estimates_chart.title_currency", "currency", s.currency)
	}
	c := chart.Estimates{
		Frame: chart.Frame{
			ID: "estimates-" + strings.ToLower(s.currency.Code()), Title: title, Subtitle: l.T("estimates_chart.subtitle"),
			Desc: strings.Join(s.says, " "), Words: chartWords(l), CSV: csvURL(l, s.d.Project.Code, report.Estimates),
			Table: &chart.Table{Rows: s.rows, Numeric: []bool{false, false, false, false, true},
				Header: []string{l.T("column.as_of"), l.T("column.title"), l.T("column.claimant"), l.T("column.scope"),
					l.T("column.in_currency", "column", l.T("column.total"), "currency", s.currency)}},
		},
		Unit: l.T("chart.millions", "currency", currencyName(l, s.currency)), Tick: axisNumber(l),
	}
	shapes := newScopeShapes(s)
	c.Scopes = shapes.names(s)
	dates := markDates(s.dated, s.d.Project.Working.Estimate)
	for i, e := range s.dated {
		c.Items = append(c.Items, chart.Estimate{Date: dates[i], When: s.when(e), Amount: millions(*e.Total),
			Label: l.Short(*e.Total), By: s.tag(e), Scope: shapes.of[i],
			Working: e.ID == s.d.Project.Working.Estimate, Note: shapes.exact(s, i)})
	}
	return c
}

// scopeShapes gives each scope a shape. Where there are more scopes than
// shapes, those of the same sections share one.
type scopeShapes struct {
	of     []int // by dated estimate: index into groups
	groups []scopeGroup
}

type scopeGroup struct {
	key    string
	scopes []string // in words, each once
	of     *estimate.Estimate
}

func newScopeShapes(s *estimateStrip) scopeShapes {
	shapes := shapesBy(s, func(e *estimate.Estimate) string { return e.Scope.Default })
	if len(shapes.groups) <= chart.Shapes {
		return shapes
	}
	return shapesBy(s, func(e *estimate.Estimate) string {
		if len(e.Sections) == 0 {
			return e.Scope.Default
		}
		return fmt.Sprint(e.Sections)
	})
}

func shapesBy(s *estimateStrip, key func(*estimate.Estimate) string) (shapes scopeShapes) {
	for _, e := range s.dated {
		k := key(e)
		i := slices.IndexFunc(shapes.groups, func(g scopeGroup) bool { return g.key == k })
		if i < 0 {
			i = len(shapes.groups)
			shapes.groups = append(shapes.groups, scopeGroup{key: k, of: e})
		}
		if g := &shapes.groups[i]; !slices.Contains(g.scopes, scopeText(s.l, e)) {
			g.scopes = append(g.scopes, scopeText(s.l, e))
		}
		shapes.of = append(shapes.of, i)
	}
	return shapes
}

// names returns what the shapes stand for. Groups beyond the last shape share it.
func (shapes *scopeShapes) names(s *estimateStrip) []string {
	names := make([]string, len(shapes.groups))
	for i, g := range shapes.groups {
		names[i] = g.scopes[0]
		if len(g.scopes) > 1 {
			names[i] = s.l.N("estimates_chart.scopes", len(g.scopes), "sections", sectionNames(s.l, s.d, g.of))
		}
	}
	if len(names) > chart.Shapes {
		names = append(names[:chart.Shapes-1], s.l.T("estimates_chart.other_scopes"))
		for i := range shapes.of {
			shapes.of[i] = min(shapes.of[i], chart.Shapes-1)
		}
	}
	return names
}

// exact is the scope of an estimate whose shape stands for several.
func (shapes *scopeShapes) exact(s *estimateStrip, i int) string {
	if g := shapes.of[i]; g < chart.Shapes-1 && len(shapes.groups[g].scopes) == 1 {
		return ""
	}
	return scopeText(s.l, s.dated[i])
}

// sectionNames names the sections in an estimate's scope.
func sectionNames(l *locale.Locale, d *planner.Dossier, e *estimate.Estimate) string {
	var names []string
	for _, id := range e.Sections {
		if section := d.Section(id); section != nil {
			names = append(names, section.Name.In(l.Code))
		}
	}
	return strings.Join(names, ", ")
}

// sixthsInto returns a moment within the time that a date can mean, so that a
// year does not read as its first of January.
func sixthsInto(d schedule.Date, n time.Duration) time.Time {
	return d.First().Add(d.Last().Sub(d.First()) / 6 * n)
}

// markSixths is where marks of one date stand, so that they do not hide one another.
var markSixths = []time.Duration{3, 5, 1, 4, 2}

// markDates returns where on the axis each estimate stands, the working one in
// the middle of what its date can mean.
func markDates(estimates []*estimate.Estimate, working record.ID) []time.Time {
	dates := make([]time.Time, len(estimates))
	marks := map[schedule.Date]int{}
	place := func(i int) {
		d := estimates[i].AsOf
		dates[i] = sixthsInto(d, markSixths[marks[d]%len(markSixths)])
		marks[d]++
	}
	for i, e := range estimates {
		if e.ID == working {
			place(i)
		}
	}
	for i, e := range estimates {
		if e.ID != working {
			place(i)
		}
	}
	return dates
}

// estimateClaimant is who says so, or that nobody is named.
func estimateClaimant(l *locale.Locale, e *estimate.Estimate) string {
	if e.Claimant.IsZero() {
		return l.T("estimates.not_stated")
	}
	return e.Claimant.In(l.Code)
}

// tag is what stands at an estimate's mark: who says so, or its title.
func (s *estimateStrip) tag(e *estimate.Estimate) string {
	if e.Claimant.IsZero() {
		return e.Title.In(s.l.Code)
	}
	return e.Claimant.In(s.l.Code)
}

// when is the date of an estimate that has one, and whether it is assumed.
func (s *estimateStrip) when(e *estimate.Estimate) string {
	c := s.d.Trail.Chosen(e.ID, "as_of")
	return markedDate(s.l, e.AsOf, c != nil && c.Basis == project.Assumed)
}

// scopeText is the scope in words, or that it is not stated.
func scopeText(l *locale.Locale, e *estimate.Estimate) string {
	if e.Scope.IsZero() {
		return l.T("estimates.no_scope")
	}
	return e.Scope.In(l.Code)
}
