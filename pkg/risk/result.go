package risk

import (
	"cmp"
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

	Working         money.Amount // the total of the model without a simulation, with contingency
	WithinWorking   float64      // P(cost ≤ Working)
	Secured         money.Amount // Σ secured of all years
	WithinSecured   float64
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
	Within        float64 // P(need ≤ secured)
}

// Finish are percentiles of the last finish, whole days.
type Finish struct{ P10, P50, P80 schedule.Date }

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

// Kind says what a row of the sensitivity is.
type Kind string

// The kinds of row.
const (
	LineRow     Kind = "line"
	DurationRow Kind = "duration"
	RiskRow     Kind = "risk"
)

// Sensitivity is how much of the variance an input makes: cov(X, T)/var(T),
// which sums to 1 over all inputs; and the rank correlation of the input with
// the total, from ranks in 512 bins (its error is below 0.001 beside that of
// sampling).
type Sensitivity struct {
	Code          string
	Kind          Kind
	Spearman      float64
	VarianceShare float64
}

// percentiles that are told, and the grid of the joint confidence.
var (
	toldPercentiles  = []int{5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95}
	jointPercentiles = []int{10, 20, 30, 40, 50, 60, 70, 80, 90}
)

// curvePoints are the points of the S-curve.
const curvePoints = 101

func (s *simulation) result() *Result {
	r := &Result{Iterations: s.n, Seed: s.seed, Currency: s.base.Model.Currency}
	mean := s.sums.total / float64(s.n)
	variance := 0.0
	if s.n > 1 {
		variance = max(s.sums.square-s.sums.total*mean, 0) / float64(s.n-1)
	}
	r.Mean, r.SD = s.amount(mean), s.spread(math.Sqrt(variance))
	s.order(r)
	s.confidence(r)
	s.yearResults(r)
	s.finishResults(r)
	s.sensitivity(r, mean)
	s.warn(r)
	return r
}

// warn repeats the model's warnings and tells what the simulation leaves out.
func (s *simulation) warn(r *Result) {
	r.Warnings = slices.Clone(s.base.Warnings)
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

// amount is a total, given above program.fixed, rounded half-even to minor units.
func (s *simulation) amount(above float64) money.Amount {
	return minor(s.fixed+above, s.base.Model.Currency)
}

func (s *simulation) spread(v float64) money.Amount { return minor(v, s.base.Model.Currency) }

// minor rounds minor units half to even, within money's range.
func minor(v float64, c money.Currency) money.Amount {
	v = min(max(math.RoundToEven(v), -float64(money.MaxMinor)), float64(money.MaxMinor))
	return money.FromMinor(int64(v), c)
}

// order finds the percentiles: type 7, h = (n−1)p, between the values next to
// h; with the distribution-free interval between the ranks ⌊np − 1.96√(np(1−p))⌋
// and ⌈np + 1.96√(np(1−p))⌉ + 1, within 1 … n.
func (s *simulation) order(r *Result) {
	var ranks []int // from 0
	type place struct {
		low, high   int
		fraction    float64
		from, until int
	}
	places := make([]place, len(toldPercentiles))
	for i, percent := range toldPercentiles {
		p := float64(percent) / 100
		h := float64(s.n-1) * p
		low := int(h)
		width := 1.96 * math.Sqrt(float64(s.n)*p*(1-p))
		places[i] = place{low, min(low+1, s.n-1), h - float64(low),
			max(int(math.Floor(float64(s.n)*p-width)), 1) - 1, min(int(math.Ceil(float64(s.n)*p+width))+1, s.n) - 1}
		ranks = append(ranks, places[i].low, places[i].high, places[i].from, places[i].until)
	}
	values := selectRanks(s.total, ranks)
	for i, percent := range toldPercentiles {
		at := places[i]
		v := values[at.low] + at.fraction*(values[at.high]-values[at.low])
		r.Percentiles = append(r.Percentiles, Percentile{percent, s.amount(v), s.amount(values[at.from]), s.amount(values[at.until])})
		if percent == 80 {
			r.MeanAboveP80 = s.amount(meanAbove(s.total, v))
		}
	}
}

// meanAbove is the mean of the values above a limit; the limit where none is.
func meanAbove(values []float64, limit float64) float64 {
	sum, count := 0.0, 0
	for _, v := range values {
		if v > limit {
			sum += v - limit
			count++
		}
	}
	if count == 0 {
		return limit
	}
	return limit + sum/float64(count)
}

// confidence computes the chances of staying within the working total and the
// secured money, and the S-curve.
func (s *simulation) confidence(r *Result) {
	working := 0.0
	for _, y := range s.base.Years {
		working += float64(y.Need.Minor())
	}
	secured := 0.0
	for _, y := range s.base.Years {
		secured += float64(y.Secured.Minor())
	}
	r.Working, r.Secured = minor(working, r.Currency), minor(secured, r.Currency)
	low, high := slices.Min(s.total), slices.Max(s.total)
	step := (high - low) / (curvePoints - 1)
	var counts [curvePoints]int
	within, securely := 0, 0
	for _, t := range s.total {
		if t <= working-s.fixed {
			within++
		}
		if t <= secured-s.fixed {
			securely++
		}
		at := 0
		if step > 0 {
			at = min(max(int(math.Ceil((t-low)/step)), 0), curvePoints-1)
		}
		counts[at]++
	}
	n := float64(s.n)
	r.WithinWorking, r.WithinSecured = float64(within)/n, float64(securely)/n
	sum := 0
	for i, count := range counts {
		sum += count
		r.Curve = append(r.Curve, CurvePoint{s.amount(low + step*float64(i)), float64(sum) / n})
		if step == 0 {
			return
		}
	}
}

// yearResults reads the years from the first to the last that needs anything.
func (s *simulation) yearResults(r *Result) {
	y := s.years
	lastYear := -1
	for i := range y.histograms {
		if y.histograms[i].counts != nil {
			lastYear = i
		}
	}
	for i := range lastYear + 1 {
		h := &y.histograms[i]
		r.Years = append(r.Years, YearResult{FiscalYear: s.time.firstYear + i,
			P10: s.spread(h.quantile(0.1, s.n)), P50: s.spread(h.quantile(0.5, s.n)), P80: s.spread(h.quantile(0.8, s.n)),
			Within: float64(y.within[i]) / float64(s.n)})
	}
	if c := y.capped; c != nil {
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
	r.Finish = &Finish{P10: at(10), P50: at(50), P80: at(80)}
	s.joint(r, days)
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
			r.Joint = append(r.Joint, JointCell{jointPercentiles[i], jointPercentiles[j], s.amount(costs[i]), schedule.DayOf(days[j]),
				float64(sum) / float64(s.n)})
		}
	}
}

