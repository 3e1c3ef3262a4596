package risk

import (
	"math"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// Result is what a simulation comes to: the cost in year-of-expenditure money,
// contingency left out, with risks.
type Result struct {
	Iterations int
	Seed       uint64
	Currency   money.Currency
	Mean, SD   money.Amount

	Percentiles  []Percentile // P5, P10, … P95
	MeanAboveP80 money.Amount // the mean of what lies above P80
	Curve        []CurvePoint // the S-curve, from the least to the largest total

	Working         money.Amount  // the total of the model without a simulation, with contingency
	WithinWorking   float64       // P(cost ≤ Working)
	Secured         *money.Amount // Σ secured of all years; nil: not known
	WithinSecured   *float64      // P(cost ≤ Secured); nil: not known
	Uncounted       []int         // fiscal years of which nobody knows what is secured: their money has no exchange rate
	Years           []YearResult
	Finish          *Finish
	FinishUnderCaps *CapsFinish // nil: no caps
	Joint           []JointCell
	Sensitivity     []Sensitivity // the largest share of the variance first; none where the variance is zero
	Warnings        []fault.Message
}

// Percentile is a quantile of the cost with its 95 % confidence interval.
type Percentile struct {
	P         int
	Value     money.Amount
	Low, High money.Amount
}

// CurvePoint is the chance that the cost is within a value.
type CurvePoint struct {
	Value money.Amount
	P     float64
}

// YearResult is what a fiscal year needs. Percentiles are within 0.05 % of
// their value.
type YearResult struct {
	FiscalYear    int
	P10, P50, P80 money.Amount
	Secured       *money.Amount // nil: not known, see Result.Uncounted; or the result was kept
	Within        *float64      // P(need ≤ secured); nil: not known
}

// Finish are percentiles of the last finish, whole days.
type Finish struct {
	P10, P50, P80 schedule.Date
	Planned       schedule.Date // without a simulation
	WithinPlanned float64       // P(finish ≤ Planned)
}

// CapsFinish are percentiles of the year in which everything is paid under the
// caps; 0: the caps end first. Unfinished is how often they do.
type CapsFinish struct {
	P10, P50, P80 int
	Unfinished    float64
}

// JointCell is the chance that both the cost and the finish are within their
// percentiles.
type JointCell struct {
	CostP, FinishP int
	Cost           money.Amount
	Finish         schedule.Date
	Probability    float64
}

// percentiles that are told, and the grid of the joint confidence.
var (
	toldPercentiles  = []int{5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95}
	jointPercentiles = []int{10, 20, 30, 40, 50, 60, 70, 80, 90}
)

func (s *simulation) result() *Result {
	r := &Result{Iterations: s.n, Seed: s.seed, Currency: s.base.Model.Currency}
	mean := s.sums.total / float64(s.n)
	variance := s.sums.variance(s.n)
	t := totals{s.total, s.fixed, r.Currency}
	r.Mean, r.SD = t.amount(s.origin+mean), minor(math.Sqrt(variance), r.Currency)
	working, secured, uncounted := s.funds()
	r.Uncounted = uncounted
	t.confidence(r, working, secured)
	s.yearResults(r)
	s.finishResults(r)
	s.sensitivity(r, mean)
	s.warn(r)
	return r
}

// warn repeats the model's warnings and tells what the simulation leaves out.
func (s *simulation) warn(r *Result) {
	r.Warnings = slices.Clone(s.base.Warnings)
	if len(r.Sensitivity) == 0 {
		r.Warnings = append(r.Warnings, fault.Say("risk.nothing_varies",
			"nothing in the model is uncertain: every iteration gives the same total, and the chances say nothing"))
	}
	var contingency, loose []string
	for i := range s.base.Lines {
		if l := &s.base.Lines[i]; l.Contingency {
			contingency = append(contingency, l.Code)
		}
	}
	for i := range s.risks {
		if s.risks[i].group < 0 {
			loose = append(loose, s.risks[i].code)
		}
	}
	if len(contingency) > 0 {
		r.Warnings = append(r.Warnings, fault.Say("risk.without_contingency",
			"contingency lines are left out, since the simulation finds what they stand for: {lines}", "lines", costmodel.Listed(contingency)))
	}
	if len(loose) > 0 {
		r.Warnings = append(r.Warnings, fault.Say("risk.in_no_year", "risks of no phase are in the total and in no year: {risks}", "risks", costmodel.Listed(loose)))
	}
}

// minor rounds minor units half to even, within money's range.
func minor(v float64, c money.Currency) money.Amount {
	v = min(max(math.RoundToEven(v), -float64(money.MaxMinor)), float64(money.MaxMinor))
	return money.FromMinor(int64(v), c)
}

// yearResults reads the years, and when all is paid under the caps.
func (s *simulation) yearResults(r *Result) {
	s.years.results(r, s.time.firstYear)
	if c := s.years.capped; c != nil {
		r.FinishUnderCaps = &CapsFinish{P10: s.capsYear(0.1), P50: s.capsYear(0.5), P80: s.capsYear(0.8),
			Unfinished: float64(c.completed[len(c.completed)-1]) / float64(s.n)}
	}
}

// capsYear is the p-quantile of the year of completion; 0: the caps end first.
func (s *simulation) capsYear(p float64) int {
	completed := s.years.capped.completed
	rank, before := int(math.Ceil(p*float64(s.n-1))), 0
	for i, n := range completed[:len(completed)-1] {
		if before += int(n); rank < before {
			return s.time.firstYear + i
		}
	}
	return 0
}

// finishResults reads the percentiles of the last finish, and the chances that
// cost and finish are within theirs together. A percentile of the finish is the
// first day by which it has come true.
func (s *simulation) finishResults(r *Result) {
	days := make([]int, len(jointPercentiles))
	for i := range days {
		days[i] = s.time.finish
	}
	if s.finish != nil {
		ranks := make([]int, len(jointPercentiles))
		for i, percent := range jointPercentiles {
			ranks[i] = (percent*(s.n-1) + 99) / 100
		}
		sorted := slices.Clone(s.finish)
		slices.Sort(sorted)
		for i, rank := range ranks {
			days[i] = int(sorted[rank])
		}
	}
	at := func(percent int) schedule.Date { return schedule.DayOf(days[slices.Index(jointPercentiles, percent)]) }
	r.Finish = &Finish{P10: at(10), P50: at(50), P80: at(80), Planned: schedule.DayOf(s.time.finish), WithinPlanned: s.byPlan()}
	s.joint(r, days)
}

// byPlan is how often the last finish is not after the planned one.
func (s *simulation) byPlan() float64 {
	if s.finish == nil {
		return 1
	}
	n := 0
	for _, day := range s.finish {
		if int(day) <= s.time.finish {
			n++
		}
	}
	return float64(n) / float64(s.n)
}

func (s *simulation) joint(r *Result, days []int) {
	costs := make([]float64, len(jointPercentiles))
	for i, percent := range jointPercentiles {
		p := r.Percentiles[slices.Index(toldPercentiles, percent)]
		costs[i] = float64(p.Value.Minor()) - s.fixed
	}
	k := len(jointPercentiles)
	counts := make([]int, (k+1)*(k+1))
	for n, t := range s.total {
		row, _ := slices.BinarySearch(costs, t)
		column := 0
		if s.finish != nil {
			column, _ = slices.BinarySearch(days, int(s.finish[n]))
		}
		counts[row*(k+1)+column]++
	}
	for i := range k {
		for j := range k {
			sum := 0
			for row := range i + 1 {
				for column := range j + 1 {
					sum += counts[row*(k+1)+column]
				}
			}
			r.Joint = append(r.Joint, JointCell{jointPercentiles[i], jointPercentiles[j], minor(s.fixed+costs[i], r.Currency), schedule.DayOf(days[j]),
				float64(sum) / float64(s.n)})
		}
	}
}
