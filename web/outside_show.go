package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/outside"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/locale"
)

// outsidePage is an estimate held against other projects.
type outsidePage struct {
	*planner.OutsideView
	Rates   []rateView
	Classes []classRow // accuracy by class, for an estimate that states none
	Uplifts []upliftRow
	Splits  []string // the lengths that an estimate is split by
	Means   []meanRow
	Bias    []biasRow
	// Illustrative says that the estimate itself is assumed.
	Illustrative bool
	Lines        bool
}

// rateView is a unit cost with what it is held against.
type rateView struct {
	planner.UnitRate
	Name string // "Route, per km"
	Held []heldView
}

// heldView is one reference with its figures.
type heldView struct {
	planner.Held
	Figures []*Figure
	Verdict string
}

// upliftRow is an estimate, or a part of it, with its uplifts.
type upliftRow struct {
	Name     string
	Class    *Figure // the class that the uplift is of; nil: the sum of parts
	P50, P80 upliftCell
	Part     *outside.ViewPart // nil: of the sum of parts
	Estimate string
}

// upliftCell is one uplifted amount, or why there is none.
type upliftCell struct {
	Percent, Amount string
	Why             string
}

// meanRow is a class of which a mean is known only.
type meanRow struct {
	Class *Figure
	Text  string
	Why   string
}

// biasRow is a class of optimism bias.
type biasRow struct {
	planner.Bias
	Figure *Figure
}

// classRow is what is expected of estimates of a class.
type classRow struct {
	Class int
	estimate.Accuracy
}

// outsideShow shows a revision held against other projects.
func (s *Server) outsideShow(c *gin.Context) {
	v, err := s.planner.Outside(c.Request.Context(), c.Param("code"), c.Param("revision"))
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	page := projectPage(l, v.Project, "estimates", newOutsidePage(l, v)).asOf(v.Head)
	page.Title = l.T("outside.title")
	page.Heading = l.T("outside.heading", "title", v.Estimate.Title)
	page.Crumbs = []Link{{Text: l.T("tab.estimates"), URL: projectURL(v.Project.Code, "estimates")},
		{Text: v.Estimate.Title.In(l.Code), URL: projectURL(v.Project.Code, "estimates", v.Estimate.Code)}}
	s.render(c, http.StatusOK, "outside", page)
}

func newOutsidePage(l *locale.Locale, v *planner.OutsideView) *outsidePage {
	p := &outsidePage{OutsideView: v, Lines: len(v.Lines) > 0}
	if v.Estimate.Total == nil {
		return p
	}
	c := v.Trail.Chosen(v.Estimate.ID, "total")
	p.Illustrative = c != nil && c.Basis == project.Assumed
	t := newTrail(l, v.Trail)
	for _, u := range v.Rates {
		p.Rates = append(p.Rates, newRateView(t, v, u))
	}
	if v.Whole != nil {
		p.Uplifts = append(p.Uplifts, upliftOf(t, l.T("outside.throughout"), v.Whole, 0))
	}
	if v.Split != nil {
		for i := range v.Split.P50.Parts {
			p.Uplifts = append(p.Uplifts, upliftOf(t, partName(l, &v.Uplifts, i), v.Split, i))
		}
		p.Uplifts = append(p.Uplifts, upliftRow{Name: l.T("outside.both"), Estimate: l.Amount(v.Base),
			P50: sumCell(l, v.Split.P50), P80: sumCell(l, v.Split.P80)})
	}
	for i := range v.Means {
		c := &v.Means[i]
		u, _ := c.Uplift(eighty) // a mean gives no quantile, and says why
		p.Means = append(p.Means, meanRow{classFigure(t, c), l.T("outside.mean", "mean", l.Percent(c.Mean.Decimal), "sd", l.Percent(c.SD.Decimal)), fullSentence(l.Message(u.Note))})
	}
	for _, b := range v.Bias {
		p.Bias = append(p.Bias, biasRow{b, classFigure(t, &b.Class)})
	}
	for class := 5; class >= 1; class-- {
		a, _ := estimate.AccuracyOf(class)
		p.Classes = append(p.Classes, classRow{class, a})
	}
	return p
}

func newRateView(t *trail, v *planner.OutsideView, u planner.UnitRate) rateView {
	l := t.language
	r := rateView{UnitRate: u, Name: l.T("outside.rate." + u.Measure.Of + "_" + string(u.Measure.Per))}
	for _, h := range u.Held {
		view := heldView{Held: h, Verdict: heldVerdict(l, h, u.UnitCost != nil)}
		for _, item := range h.Items {
			view.Figures = append(view.Figures, itemFigure(t, v, h.Name.In(l.Code), item))
		}
		r.Held = append(r.Held, view)
	}
	return r
}

// heldVerdict says where a unit cost lies against a reference, which may be one
// figure only.
func heldVerdict(l *locale.Locale, h planner.Held, known bool) string {
	key := string(h.Verdict)
	if h.Verdict == estimate.NoReference && known {
		return l.T("outside.verdict.currency", "currency", h.Range.Low.Currency())
	}
	if h.Range.Low == h.Range.High && h.Verdict != estimate.NoReference {
		key += "_one"
	}
	return l.T("outside.verdict." + key)
}

// itemFigure is one reference figure with the programme's claim about it, or
// else with what the data file says of it.
func itemFigure(t *trail, v *planner.OutsideView, name string, item outside.Item) *Figure {
	l := t.language
	if item.Claim != "" && len(t.record.Of(v.Programme.ID, item.Claim)) > 0 {
		f := t.figure(v.Programme.ID, item.Claim, name, l.Short(item.Cost))
		f.Exact = l.Money(item.Cost)
		return f
	}
	f := t.vouched(name, l.Short(item.Cost), nil)
	f.Exact, f.Basis = l.Money(item.Cost), item.Basis
	f.Claims = []ClaimView{{Value: l.Money(item.Cost), Basis: item.Basis, Chosen: true, Document: &DocumentView{Title: item.Source.In(l.Code)}}}
	return f
}

// classFigure is the name of a reference class with its source and confidence.
func classFigure(t *trail, c *outside.Class) *Figure {
	l := t.language
	f := t.vouched(c.Name.In(l.Code), c.Name.In(l.Code), nil)
	f.Basis = project.Sourced
	document := &DocumentView{Title: c.Source}
	if year := strconv.Itoa(c.Year); c.Year != 0 && !strings.Contains(c.Source, year) {
		document.Publisher = year
	}
	f.Claims = []ClaimView{{Value: c.Name.In(l.Code), Basis: project.Sourced, Confidence: project.Confidence(c.Confidence), Chosen: true,
		Document: document, Note: l.T("outside.basis." + c.Basis)}}
	return f
}
