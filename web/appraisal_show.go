package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/appraisal"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/form"
	"korridor/web/locale"
)

// appraisalPage weighs a project's costs against its benefits.
type appraisalPage struct {
	Code     string
	Form     discountForm
	CSV      string
	Obstacle *fault.Error // why nothing can be appraised
	Counted  bool         // benefits are weighed against the costs
	Refused  bool         // some benefit cannot be counted
	Tiles    []Tile
	Stated   []string
	Benefits []benefitRow
	Compared []ratesRow
	Flows    []flowRow
	Total    flowRow
	Series   []seriesRow
	Currency string
}

// discountForm chooses the discount rates.
type discountForm struct {
	Action  string
	Options []Option
	Value   string
	Rate    string
	Problem string
}

// ownRate is the option of a rate that is typed.
const ownRate = "rate"

// benefitRow is a declared benefit and what it counts as.
type benefitRow struct {
	ID                             record.ID
	Name, Years, PriceYear, Growth string
	Amount                         *Figure
	Value                          string
	Says                           []string
	Refused                        string
}

// ratesRow is the outcome at one series of discount rates.
type ratesRow struct {
	Name, Cost, Benefit, NPV, Ratio string
	Chosen, Short                   bool
}

// flowRow is one year, or all of them.
type flowRow struct {
	Year                                                 string
	Cost, Benefit, Net, Factor, PVCost, PVBenefit, PVNet string
}

// seriesRow is a shipped series with where it comes from.
type seriesRow struct{ Name, Rates, Source, Note string }

// appraisalShow shows the appraisal of a project.
func (s *Server) appraisalShow(c *gin.Context) {
	l := languageOf(c.Request)
	q, f := appraisalQuery(l, c)
	v, err := s.planner.Appraisal(c.Request.Context(), q)
	if fault.Is(err, fault.Invalid) { // the page shows it at the field, above the default's figures
		f.Problem = fullSentence(l.Message(firstProblem(err)))
		v, err = s.planner.Appraisal(c.Request.Context(), planner.AppraisalQuery{Project: q.Project})
	}
	if s.failed(c, err) {
		return
	}
	status := http.StatusOK
	if f.Problem != "" {
		status = http.StatusUnprocessableEntity
	}
	p := projectPage(l, v.Project, "cost", newAppraisalPage(l, v, f))
	p.Title, p.Heading, p.Landscape = l.T("appraisal.title"), l.T("appraisal.title"), true
	s.render(c, status, "appraisal", p.asOf(v.Head))
}

// appraisalDownload answers with the flows of the appraisal as CSV.
func (s *Server) appraisalDownload(c *gin.Context) {
	q, f := appraisalQuery(languageOf(c.Request), c)
	if f.Problem != "" {
		s.failStatus(c.Writer, c.Request, http.StatusUnprocessableEntity)
		return
	}
	v, err := s.planner.Appraisal(c.Request.Context(), q)
	if s.failed(c, err) {
		return
	}
	s.sendTable(c, v.Project.Code+"-appraisal", planner.AppraisalReport, v.Write)
}

// firstProblem is what an Invalid fault says of its first field.
func firstProblem(err error) fault.Message {
	var f *fault.Error
	if !errors.As(err, &f) {
		return fault.Message{}
	}
	if len(f.Fields) > 0 {
		return f.Fields[0].Message
	}
	return f.Message
}

// appraisalQuery reads the discount rates: a series, or a rate in hundredths,
// which also counts where no choice is sent with it.
func appraisalQuery(l *locale.Locale, c *gin.Context) (planner.AppraisalQuery, discountForm) {
	f := discountForm{Action: projectURL(c.Param("code"), "appraisal"), Value: c.Query("discount"), Rate: c.Query("rate")}
	q := planner.AppraisalQuery{Project: c.Param("code")}
	if f.Value == "" && strings.TrimSpace(f.Rate) != "" {
		f.Value = ownRate
	}
	if f.Value != ownRate {
		q.Series = f.Value
		return q, f
	}
	percent, problem := form.Decimal(l, f.Rate)
	if problem == "" && !percent.Valid {
		problem = l.T("appraisal.rate_missing")
	}
	if f.Problem = problem; problem == "" {
		q.Rate = percent
		q.Rate.Decimal = percent.Decimal.Shift(-2)
	}
	return q, f
}

func newAppraisalPage(l *locale.Locale, v *planner.AppraisalView, f discountForm) *appraisalPage {
	w := &appraisalWords{l: l, t: newTrail(l, v.Trail), v: v}
	p := &appraisalPage{Code: v.Project.Code, Form: f, Obstacle: v.Obstacle, Counted: v.Counted(), Refused: v.Refused, Series: w.series()}
	p.Form.Options = w.options()
	for i := range v.Benefits {
		p.Benefits = append(p.Benefits, w.benefit(&v.Benefits[i]))
	}
	if v.Result == nil {
		return p
	}
	p.CSV = appraisalCSV(l, v, f)
	p.Currency = l.Value(v.Base.Model.Currency)
	p.Tiles, p.Stated = w.tiles(), w.stated()
	p.Compared = append(p.Compared, w.compared(v.Discount, v.Result, true))
	for i, d := range v.Discounts {
		p.Compared = append(p.Compared, w.compared(d, v.Compared[i], false))
	}
	p.Flows, p.Total = w.flows()
	return p
}

