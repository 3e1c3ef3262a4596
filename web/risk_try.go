package web

import (
	"net/url"
	"strconv"

	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/risk"
	"korridor/web/form"
	"korridor/web/locale"
)

// The parameters of the risk page's address beside those of readTry.
const (
	tryRho         = "rho"
	tryLine        = "line"
	tryWidth       = "width"
	tryRisk        = "risk"
	tryProbability = "probability"
	tryConfidence  = "confidence"
	tryIterations  = "iterations"
	trySeed        = "seed"
)

// Iterations of a simulation: while somebody looks, and as a job.
const (
	lookIterations = 10_000
	jobIterations  = 1_000_000
)

// iterationChoices are offered while somebody looks: none takes a second.
var iterationChoices = []int{lookIterations, 50_000, 100_000}

// riskTry is what the address of the risk page asks for, as typed.
type riskTry struct {
	*try
	rho         decimal.NullDecimal
	line        string              // code; "": all lines and phases
	width       decimal.NullDecimal // of the ranges, a factor
	risk        string              // code
	probability decimal.NullDecimal // a fraction
	confidence  int                 // a percentile that is told; 0: that of the settings
	iterations  int
	seed        *int64
}

// readRiskTry reads the address, as readTry does.
func readRiskTry(l *locale.Locale, values url.Values) *riskTry {
	t := &riskTry{try: readTry(l, values), iterations: lookIterations}
	t.rho, t.line, t.risk = t.number(l, tryRho), values.Get(tryLine), values.Get(tryRisk)
	t.width, t.probability = t.share(l, tryWidth, 1000), t.share(l, tryProbability, 100)
	t.confidence = t.whole(l, tryConfidence, 5, 95)
	if n := t.whole(l, tryIterations, 1, int64(iterationChoices[len(iterationChoices)-1])); n != 0 {
		t.iterations = n
	}
	if seed, err := strconv.ParseInt(values.Get(trySeed), 10, 64); err == nil && seed >= 0 {
		t.seed = &seed
	} else if values.Get(trySeed) != "" {
		t.problems[trySeed] = l.T("risk.try.seed_problem")
	}
	return t
}

// whole reads a whole number between the bounds; 0 where none is given.
func (t *riskTry) whole(l *locale.Locale, name string, least, most int64) int {
	n, known, problem := form.Whole(l, t.values.Get(name), least, most)
	if problem != "" {
		t.problems[name] = problem
	}
	if !known || problem != "" {
		return 0
	}
	return int(n)
}

// share reads a number of hundredths from 0 on as a factor.
func (t *riskTry) share(l *locale.Locale, name string, most int64) decimal.NullDecimal {
	d := t.number(l, name)
	if d.Valid && (d.Decimal.IsNegative() || d.Decimal.GreaterThan(decimal.NewFromInt(most))) {
		t.problems[name] = l.T("risk.try.between", "most", l.Integer(most))
		return decimal.NullDecimal{}
	}
	d.Decimal = d.Decimal.Shift(-2)
	return d
}

// query asks for the simulation with what is tried out.
func (t *riskTry) query(code string) planner.RiskQuery {
	return planner.RiskQuery{CostQuery: t.try.query(code), Iterations: t.iterations, Seed: t.seed,
		RiskTrial: planner.RiskTrial{Rho: t.rho, Width: t.width, Line: t.line, Risk: t.risk, Probability: t.probability}}
}

// changes reports whether ranges or risks are tried out.
func (t *riskTry) changes() bool { return t.width.Valid || (t.risk != "" && t.probability.Valid) }

// riskAddress is that of the page with what is tried out.
func (t *riskTry) riskAddress(code string) url.URL {
	at := t.address(code)
	at.Path = projectURL(code, "risk")
	return at
}

// riskPanel is the form in which things are tried out on the simulation.
func (w *riskView) riskPanel(t *riskTry) tryPanel {
	l, action := w.l, projectURL(w.Project.Code, "risk")
	p := tryPanel{Action: action, Sub: l.T("cost.try.sub"), Any: w.tried(t), Reset: action}
	if t.values.Get("estimate") != "" {
		p.Hidden = append(p.Hidden, form.Option{Value: t.values.Get("estimate"), Text: "estimate"})
		p.Reset = with(url.URL{Path: action}, "estimate", t.values.Get("estimate"))
	}
	field := func(f tryField) {
		f.Value, f.Problem = t.values.Get(f.Name), t.problems[f.Name]
		p.Fields = append(p.Fields, f)
	}
	field(confidenceField(l, w.sim.Percentile()))
	rho := tryField{Name: tryRho, Label: l.T("risk.try.rho"), Min: "0", Max: "0.95", Step: "0.05", Rest: w.sim.Inputs.Correlation.Rho.String()}
	if len(w.sim.Inputs.Correlation.Groups) == 0 {
		rho.Base = l.Number(w.sim.Inputs.Correlation.Rho)
	}
	field(rho)
	field(tryField{Name: tryLine, Label: l.T("risk.try.line"), Options: w.lineOptions()})
	field(tryField{Name: tryWidth, Label: l.T("risk.try.width"), Unit: "%", Min: "0", Max: "300", Step: "5", Rest: "100", Base: "100"})
	if len(w.sim.Inputs.Risks) > 0 {
		field(tryField{Name: tryRisk, Label: l.T("risk.try.risk"), Options: w.riskOptions()})
		field(tryField{Name: tryProbability, Label: l.T("risk.try.probability"), Unit: "%", Min: "0", Max: "100", Step: "5", Rest: "50"})
	}
	field(w.capField())
	field(iterationsField(l))
	field(tryField{Name: trySeed, Label: l.T("risk.try.seed"), Base: strconv.FormatUint(w.Simulated.Seed, 10)})
	return p
}

// tried reports whether the page shows anything but the record.
func (w *riskView) tried(t *riskTry) bool {
	return w.changed() || t.changes() || t.rho.Valid || t.seed != nil || t.iterations != lookIterations || t.confidence != 0 || t.wrong()
}

// lineOptions are the lines and phases with a range.
func (w *riskView) lineOptions() []form.Option {
	options := []form.Option{{Text: w.l.T("risk.try.all_lines")}}
	for i := range w.Base.Lines {
		x := &w.Base.Lines[i]
		if _, ok := w.sim.Inputs.Lines[x.Code]; ok {
			options = append(options, form.Option{Value: x.Code, Text: w.driver(risk.LineRow, x.Code)})
		}
	}
	return options
}

func (w *riskView) riskOptions() []form.Option {
	options := []form.Option{{Text: w.l.T("risk.try.no_risk")}}
	for i := range w.sim.Inputs.Risks {
		x := &w.sim.Inputs.Risks[i]
		options = append(options, form.Option{Value: x.Code, Text: x.Name.In(w.l.Code)})
	}
	return options
}
