package risk

import (
	"math"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/schedule"
)

// timing is when the phases stand and what moves them.
type timing struct {
	network   *schedule.Network
	lengths   []int // planned, in days
	starts    []int // planned, as day numbers
	earliest  []int // the first day that each phase can start on
	finish    int   // planned: the day number of the last finish
	durations []durationInput
	delaying  []int // risks, by index
	phases    []phaseTime
	groups    []groupTime
	firstYear int
	yearStart []int // day numbers of 1 January from firstYear on, one more than years
}

// durationInput is an uncertain factor on the length of a phase.
type durationInput struct {
	code  string
	phase int
	table *table
}

// moves reports whether dates can differ from the planned ones.
func (t *timing) moves() bool { return len(t.durations)+len(t.delaying) > 0 }

// years is how many years there are.
func (t *timing) years() int { return len(t.yearStart) - 1 }

// curveSteps are the steps in which a profile's cumulative curve is tabulated;
// it is read with straight lines between, which is exact for uniform profiles
// and within 10⁻⁶ for others, but where they are steep at an end.
const curveSteps = 2048

// phaseTime is how a phase spends.
type phaseTime struct {
	curve   []float64 // at 0, 1/curveSteps, … 1; nil for a custom profile
	shares  []float64 // of a custom profile, by year from the first
	planned int       // the year in which a custom profile's phase starts by plan
}

// groupTime is the price level of a group's index by year.
type groupTime struct{ level []float64 }

// addTimes prepares dates and price levels.
func (c *compiler) addTimes() error {
	t := &c.time
	m := c.base.Model
	tasks := costmodel.Tasks(m.Phases)
	var err error
	if t.network, err = schedule.NewNetwork(tasks); err != nil {
		return err
	}
	t.lengths = t.network.Lengths()
	t.starts = make([]int, len(t.lengths))
	t.network.Place(t.lengths, t.starts)
	t.finish = last(t.starts, t.lengths)
	c.addDurations()
	for i := range c.risks {
		if c.risks[i].delay.of != nil {
			t.delaying = append(t.delaying, i)
		}
	}
	c.addEarliest()
	c.addYears()
	for i := range m.Phases {
		t.phases = append(t.phases, c.phaseTime(i))
	}
	return c.addLevels()
}

// last is the day number of the last finish.
func last(starts, lengths []int) int {
	day := math.MinInt
	for i := range starts {
		day = max(day, starts[i]+lengths[i]-1)
	}
	return day
}

func (c *compiler) addDurations() {
	for i := range c.base.Model.Phases {
		code := c.base.Model.Phases[i].Code
		if table := c.tables.phases[code]; table != nil {
			c.time.durations = append(c.time.durations, durationInput{code, i, table})
		}
	}
}

// addEarliest finds the first day that each phase can start on: that of the
// shortest lengths, since no phase starts later for a predecessor being shorter.
func (c *compiler) addEarliest() {
	t := &c.time
	shortest := slices.Clone(t.lengths)
	for i := range t.durations {
		d := &t.durations[i]
		shortest[d.phase] = min(shortest[d.phase], max(int(math.Round(float64(shortest[d.phase])*d.table.y[0])), 1))
	}
	t.earliest = make([]int, len(shortest))
	t.network.Place(shortest, t.earliest)
}

// firstYearOf is the first year in which the phase can spend.
func (c *compiler) firstYearOf(phase int) int {
	p, start := &c.base.Phases[phase], schedule.DayOf(c.time.earliest[phase]).Year()
	if p.Profile.Kind != schedule.Custom {
		return start
	}
	first := math.MaxInt
	for _, s := range p.Profile.Shares {
		if s.Share.IsPositive() {
			first = min(first, s.Year+start-p.Phase.Start.Year())
		}
	}
	return first
}

