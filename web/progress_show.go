package web

import (
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/form"
	"korridor/web/locale"
)

// progressPage is what is done and spent of a project beside its plan.
type progressPage struct {
	Code      string
	At        statusDate
	CSV       string
	Obstacle  *fault.Error // why nothing can be measured
	Missing   []missingView
	Bare      bool // neither progress nor spending is known: there is only a plan
	Tiles     []Tile
	Stated    []string // what the reader must know of the figures
	Warnings  []string // what does not count
	Chart     template.HTML
	Measures  []measureRow
	Forecasts []forecastRow
	RestOn    string // how much of the work the forecasts are drawn from; "": nothing is earned
	Phases    []progressRow
	Untied    string
	Total     *progressRow
	Log       []statementRow
	Currency  string
	CutOff    string // "": no period was declared
}

// statusDate is the form for the status date.
type statusDate struct {
	Action  string
	Value   string
	Hint    string
	Problem string
	Ends    []periodEnd // of periods, to choose from
}

// missingView is something that has to be recorded first, with the links to
// where that is done.
type missingView struct {
	What, Do string
	Links    []Link
}

// measureRow is a measure with its formula; Why where it is not defined.
type measureRow struct {
	Name, Formula, Value, Why string
	Short                     bool // behind the plan, or dearer
}

// forecastRow is what an assumption makes of the whole.
type forecastRow struct {
	Name, Formula, EAC, ETC, VAC, Why string
	Short                             bool
}

// progressRow is a phase, or all of them, at the status date.
type progressRow struct {
	Name                          string
	BAC, PV, EV, AC, SV, SPI, CPI measureRow
	Stated                        *Figure // nil: nothing counts
	StatedOn                      string
	Add                           string // the address at which progress is stated
}

// statementRow is an entry of the log of progress.
type statementRow struct {
	Date, Phase string
	Percent     *Figure
	Says        string
	Counts      bool
	Late        string // in which period it counts; "": it is not late
}

// progressShow shows the earned value of a project at the end of a date.
func (s *Server) progressShow(c *gin.Context) {
	l := languageOf(c.Request)
	q, at := progressQuery(l, c)
	v, err := s.planner.Progress(c.Request.Context(), q)
	if s.failed(c, err) {
		return
	}
	status := http.StatusOK
	if at.Problem != "" {
		status = http.StatusUnprocessableEntity
	} else {
		at.Value = l.Date(v.At)
	}
	if at.Ends, err = s.periodEnds(c, l, at.Action); s.failed(c, err) {
		return
	}
	shown := newProgressPage(l, v, at)
	if len(v.Periods) > 0 {
		shown.CutOff = s.cutOffText(l, v.Periods.LastClosed())
	}
	p := projectPage(l, v.Project, "timeline", shown)
	p.Title, p.Heading, p.Landscape = l.T("progress.title"), l.T("progress.title"), true
	s.render(c, status, "progress", p.asOf(v.Head))
}

// progressQuery reads the status date, which is today's where it cannot be read.
func progressQuery(l *locale.Locale, c *gin.Context) (planner.ProgressQuery, statusDate) {
	at := statusDate{Action: projectURL(c.Param("code"), "progress"), Value: c.Query("at"), Hint: form.Example(l)}
	q := planner.ProgressQuery{Project: c.Param("code")}
	q.At, at.Problem = form.Date(l, at.Value)
	return q, at
}

func newProgressPage(l *locale.Locale, v *planner.ProgressView, at statusDate) *progressPage {
	p := &progressPage{Code: v.Project.Code, At: at, Obstacle: v.Obstacle}
	w := &progressWords{l: l, t: newTrail(l, v.Trail), v: v}
	p.Log = w.log()
	if v.Curve == nil {
		return p
	}
	p.Currency = l.Value(v.Base.Model.Currency)
	p.CSV = progressCSV(l, v)
	p.Missing = w.missing()
	p.Tiles = w.tiles()
	p.Stated, p.Warnings = w.stated(), w.warnings()
	p.Chart = w.chart(p.CSV).HTML()
	p.Bare = v.Earned() == nil && v.Spent() == nil
	for _, m := range v.Measures {
		p.Measures = append(p.Measures, w.measure(m, l.Money))
	}
	for _, f := range v.Forecasts {
		p.Forecasts = append(p.Forecasts, w.forecast(f))
	}
	if done, budget := v.Earned(), v.Curve.State.BAC; done != nil && budget.Sign() > 0 {
		p.RestOn = l.T("progress.forecasts_rest", "percent", l.Percent(percentOf(done.Decimal(), budget.Decimal())))
	}
	for i := range v.Phases {
		p.Phases = append(p.Phases, w.phase(&v.Phases[i]))
	}
	if v.Untied != nil {
		p.Untied = l.Amount(*v.Untied)
	}
	total := w.row(l.T("column.total"), v.Measures)
	p.Total = &total
	return p
}

// progressCSV is the address of the S-curves as CSV, in the form that
// spreadsheets in the language read.
func progressCSV(l *locale.Locale, v *planner.ProgressView) string {
	return spreadsheetURL(l, projectURL(v.Project.Code, "progress.csv"), url.Values{"at": {v.At.String()}})
}

// progressWords puts the earned value of a project into words.
type progressWords struct {
	l *locale.Locale
	t *trail
	v *planner.ProgressView
}

