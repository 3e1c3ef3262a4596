package web

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// referencePage is the figures that belong to no project, and a page of all documents.
type referencePage struct {
	Programmes []referenceProgramme
	Rates      []rateRow
	Documents  []documentRow
	Pager      Pager
}

// referenceProgramme is the reference figures of a programme.
type referenceProgramme struct {
	Name   string
	Rows   []referenceRow
	Years  []int // of the series
	Series []seriesRow
}

// referenceRow is one reference figure.
type referenceRow struct {
	Anchor   string
	Name     string
	Figure   *Figure
	Document *DocumentView // of the claim in use
}

// seriesRow is a yearly series, such as consumer prices.
type seriesRow struct {
	Name  string
	Cells []*Figure // by the programme's Years; nil: not recorded
}

// rateRow is one exchange rate.
type rateRow struct {
	*funding.Rate
	Figure   *Figure
	Document *DocumentView
}

// documentRow is a document with how many claims rest on it.
type documentRow struct {
	planner.DocumentUse
	URL string
}

// referenceShow shows the programme's reference figures, exchange rates and
// price series, and the documents that all figures rest on.
func (s *Server) referenceShow(c *gin.Context) {
	number, _ := strconv.Atoi(c.Query("page")) // what is no number leads to the first page
	v, err := s.planner.ProgrammeTrail(c.Request.Context(), number)
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	page := Page{Title: l.T("nav.sources"), Lead: l.T("reference.lead"), Nav: "sources", Data: newReferencePage(l, v, c.Request.URL)}
	s.render(c, http.StatusOK, "reference", page)
}

func newReferencePage(l *locale.Locale, v *planner.TrailView, at *url.URL) referencePage {
	t := newTrail(l, v.Trail)
	var p referencePage
	for _, entry := range v.Entries {
		switch e := entry.Entity.(type) {
		case *project.Programme:
			p.Programmes = append(p.Programmes, newReferenceProgramme(t, e, entry.Figures))
		case *funding.Rate:
			p.Rates = append(p.Rates, rateRow{e, rateFigure(t, e), t.document(e.ID, "rate")})
		}
	}
	p.Pager = newPager(url.URL{Path: at.Path, RawQuery: at.RawQuery, Fragment: "documents"}, v.Page, planner.DocumentsPage, v.DocumentCount)
	for _, d := range v.Documents {
		p.Documents = append(p.Documents, documentRow{d, webAddress(d.Address)})
	}
	return p
}

// ofYear is the field of one year of a series: "cpi_albania_2015".
var ofYear = regexp.MustCompile(`_((?:19|20|21)\d\d)$`)

// seriesLength is how many years make a series.
const seriesLength = 3

// newReferenceProgramme sets yearly series apart from single figures.
func newReferenceProgramme(t *trail, e *project.Programme, figures []planner.FigureTrail) referenceProgramme {
	p := referenceProgramme{Name: e.Name.In(t.language.Code)}
	series := map[string]map[int]planner.FigureTrail{}
	for _, f := range figures {
		name, year := seriesName(t.language, f)
		if year == 0 {
			continue
		}
		if series[name] == nil {
			series[name] = map[int]planner.FigureTrail{}
		}
		series[name][year] = f
	}
	maps.DeleteFunc(series, func(_ string, s map[int]planner.FigureTrail) bool { return len(s) < seriesLength })
	for _, f := range figures {
		if name, year := seriesName(t.language, f); year == 0 || series[name] == nil {
			p.Rows = append(p.Rows, newReferenceRow(t, e.ID, f))
		}
	}
	slices.SortStableFunc(p.Rows, func(a, b referenceRow) int { return cmp.Compare(a.Name, b.Name) })
	p.Years = yearsOf(series)
	for _, name := range slices.Sorted(maps.Keys(series)) {
		row := seriesRow{Name: name}
		for _, year := range p.Years {
			var cell *Figure
			if f, ok := series[name][year]; ok {
				cell = t.figure(e.ID, f.Field, factName(t.language, f), figureText(t.language, f))
			}
			row.Cells = append(row.Cells, cell)
		}
		p.Series = append(p.Series, row)
	}
	return p
}

// seriesName is what the years of a series have in common: the name of the
// figure without its year. The year is 0 where the figure is of no single year.
func seriesName(l *locale.Locale, f planner.FigureTrail) (name string, year int) {
	name = factName(l, f)
	if m := ofYear.FindStringSubmatch(f.Field); m != nil {
		year, _ = strconv.Atoi(m[1])
		name = strings.TrimRight(strings.TrimSuffix(name, m[1]), " ,")
	}
	return name, year
}

// yearsOf returns the years of the series from the first to the last one.
func yearsOf(series map[string]map[int]planner.FigureTrail) []int {
	var known []int
	for _, s := range series {
		known = slices.AppendSeq(known, maps.Keys(s))
	}
	if len(known) == 0 {
		return nil
	}
	var years []int
	for year := slices.Min(known); year <= slices.Max(known); year++ {
		years = append(years, year)
	}
	return years
}

func newReferenceRow(t *trail, id record.ID, f planner.FigureTrail) referenceRow {
	name := factName(t.language, f)
	return referenceRow{Anchor: figureAnchor(id, f.Field), Name: name, Document: t.document(id, f.Field),
		Figure: t.figure(id, f.Field, name, figureText(t.language, f))}
}

// document is the document of the claim in use about a figure, or nil.
func (t *trail) document(id record.ID, field string) *DocumentView {
	if c := t.record.Chosen(id, field); c != nil {
		return t.claim(c).Document
	}
	return nil
}
