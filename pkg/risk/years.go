package risk

import (
	"slices"

	"korridor/pkg/money"
)

// yearCounts count what the years need.
type yearCounts struct {
	histograms []histogram
	within     []uint32  // iterations in which the year's need is within its secured money
	secured    []float64 // by year
}

func newYearCounts(years int) yearCounts {
	return yearCounts{histograms: make([]histogram, years), within: make([]uint32, years), secured: make([]float64, years)}
}

// add counts the needs of the years in one iteration.
func (y *yearCounts) add(needs []float64) {
	for i, need := range needs {
		if need <= y.secured[i] {
			y.within[i]++
		}
		if need >= 1 {
			y.histograms[i].add(need)
		}
	}
}

// results reads the years from the first to the last that needs anything, of the
// iterations of the result; its Uncounted are known.
func (y *yearCounts) results(r *Result, firstYear int) {
	lastYear := -1
	for i := range y.histograms {
		if y.histograms[i].counts != nil {
			lastYear = i
		}
	}
	for i := range lastYear + 1 {
		year := YearResult{FiscalYear: firstYear + i}
		for _, at := range []struct {
			p    float64
			into *money.Amount
		}{{0.1, &year.P10}, {0.5, &year.P50}, {0.8, &year.P80}} {
			*at.into = minor(y.histograms[i].quantile(at.p, r.Iterations), r.Currency)
		}
		if !slices.Contains(r.Uncounted, year.FiscalYear) {
			year.Secured, year.Within = new(minor(y.secured[i], r.Currency)), new(float64(y.within[i])/float64(r.Iterations))
		}
		r.Years = append(r.Years, year)
	}
}

// yearTotals compute what the years need in each iteration, and count it.
type yearTotals struct {
	yearCounts
	need   []float64 // of one iteration
	kept   []float64 // of a chunk, by iteration and year; nil: not kept
	capped *cappedYears
	rates  []rate // at planned dates: by group and year
	plan   []float64
}

// rate is what a group's cost above plan adds to a year.
type rate struct {
	group, year int
	share       float64
}

func newYearTotals(p *program) *yearTotals {
	t := &p.time
	y := &yearTotals{yearCounts: newYearCounts(t.years()), need: make([]float64, t.years()), plan: make([]float64, t.years())}
	for i := range p.base.Years {
		of := &p.base.Years[i]
		if at := of.FiscalYear - t.firstYear; at >= 0 && at < len(y.secured) {
			y.secured[at] = float64(of.Secured.Minor())
		}
	}
	for i := range p.base.Lines {
		l := &p.base.Lines[i]
		if l.Contingency {
			continue
		}
		for _, c := range l.Cells {
			y.plan[c.Year-t.firstYear] += float64(c.Base.Minor()) + float64(c.Escalation.Minor())
		}
	}
	for g := range p.groups {
		of := &p.groups[g]
		t.spread(of.phase, t.starts[of.phase], t.lengths[of.phase], func(year int, share float64) {
			y.rates = append(y.rates, rate{g, year, share * t.level(g, year) / of.factor})
		})
	}
	y.capped = newCappedYears(p)
	return y
}

// level is the price level of a group in a year.
func (t *timing) level(g, year int) float64 {
	if level := t.groups[g].level; level != nil {
		return level[year]
	}
	return 1
}

// count counts the years of one iteration. starts and lengths are nil where
// dates are as planned. What a risk of no phase costs is in no year.
func (y *yearTotals) count(c *chunk, n int, starts, lengths []int) {
	t := &c.time
	if starts == nil {
		copy(y.need, y.plan)
		for _, r := range y.rates {
			y.need[r.year] += r.share * c.groups[r.group][n]
		}
	} else {
		clear(y.need)
		for g := range c.program.groups {
			of := &c.program.groups[g]
			amount := of.base + c.groups[g][n]/of.factor
			t.spread(of.phase, starts[of.phase], lengths[of.phase], func(year int, share float64) {
				y.need[year] += amount * share * t.level(g, year)
			})
		}
	}
	y.add(y.need)
	if y.kept != nil {
		copy(y.kept[n*len(y.need):], y.need)
	}
	if y.capped != nil {
		y.capped.count(c, n, y, starts, lengths)
	}
}

