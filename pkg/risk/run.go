package risk

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"korridor/pkg/costmodel"
)

// Options are what does not change a result.
type Options struct {
	Workers  int                   // 0: as many as there are cores
	Progress func(done, total int) // iterations; called from several goroutines, seldom; may be nil
}

// each calls do for 0 … n−1 on all cores.
func each(n int, do func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}

// Simulate runs the inputs on the model. The result is the same bytes for the
// same model, inputs and iterations, on any number of cores. Memory grows by 8
// bytes for each iteration (12 where dates move), whatever the number of inputs.
// It returns the context's error soon after its end: when the cost model is run
// and the chunks at work, of 1024 iterations each, are done.
// Faults: Invalid, as those of costmodel.Run and Inputs.Check; and a correlation
// matrix that is not possible, with the nearest one that is.
func Simulate(ctx context.Context, m *costmodel.Model, in *Inputs, o Options) (*Result, error) {
	p, err := compile(ctx, m, in)
	if err != nil {
		return nil, err
	}
	n := in.Iterations
	if n == 0 {
		n = DefaultIterations
	}
	s := newSimulation(p, n)
	if err := s.run(ctx, o); err != nil {
		return nil, err
	}
	return s.result(), nil
}

// simulation is a program at work.
type simulation struct {
	*program
	n      int
	total  []float64    // by iteration, above program.fixed
	finish []int32      // by iteration; nil where dates do not move
	needs  []chunkNeeds // by chunk; nil: not kept
	origin float64      // the total of the first iteration: far from zero, squares would lose what differs
	bins   bins

	mu      sync.Mutex
	merged  int // chunks
	waiting map[int]*moments
	sums    moments
	ranks   []rankSums
	years   *yearTotals
}

// moments are sums over the iterations of one or more chunks, of the totals above
// simulation.origin. They are added in the order of the chunks, so that rounding
// is the same on any number of cores.
type moments struct {
	total, square float64
	value, cross  []float64 // by row: of the row, and of the row times the total
}

// variance is that of the n totals.
func (m *moments) variance(n int) float64 {
	if n < 2 {
		return 0
	}
	return max(m.square-m.total*(m.total/float64(n)), 0) / float64(n-1)
}

// rankSums are the sums of a row's ranks by bin of the total: integers, for
// which no order matters.
type rankSums [binCount]uint64

// bins divide the total: a scale from the first chunk. The ends take what lies
// outside.
type bins struct {
	low, scale float64
	counts     [binCount]uint64
}

const binCount = 512

func (b *bins) of(total float64) int {
	return int(min(max((total-b.low)*b.scale, 0), binCount-1))
}

func newSimulation(p *program, n int) *simulation {
	rows := len(p.lines) + len(p.time.durations) + len(p.risks)
	s := &simulation{program: p, n: n, total: make([]float64, n), waiting: map[int]*moments{},
		sums:  moments{value: make([]float64, rows), cross: make([]float64, rows)},
		ranks: make([]rankSums, rows), years: newYearTotals(p)}
	if p.time.moves() {
		s.finish = make([]int32, n)
	}
	return s
}

func (s *simulation) chunks() int { return (s.n + chunkSize - 1) / chunkSize }

// size is how many iterations the chunk has.
func (s *simulation) size(number int) int { return min(chunkSize, s.n-number*chunkSize) }

func (s *simulation) run(ctx context.Context, o Options) error {
	pilot := newChunk(s.program)
	pilot.pilot = true
	pilot.run(0, s.size(0))
	s.bins.fit(pilot.total[:pilot.n])
	s.origin = pilot.total[0]
	workers := o.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next, done atomic.Int64
	var wait sync.WaitGroup
	for range min(workers, s.chunks()) {
		wait.Go(func() {
			w := newWorker(s)
			for number := int(next.Add(1)) - 1; number < s.chunks() && ctx.Err() == nil; number = int(next.Add(1)) - 1 {
				w.work(number)
				if o.Progress != nil {
					o.Progress(int(done.Add(int64(s.size(number)))), s.n)
				}
			}
			s.join(w)
		})
	}
	wait.Wait()
	return ctx.Err()
}

