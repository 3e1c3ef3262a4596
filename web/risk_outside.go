package web

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/outside"
	"korridor/web/chart"
)

// outsideLine is what projects of the kind came to, applied to the estimate in
// the money of each year: the total without contingency, uplifted.
type outsideLine struct {
	class    outside.Class
	p50, p80 money.Amount
	u50, u80 decimal.Decimal // uplifts, hundredths
}

// outsideLine uplifts the estimate by the class of the project's sector; nil
// where there is none with quantiles.
func (w *riskView) outsideLine() (*outsideLine, error) {
	for _, c := range outside.Classes() {
		if c.Measure != outside.Cost || c.Sector == "" || c.Sector != w.Project.Sector || len(c.Quantiles) == 0 {
			continue
		}
		plain, err := w.Result.Base.Add(w.Result.Escalation)
		if err != nil {
			return nil, err
		}
		o := &outsideLine{class: c}
		mix := outside.Mix{Parts: []outside.MixPart{{Class: c, Share: decimal.NewFromInt(1)}}}
		for _, at := range []struct {
			p     decimal.Decimal
			value *money.Amount
			u     *decimal.Decimal
		}{{decimal.New(5, -1), &o.p50, &o.u50}, {decimal.New(8, -1), &o.p80, &o.u80}} {
			v, err := mix.View(plain, at.p)
			if err != nil {
				return nil, err
			}
			if v.Uplifted == nil {
				return nil, nil
			}
			*at.value, *at.u = *v.Uplifted, v.Parts[0].Uplift.Percent.Decimal
		}
		return o, nil
	}
	return nil, nil
}

// drawn are the points of the outside view beside the S-curve.
func (o *outsideLine) drawn(w *riskView) []chart.Percentile {
	return []chart.Percentile{{P: 50, Value: w.drawn(o.p50)}, {P: 80, Value: w.drawn(o.p80)}}
}

// outsideRow holds a percentile of the inside view against the outside view.
type outsideRow struct {
	Name            string
	Inside, Outside money.Amount
	Difference      money.Amount // Outside − Inside
	Uplift          string
	Class           string
}

// outsideRows are P50 and P80 of both views; none without an outside view.
func (w *riskView) outsideRows() []outsideRow {
	o := w.outside
	if o == nil {
		return nil
	}
	var rows []outsideRow
	for _, at := range []struct {
		p      int
		value  money.Amount
		uplift decimal.Decimal
	}{{50, o.p50, o.u50}, {80, o.p80, o.u80}} {
		inside := percentile(w.Simulated, at.p)
		difference, err := at.value.Sub(inside.Value)
		if err != nil {
			return nil
		}
		rows = append(rows, outsideRow{Name: w.l.T("risk.cost_percentile", "percentile", map[int]string{50: "P50", 80: "P80"}[at.p]),
			Inside: inside.Value, Outside: at.value, Difference: difference, Uplift: w.l.Percent(at.uplift), Class: o.class.Name.In(w.l.Code)})
	}
	return rows
}
