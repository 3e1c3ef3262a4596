package web

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/risk"
	"korridor/pkg/schedule"
	"korridor/web/chart"
)

// charts draws how sure the total, the years and the finish are, and why.
func (w *riskView) charts() template.HTML {
	return w.curveChart().HTML() + w.fanChart().HTML() + w.finishChart().HTML() + w.tornadoChart().HTML()
}

func (w *riskView) frame(id, title, desc string) chart.Frame {
	f := chart.Frame{ID: "risk-" + id, Title: title, Desc: desc, Words: chartWords(w.l)}
	if w.assumed > 0 {
		f.Subtitle = w.l.T("risk.stamp_chart")
	}
	return f
}

// chance writes a share of 1 in hundredths, to one decimal.
func (w *riskView) chance(p float64) string {
	return w.l.Percent(decimal.NewFromFloat(p).Shift(2).RoundBank(1))
}

// correlation writes a number between −1 and 1 to two decimals.
func (w *riskView) correlation(v float64) string {
	return w.l.Published(decimal.NewFromFloat(v).StringFixedBank(2))
}

// percentile returns a percentile that is told.
func percentile(r *risk.Result, p int) *risk.Percentile {
	for i := range r.Percentiles {
		if r.Percentiles[i].P == p {
			return &r.Percentiles[i]
		}
	}
	return &risk.Percentile{P: p, Value: r.Mean, Low: r.Mean, High: r.Mean}
}

// run is a result as a chart draws it.
func (w *riskView) run(r *risk.Result) chart.Run {
	run := chart.Run{Part: len(r.Curve) == 0}
	for _, p := range r.Curve {
		run.Curve = append(run.Curve, chart.ChancePoint{Value: millions(p.Value), Chance: p.P})
	}
	for _, p := range r.Percentiles {
		if run.Part { // of a kept result: through its percentiles
			run.Curve = append(run.Curve, chart.ChancePoint{Value: millions(p.Value), Chance: float64(p.P) / 100})
		}
		run.Percentiles = append(run.Percentiles, chart.Percentile{P: p.P, Value: w.drawn(p.Value), Low: w.drawn(p.Low), High: w.drawn(p.High)})
	}
	return run
}

func (w *riskView) curveChart() chart.SCurve {
	l, r := w.l, w.Simulated
	f := chart.SCurve{Frame: w.frame("curve", l.T("risk.curve"), w.said()), Unit: l.T("risk.unit", "currency", currencyName(l, r.Currency)),
		Chance: l.T("risk.chance_within"), Tick: axisNumber(l), Percent: w.chance, Heading: l.T("risk.percentile"), Within: l.T("risk.chance"), Amount: l.T("chart.total"),
		Runs: []chart.Run{w.run(r)}, Told: []int{50, 80},
		Thresholds: []chart.Threshold{{Name: l.T("chart.working"), Value: w.drawn(r.Working), Chances: []float64{r.WithinWorking}}}}
	if w.confidence != 80 && w.confidence != 50 {
		f.Told = append(f.Told, w.confidence)
	}
	if r.Secured != nil && !r.Secured.IsZero() {
		f.Thresholds = append(f.Thresholds, chart.Threshold{Name: l.T("chart.secured"), Value: w.drawn(*r.Secured), Chances: []float64{*r.WithinSecured}, Warn: small(r.WithinSecured)})
	}
	f.Outside = w.outsidePoints()
	at := percentile(r, w.confidence)
	if c, err := at.Value.Sub(r.Working); err == nil && c.Sign() > 0 {
		f.Contingency = chart.Contingency{Base: w.drawn(r.Working), Total: w.drawn(at.Value),
			Label: l.T("risk.contingency_label", "percentile", "P"+strconv.Itoa(at.P), "amount", l.Short(c), "percent", l.Percent(share(c, r.Working)))}
	}
	return f
}

// chanceIf is a chance as a chart prints it, where it is known.
func (w *riskView) chanceIf(p *float64) chart.Amount {
	if p == nil {
		return chart.Amount{}
	}
	return chart.Known(*p, w.rounded(*p))
}

// small reports whether a chance is known to be less than one half.
func small(p *float64) bool { return p != nil && *p < 0.5 }