// appraisalCSV is the address of the flows as CSV, in the form that
// spreadsheets in the language read.
func appraisalCSV(l *locale.Locale, v *planner.AppraisalView, f discountForm) string {
	query := url.Values{}
	if f.Problem == "" && f.Value != "" {
		query.Set("discount", f.Value)
		if f.Value == ownRate {
			query.Set("rate", f.Rate)
		}
	}
	return spreadsheetURL(l, projectURL(v.Project.Code, "appraisal.csv"), query)
}

// appraisalWords puts an appraisal into words.
type appraisalWords struct {
	l *locale.Locale
	t *trail
	v *planner.AppraisalView
}

// options are the discount rates to choose from.
func (w *appraisalWords) options() []Option {
	options := []Option{{Text: w.l.T("appraisal.default")}}
	for _, s := range appraisal.SeriesList() {
		options = append(options, Option{Value: s.Code, Text: w.name(planner.Discount{Series: s})})
	}
	return append(options, Option{Value: ownRate, Text: w.l.T("appraisal.own")})
}

// rates are the rates of a series: "5%", or the bands of a declining one.
func (w *appraisalWords) rates(s appraisal.Series) string {
	var all []string
	for _, b := range s.Bands {
		rate := w.l.T("number.percent", "number", w.l.Number(b.Rate.Shift(2)))
		switch {
		case len(s.Bands) == 1:
			return rate
		case b.To == 0:
			rate = w.l.T("appraisal.band_above", "rate", rate, "from", b.From)
		default:
			rate = w.l.T("appraisal.band", "rate", rate, "from", b.From, "to", b.To)
		}
		all = append(all, rate)
	}
	return strings.Join(all, "; ")
}

// name names discount rates.
func (w *appraisalWords) name(d planner.Discount) string {
	switch {
	case d.Code == "":
		return w.rates(d.Series)
	case len(d.Bands) == 1:
		return w.rates(d.Series) + " (" + d.Name.In(w.l.Code) + ")"
	}
	return d.Name.In(w.l.Code)
}

// benefit is the row of a declared benefit.
func (w *appraisalWords) benefit(b *planner.BenefitValue) benefitRow {
	row := benefitRow{ID: b.ID, Name: b.Name.In(w.l.Code), Years: fmt.Sprintf("%d–%d", b.FirstYear, b.LastYear), PriceYear: w.l.T("figure.unknown"),
		Growth: w.l.T("figure.unknown"), Amount: w.t.money(b.ID, "amount", b.Name.In(w.l.Code), b.Amount)}
	if b.PriceYear != 0 {
		row.PriceYear = strconv.Itoa(b.PriceYear)
	}
	if b.Growth.Valid {
		row.Growth = w.l.T("number.percent", "number", w.l.Number(b.Growth.Decimal.Shift(2)))
	}
	if b.Value != nil {
		row.Value = w.l.Amount(*b.Value)
	}
	for _, n := range b.Notes {
		row.Says = append(row.Says, fullSentence(w.l.Message(n)))
	}
	if b.Refused != nil {
		row.Refused = w.l.T("appraisal.not_counted", "why", *b.Refused)
	}
	return row
}

// stated is what the reader must know of the figures.
func (w *appraisalWords) stated() []string {
	l, v := w.l, w.v
	all := []string{l.T("appraisal.stated", "estimate", v.Estimate.Title, "prices", l.T("programme.price_year", "year", funding.FiscalYear(v.Base.Model.PriceYear)), "year", funding.FiscalYear(v.BaseYear))}
	switch v.Discount.Chosen {
	case planner.ChosenByNobody:
		all = append(all, l.T("appraisal.nobody", "name", w.name(v.Discount)))
	case planner.ChosenAssumptions:
		all = append(all, l.T("appraisal.from_assumptions"))
	}
	for _, n := range v.Notes {
		all = append(all, fullSentence(l.Message(n)))
	}
	return all
}

// flows are the years, and their sum.
func (w *appraisalWords) flows() (rows []flowRow, total flowRow) {
	sum := struct{ cost, benefit, net money.Adder }{money.NewAdder(w.v.Base.Model.Currency), money.NewAdder(w.v.Base.Model.Currency), money.NewAdder(w.v.Base.Model.Currency)}
	for _, f := range w.v.Result.Flows {
		row := flowRow{Year: strconv.Itoa(f.Year), Cost: w.l.Amount(f.Cost), Factor: w.l.Style.Number(f.Discount.RoundBank(6), 6, 6), PVCost: w.l.Amount(f.PVCost)}
		row.Benefit, row.Net, row.PVBenefit, row.PVNet = w.l.Amount(f.Benefit), w.l.Amount(f.Net), w.l.Amount(f.PVBenefit), w.l.Amount(f.PVNet)
		rows = append(rows, row)
		_, _, _ = sum.cost.Add(f.Cost), sum.benefit.Add(f.Benefit), sum.net.Add(f.Net)
	}
	written := func(a money.Adder) string {
		s, err := a.Sum()
		if err != nil {
			return w.l.T("figure.unknown")
		}
		return w.l.Amount(s)
	}
	r := w.v.Result
	return rows, flowRow{Year: w.l.T("column.total"), Cost: written(sum.cost), Benefit: written(sum.benefit), Net: written(sum.net),
		PVCost: w.l.Amount(r.PVCosts), PVBenefit: w.l.Amount(r.PVBenefits), PVNet: w.l.Amount(r.NPV)}
}
