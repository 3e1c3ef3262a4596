package planner

import (
	"korridor/pkg/appraisal"
	"korridor/pkg/costmodel"
	"korridor/pkg/money"
)

// Present is what base and contingency are worth at present by a shipped series
// of discount rates.
type Present struct {
	Amount   money.Amount
	BaseYear int // whose present is meant
	Series   appraisal.Series
}

// Present returns the present value of a result by the series that the
// assumptions name, as the appraisal has it; nil where they name none, or costs
// reach further than a series is applied. A constant rate is in the result's NPV.
func (v *CostView) Present(r *costmodel.Result) (*Present, error) {
	if v.Assumptions == nil {
		return nil, nil
	}
	series, ok := appraisal.SeriesByCode(v.Assumptions.DiscountSeries)
	if !ok {
		return nil, nil
	}
	c, err := costCase(r)
	if err != nil {
		return nil, err
	}
	c.Rates = series
	result, err := c.Appraise()
	if err != nil {
		_, err = invalid(err)
		return nil, err
	}
	return &Present{result.PVCosts, c.BaseYear, series}, nil
}
