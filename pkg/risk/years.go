package risk

import (
	"math"
)

// histogram counts amounts by the leading bits of their float64: 1024 bins for
// each doubling, so that a quantile read from it is within 1/2048 of its value
// (0.05 %). Amounts of less than one minor unit count as nothing.
type histogram struct {
	low         int // the first bin held
	counts      []uint32
	least, most float64 // of what was counted
}

const binBits = 10

func binOf(v float64) int { return int(math.Float64bits(v) >> (52 - binBits)) }

// middle is the amount in the middle of a bin.
func middle(bin int) float64 {
	return math.Float64frombits(uint64(bin)<<(52-binBits) | 1<<(51-binBits))
}

// add counts an amount of at least 1.
func (h *histogram) add(v float64) {
	at := binOf(v) - h.low
	if uint(at) >= uint(len(h.counts)) {
		h.grow(binOf(v))
		at = binOf(v) - h.low
	}
	h.counts[at]++
	if h.least == 0 || v < h.least {
		h.least = v
	}
	h.most = max(h.most, v)
}

// grow makes room for a bin, and some around it.
func (h *histogram) grow(bin int) {
	const room = 256
	if h.counts == nil {
		h.low, h.counts = bin-room, make([]uint32, 2*room+1)
		return
	}
	low, high := min(h.low, bin-room), max(h.low+len(h.counts), bin+room+1)
	counts := make([]uint32, high-low)
	copy(counts[h.low-low:], h.counts)
	h.low, h.counts = low, counts
}

// merge adds another histogram's counts.
func (h *histogram) merge(o *histogram) {
	if o.counts == nil {
		return
	}
	if h.counts == nil {
		h.low, h.counts, h.least = o.low, make([]uint32, len(o.counts)), o.least
	}
	h.least, h.most = min(h.least, o.least), max(h.most, o.most)
	if o.low < h.low || o.low+len(o.counts) > h.low+len(h.counts) {
		low, high := min(h.low, o.low), max(h.low+len(h.counts), o.low+len(o.counts))
		counts := make([]uint32, high-low)
		copy(counts[h.low-low:], h.counts)
		h.low, h.counts = low, counts
	}
	for i, n := range o.counts {
		h.counts[o.low-h.low+i] += n
	}
}

// quantile returns the p-quantile of n amounts of which those not counted are
// nothing: that of the middle of the bin in which the rank (n−1)·p falls.
func (h *histogram) quantile(p float64, n int) float64 {
	counted := 0
	for _, c := range h.counts {
		counted += int(c)
	}
	rank := p * float64(n-1)
	before := float64(n - counted)
	if rank < before {
		return 0
	}
	for i, c := range h.counts {
		if before += float64(c); rank < before {
			return min(max(middle(h.low+i), h.least), h.most)
		}
	}
	return 0
}

// yearTotals count what the years need.
type yearTotals struct {
	histograms []histogram
	within     []uint32  // iterations in which the year's need is within its secured money
	secured    []float64 // by year
	need       []float64 // of one iteration
	capped     *cappedYears
	rates      []rate // at planned dates: by group and year
	plan       []float64
}

// rate is what a group's cost above plan adds to a year.
type rate struct {
	group, year int
	share       float64
}

func newYearTotals(p *program) *yearTotals {
	t := &p.time
	y := &yearTotals{histograms: make([]histogram, t.years()), within: make([]uint32, t.years()),
		secured: make([]float64, t.years()), need: make([]float64, t.years()), plan: make([]float64, t.years())}
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
	for i, need := range y.need {
		if need <= y.secured[i] {
			y.within[i]++
		}
		if need >= 1 {
			y.histograms[i].add(need)
		}
	}
	if y.capped != nil {
		y.capped.count(c, n, y, starts, lengths)
	}
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
