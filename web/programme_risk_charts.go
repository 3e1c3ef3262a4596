package web

import (
	"cmp"
	"html/template"
	"slices"

	"korridor/pkg/money"
	"korridor/pkg/risk"
	"korridor/web/chart"
)

// tiles are the large figures of the sum.
func (w *programmeRiskView) tiles() ([]Tile, error) {
	l, r := w.l, w.Simulated
	contingency, err := w.contingencyTile()
	if err != nil {
		return nil, err
	}
	tiles := []Tile{w.percentileTile(50), w.percentileTile(80),
		{Label: l.T("risk.mean"), Figure: w.simulated(l.T("risk.mean"), r.Mean), Note: l.T("risk.mean_note", "sd", l.Short(r.SD), "above", l.Short(r.MeanAboveP80))},
		contingency,
		{Label: l.T("programme_risk.within_working"), Text: w.chance(r.WithinWorking), Note: l.T("programme_risk.within_working_note", "total", l.Short(r.Working)), Warn: r.WithinWorking < 0.5},
		w.securedTile(),
	}
	if !w.v.Coupled() {
		return tiles, nil
	}
	apart, saved, err := w.v.Diversification()
	if err != nil {
		return nil, err
	}
	note := l.T("programme_risk.diversification_note", "apart", l.Short(apart))
	if saved.IsNegative() {
		note = l.T("programme_risk.diversification_less", "apart", l.Short(apart))
	}
	return append(tiles,
		Tile{Label: l.T("programme_risk.diversification"), Figure: w.simulated(l.T("programme_risk.diversification"), saved), Note: note},
		Tile{Label: l.T("programme_risk.dependence"), Text: w.rho(),
			Note: l.T("programme_risk.dependence_note", "least", l.Short(boundP80(&w.v.Simulated.Independent)), "most", l.Short(boundP80(&w.v.Simulated.Dependent)))},
	), nil
}

func boundP80(b *risk.Bound) money.Amount {
	return percentile(&risk.Result{Percentiles: b.Percentiles}, 80).Value
}

// charts draws how sure the sum and its years are, and which project makes them
// uncertain.
func (w *programmeRiskView) charts() template.HTML {
	l := w.l
	curve := w.curveChart()
	curve.Desc, curve.CSV = w.sum(), w.table("curve")
	curve.Title = l.T("programme_risk.curve")
	for _, b := range w.dependences() {
		if b.bound != nil && w.v.Coupled() {
			run := w.run(&risk.Result{Percentiles: b.bound.Percentiles, Curve: b.bound.Curve})
			for i := range run.Percentiles {
				run.Percentiles[i].Low, run.Percentiles[i].High = chart.Amount{}, chart.Amount{}
			}
			run.Name, run.Color, run.Stroke = b.name, b.color, b.stroke
			curve.Bounds = append(curve.Bounds, run)
		}
	}
	fan := w.fanChart()
	fan.Title, fan.CSV = l.T("programme_risk.fan"), w.table("years")
	shares := chart.Tornado{Frame: w.frame("shares", l.T("programme_risk.shares"), l.T("programme_risk.shares_desc")), Share: l.T("risk.variance_share"), Rank: l.T("risk.rank"),
		Heading: l.T("programme.project"), Percent: w.chance, Decimal: w.correlation}
	shares.CSV = w.table("projects")
	for i := range w.v.Parts {
		p := w.v.Parts[i].Added
		shares.Drivers = append(shares.Drivers, chart.Driver{Name: w.name(i), Share: p.VarianceShare, Rank: p.Spearman, Href: projectURL(p.Code, "risk")})
	}
	slices.SortStableFunc(shares.Drivers, func(a, b chart.Driver) int { return cmp.Compare(b.Share, a.Share) })
	return curve.HTML() + fan.HTML() + shares.HTML()
}

// dependence is one way in which the projects can go together.
type dependence struct {
	name   string
	bound  *risk.Bound // nil: as chosen
	color  int
	stroke chart.Stroke
}

// dependences are the least, the chosen and the greatest dependence.
func (w *programmeRiskView) dependences() []dependence {
	l, s := w.l, w.v.Simulated
	return []dependence{{l.T("programme_risk.independent"), &s.Independent, 1, chart.DottedLine},
		{name: l.T("programme_risk.chosen", "rho", w.rho())},
		{l.T("programme_risk.dependent"), &s.Dependent, 4, chart.DashedLine}}
}

// boundRow is the sum with one dependence.
type boundRow struct {
	Name              string
	Chosen            bool
	SD, P50, P80, P95 money.Amount
}

// bounds are the sum with each dependence; none where it makes no difference.
func (w *programmeRiskView) bounds() (rows []boundRow) {
	if !w.v.Coupled() {
		return nil
	}
	for _, d := range w.dependences() {
		of, sd := w.Simulated, w.Simulated.SD
		if d.bound != nil {
			of, sd = &risk.Result{Percentiles: d.bound.Percentiles}, d.bound.SD
		}
		rows = append(rows, boundRow{d.name, d.bound == nil, sd, percentile(of, 50).Value, percentile(of, 80).Value, percentile(of, 95).Value})
	}
	return rows
}

// partRow is a project of the sum.
type partRow struct {
	Name, URL, Stage      string
	Estimate, EstimateURL string
	PriceYear, VAT, Scope string
	Working, P50, P80, SD money.Amount
	Share, Within         string
}

func (w *programmeRiskView) parts() (rows []partRow) {
	l := w.l
	for i := range w.v.Parts {
		p := &w.v.Parts[i]
		code, a, e := p.Project.Code, p.Added, p.Estimate
		rows = append(rows, partRow{Name: w.name(i), URL: projectURL(code, "risk"), Stage: l.Enum(p.Project.Stage), Estimate: e.Title.In(l.Code), EstimateURL: projectURL(code, "estimates", e.Code),
			PriceYear: priceYear(l, e.PriceYear), VAT: l.Value(e.VAT), Scope: scopeOf(l, e.Scope), Working: a.Working, P50: a.P50, P80: a.P80, SD: a.SD,
			Share: w.chance(a.VarianceShare), Within: w.chance(a.Own.WithinWorking)})
	}
	return rows
}