// fit spans the bins over the totals, with a quarter more on either side.
func (b *bins) fit(totals []float64) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, t := range totals {
		low, high = min(low, t), max(high, t)
	}
	margin := (high - low) / 4
	b.low = low - margin
	if high > low {
		b.scale = binCount / (high - low + 2*margin)
	}
}

// worker simulates chunks one after the other.
type worker struct {
	*simulation
	chunk *chunk
	ranks []rankSums
	above [chunkSize]float64 // the totals above simulation.origin
	at    [chunkSize]uint16  // bins of the totals
	count [binCount]uint64
}

func newWorker(s *simulation) *worker {
	w := &worker{simulation: s, chunk: newChunk(s.program), ranks: make([]rankSums, len(s.ranks))}
	if s.needs != nil {
		w.chunk.years.kept = make([]float64, chunkSize*s.time.years())
	}
	return w
}

func (w *worker) work(number int) {
	c := w.chunk
	c.run(number, w.size(number))
	if c.moving == nil {
		for n := range c.n {
			c.years.count(c, n, nil, nil)
		}
	}
	start := number * chunkSize
	copy(w.total[start:], c.total[:c.n])
	if w.finish != nil {
		copy(w.finish[start:], c.finish[:c.n])
	}
	if w.needs != nil {
		w.needs[number] = c.years.keep(c.n)
	}
	w.merge(number, w.moments())
	w.addRanks()
}

// moments sums the chunk up.
func (w *worker) moments() *moments {
	c := w.chunk
	m := &moments{value: make([]float64, len(c.columns)), cross: make([]float64, len(c.columns))}
	above := w.above[:c.n]
	m.count(c.total[:c.n], w.origin, above)
	for j := range c.columns {
		m.value[j], m.cross[j] = products(c.columns[j].value[:c.n], above)
	}
	return m
}

// count adds the totals of a chunk up, and writes down what they are above the
// origin.
func (m *moments) count(totals []float64, origin float64, above []float64) {
	for i, t := range totals {
		t -= origin
		above[i] = t
		m.total += t
		m.square += t * t
	}
}

// products returns Σ a and Σ a·b, in four sums each.
func products(a, b []float64) (sum, cross float64) {
	var s0, s1, s2, s3, x0, x1, x2, x3 float64
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		p, q := a[i:i+4:i+4], b[i:i+4:i+4]
		s0 += p[0]
		s1 += p[1]
		s2 += p[2]
		s3 += p[3]
		x0 += p[0] * q[0]
		x1 += p[1] * q[1]
		x2 += p[2] * q[2]
		x3 += p[3] * q[3]
	}
	for ; i < len(a); i++ {
		s0 += a[i]
		x0 += a[i] * b[i]
	}
	return (s0 + s1) + (s2 + s3), (x0 + x1) + (x2 + x3)
}

// addRanks adds the ranks of every row to the bins of the totals.
func (w *worker) addRanks() {
	c := w.chunk
	at := w.at[:c.n]
	for i, t := range c.total[:c.n] {
		at[i] = uint16(w.bins.of(t))
		w.count[at[i]]++
	}
	for j := range c.columns {
		ranks, sums := c.columns[j].rank[:len(at)], &w.ranks[j]
		for i, bin := range at {
			sums[bin&(binCount-1)] += uint64(ranks[i])
		}
	}
}

// merge adds the sums of chunks in their order; those that come early wait.
func (s *simulation) merge(number int, m *moments) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting[number] = m
	for {
		m, ok := s.waiting[s.merged]
		if !ok {
			return
		}
		delete(s.waiting, s.merged)
		s.merged++
		s.sums.total += m.total
		s.sums.square += m.square
		for j := range m.value {
			s.sums.value[j] += m.value[j]
			s.sums.cross[j] += m.cross[j]
		}
	}
}

// join adds what a worker counted.
func (s *simulation) join(w *worker) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.years.merge(w.chunk.years)
	for i, n := range w.count {
		s.bins.counts[i] += n
	}
	for j := range s.ranks {
		for i, sum := range w.ranks[j] {
			s.ranks[j][i] += sum
		}
	}
}