// sensitivity apportions the variance to the rows. The largest share takes what
// rounding leaves, so that the shares sum to 1.
func (s *simulation) sensitivity(r *Result, mean float64) {
	variance := s.sums.square - s.sums.total*mean
	if !(variance > 0) || s.n < 2 {
		return
	}
	ranks := s.totalRanks()
	row := func(j int, code string, kind Kind) {
		covariance := s.sums.cross[j] - s.sums.value[j]*mean
		r.Sensitivity = append(r.Sensitivity, Sensitivity{Code: code, Kind: kind,
			VarianceShare: covariance / variance, Spearman: s.spearman(j, ranks)})
	}
	for j := range s.lines {
		row(j, s.lines[j].code, LineRow)
	}
	for i := range s.time.durations {
		row(len(s.lines)+i, s.time.durations[i].code, DurationRow)
	}
	for i := range s.risks {
		row(len(s.lines)+len(s.time.durations)+i, s.risks[i].code, RiskRow)
	}
	slices.SortStableFunc(r.Sensitivity, func(a, b Sensitivity) int {
		return cmp.Or(cmp.Compare(b.VarianceShare, a.VarianceShare), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Kind, b.Kind))
	})
	rest := 1.0
	for _, x := range r.Sensitivity[1:] {
		rest -= x.VarianceShare
	}
	r.Sensitivity[0].VarianceShare = rest
}

// totalRanks are the middle ranks of the bins of the total, from −1/2 to 1/2,
// and their variance.
func (s *simulation) totalRanks() (ranks [binCount + 1]float64) {
	before, n := 0.0, float64(s.n)
	variance := 0.0
	for i, count := range s.bins.counts {
		ranks[i] = (before+float64(count)/2)/n - 0.5
		variance += float64(count) * ranks[i] * ranks[i]
		before += float64(count)
	}
	ranks[binCount] = variance / n
	return ranks
}

// spearman is the correlation of a row's ranks with those of the total.
func (s *simulation) spearman(j int, ranks [binCount + 1]float64) float64 {
	n := float64(s.n)
	cross, sum := 0.0, 0.0
	for i, of := range s.ranks[j] {
		cross += float64(of) / (1 << 16) * ranks[i]
		sum += float64(of) / (1 << 16)
	}
	own := s.rankVariance(j)
	if own <= 0 || ranks[binCount] <= 0 {
		return 0
	}
	return min(max(cross/n/math.Sqrt(own*ranks[binCount]), -1), 1)
}

// rankVariance is the variance of a row's ranks: 1/12 of a continuous input, and
// (1 − (1−p)³)/12 of a risk, whose ranks are tied where it does not happen.
func (s *simulation) rankVariance(j int) float64 {
	if i := j - len(s.lines) - len(s.time.durations); i >= 0 {
		r := &s.risks[i]
		tied := 1 - r.probability
		if r.impact.of == nil || r.impact.fixed {
			return (1 - tied*tied*tied - r.probability*r.probability*r.probability) / 12
		}
		return (1 - tied*tied*tied) / 12
	}
	return 1.0 / 12
}