func (w *riskView) fanChart() chart.Fan {
	l, r := w.l, w.Simulated
	f := chart.Fan{Frame: w.frame("fan", l.T("risk.fan"), l.T("risk.fan_desc")), Tick: axisNumber(l), Heading: l.T("column.fiscal_year"),
		Unit: l.T("chart.millions_a_year", "currency", currencyName(l, r.Currency))}
	if len(r.Uncounted) > 0 {
		f.Subtitle = strings.TrimSpace(f.Subtitle + " " + fullSentence(w.uncounted()))
	}
	for _, y := range r.Years {
		p := schedule.Period{Year: y.FiscalYear}
		f.Columns = append(f.Columns, chart.FanColumn{Period: chartPeriod(p, p.String(), false), P10: w.drawn(y.P10), P50: w.drawn(y.P50), P80: w.drawn(y.P80),
			Secured: w.drawnIf(y.Secured), Chance: w.chanceIf(y.Within), Warn: small(y.Within) && w.open})
	}
	return f
}

// rounded writes a chance without decimals, where there is little room.
func (w *riskView) rounded(p float64) string {
	return w.l.Percent(decimal.NewFromFloat(p).Shift(2).RoundBank(0))
}

func (w *riskView) finishChart() chart.Finishes {
	l, r := w.l, w.Simulated
	f := chart.Finishes{Frame: w.frame("finish", l.T("risk.finish"), w.finishSaid()), Chance: l.T("risk.chance_finished"), Percent: w.chance,
		Heading: l.T("risk.percentile"), Within: l.T("risk.chance"), Lines: []chart.FinishLine{{Name: l.T("risk.as_phases")}}}
	seen := map[int]bool{}
	for _, j := range r.Joint {
		if !seen[j.FinishP] {
			seen[j.FinishP] = true
			f.Lines[0].Points = append(f.Lines[0].Points, chart.FinishPoint{P: j.FinishP, Date: j.Finish.First(), Name: l.Date(j.Finish)})
		}
	}
	if p := r.Finish; !p.Planned.IsZero() {
		f.Planned = chart.Deadline{Name: l.T("risk.planned_finish"), Date: p.Planned.First(), When: l.Date(p.Planned), Chance: p.WithinPlanned, Warn: p.WithinPlanned < 0.5}
	}
	if c := r.FinishUnderCaps; c != nil {
		capped := chart.FinishLine{Name: l.T("risk.under_caps"), Color: 2, Stroke: chart.DashedLine}
		for _, at := range []struct{ p, year int }{{10, c.P10}, {50, c.P50}, {80, c.P80}} {
			if at.year != 0 {
				capped.Points = append(capped.Points, chart.FinishPoint{P: at.p, Date: time.Date(at.year, time.December, 31, 0, 0, 0, 0, time.UTC), Name: strconv.Itoa(at.year)})
			}
		}
		if len(capped.Points) > 0 {
			f.Lines = append(f.Lines, capped)
		}
	}
	return f
}

func (w *riskView) tornadoChart() chart.Tornado {
	l := w.l
	f := chart.Tornado{Frame: w.frame("tornado", l.T("risk.tornado"), l.T("risk.tornado_desc")), Share: l.T("risk.variance_share"), Rank: l.T("risk.rank"),
		Heading: l.T("risk.driver"), Kind: l.T("risk.kind"), Percent: w.chance, Decimal: w.correlation}
	kinds := map[risk.Kind]chart.DriverKind{risk.LineRow: chart.LineDriver, risk.DurationRow: chart.DurationDriver, risk.RiskRow: chart.RiskDriver}
	for _, s := range w.Simulated.Sensitivity {
		if s.VarianceShare == 0 {
			continue // has no range
		}
		f.Drivers = append(f.Drivers, chart.Driver{Kind: kinds[s.Kind], Name: w.driver(s.Kind, s.Code), Share: s.VarianceShare, Rank: s.Spearman})
	}
	return f
}

// driver is what an input is called.
func (w *riskView) driver(kind risk.Kind, code string) string {
	switch kind {
	case risk.LineRow:
		for i := range w.Lines {
			if w.Lines[i].Code == code {
				return w.Lines[i].Name.In(w.l.Code)
			}
		}
		if len(w.Lines) == 0 {
			return w.l.T("cost.headline")
		}
	case risk.RiskRow:
		for i := range w.sim.Entries {
			if w.sim.Entries[i].Code == code {
				return w.sim.Entries[i].Name.In(w.l.Code)
			}
		}
	case risk.DurationRow:
		return phaseName(w.l, w.Result, code)
	}
	return code
}
