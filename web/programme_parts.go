package web

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/locale"
)

// projectRow is one project of the programme's table.
type projectRow struct {
	Name      string
	URL       string
	Code      string
	External  bool
	Sector    string
	Stage     project.Stage
	Working   *Figure // nil: none is chosen
	Scope     string
	PriceYear string
	Open      bool // money is still to come
	Secured   []*Figure
	Requested []*Figure
	Next      *Figure // nil: none is planned
	NextName  string
}

func projectRows(l *locale.Locale, v *planner.ProgrammeView) []projectRow {
	marks := newTrail(l, v.Trail)
	rows := make([]projectRow, len(v.Projects))
	for i := range v.Projects {
		from := &v.Projects[i]
		p := &from.Project
		row := projectRow{Name: p.Name.In(l.Code), URL: projectURL(p.Code), Code: p.Code, External: p.External,
			Sector: l.Term("sector", p.Sector), Stage: p.Stage, Open: p.Stage.Open()}
		if w := from.Working; w != nil {
			row.Scope, row.PriceYear = w.Scope.In(l.Code), priceYear(l, w.PriceYear)
			if w.Total != nil {
				row.Working = marks.figure(w.ID, "total", l.T("programme.working_of", "project", row.Name), l.Money(*w.Total))
			}
		}
		for _, sum := range from.Secured {
			row.Secured = append(row.Secured, marks.sum(l.T("programme.secured_of", "project", row.Name), l.Money(sum.Amount), sum))
		}
		for _, sum := range from.Requested {
			row.Requested = append(row.Requested, marks.sum(l.T("programme.requested_of", "project", row.Name), l.Money(sum.Amount), sum))
		}
		if m := from.Next; m != nil {
			row.NextName = m.Name.In(l.Code)
			row.Next = marks.figure(m.ID, "planned", row.NextName, l.Date(m.Planned))
		}
		rows[i] = row
	}
	return rows
}

// priceYear says which year's prices an estimate is in.
func priceYear(l *locale.Locale, year int) string {
	if year == 0 {
		return l.T("programme.no_price_year")
	}
	return l.T("programme.price_year", "year", year)
}

// recentView is what changed lately.
type recentView struct {
	First   bool // the reader was not here before
	Batches []recentBatch
	All     string // how many changes there are since the visit; "": not counted
	None    string // where there are none
}

// recentBatch is one command of the latest.
type recentBatch struct {
	batchView
	Count   int
	Project *Link
	Others  int // changes that are not told one by one
}

// Limits on what is told of the latest changes.
const (
	firstBatches = 5 // to a reader who was not here before
	toldChanges  = 3 // of one command
)

// recentView tells what changed lately; visits: since the reader's own visits.
func (s *Server) recentView(l *locale.Locale, v *planner.ProgrammeView, visits bool) recentView {
	recent := recentView{First: v.Since == 0, None: nothingNew(l, visits)}
	changes := v.Changes
	if recent.First {
		changes = changes[:min(len(changes), firstBatches)]
	}
	switch {
	case v.News >= planner.MaxNews:
		recent.All = l.T("visit.many", "count", planner.MaxNews)
	case v.News > 0:
		recent.All = l.N("visit.count", v.News)
	}
	recent.Batches = s.recentBatches(l, changes)
	return recent
}

// recentBatches puts commands into words, each with its first changes.
func (s *Server) recentBatches(l *locale.Locale, changes []planner.Recent) (list []recentBatch) {
	for i := range changes {
		from := &changes[i]
		words := changeWords{l: l, names: from.Names, local: s.local}
		b := recentBatch{batchView: words.batch(&from.Batch), Count: from.Count}
		b.Changes = b.Changes[:min(len(b.Changes), toldChanges)]
		b.Others = b.Count - len(b.Changes)
		if from.Project != nil {
			b.Project = &Link{Text: from.Project.Name.In(l.Code), URL: projectURL(from.Project.Code, "history")}
		}
		list = append(list, b)
	}
	return list
}

// fullSentence makes a message a sentence of its own: with a capital letter and
// a full stop.
func fullSentence(text string) string {
	if text == "" {
		return ""
	}
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") {
		return sentence(text)
	}
	return sentence(text) + "."
}

// sentence begins a text with a capital letter.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
