package planner

import (
	"context"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"korridor/pkg/appraisal"
	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
)

// AppraisalQuery says which project is appraised, and at which discount rates:
// one rate, a shipped series, or those of the project's assumptions.
type AppraisalQuery struct {
	Project string
	Rate    decimal.NullDecimal // a fraction from 0 to 1
	Series  string              // the code of a shipped series, instead of Rate
}

// AppraisalView weighs a project's costs, base and contingency at the prices of
// the estimate, against its declared benefits.
type AppraisalView struct {
	*CostView // its Obstacle says why nothing can be appraised
	Benefits  []BenefitValue
	Discount  Discount
	Discounts []Discount // other rates, to compare with
	BaseYear  int        // whose present is meant
	Refused   bool       // a benefit cannot be counted, so that none is
	Result    *appraisal.Result
	Compared  []*appraisal.Result // by the Discounts
}

// BenefitValue is a benefit in the currency and at the prices of the estimate.
type BenefitValue struct {
	costmodel.Benefit
	Value   *money.Amount   // of the first year; nil: Refused says why
	Notes   []fault.Message // how it was converted
	Refused *fault.Message
}

// Discount is a series of discount rates with where it was chosen.
type Discount struct {
	appraisal.Series // without a code: one rate of somebody's own
	Chosen           DiscountChoice
}

// DiscountChoice says where the discount rates were chosen.
type DiscountChoice string

// The places. Without any the series for Cohesion countries is shown, and said
// to be nobody's choice.
const (
	ChosenHere        DiscountChoice = "here"
	ChosenAssumptions DiscountChoice = "assumptions"
	ChosenByNobody    DiscountChoice = "nobody"
)

// fallbackSeries is shown where nobody chose a discount rate.
const fallbackSeries = "eu-cohesion"

