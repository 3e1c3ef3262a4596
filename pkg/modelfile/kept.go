package modelfile

import (
	"encoding/json"
	"strings"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"

	"github.com/shopspring/decimal"
)

// ReadKept reads the result of a simulation that WriteKept wrote. What it does
// not hold stays empty: the S-curve's points between the percentiles, and the
// totals that the chances are of. Anything else is an Invalid fault.
func ReadKept(source string) (*risk.Result, error) {
	var in simulationResult
	if err := json.Unmarshal([]byte(source), &in); err != nil {
		return nil, unreadable(err)
	}
	currency, err := money.ParseCurrency(in.Currency)
	if err != nil {
		return nil, unreadable(err)
	}
	r := keptReader{currency: currency}
	result := &risk.Result{Iterations: in.Iterations, Seed: in.Seed, Currency: currency,
		Mean: r.amount(in.Mean), SD: r.amount(in.SD), MeanAboveP80: r.amount(in.MeanAbove),
		WithinWorking: in.Within.Working, WithinSecured: in.Within.Secured,
		Finish: &risk.Finish{P10: r.date(in.Finish.P10), P50: r.date(in.Finish.P50), P80: r.date(in.Finish.P80),
			Planned: r.date(in.Finish.Planned), WithinPlanned: in.Finish.WithinPlanned}}
	r.percentiles(result, &in)
	for _, y := range in.Years {
		result.Years = append(result.Years, risk.YearResult{FiscalYear: y.FiscalYear, P10: r.amount(y.P10), P50: r.amount(y.P50), P80: r.amount(y.P80), Within: y.Within})
		if y.Within == nil {
			result.Uncounted = append(result.Uncounted, y.FiscalYear)
		}
	}
	if c := in.UnderCaps; c != nil {
		result.FinishUnderCaps = &risk.CapsFinish{P10: yearOf(c.P10), P50: yearOf(c.P50), P80: yearOf(c.P80), Unfinished: c.Unfinished}
	}
	for i, j := range in.Joint {
		const side = 9 // P10 … P90 of the cost, each with those of the finish
		result.Joint = append(result.Joint, risk.JointCell{CostP: 10 * (i/side + 1), FinishP: 10 * (i%side + 1),
			Cost: r.amount(j.Cost), Finish: r.date(j.Finish), Probability: j.Probability})
	}
	for _, s := range in.Sensitivity {
		result.Sensitivity = append(result.Sensitivity, risk.Sensitivity{Code: s.Code, Kind: risk.Kind(s.Kind), Spearman: s.Spearman, VarianceShare: s.VarianceShare})
	}
	for _, w := range in.Warnings {
		result.Warnings = append(result.Warnings, fault.Say("problem", "{problem}", "problem", w))
	}
	if r.err != nil {
		return nil, unreadable(r.err)
	}
	return result, nil
}

func unreadable(err error) error {
	return fault.Wrap(fault.Invalid, err, fault.Say("simulation.unreadable", "the result of the simulation cannot be read"))
}

// keptReader reads the values of a result and keeps the first error.
type keptReader struct {
	currency money.Currency
	err      error
}

func (r *keptReader) amount(s string) money.Amount {
	d, err := decimal.NewFromString(s)
	if err == nil {
		var a money.Amount
		if a, err = money.New(d, r.currency); err == nil {
			return a
		}
	}
	r.fail(err)
	return money.Zero(r.currency)
}

func (r *keptReader) date(s string) schedule.Date {
	d, err := schedule.ParseDate(s)
	r.fail(err)
	return d
}

func (r *keptReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *keptReader) percentiles(result *risk.Result, in *simulationResult) {
	for i, key := range in.Percentiles.keys {
		p := risk.Percentile{Value: r.amount(in.Percentiles.values[i])}
		d, err := decimal.NewFromString(strings.TrimPrefix(key, "p"))
		r.fail(err)
		p.P = int(d.IntPart())
		if i < len(in.Interval95.values) && len(in.Interval95.values[i]) == 2 {
			p.Low, p.High = r.amount(in.Interval95.values[i][0]), r.amount(in.Interval95.values[i][1])
		}
		result.Percentiles = append(result.Percentiles, p)
	}
}

func yearOf(year *int) int {
	if year == nil {
		return 0
	}
	return *year
}
