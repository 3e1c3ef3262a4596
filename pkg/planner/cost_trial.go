package planner

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Trial is what somebody tries out on a cost model. Nothing of it is kept. What
// is left empty changes nothing.
type Trial struct {
	Structures []StructureTrial
	Percent    decimal.NullDecimal // added to the rates of the lines of Category: 20 is +20 %
	Category   estimate.Category   // "": all lines
	Months     int                 // by which Phase starts later; negative: earlier
	Phase      string              // code; "": all phases
	Index      string              // code of the series that stands in place of all others
	Cap        decimal.NullDecimal // of every year, in millions of the estimate's currency
}

// StructureTrial adds hundredths to the rates of a kind of structure.
type StructureTrial struct {
	Kind    project.StructureKind
	Percent decimal.Decimal
}

// Limits of a trial.
const (
	MaxTrialPercent = 900
	MaxTrialMonths  = 119 // within MaxDelayDays
	MaxTrialCap     = 1_000_000
	cappedYears     = 40 // after the last year of need
)

// tried turns the trial into changes. It gives an Invalid fault that names the
// fields as the Trial does: "structures.tunnel", "percent", "index".
func (v *CostView) tried() ([]costmodel.Change, error) {
	t, p := v.trial, &fault.Problems{}
	var changes []costmodel.Change
	for _, s := range t.Structures {
		if f := factor(p, "structures."+string(s.Kind), s.Percent); !s.Percent.IsZero() {
			changes = append(changes, costmodel.Change{Kind: costmodel.ChangeRate, StructureKind: s.Kind, Factor: f})
		}
	}
	if t.Percent.Valid && !t.Percent.Decimal.IsZero() {
		changes = append(changes, costmodel.Change{Kind: costmodel.ChangeRate, Category: t.Category, Factor: factor(p, "percent", t.Percent.Decimal)})
	}
	p.Check(t.Months >= -MaxTrialMonths && t.Months <= MaxTrialMonths, "months",
		fault.Say("trial.months", "must be between −{max} and {max} months", "max", MaxTrialMonths))
	p.Check(t.Phase == "" || v.Base.Phase(t.Phase) != nil, "phase", fault.Say("cost.no_phase", "there is no phase {phase}", "phase", t.Phase))
	if t.Months != 0 {
		changes = append(changes, costmodel.Change{Kind: costmodel.ChangeDelay, Phase: t.Phase, Days: monthsInDays(t.Months)})
	}
	if t.Index != "" {
		s := v.seriesOf(t.Index)
		p.Check(s != nil, "index", fault.Say("cost.no_index", "there is no index {index}", "index", t.Index))
		if s != nil {
			changes = append(changes, costmodel.Change{Kind: costmodel.ChangeIndex, To: s.ID})
		}
	}
	if t.Cap.Valid {
		changes = append(changes, v.caps(p)...)
	}
	return changes, p.Err(fault.Say("trial.invalid", "this cannot be tried out"))
}

// factor is 1 + percent/100.
func factor(p *fault.Problems, field string, percent decimal.Decimal) decimal.NullDecimal {
	p.Check(percent.GreaterThan(decimal.NewFromInt(-100)) && percent.LessThanOrEqual(decimal.NewFromInt(MaxTrialPercent)), field,
		fault.Say("trial.percent", "must be above −100 % and up to {max} %", "max", MaxTrialPercent))
	record.CheckNumber(p, field, percent)
	return record.Known(decimal.NewFromInt(1).Add(percent.Shift(-2)))
}

// monthsInDays is a number of months of 365.2425/12 days, rounded up to days
// away from zero.
func monthsInDays(months int) int {
	if months < 0 {
		return -monthsInDays(-months)
	}
	return int(decimal.NewFromInt(int64(months)).Mul(decimal.RequireFromString("365.2425")).Div(decimal.NewFromInt(12)).Ceil().IntPart())
}

// caps caps every year that the trial may need money in.
func (v *CostView) caps(p *fault.Problems) []costmodel.Change {
	millions := v.trial.Cap.Decimal
	record.CheckNumber(p, "cap", millions)
	p.Check(!millions.IsNegative() && millions.LessThanOrEqual(decimal.NewFromInt(MaxTrialCap)), "cap",
		fault.Say("trial.cap", "must be between 0 and {max} million", "max", MaxTrialCap))
	amount, err := money.Round(millions.Shift(6), v.Estimate.Currency)
	years := v.Base.Years
	if err != nil || len(years) == 0 {
		return nil
	}
	first, last := years[0].FiscalYear, years[len(years)-1].FiscalYear
	earlier := min(0, monthsInDays(v.trial.Months)) // days
	for i := range v.Changes {
		earlier, last = earlier+min(0, v.Changes[i].Days), max(last, last+v.Changes[i].Days/365+1)
	}
	last = max(last, last+v.trial.Months/12+1)
	for i := range v.Base.Phases {
		if start, err := v.Base.Phases[i].Placed.Start.AddDays(earlier); err == nil {
			first = min(first, start.Year())
		}
	}
	var changes []costmodel.Change
	for year := first; year <= min(last+cappedYears, first+costmodel.MaxCaps-1); year++ {
		changes = append(changes, costmodel.Change{Kind: costmodel.ChangeCap, Year: year, Amount: &amount})
	}
	return changes
}

// seriesOf returns the index series with the code, or nil.
func (v *CostView) seriesOf(code string) *costmodel.Series {
	return find(v.Series, func(s *costmodel.Series) bool { return s.Code == code && code != "" })
}

// Kept are the changes for a scenario of its own. Caps end with the year in
// which they complete the work: later ones pay nothing. Of several caps of a
// year the last one, which counts, is kept.
func (v *CostView) Kept() []costmodel.Change {
	last := 0
	if v.Result != nil && v.Result.Capped != nil {
		last = v.Result.Capped.CompletionYear
	}
	var kept []costmodel.Change
	for i, c := range v.Changes {
		again := func(later costmodel.Change) bool { return later.Kind == c.Kind && later.Year == c.Year }
		if c.Kind == costmodel.ChangeCap && (last != 0 && c.Year > last || slices.ContainsFunc(v.Changes[i+1:], again)) {
			continue
		}
		kept = append(kept, c)
	}
	return kept
}
