package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// progress is a line on the terminal about work that takes longer than a
// second. Where messages do not go to a terminal it is silent.
type progress struct {
	w           io.Writer
	doing, unit string
	count       atomic.Int64
	total       atomic.Int64 // what there is to count; 0: not known
	stop        chan struct{}
	ended       sync.WaitGroup
	mu          sync.Mutex
	shown       bool
}

// progress starts the line; the caller ends it. The work is what is done and
// what is counted: "exporting", "rows".
func (p *program) progress(doing, unit string) *progress {
	g := &progress{w: p.stderr, doing: doing, unit: unit, stop: make(chan struct{})}
	if p.terminal {
		g.ended.Go(g.run)
	}
	return g
}

// run writes the line every second.
func (g *progress) run() {
	begin := time.Now()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-g.stop:
			return
		case now := <-tick.C:
			g.show(now.Sub(begin))
		}
	}
}

func (g *progress) show(since time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shown = true
	counted := ""
	if n := g.count.Load(); g.total.Load() > 0 {
		counted = bar(n, g.total.Load()) + ", "
	} else if n > 0 {
		counted = fmt.Sprintf("%d %s, ", n, g.unit)
	}
	fmt.Fprintf(g.w, "\r\x1b[K%s: %s%d s", g.doing, counted, int(since.Seconds()))
}

// bar draws how much of the total is done.
func bar(done, total int64) string {
	const width = 30
	full := int(width * done / total)
	return fmt.Sprintf("[%s%s] %d %%", strings.Repeat("#", full), strings.Repeat("·", width-full), 100*done/total)
}

// done says how much of the total is done by now.
func (g *progress) done(n, total int) {
	g.total.Store(int64(total))
	g.count.Store(int64(n))
}

// add counts what is done.
func (g *progress) add(n int64) { g.count.Add(n) }

// addRows counts the rows of a statement, as db.Options.OnQuery tells them.
func (g *progress) addRows(_ string, rows int64) { g.add(max(0, rows)) }

// hide makes room for a line of output.
func (g *progress) hide() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shown {
		fmt.Fprint(g.w, "\r\x1b[K")
		g.shown = false
	}
}

// end takes the line away.
func (g *progress) end() {
	close(g.stop)
	g.ended.Wait()
	g.hide()
}
