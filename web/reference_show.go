package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// referencePage is the figures that belong to no project, and a page of all documents.
type referencePage struct {
	Programmes []referenceProgramme
	Series     yearTable
	Budgets    []referenceRow
	Rates      []rateRow
	Documents  []documentRow
	Pager      Pager
}

// referenceProgramme is the reference figures of a programme.
type referenceProgramme struct {
	Name string
	Rows []referenceRow
}

// referenceRow is one reference figure.
type referenceRow struct {
	Anchor   string
	Name     string
	Figure   *Figure
	Document *DocumentView // of the claim in use
}

// yearTable is the index series, year by year.
type yearTable struct {
	Series []seriesColumn
	Rows   []yearRow // by year
}

// seriesColumn is one index series.
type seriesColumn struct {
	Name  string
	Proxy bool
}

// yearRow is the rates of one year.
type yearRow struct {
	Year  int
	Cells []*Figure // by the table's Series; nil: not recorded
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

// referenceShow shows the programme's reference figures, index series, budget
// programmes and exchange rates, and the documents that all figures rest on.
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
	var series []planner.TrailEntry
	for _, entry := range v.Entries {
		switch e := entry.Entity.(type) {
		case *project.Programme:
			p.Programmes = append(p.Programmes, newReferenceProgramme(t, e, entry.Figures))
		case *costmodel.Series:
			series = append(series, entry)
		case *funding.BudgetProgramme:
			for _, f := range entry.Figures {
				row := newReferenceRow(t, e.ID, f)
				row.Name = l.T("reference.budget_figure", "programme", e.Name, "figure", row.Name)
				p.Budgets = append(p.Budgets, row)
			}
		case *funding.Rate:
			p.Rates = append(p.Rates, rateRow{e, rateFigure(t, e), t.document(e.ID, "rate")})
		}
	}
	p.Series = newYearTable(t, series)
	p.Pager = newPager(url.URL{Path: at.Path, RawQuery: at.RawQuery, Fragment: "documents"}, v.Page, planner.DocumentsPage, v.DocumentCount)
	for _, d := range v.Documents {
		p.Documents = append(p.Documents, documentRow{d, webAddress(d.Address)})
	}
	return p
}

func newReferenceProgramme(t *trail, e *project.Programme, figures []planner.FigureTrail) referenceProgramme {
	p := referenceProgramme{Name: e.Name.In(t.language.Code)}
	for _, f := range figures {
		p.Rows = append(p.Rows, newReferenceRow(t, e.ID, f))
	}
	slices.SortStableFunc(p.Rows, func(a, b referenceRow) int { return cmp.Compare(a.Name, b.Name) })
	return p
}

// newYearTable makes a table of the index series, those that go back furthest
// first.
func newYearTable(t *trail, series []planner.TrailEntry) yearTable {
	from := func(e planner.TrailEntry) int {
		if rates := e.Entity.(*costmodel.Series).Rates; len(rates) > 0 {
			return rates[0].Year
		}
		return 0
	}
	slices.SortStableFunc(series, func(a, b planner.TrailEntry) int { return from(a) - from(b) })
	var y yearTable
	for _, e := range series {
		y.add(t, e.Entity.(*costmodel.Series), e.Figures)
	}
	for i := range y.Rows {
		row := &y.Rows[i]
		row.Cells = append(row.Cells, make([]*Figure, len(y.Series)-len(row.Cells))...)
	}
	return y
}

// add puts an index series into the table, as a further column.
func (y *yearTable) add(t *trail, e *costmodel.Series, figures []planner.FigureTrail) {
	name := e.Name.In(t.language.Code)
	y.Series = append(y.Series, seriesColumn{Name: name, Proxy: e.Proxy})
	for _, f := range figures {
		if f.Year == 0 {
			continue // a fact that only claims hold
		}
		at, known := slices.BinarySearchFunc(y.Rows, f.Year, func(r yearRow, year int) int { return r.Year - year })
		if !known {
			y.Rows = slices.Insert(y.Rows, at, yearRow{Year: f.Year})
		}
		row := &y.Rows[at]
		row.Cells = append(row.Cells, make([]*Figure, len(y.Series)-len(row.Cells))...)
		row.Cells[len(y.Series)-1] = t.figure(e.ID, f.Field, name+", "+strconv.Itoa(f.Year), figureText(t.language, f))
	}
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
