package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// Limits of the simulations that run beside requests.
const (
	mostRunning = 2 // at a time: each uses all cores
	mostJobs    = 12
	jobTime     = 10 * time.Minute
)

// riskJobs are the simulations that run, and the last ones that ran. They live
// in this process only: what is to stay is kept in the record.
type riskJobs struct {
	iterations int // of each
	mu         sync.Mutex
	all        []*riskJob // the oldest first
}

// riskJob is one simulation of a project.
type riskJob struct {
	id, code    string
	values      url.Values // the address of the page that it was started from
	language    *locale.Locale
	by          *access.Person // who started it
	done, total atomic.Int64
	stop        context.CancelFunc

	over chan struct{} // closed once it finished

	mu       sync.Mutex
	finished bool
	ended    time.Time
	view     *planner.RiskView // nil: failed, or stopped
	err      error
}

// outcome returns what the simulation came to; finished is false while it runs.
func (j *riskJob) outcome() (v *planner.RiskView, finished bool, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.view, j.finished, j.err
}

// start begins a simulation; Unavailable where too many run. The oldest of those
// that ended makes room for it.
func (jobs *riskJobs) start(j *riskJob, simulate func(ctx context.Context, progress func(done, total int)) (*planner.RiskView, error)) error {
	var id [9]byte
	if _, err := rand.Read(id[:]); err != nil {
		return err
	}
	j.id, j.over = hex.EncodeToString(id[:]), make(chan struct{})
	jobs.mu.Lock()
	defer jobs.mu.Unlock()
	running, oldest := 0, -1
	for i, other := range jobs.all {
		if _, finished, _ := other.outcome(); !finished {
			running++
		} else if oldest < 0 {
			oldest = i
		}
	}
	if running >= mostRunning {
		return fault.New(fault.Unavailable, fault.Say("risk.busy", "{count} simulations run already: try again when one of them has ended", "count", running))
	}
	if len(jobs.all) >= mostJobs {
		jobs.all = append(jobs.all[:oldest:oldest], jobs.all[oldest+1:]...)
	}
	ctx, stop := context.WithTimeout(access.With(context.Background(), j.by), jobTime)
	j.stop = stop
	jobs.all = append(jobs.all, j)
	go func() {
		defer close(j.over)
		defer stop()
		v, err := simulate(ctx, j.progress)
		j.mu.Lock()
		defer j.mu.Unlock()
		j.view, j.err, j.finished = v, err, true
	}()
	return nil
}

// progress notes how far the simulation is. Calls may come out of order.
func (j *riskJob) progress(done, total int) {
	j.total.Store(int64(total))
	for before := j.done.Load(); int64(done) > before; before = j.done.Load() {
		if j.done.CompareAndSwap(before, int64(done)) {
			return
		}
	}
}

// of returns a project's job, or a NotFound fault: it may have made room for
// others, or the service may have been started anew.
func (jobs *riskJobs) of(code, id string) (*riskJob, error) {
	jobs.mu.Lock()
	defer jobs.mu.Unlock()
	for _, j := range jobs.all {
		if j.id == id && j.code == code {
			return j, nil
		}
	}
	return nil, fault.New(fault.NotFound, fault.Say("risk.no_run", "this simulation is not at hand any more: run it again"))
}
