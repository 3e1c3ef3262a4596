package web

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/web/chart"
)

// csv is the address of the cash flow as CSV: the report, or what the page shows
// in its stead.
func (w *costView) csv() string {
	if w.changed() || w.Estimate.ID != w.Project.Working.Estimate {
		return spreadsheetURL(w.l, w.here.Path+".csv", w.here.Query())
	}
	q := planner.ReportQuery{Report: report.CashFlow, Project: w.Project.Code}
	if w.by != periodKinds[0] {
		q.By = planner.By(w.by)
	}
	return linksOf(w.l, q).Downloads[0].URL
}

// charts draws the cash flow, its sum over time, what changed, and the schedule
// under caps.
func (w *costView) charts() template.HTML {
	var all template.HTML
	if w.changed() {
		all += w.waterfallChart().HTML()
	}
	if len(w.Result.Years) == 0 {
		return all
	}
	all += w.cashChart().HTML()
	all += w.curvesChart().HTML()
	if w.Result.Capped != nil {
		all += w.cappedChart().HTML()
	}
	return all
}

// frame is what the page's charts have in common.
func (w *costView) frame(id, title, desc string) chart.Frame {
	return chart.Frame{ID: "cost-" + id, Title: title, Desc: desc, Words: chartWords(w.l), CSV: w.csv()}
}

// drawn is an amount as charts draw it: its label short, its table exact.
func (w *costView) drawn(a money.Amount) chart.Amount {
	return chart.Known(millions(a), w.l.Short(a)).Exactly(w.l.Amount(a))
}

// drawnIf is an amount that may not be recorded.
func (w *costView) drawnIf(a *money.Amount) chart.Amount {
	if a == nil {
		return chart.Amount{}
	}
	return w.drawn(*a)
}

// some is an amount that is left out where it is nothing.
func (w *costView) some(a money.Amount) chart.Amount {
	if a.IsZero() {
		return chart.Amount{}
	}
	return w.drawn(a)
}

// title is the title of a chart, with the name of what stands beside the base.
func (w *costView) title(title string) string {
	if w.changed() {
		return title + ": " + w.name()
	}
	return title
}

// mostColumns is up to how many periods have columns of their own.
const mostColumns = 200

// cashChart draws the need of each period; of fiscal years also their money.
func (w *costView) cashChart() chart.CashFlow {
	l, c := w.l, currencyName(w.l, w.Result.Model.Currency)
	f := chart.CashFlow{Frame: w.frame("cash", w.title(l.T("cost.cash")), w.cashDesc()), Tick: axisNumber(l), Heading: l.T("cost.by." + w.by), Today: w.Today.First(),
		Unit:  l.T("cost.unit."+w.by, "currency", c),
		Parts: []chart.Series{{Name: l.T("cost.base"), Color: 0}, {Name: l.T("cost.contingency"), Color: 3}, {Name: l.T("cost.escalation"), Color: 2}}}
	f.Frame.Subtitle = l.T("cost.cash_plain")
	if w.by == periodKinds[0] && w.Project.Stage.Open() {
		f.Frame.Subtitle = l.T("cost.cash_sub")
	}
	periods, err := w.needs(w.Result)
	if by := w.by; err != nil || len(periods) > mostColumns {
		w.by = periodKinds[0] // as many as can be drawn
		periods, _ = w.needs(w.Result)
		defer func() { w.by = by }()
	}
	for i, p := range periods {
		column := chart.CashColumn{Period: chartPeriod(p.Period, p.name, i == 0), Need: w.drawn(p.need),
			Parts: []chart.Amount{w.drawn(p.Base), w.some(p.Contingency), w.drawn(p.Escalation)}}
		if w.by == periodKinds[0] {
			w.addMoney(&column, &w.Result.Years[i])
		}
		f.Columns = append(f.Columns, column)
	}
	return f
}

// addMoney adds a fiscal year's money to its column.
func (w *costView) addMoney(column *chart.CashColumn, y *costmodel.Year) {
	column.Signed, column.Indicative = w.some(y.Signed), w.some(y.Indicative)
	if !y.Uncounted {
		column.Secured = w.some(y.Secured)
	}
	column.Requested, column.Actual = w.drawnIf(y.Requested), w.drawnIf(y.Disbursed)
	if !y.Uncounted && y.Gap.Sign() > 0 && w.Project.Stage.Open() {
		column.Gap = w.drawn(y.Gap)
	}
}

// chartPeriod places a period on the axis: quarters and months under the year
// that begins with them.
func chartPeriod(p schedule.Period, name string, first bool) chart.Period {
	at := chart.Period{Name: name, From: p.First().First(), Until: p.Last().First().AddDate(0, 0, 1)}
	if p.Quarter == 0 && p.Month == 0 || p.First().Month() == time.January || first {
		at.Axis = strconv.Itoa(p.Year)
	}
	return at
}