// Appraisal returns the appraisal of a project. Faults: NotFound for a project
// that is not there, Invalid, at the fields "rate" and "series", for discount
// rates that there are not. What cannot be appraised is told as the Obstacle.
func (p *Planner) Appraisal(ctx context.Context, q AppraisalQuery) (*AppraisalView, error) {
	v := &AppraisalView{CostView: &CostView{EstimateSheet: &EstimateSheet{Dossier: &Dossier{Today: p.Today(ctx)}}}}
	var benefits []costmodel.Benefit
	err := p.read(ctx, func(r Reader) error {
		if err := v.read(ctx, r, CostQuery{Project: q.Project}); err != nil {
			return err
		}
		var err error
		benefits, err = r.Benefits(ctx, v.Project.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := v.discount(q); err != nil {
		return nil, err
	}
	if err := v.compute(ctx); err != nil {
		return nil, err
	}
	for i := range benefits {
		v.Benefits = append(v.Benefits, BenefitValue{Benefit: benefits[i]})
	}
	if v.Base == nil {
		return v, nil
	}
	if err := v.value(); err != nil {
		return nil, err
	}
	if err := v.appraise(); err != nil {
		v.Result, v.Compared = nil, nil
		return v, v.obstacle(unappraised(err))
	}
	return v, nil
}

// discount finds the discount rates that are asked for, and those to compare with.
func (v *AppraisalView) discount(q AppraisalQuery) error {
	a := v.Assumptions
	choice := Discount{Chosen: ChosenHere}
	rate, code := q.Rate, q.Series
	if !rate.Valid && code == "" && a != nil && (a.DiscountRate.Valid || a.DiscountSeries != "") {
		choice.Chosen, rate, code = ChosenAssumptions, a.DiscountRate, a.DiscountSeries
	}
	if !rate.Valid && code == "" {
		choice.Chosen, code = ChosenByNobody, fallbackSeries
	}
	var p fault.Problems
	switch {
	case rate.Valid:
		p.Check(!rate.Decimal.IsNegative() && rate.Decimal.LessThanOrEqual(decimal.NewFromInt(1)), "rate",
			fault.Say("appraisal.rate_range", "must be between 0 and 100 %"))
		choice.Series = appraisal.Constant(rate.Decimal)
	default:
		var ok bool
		choice.Series, ok = appraisal.SeriesByCode(code)
		p.Check(ok, "series", fault.Say("appraisal.no_series", "there is no series of discount rates {code}", "code", code))
	}
	v.Discount = choice
	if err := p.Err(fault.Say("appraisal.invalid", "the appraisal cannot be computed")); err != nil {
		return err
	}
	for _, code := range []string{"eu-other", "", "eu-cohesion", "uk-green-book"} {
		series, ok := appraisal.SeriesByCode(code)
		if !ok {
			series = appraisal.Constant(decimal.New(35, -3))
		}
		if sameRates(series, choice.Series) {
			continue // it stands first already
		}
		v.Discounts = append(v.Discounts, Discount{Series: series})
	}
	return nil
}

// sameRates reports whether two series discount alike.
func sameRates(a, b appraisal.Series) bool {
	return slices.EqualFunc(a.Bands, b.Bands, func(x, y appraisal.Band) bool {
		return x.From == y.From && x.To == y.To && x.Rate.Equal(y.Rate)
	})
}

// value converts the benefits to the currency and the prices of the estimate.
func (v *AppraisalView) value() error {
	for i := range v.Benefits {
		b := &v.Benefits[i]
		value, err := v.atEstimatePrices(b)
		if err == nil {
			b.Value = &value
			continue
		}
		f, err := invalid(err)
		if err != nil {
			return err
		}
		v.Refused, b.Refused = true, &f.Message
		if len(f.Fields) > 0 {
			b.Refused = &f.Fields[0].Message
		}
	}
	v.Notes = v.model.notes
	return nil
}

// atEstimatePrices converts a benefit at the rate of its price year, and then
// by the index series that applies to all lines of the project. One of an
// unknown price year is taken to be at the estimate's prices, and noted.
func (v *AppraisalView) atEstimatePrices(b *BenefitValue) (money.Amount, error) {
	m := v.Base.Model
	year := b.PriceYear
	if year == 0 {
		year = m.PriceYear
		b.Notes = append(b.Notes, fault.Say("benefit.price_year_assumed", "its price year is not known: prices of {year} are assumed", "year", funding.FiscalYear(year)))
	}
	value, err := v.model.convert(*b.Amount, year)
	if err != nil || year == m.PriceYear {
		return value, err
	}
	none := fault.New(fault.Invalid, fault.Say("benefit.no_index", "it is at prices of {from} and the estimate at those of {to}: no index series applies to all cost lines, by which it could be converted",
		"from", funding.FiscalYear(year), "to", funding.FiscalYear(m.PriceYear)))
	if v.Assumptions == nil {
		return value, none
	}
	rule, ok := v.Assumptions.RuleOf("", "")
	if !ok || rule.Index == 0 {
		return value, none
	}
	code := v.Names.Indices[rule.Index].Code
	levels, err := m.Levels(code, year, year)
	if err != nil {
		return value, err
	}
	b.Notes = append(b.Notes, fault.Say("benefit.converted", "converted from prices of {from} to those of {to} by the index {index}",
		"from", funding.FiscalYear(year), "to", funding.FiscalYear(m.PriceYear), "index", code))
	return money.Round(value.Decimal().DivRound(levels[0], workingDigits), value.Currency())
}

// workingDigits are the decimals kept before a converted amount is rounded.
const workingDigits = 30

// appraise computes the case at the chosen rates and at those to compare with.
// The present is the price year of the estimate, or the first year with a flow
// where that is earlier.
func (v *AppraisalView) appraise() error {
	c, err := costCase(v.Base)
	if err != nil {
		return err
	}
	v.BaseYear = c.BaseYear
	for i := range v.Benefits {
		b := &v.Benefits[i]
		if v.Refused {
			break
		}
		c.Benefits = append(c.Benefits, appraisal.Stream{Name: b.Code, First: b.FirstYear, Last: b.LastYear, Amount: *b.Value, Growth: b.Growth.Decimal})
		v.BaseYear = min(v.BaseYear, b.FirstYear)
	}
	c.BaseYear = v.BaseYear
	for _, d := range slices.Concat([]Discount{v.Discount}, v.Discounts) {
		c.Rates = d.Series
		r, err := c.Appraise()
		if err != nil {
			return err
		}
		v.Compared = append(v.Compared, r)
	}
	v.Result, v.Compared = v.Compared[0], v.Compared[1:]
	return nil
}

// costCase is the case of a result's base and contingency, without benefits. The
// present is the price year, or the first year with a cost where that is earlier.
func costCase(r *costmodel.Result) (appraisal.Case, error) {
	c := appraisal.Case{Currency: r.Model.Currency, BaseYear: r.Model.PriceYear}
	for i := range r.Years {
		y := &r.Years[i]
		cost, err := y.Base.Add(y.Contingency)
		if err != nil {
			return c, err
		}
		if !cost.IsZero() {
			c.Costs = append(c.Costs, appraisal.Stream{Name: strconv.Itoa(y.FiscalYear), First: y.FiscalYear, Last: y.FiscalYear, Amount: cost})
			c.BaseYear = min(c.BaseYear, y.FiscalYear)
		}
	}
	return c, nil
}

// Counted reports whether benefits are weighed against the costs.
func (v *AppraisalView) Counted() bool { return len(v.Benefits) > 0 && !v.Refused }

// unappraised turns what is wrong with amounts into an Invalid fault; a fault
// stays as it is.
func unappraised(err error) error {
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Internal) {
		return err
	}
	return fault.Wrap(fault.Invalid, err, fault.Say("appraisal.invalid", "the appraisal cannot be computed"))
}