// missing says what is not recorded and where to enter it.
func (w *progressWords) missing() []missingView {
	var all []missingView
	code := w.v.Project.Code
	if unreported := w.v.Unreported(); len(unreported) == len(w.v.Phases) {
		m := missingView{What: w.l.T("progress.no_statements", "date", w.v.At), Do: w.l.T("progress.no_statements_do")}
		for _, p := range unreported {
			if p.ID != 0 {
				m.Links = append(m.Links, Link{Text: p.Name.In(w.l.Code), URL: progressLogURL(w.v.Project.Code, p.ID)})
			}
		}
		if len(m.Links) == 0 {
			m.Do = w.l.T("progress.no_lines_do")
			m.Links = []Link{{Text: w.l.T("tab.estimates"), URL: projectURL(code, "estimates")}}
		}
		all = append(all, m)
	}
	switch {
	case w.v.Unrated:
		all = append(all, missingView{What: w.l.T("progress.unrated"), Do: w.l.T("progress.unrated_do"),
			Links: []Link{{Text: w.l.T("add.exchange_rate"), URL: "/exchange-rates/new"}}})
	case w.v.Curve.Unspent:
		all = append(all, missingView{What: w.l.T("progress.no_spending", "date", w.v.At), Do: w.l.T("progress.no_spending_do"),
			Links: []Link{{Text: w.l.T("expenditures.title"), URL: projectURL(code, "expenditures")}}})
	}
	return all
}

// stated is what the reader must know of the figures.
func (w *progressWords) stated() []string {
	l, v := w.l, w.v
	all := []string{l.T("progress.stated_plan", "estimate", v.Estimate.Title, "prices", priceYear(l, v.Estimate.PriceYear)), l.T("progress.stated_spent")}
	if rests, err := planner.Rests(v.Base); err == nil && !rests.Assumed.IsZero() {
		all = append(all, l.T("progress.stated_assumed", "amount", rests.Assumed, "total", rests.Base))
	}
	if !v.Base.Contingency.IsZero() {
		all = append(all, l.T("progress.stated_contingency", "amount", v.Base.Contingency))
	}
	switch v.Spending {
	case planner.SpentExpenditures:
		all = append(all, l.T("progress.spent_expenditures"))
	case planner.SpentDisbursed:
		all = append(all, l.T("progress.spent_disbursed"))
	}
	for _, n := range v.Notes {
		all = append(all, fullSentence(l.Message(n)))
	}
	return all
}

// warnings name the phases without progress on record, where others have some.
func (w *progressWords) warnings() []string {
	unreported := w.v.Unreported()
	if len(unreported) == 0 || len(unreported) == len(w.v.Phases) {
		return nil
	}
	var names []string
	for _, p := range unreported {
		names = append(names, p.Name.In(w.l.Code))
	}
	return []string{w.l.T("progress.unreported", "date", w.v.At, "phases", strings.Join(names, ", "))}
}

// log is the statements about progress, the newest first.
func (w *progressWords) log() []statementRow {
	var rows []statementRow
	for i := len(w.v.Statements) - 1; i >= 0; i-- {
		s := &w.v.Statements[i]
		row := statementRow{Date: w.l.Date(s.Claim.Date), Phase: s.Phase.Name.In(w.l.Code), Percent: w.percent(s), Counts: s.Left == nil}
		switch {
		case s.Left != nil:
			row.Says = fullSentence(w.l.Message(*s.Left))
		case s.Claim.Chosen:
			row.Says = w.l.T("progress.chosen")
		default:
			row.Says = w.l.T("progress.superseded")
		}
		if s.Late {
			row.Late = lateText(w.l, s.In)
		}
		rows = append(rows, row)
	}
	return rows
}

// percent is what a statement says, with its document.
func (w *progressWords) percent(s *planner.ProgressStatement) *Figure {
	name := w.l.T("timeline.figure_of", "phase", s.Phase.Name, "figure", fieldName(w.l, "progress_percent"))
	var claims []project.Claim
	text := w.l.Percent(s.Percent)
	if s.Claim.ID != 0 {
		claims = []project.Claim{s.Claim}
		text = claimValue(w.l, s.Claim.Value, s.Claim.Unit)
	}
	f := w.t.vouched(name, text, claims)
	w.t.talk(f, s.Phase.ID, progressField)
	if len(f.Claims) > 0 {
		f.Basis = s.Claim.Basis // a superseded statement has its own
	} else {
		f.Add = addClaimURL(s.Phase.ID, "progress_percent")
	}
	return f
}

// phase is the row of a phase.
func (w *progressWords) phase(p *planner.PhaseProgress) progressRow {
	row := w.row(p.Name.In(w.l.Code), p.Measures)
	if p.Stated != nil {
		row.Stated, row.StatedOn = w.percent(p.Stated), w.l.Date(p.Stated.Claim.Date)
	}
	if p.ID != 0 {
		row.Add = progressLogURL(w.v.Project.Code, p.ID)
	}
	return row
}

// isLate reports whether a measure is worse than planned.
func isLate(m planner.EarnedMeasure) bool {
	switch m.Name {
	case "sv", "cv":
		return m.Amount != nil && m.Amount.IsNegative()
	case "spi", "cpi":
		return m.Ratio != nil && m.Ratio.LessThan(one)
	}
	return false
}
