package planner

import (
	"errors"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// PriceStep is the index ratio between the price years of two estimates, and
// where it comes from.
type PriceStep struct {
	Factor decimal.NullDecimal
	Series *costmodel.Series // that it was computed by; nil: by none
	// Missing says why there is no ratio, or why none is needed.
	Missing fault.Message
}

var noIndex = fault.Say("bridge.prices_no_index", "no index ratio, since the project's assumptions name no series for construction")

// prices returns the step between the price years of two estimates, by the
// series that the project's assumptions name for construction, which is most of
// what its lines pay for. As in the cost model, the last known rate repeats.
func (v *BridgeView) prices(from, to *estimate.Estimate) PriceStep {
	missing := func(m fault.Message) PriceStep { return PriceStep{Missing: m} }
	switch {
	case from.PriceYear == 0 || to.PriceYear == 0:
		return missing(fault.Say("bridge.prices_unknown", "no index ratio, since a price year is not known"))
	case from.PriceYear == to.PriceYear:
		return missing(fault.Say("bridge.prices_same", "both are in prices of {year}", "year", funding.FiscalYear(from.PriceYear)))
	case v.assumptions == nil:
		return missing(fault.Say("bridge.prices_no_assumptions", "no index ratio, since the project has no assumptions about prices"))
	}
	rule, ok := v.assumptions.RuleOf("", estimate.Construction)
	series := find(v.series, func(s *costmodel.Series) bool { return s.ID == rule.Index })
	if !ok || series == nil {
		return missing(noIndex)
	}
	index := costmodel.Index{Code: series.Code, Name: series.Name, Proxy: series.Proxy}
	for _, r := range series.Rates {
		if r.Rate.Valid {
			index.Rates = append(index.Rates, costmodel.YearRate{Year: r.Year, Rate: r.Rate.Decimal})
		}
	}
	index.Sort()
	m := costmodel.Model{PriceYear: from.PriceYear, Indices: []costmodel.Index{index}}
	levels, err := m.Levels(series.Code, to.PriceYear, to.PriceYear)
	if err != nil {
		if f, ok := errors.AsType[*fault.Error](err); ok && len(f.Fields) > 0 {
			return missing(f.Fields[0].Message)
		}
		return missing(noIndex)
	}
	return PriceStep{Factor: record.Known(levels[0]), Series: series}
}

// Assumed reports whether the ratio rests on an assumed rate, or on one that
// nobody vouches for.
func (v *BridgeView) Assumed(s *BridgeStep) bool {
	if s.Prices.Series == nil {
		return false
	}
	low, high := min(s.From.PriceYear, s.To.PriceYear), max(s.From.PriceYear, s.To.PriceYear)
	for year := low + 1; year <= high; year++ {
		switch v.Trail.basisOf(s.Prices.Series.ID, record.YearlyField("rate", year)) {
		case project.Sourced, project.Derived:
		default:
			return true
		}
	}
	return false
}
