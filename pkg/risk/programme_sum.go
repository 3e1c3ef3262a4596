package risk

import (
	"cmp"
	"math"
	"slices"

	"korridor/pkg/money"
)

// programmeSum adds parts up.
type programmeSum struct {
	c                  Coupling
	common             []float64   // the factor Z, by draw
	chosen, apart, one placing     // with ρ, with ρ = 0, and all on one percentile
	parts              [][]float64 // of each part in the order of codes, by iteration of the sum: what it adds above its fixed
	working, secured   float64
	uncounted          []int
	years              []programmeYear // ascending, without gaps
	needs              [][]float64     // by year, then by iteration of the sum
}

// programmeYear is a fiscal year of the sum.
type programmeYear struct {
	year    int
	secured float64
}

// placing says which draw stands at which iteration of the sum, and holds the totals
// of the parts that were placed so.
type placing struct {
	at    []int32 // by draw; nil before the first part
	fixed float64
	total []float64
}

func newProgrammeSum(c Coupling, parts int) *programmeSum {
	s := &programmeSum{c: c, common: make([]float64, c.Iterations), parts: make([][]float64, 0, parts)}
	drawNormals(s.common, c.Seed, "\x00programme")
	for _, p := range []*placing{&s.chosen, &s.apart, &s.one} {
		p.total = make([]float64, c.Iterations)
	}
	return s
}

// drawNormals fills z with the normal numbers of a name.
func drawNormals(z []float64, seed uint64, name string) {
	for chunk := range (len(z) + chunkSize - 1) / chunkSize {
		s := newStream(seed, chunk, name)
		s.normals(z[chunk*chunkSize : min((chunk+1)*chunkSize, len(z))])
	}
}

// ascending returns the places of the values from the least on; equal values keep
// their order.
func ascending(values []float64) []int32 {
	order := make([]int32, len(values))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(values[a], values[b]), cmp.Compare(a, b)) })
	return order
}

// place returns at which iteration of the sum each iteration of a part stands, whose
// totals are given from the least on, as its draws are. The first part stays.
func (p *placing) place(totals, draws []int32) []int32 {
	to := make([]int32, len(totals))
	if p.at == nil {
		p.at = make([]int32, len(totals))
		for rank, draw := range draws {
			p.at[draw], to[totals[rank]] = totals[rank], totals[rank]
		}
		return to
	}
	for rank, draw := range draws {
		to[totals[rank]] = p.at[draw]
	}
	return to
}

// add adds a simulated part, and returns what it is by itself.
func (s *programmeSum) add(part *Part, of *simulation) PartResult {
	rate := float(part.Rate)
	z, apart := make([]float64, len(of.total)), make([]float64, len(of.total))
	drawNormals(apart, s.c.Seed, "\x00project "+part.Code)
	rho := float(s.c.Rho)
	load, own := math.Sqrt(rho), math.Sqrt(1-rho)
	for i := range z {
		z[i] = load*s.common[i] + own*apart[i]
	}
	var orders [3][]int32
	each(3, func(i int) { orders[i] = ascending([][]float64{of.total, z, apart}[i]) })
	totals := orders[0]
	one := make([]int32, len(z)) // the draws themselves, from the least on
	for i := range one {
		one[i] = int32(i)
	}
	to := s.chosen.place(totals, orders[1])
	s.chosen.count(to, of, rate)
	s.apart.count(s.apart.place(totals, orders[2]), of, rate)
	s.one.count(s.one.place(totals, one), of, rate)

	adds := make([]float64, len(to))
	for n, at := range to {
		adds[at] = rate * of.total[n]
	}
	s.parts = append(s.parts, adds)
	working, secured, uncounted := of.funds()
	s.working, s.secured, s.uncounted = s.working+rate*working, s.secured+rate*secured, append(s.uncounted, uncounted...)
	s.addYears(of, to, rate)

	r := PartResult{Code: part.Code, Own: of.result(), Working: minor(rate*working, s.c.Currency)}
	converted := func(a money.Amount) money.Amount { return minor(rate*float64(a.Minor()), s.c.Currency) }
	r.P50, r.P80, r.SD = converted(r.Own.percentileAt(50)), converted(r.Own.percentileAt(80)), converted(r.Own.SD)
	return r
}

func (r *Result) percentileAt(p int) money.Amount {
	return r.Percentiles[slices.Index(toldPercentiles, p)].Value
}

// count adds the totals of a part.
func (p *placing) count(to []int32, of *simulation, rate float64) {
	p.fixed += rate * of.fixed
	for n, at := range to {
		p.total[at] += rate * of.total[n]
	}
}

// addYears adds what the years of a part need.
func (s *programmeSum) addYears(of *simulation, to []int32, rate float64) {
	first, count := of.time.firstYear, 1
	for _, k := range of.needs {
		count = max(count, k.years)
	}
	for y, secured := range of.years.secured {
		if secured != 0 {
			count = max(count, y+1) // another part may need money then
		}
	}
	s.reach(first, first+count-1)
	for y := range count {
		at := first + y - s.years[0].year
		s.years[at].secured += rate * of.years.secured[y]
		needs := s.needs[at]
		for chunk, k := range of.needs {
			if y < k.years {
				for n, place := range to[chunk*chunkSize : chunk*chunkSize+len(k.needs)/k.years] {
					needs[place] += rate * k.needs[n*k.years+y]
				}
			}
		}
	}
}

// reach makes room for the years.
func (s *programmeSum) reach(first, last int) {
	if len(s.years) > 0 {
		first, last = min(first, s.years[0].year), max(last, s.years[len(s.years)-1].year)
	}
	years, needs := make([]programmeYear, last-first+1), make([][]float64, last-first+1)
	for i := range years {
		years[i].year = first + i
	}
	for i, y := range s.years {
		years[y.year-first], needs[y.year-first] = y, s.needs[i]
	}
	for i := range needs {
		if needs[i] == nil {
			needs[i] = make([]float64, s.c.Iterations)
		}
	}
	s.years, s.needs = years, needs
}