// addYears finds the years that a phase or a cap can reach: with moving dates all
// up to the last of the calendar.
func (c *compiler) addYears() {
	t, end := &c.time, 0
	t.firstYear = math.MaxInt
	for i := range c.base.Phases {
		p := &c.base.Phases[i]
		reached, finish := p.Profile.Moved(p.Placed.Start.Year()-p.Phase.Start.Year()).Reach(p.Placed.Start, p.Placed.Finish)
		t.firstYear = min(t.firstYear, reached.Year(), c.firstYearOf(i))
		end = max(end, finish.Year())
	}
	for _, limit := range c.base.Model.Caps {
		end = max(end, limit.Year)
	}
	if t.moves() {
		end = schedule.MaxYear
	}
	for year := t.firstYear; year <= end+1; year++ {
		t.yearStart = append(t.yearStart, schedule.DayNumber(schedule.Period{Year: year - 1}.Last())+1)
	}
}

func (c *compiler) phaseTime(i int) phaseTime {
	p := &c.base.Phases[i]
	t := phaseTime{planned: p.Placed.Start.Year()}
	if p.Profile.Kind == schedule.Custom {
		t.shares = make([]float64, c.time.years())
		moved := p.Placed.Start.Year() - p.Phase.Start.Year()
		for _, s := range p.Profile.Shares {
			if at := s.Year + moved - c.time.firstYear; at >= 0 && at < len(t.shares) {
				t.shares[at] = float(s.Share)
			}
		}
		return t
	}
	t.curve = make([]float64, curveSteps+2)
	for k := range t.curve {
		t.curve[k] = p.Profile.Cumulative(float64(k) / curveSteps)
	}
	return t
}

// addLevels reads the price levels of the groups. Years beyond those that the
// plan needs have the last rate of their index; years before the first in which
// a phase of an index can spend have none that anybody needs.
func (c *compiler) addLevels() error {
	t := &c.time
	first := map[string]int{} // the first year of each index
	for _, g := range c.program.groups {
		year := c.firstYearOf(g.phase) - t.firstYear
		if known, ok := first[g.index]; !ok || year < known {
			first[g.index] = year
		}
	}
	levels := map[string][]float64{}
	for index, year := range first {
		if index == "" {
			continue
		}
		known, err := c.base.Model.Levels(index, t.firstYear+year, t.firstYear+t.years()-1)
		if err != nil {
			return err
		}
		level := make([]float64, t.years())
		for i := range known {
			level[year+i] = float(known[i])
		}
		levels[index] = level
	}
	for i := range c.program.groups {
		g := &c.program.groups[i]
		t.groups = append(t.groups, groupTime{levels[g.index]})
		g.factor = t.escalation(i, g.phase, t.starts[g.phase], t.lengths[g.phase])
	}
	return nil
}

// escalation is the mean price level at which a group spends when its phase has
// the start and length. Without an index it is 1.
func (t *timing) escalation(g, phase, start, length int) float64 {
	level := t.groups[g].level
	if level == nil {
		return 1
	}
	sum := 0.0
	t.spread(phase, start, length, func(year int, share float64) { sum += share * level[year] })
	return sum
}

// spread gives the share of each year in which the phase spends, by index from
// the first year.
func (t *timing) spread(phase, start, length int, each func(year int, share float64)) {
	p := &t.phases[phase]
	if p.curve == nil {
		moved := t.yearOf(start) + t.firstYear - p.planned
		for i, share := range p.shares {
			if share != 0 {
				each(min(max(i+moved, 0), t.years()-1), share)
			}
		}
		return
	}
	scale := curveSteps / float64(length)
	before := 0.0
	for year := t.yearOf(start); ; year++ {
		elapsed := t.yearStart[year+1] - start
		if elapsed >= length || year+2 == len(t.yearStart) {
			each(year, 1-before)
			return
		}
		place := float64(elapsed) * scale
		i := int(place)
		now := p.curve[i] + (place-float64(i))*(p.curve[i+1]-p.curve[i])
		each(year, now-before)
		before = now
	}
}

// yearOf is the index of the year of a day; the last one for days beyond.
func (t *timing) yearOf(day int) int {
	year := min(max((day-t.yearStart[0])/366, 0), t.years()-1)
	for year+1 < t.years() && day >= t.yearStart[year+1] {
		year++
	}
	return year
}
