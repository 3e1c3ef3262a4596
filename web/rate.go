package web

import (
	"container/list"
	"net/http"
	"net/netip"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// effort is how much work a request is.
type effort string

const (
	looking effort = "look" // a page
	posting effort = "post" // a form
	working effort = "work" // a simulation or an export
)

// allowance is how often something may be asked for: so many times a second in
// the long run, and so many at once after a pause.
type allowance struct {
	perSecond rate.Limit
	atOnce    int
}

// What one address may ask for: a whole office may sit behind it. What one person
// may ask for is less, and still more than anybody reads.
var (
	ofAddress = map[effort]allowance{looking: {40, 800}, posting: {10, 200}, working: {6, 120}}
	ofPerson  = map[effort]allowance{looking: {15, 300}, posting: {3, 60}, working: {2, 60}}
)

// mostCounted bounds how many addresses or persons are counted at a time. The
// one that asked longest ago makes room: it has its whole allowance again.
const mostCounted = 20_000

// rates counts what each of many asks for. The zero value is not ready: see newRates.
type rates[K comparable] struct {
	allowed map[effort]allowance
	most    int

	mu     sync.Mutex
	known  map[rateKey[K]]*list.Element // of asker
	recent *list.List                   // the last one to ask first
}

type rateKey[K comparable] struct {
	who    K
	effort effort
}

type asker[K comparable] struct {
	key     rateKey[K]
	limiter *rate.Limiter
}

func newRates[K comparable](allowed map[effort]allowance) *rates[K] {
	return &rates[K]{allowed: allowed, most: mostCounted, known: map[rateKey[K]]*list.Element{}, recent: list.New()}
}

// ask returns 0 where who may ask for the effort now, and otherwise how long
// they must wait.
func (r *rates[K]) ask(who K, e effort, now time.Time) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := rateKey[K]{who, e}
	at, ok := r.known[key]
	if ok {
		r.recent.MoveToFront(at)
	} else {
		if r.recent.Len() >= r.most {
			last := r.recent.Back()
			delete(r.known, r.recent.Remove(last).(*asker[K]).key)
		}
		allowed := r.allowed[e]
		at = r.recent.PushFront(&asker[K]{key, rate.NewLimiter(allowed.perSecond, allowed.atOnce)})
		r.known[key] = at
	}
	asked := at.Value.(*asker[K]).limiter.ReserveN(now, 1)
	wait := asked.DelayFrom(now)
	if wait > 0 {
		asked.CancelAt(now)
	}
	return wait
}

// householdOf is what is counted as one address: an IPv6 network of 64 bits,
// any address of which one machine can take.
func householdOf(a netip.Addr) netip.Prefix {
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	p, _ := a.Prefix(bits) // an address that is not valid has the zero prefix
	return p
}

// effortOf tells how much work a request is; counted is false for the files of
// pages, which are at hand.
func effortOf(r *http.Request) (e effort, counted bool) {
	at := r.URL.Path
	switch {
	case strings.HasPrefix(at, "/assets/") || at == "/healthz":
		return looking, false
	case isWork(at, reading(r)):
		return working, true
	case reading(r):
		return looking, true
	}
	return posting, true
}

// isWork reports whether something is computed or exported at the path.
func isWork(at string, reading bool) bool {
	if strings.HasPrefix(at, "/projects/") && strings.Contains(at, "/risk") {
		isRun, _ := path.Match("/projects/*/risk/runs/*", at) // how far a simulation is
		return !isRun || !reading
	}
	switch path.Ext(at) {
	case ".csv", ".json", ".xlsx", ".yaml":
		return true
	}
	return false
}

// addressRated bounds what one address asks for.
func (s *Server) addressRated(next http.Handler) http.Handler {
	return s.rated(next, func(r *http.Request, e effort) time.Duration {
		return s.addresses.ask(householdOf(clientOf(r).Address), e, s.now())
	})
}

// personRated bounds what one person with an account asks for, from wherever.
func (s *Server) personRated(next http.Handler) http.Handler {
	return s.rated(next, func(r *http.Request, e effort) time.Duration {
		person := visitOf(r).person
		if person == nil || person.ID == 0 {
			return 0
		}
		return s.persons.ask(person.ID, e, s.now())
	})
}

// rated answers who must wait with when they may come again.
func (s *Server) rated(next http.Handler, ask func(*http.Request, effort) time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if e, counted := effortOf(r); counted && s.options.RateLimits {
			if wait := ask(r, e); wait > 0 {
				seconds := int(wait/time.Second) + 1
				w.Header().Set("Retry-After", strconv.Itoa(seconds))
				s.failStatus(w, r, http.StatusTooManyRequests)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}