func (w *costView) cashDesc() string {
	l := w.l
	desc := []string{w.said()}
	if w.now.Peak != nil {
		desc = append(desc, l.T("cost.peak", "year", funding.FiscalYear(w.now.Peak.FiscalYear), "amount", l.Short(w.now.Peak.Need)))
	}
	if w.now.FirstGap != 0 && w.Project.Stage.Open() {
		desc = append(desc, l.T("cost.gap_first", "year", funding.FiscalYear(w.now.FirstGap)))
	}
	return strings.Join(desc, " ")
}

// curvesChart draws need and secured money as they add up, the base beside them.
// What is secured ends before the first year in which it is not known.
func (w *costView) curvesChart() chart.Curves {
	l := w.l
	f := chart.Curves{Frame: w.frame("cumulative", w.title(l.T("cost.cumulative")), w.said()), Tick: axisNumber(l), Heading: l.T("cost.end_of"),
		Unit:  l.T("cost.unit.cumulative", "currency", currencyName(l, w.Result.Model.Currency)),
		Lines: []chart.Curve{w.curve(l.T("chart.need"), w.Result.Years, func(y *costmodel.Year) money.Amount { return y.Need })},
		Marks: []chart.DateMark{{Date: w.Today.First(), Name: l.T("chart.today"), Warn: true}}}
	known := slices.IndexFunc(w.Result.Years, func(y costmodel.Year) bool { return y.Uncounted })
	if known < 0 {
		known = len(w.Result.Years)
	}
	secured := w.curve(l.T("chart.secured"), w.Result.Years[:known], func(y *costmodel.Year) money.Amount { return y.Secured })
	secured.Color = 4
	f.Lines = append(f.Lines, secured)
	if w.changed() {
		base := w.curve(l.T("cost.need_base"), w.Base.Years, func(y *costmodel.Year) money.Amount { return y.Need })
		base.Color, base.Stroke = 2, chart.DashedLine
		f.Lines = append(f.Lines, base)
	}
	if last := w.Result.Years[len(w.Result.Years)-1].KnownCumulativeGap(); last != nil && last.Sign() > 0 && w.Project.Stage.Open() {
		f.Gap = chart.Band{Upper: 0, Lower: 1, Label: l.Short(*last)}
	}
	return f
}

// curve adds up one figure of the years. It ends where the sum has no room.
func (w *costView) curve(name string, years []costmodel.Year, of func(*costmodel.Year) money.Amount) chart.Curve {
	c := chart.Curve{Name: name}
	sum := money.Zero(w.Result.Model.Currency)
	for i := range years {
		y := &years[i]
		var err error
		if sum, err = sum.Add(of(y)); err != nil {
			return c
		}
		c.Points = append(c.Points, chart.CurvePoint{Date: schedule.Period{Year: y.FiscalYear}.Last().First(), Name: strconv.Itoa(y.FiscalYear), Amount: w.drawn(sum)})
	}
	return c
}

func (w *costView) cappedChart() chart.Capped {
	l, r := w.l, w.Result
	f := chart.Capped{Frame: w.frame("capped", w.title(l.T("cost.capped")), cappedText(l, w.now)), Tick: axisNumber(l), Heading: l.T("column.fiscal_year"),
		Unit: l.T("chart.millions_a_year", "currency", currencyName(l, r.Model.Currency))}
	f.CSV = ""
	for i, y := range r.Capped.Years {
		p := schedule.Period{Year: y.FiscalYear}
		f.Columns = append(f.Columns, chart.CappedColumn{Period: chartPeriod(p, p.String(), false), Need: w.drawn(needOf(r, y.FiscalYear)),
			Cap: w.drawn(y.Cap), Funded: w.drawn(y.Funded), Backlog: w.drawn(y.Backlog)})
		if y.FiscalYear == r.Capped.CompletionYear {
			f.Done = chart.Completion{Column: i, Label: cappedShort(l, w.now), Late: w.now.Late > 0}
		}
	}
	return f
}

func (w *costView) waterfallChart() chart.Waterfall {
	l := w.l
	f := chart.Waterfall{Frame: w.frame("waterfall", l.T("cost.waterfall", "name", w.name()), w.said()),
		Unit: l.T("cost.unit.plain", "currency", currencyName(l, w.Result.Model.Currency)), Heading: l.T("cost.change"),
		Amount: l.T("column.in_currency", "column", l.T("column.amount"), "currency", w.Result.Model.Currency)}
	f.CSV = ""
	f.Steps = append(f.Steps, chart.Step{Kind: chart.Total, Name: l.T("cost.base_result"), Amount: w.drawn(w.Waterfall.From)})
	for _, s := range w.steps() {
		f.Steps = append(f.Steps, chart.Step{Name: s.Name, Amount: chart.Known(millions(s.Need), signed(l, s.Need)).Exactly(l.Amount(s.Need)), Note: s.Note})
	}
	f.Steps = append(f.Steps, chart.Step{Kind: chart.Total, Name: w.name(), Amount: w.drawn(w.Waterfall.To)})
	return f
}
