package access

import (
	"crypto/sha256"
	"net/netip"
	"time"
)

// Attempts is how often signing in failed of late for an account or an address.
type Attempts struct {
	Failures int64
	Last     time.Time
}

// Throttle says how failures make others wait.
type Throttle struct {
	Free   int64         // failures without a wait
	First  time.Duration // the wait after the next one; each further one doubles it
	Most   time.Duration // the longest wait
	Forget time.Duration // after which failures do not count any more
}

// The throttles of signing in. An address stands for everybody behind it, a
// whole office perhaps, so it may fail more often.
var (
	AccountThrottle = Throttle{Free: 4, First: 2 * time.Second, Most: 15 * time.Minute, Forget: 24 * time.Hour}
	AddressThrottle = Throttle{Free: 30, First: 2 * time.Second, Most: 15 * time.Minute, Forget: 24 * time.Hour}
)

// Wait returns how long nobody is let try after the attempts: 0 for none. A
// clock that was set back does not lengthen the wait.
func (t Throttle) Wait(a Attempts, now time.Time) time.Duration {
	if a.Failures <= t.Free || now.Sub(a.Last) >= t.Forget {
		return 0
	}
	wait := t.First
	for i := a.Failures - t.Free - 1; i > 0 && wait < t.Most; i-- {
		wait *= 2
	}
	wait = min(wait, t.Most)
	return max(0, min(wait, wait-now.Sub(a.Last)))
}

// Count returns the attempts with one more failure.
func (t Throttle) Count(a Attempts, now time.Time) Attempts {
	if now.Sub(a.Last) >= t.Forget {
		a.Failures = 0
	}
	return Attempts{Failures: a.Failures + 1, Last: now}
}

// AccountKey and AddressKey name what is throttled without telling it: people
// type passwords where logins belong, and addresses are personal.
func AccountKey(login string) []byte { return attemptKey("account", PlainLogin(login)) }

// AddressKey takes an address without a port. Of an IPv6 address the first 64
// bits count, for the rest is the visitor's to choose.
func AddressKey(address string) []byte {
	if ip, err := netip.ParseAddr(address); err == nil {
		if ip = ip.Unmap().WithZone(""); ip.Is6() {
			address = netip.PrefixFrom(ip, 64).Masked().String()
		} else {
			address = ip.String()
		}
	}
	return attemptKey("address", address)
}

func attemptKey(of, name string) []byte {
	sum := sha256.Sum256([]byte(of + ":" + name))
	return sum[:]
}
