package risk

import (
	"math"

	"korridor/pkg/schedule"
)

// movement moves the phases of a chunk. The change in escalation that each cause
// makes is its own row: causes act one after the other, durations in the order
// of the phases and then delaying risks in the order of the register.
type movement struct {
	factor [][chunkSize]float64 // of the durations
	delay  [][chunkSize]float64 // days of the delaying risks

	lengths, starts []int // of one iteration
	before          []int // starts before a cause
	factors         []float64
	stretched       [][]float64 // by phase: realised over planned length; nil where none of its lines needs it
	latest          int         // the last day that a phase may end on
}

func newMovement(p *program) *movement {
	t := &p.time
	m := &movement{
		factor: make([][chunkSize]float64, len(t.durations)), delay: make([][chunkSize]float64, len(t.delaying)),
		lengths: make([]int, len(t.lengths)), starts: make([]int, len(t.lengths)), before: make([]int, len(t.lengths)),
		factors: make([]float64, len(p.groups)), stretched: make([][]float64, len(t.lengths)),
		latest: schedule.DayNumber(schedule.Period{Year: schedule.MaxYear}.Last()),
	}
	for i := range p.lines {
		if l := &p.lines[i]; l.timed {
			m.stretched[p.groups[l.group].phase] = make([]float64, chunkSize)
		}
	}
	return m
}

// draw draws the lengths of the phases and the delays of the risks, after the
// risks themselves.
func (m *movement) draw(c *chunk) {
	t := &c.time
	for i := range t.durations {
		d := &t.durations[i]
		s := newStream(c.seed, c.number, "\x00duration "+d.code)
		z := c.normal[:c.n]
		s.normals(z)
		look(d.table, z, m.factor[i][:c.n], c.durationColumn(i).rank[:c.n])
	}
	for k, i := range t.delaying {
		r := &c.risks[i]
		happening := newStream(c.seed, c.number, "\x00risk "+r.code) // the same numbers again
		s := newStream(c.seed, c.number, "\x00delay "+r.code)
		for n := range c.n {
			days := 0.0
			u := s.uniform() // drawn in any case: what happens elsewhere changes no delay
			if _, ok := r.happens(happening.uniform()); ok {
				days = math.Ceil(r.delay.at(u) - 1e-9)
			}
			m.delay[k][n] = days
		}
	}
	for phase, ratio := range m.stretched {
		if ratio == nil {
			continue
		}
		for n := range c.n {
			length := t.lengths[phase]
			for i := range t.durations {
				if t.durations[i].phase == phase {
					length = m.stretch1(t, i, n)
				}
			}
			for k, i := range t.delaying {
				if c.risks[i].phase == phase {
					length += int(m.delay[k][n])
				}
			}
			ratio[n] = float64(length) / float64(t.lengths[phase])
		}
	}
}

// stretch1 is the length of a phase with its duration's factor: whole days,
// rounded, one at least.
func (m *movement) stretch1(t *timing, i, n int) int {
	planned := float64(t.lengths[t.durations[i].phase])
	return int(min(max(math.Round(planned*m.factor[i][n]), 1), float64(m.latest)))
}

// stretch scales a time-dependent line with the length of its phase.
func (m *movement) stretch(p *program, l *lineInput, value []float64) {
	ratio := m.stretched[p.groups[l.group].phase][:len(value)]
	for i, v := range value {
		value[i] = (l.amount+v)*ratio[i] - l.amount
	}
}

// settle moves the phases of every iteration, adds what that changes to the
// total and to the rows of the causes, and notes the last finish.
func (m *movement) settle(c *chunk) {
	t := &c.time
	for i := range t.durations {
		clear(c.durationColumn(i).value[:c.n])
	}
	for n := range c.n {
		copy(m.lengths, t.lengths)
		copy(m.starts, t.starts)
		for g := range m.factors {
			m.factors[g] = c.program.groups[g].factor
		}
		for i := range t.durations {
			length := m.stretch1(t, i, n)
			c.durationColumn(i).value[n] = m.move(c, n, t.durations[i].phase, length-m.lengths[t.durations[i].phase])
		}
		for k, i := range t.delaying {
			if days := m.delay[k][n]; days != 0 {
				c.riskColumn(i).value[n] += m.move(c, n, c.risks[i].phase, int(min(days, float64(m.latest))))
			}
		}
		c.finish[n] = int32(last(m.starts, m.lengths))
		if !c.pilot {
			c.years.count(c, n, m.starts, m.lengths)
		}
	}
}

// move makes a phase longer by the days in one iteration, places the phases
// again, and returns what the change in escalation costs.
func (m *movement) move(c *chunk, n, phase, days int) float64 {
	if days == 0 {
		return 0
	}
	t := &c.time
	m.lengths[phase] = max(min(m.lengths[phase]+days, m.latest-m.starts[phase]+1), 1)
	copy(m.before, m.starts)
	t.network.Place(m.lengths, m.starts)
	change := 0.0
	for g := range c.program.groups {
		of := &c.program.groups[g]
		if t.groups[g].level == nil || (of.phase != phase && m.starts[of.phase] == m.before[of.phase]) {
			continue
		}
		factor := t.escalation(g, of.phase, m.starts[of.phase], m.lengths[of.phase])
		amount := of.base + c.groups[g][n]/of.factor // at base prices
		change += amount * (factor - m.factors[g])
		m.factors[g] = factor
	}
	c.total[n] += change
	return change
}