// chunkNeeds are what the first years need in each iteration of a chunk; later years
// need nothing.
type chunkNeeds struct {
	years int
	needs []float64 // by iteration and year
}

// keep returns what was kept of a chunk of n iterations, up to the last year that
// needs anything.
func (y *yearTotals) keep(n int) chunkNeeds {
	years := len(y.need)
	k := chunkNeeds{}
	for i := range n {
		row := y.kept[i*years : (i+1)*years]
		for at := years - 1; at >= k.years; at-- {
			if row[at] != 0 {
				k.years = at + 1
			}
		}
	}
	k.needs = make([]float64, 0, n*k.years)
	for i := range n {
		k.needs = append(k.needs, y.kept[i*years:i*years+k.years]...)
	}
	return k
}

// merge adds what another worker counted.
func (y *yearTotals) merge(o *yearTotals) {
	for i := range y.histograms {
		y.histograms[i].merge(&o.histograms[i])
		y.within[i] += o.within[i]
	}
	if y.capped != nil {
		for i, n := range o.capped.completed {
			y.capped.completed[i] += n
		}
	}
}

// cappedYears count in which year everything is paid under the caps; the last
// place counts the iterations in which the caps end first.
type cappedYears struct {
	caps      []float64 // by year from the first
	carryOver bool
	last      int // the last year with a cap
	completed []uint32
	backlog   []float64 // by group
}

func newCappedYears(p *program) *cappedYears {
	m := p.base.Model
	if len(m.Caps) == 0 {
		return nil
	}
	c := &cappedYears{carryOver: m.CapsCarryOver, backlog: make([]float64, len(p.groups))}
	for _, limit := range m.Caps {
		c.last = max(c.last, limit.Year-p.time.firstYear)
	}
	c.last = max(min(c.last, p.time.years()-1), 0)
	c.caps = make([]float64, c.last+1)
	early := 0.0 // caps of years before the need, where they carry over
	for _, limit := range m.Caps {
		switch at := limit.Year - p.time.firstYear; {
		case at < 0 && c.carryOver:
			early += float64(limit.Amount.Minor())
		case at >= 0 && at <= c.last:
			c.caps[at] += float64(limit.Amount.Minor())
		}
	}
	c.caps[0] += early
	c.completed = make([]uint32, c.last+2)
	return c
}

// count runs the capped schedule of one iteration: costmodel's, in float64.
func (k *cappedYears) count(c *chunk, n int, y *yearTotals, starts, lengths []int) {
	if starts == nil {
		starts, lengths = c.time.starts, c.time.lengths
	}
	clear(k.backlog)
	end := 0
	for i, need := range y.need {
		if need >= 1 {
			end = i
		}
	}
	carried := 0.0
	for year := range k.caps {
		demand := 0.0
		for g := range k.backlog {
			if year > 0 && k.backlog[g] > 0 && c.time.groups[g].level != nil {
				if before := c.time.level(g, year-1); before > 0 {
					k.backlog[g] *= c.time.level(g, year) / before
				}
			}
			demand += k.backlog[g]
		}
		demand += y.need[year]
		limit := k.caps[year] + carried
		funded := min(max(demand, 0), limit)
		if demand > funded {
			k.put(c, n, y, year, starts, lengths, 1-funded/demand)
		} else {
			clear(k.backlog)
		}
		if k.carryOver {
			carried = limit - funded
		}
		if year >= end && demand-funded < 1 {
			k.completed[year]++
			return
		}
	}
	k.completed[len(k.completed)-1]++
}

// put leaves the part of a year's demand as backlog, by group.
func (k *cappedYears) put(c *chunk, n int, y *yearTotals, year int, starts, lengths []int, left float64) {
	for g := range k.backlog {
		of := &c.program.groups[g]
		amount := of.base + c.groups[g][n]/of.factor
		c.time.spread(of.phase, starts[of.phase], lengths[of.phase], func(at int, share float64) {
			if at == year {
				k.backlog[g] += amount * share * c.time.level(g, year)
			}
		})
		k.backlog[g] *= left
	}
}
