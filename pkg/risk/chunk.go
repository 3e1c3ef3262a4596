package risk

import (
	"math"
	"slices"
)

// chunkSize is how many iterations are simulated together: column by column, so
// that a table and a column stay in the nearest cache. It belongs to what a seed
// means: another size gives other numbers.
const chunkSize = 1024

// column is what one row of the sensitivity holds in a chunk: money in minor
// units of year-of-expenditure money, and ranks in 2^16ths.
type column struct {
	value [chunkSize]float64
	rank  [chunkSize]uint32
}

// chunk is the workspace of one worker, and the results of one chunk.
type chunk struct {
	*program
	number, n int  // iterations in it
	pilot     bool // nothing is counted

	columns []column             // lines, durations, risks
	groups  [][chunkSize]float64 // what a group costs above plan, at planned dates
	total   [chunkSize]float64   // above program.fixed
	finish  [chunkSize]int32     // day numbers; unused where dates do not move
	common  [][chunkSize]float64
	normal  [chunkSize]float64
	sum     [chunkSize]float64
	moving  *movement // nil where dates do not move
	years   *yearTotals
}

func newChunk(p *program) *chunk {
	c := &chunk{program: p}
	c.columns = make([]column, len(p.lines)+len(p.time.durations)+len(p.risks))
	c.groups = make([][chunkSize]float64, len(p.groups))
	c.common = make([][chunkSize]float64, len(p.factors.names))
	if p.time.moves() {
		c.moving = newMovement(p)
	}
	c.years = newYearTotals(p)
	return c
}

// run simulates n iterations as the chunk of the number.
func (c *chunk) run(number, n int) {
	c.number, c.n = number, n
	for g := range c.groups {
		clear(c.groups[g][:n])
	}
	for k, name := range c.factors.names {
		s := newStream(c.seed, number, name)
		s.normals(c.common[k][:n])
	}
	c.drawRisks()
	if c.moving != nil {
		c.moving.draw(c)
	}
	for j := range c.lines {
		c.drawLine(j)
	}
	clear(c.total[:n])
	for g := range c.groups {
		add(c.total[:n], c.groups[g][:n])
	}
	for i := range c.risks {
		if c.risks[i].group < 0 { // of no phase: it belongs to no group
			add(c.total[:n], c.riskColumn(i).value[:n])
		}
	}
	if c.moving != nil {
		c.moving.settle(c)
	}
}

func add(sum, values []float64) {
	values = values[:len(sum)]
	for i := range sum {
		sum[i] += values[i]
	}
}

func (c *chunk) durationColumn(i int) *column { return &c.columns[len(c.lines)+i] }

func (c *chunk) riskColumn(i int) *column {
	return &c.columns[len(c.lines)+len(c.time.durations)+i]
}

// draw makes the line's own normal numbers, mixed with the common ones.
func (c *chunk) draw(l *lineInput) []float64 {
	z := c.normal[:c.n]
	s := newStream(c.seed, c.number, l.code)
	s.normals(z)
	switch len(l.load) {
	case 0:
	case 1:
		common := c.common[0][:len(z)]
		load, own := l.load[0], l.own
		for i := range z {
			z[i] = load*common[i] + own*z[i]
		}
	default:
		for i := range z {
			z[i] *= l.own
		}
		for k, load := range l.load {
			common := c.common[k][:len(z)]
			for i := range z {
				z[i] += load * common[i]
			}
		}
	}
	return z
}

// drawLine computes what a line adds to the plan: its column, and its part of
// its group.
func (c *chunk) drawLine(j int) {
	l, to := &c.lines[j], &c.columns[j]
	value := to.value[:c.n]
	switch {
	case l.table != nil:
		look(l.table, c.draw(l), value, to.rank[:c.n])
	default:
		clear(value)
	}
	if l.percent {
		c.percentage(l, value)
	}
	stretched := l.timed && c.moving != nil
	if stretched {
		c.moving.stretch(c.program, l, value)
	}
	if l.table == nil || stretched || len(l.of) > 0 {
		rankAgainst(value, to.rank[:c.n])
	}
	group := c.groups[l.group][:c.n]
	factor := c.program.groups[l.group].factor
	for i, v := range value {
		v *= factor
		value[i] = v
		group[i] += v
	}
}

// look reads the table at each z, and the rank of what it reads.
func look(t *table, z, value []float64, rank []uint32) {
	value, rank = value[:len(z)], rank[:len(z)]
	for i, x := range z {
		place := (min(max(x, -tableEdge), tableEdge) + tableEdge) * tableSteps
		k := int(uint(place)) & (1<<12 - 1)
		low := t.y[k]
		value[i] = low + (place-float64(k))*(t.y[k+1]-low)
		rank[i] = cells[k]
	}
}

// percentage turns the factors of a percentage line into what it adds, at base
// prices: (1 + f)·(amount + share·Σ added) − amount.
func (c *chunk) percentage(l *lineInput, value []float64) {
	sum := c.sum[:len(value)]
	clear(sum)
	for _, j := range l.of {
		from := &c.lines[j]
		scale := l.share / c.program.groups[from.group].factor // its column is escalated
		added := c.columns[j].value[:len(sum)]
		for i := range sum {
			sum[i] += scale * added[i]
		}
	}
	for i, f := range value {
		value[i] = (1+f)*(l.amount+sum[i]) - l.amount
	}
}

// rankAgainst ranks values among those of their own chunk: a line that follows
// others, or the length of its phase, is not ranked by a normal number of its
// own. It draws a correlation towards nothing by about 1/chunkSize of it.
func rankAgainst(values []float64, rank []uint32) {
	var keys [chunkSize]uint64
	const places = chunkSize - 1 // the low bits say which value it is
	for i, v := range values {
		bits := math.Float64bits(v)
		if bits>>63 == 1 {
			bits = ^bits
		} else {
			bits |= 1 << 63
		}
		keys[i] = bits&^places | uint64(i)
	}
	sorted := keys[:len(values)]
	slices.Sort(sorted)
	for at, key := range sorted {
		rank[key&places] = uint32((2*at + 1) * (1 << 15) / len(sorted))
	}
}

// drawRisks computes what each risk costs.
func (c *chunk) drawRisks() {
	for i := range c.risks {
		r, to := &c.risks[i], c.riskColumn(i)
		s := newStream(c.seed, c.number, "\x00risk "+r.code)
		asleep := uint32(math.Round((1 - r.probability) / 2 * (1 << 16))) // the middle rank of not happening
		for k := range c.n {
			u := s.uniform()
			v, ok := r.happens(u)
			if !ok {
				to.value[k], to.rank[k] = 0, asleep
				continue
			}
			to.value[k], to.rank[k] = r.impact.at(v), uint32(u*(1<<16))
		}
		if r.group >= 0 {
			add(c.groups[r.group][:c.n], to.value[:c.n])
		}
	}
}
