package access

import (
	"bytes"
	"testing"
	"time"
)

// Waits grow from failure to failure up to a bound, pass with the time, and are
// forgotten; nothing makes anybody wait for ever.
func TestWaitsGrow(t *testing.T) {
	start := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	for _, throttle := range []Throttle{AccountThrottle, AddressThrottle} {
		var a Attempts
		last := time.Duration(0)
		for n := int64(1); n < 200; n++ {
			a = throttle.Count(a, start)
			wait := throttle.Wait(a, start)
			if (wait == 0) != (n <= throttle.Free) || wait < last || wait > throttle.Most {
				t.Fatalf("after %d failures: %v, before %v", n, wait, last)
			}
			if throttle.Wait(a, start.Add(wait)) != 0 || throttle.Wait(a, start.Add(-time.Hour)) > throttle.Most {
				t.Fatalf("after %d failures the wait of %v does not end", n, wait)
			}
			if wait > time.Second && throttle.Wait(a, start.Add(time.Second)) != wait-time.Second {
				t.Fatalf("the wait of %v does not pass", wait)
			}
			last = wait
		}
		if last != throttle.Most {
			t.Errorf("the longest wait is %v", last)
		}
		later := start.Add(throttle.Forget)
		if throttle.Wait(a, later) != 0 || throttle.Count(a, later).Failures != 1 {
			t.Error("failures are not forgotten")
		}
	}
}

func TestAttemptKeys(t *testing.T) {
	same := func(a, b []byte) bool { return bytes.Equal(a, b) }
	if !same(AccountKey("Ana "), AccountKey("ana")) || same(AccountKey("ana"), AccountKey("anna")) || same(AccountKey("x"), AddressKey("x")) {
		t.Error("accounts are not told apart by their logins")
	}
	if !same(AddressKey("2001:db8:1:2::1"), AddressKey("2001:db8:1:2:ffff::9")) || same(AddressKey("2001:db8:1:2::1"), AddressKey("2001:db8:1:3::1")) {
		t.Error("of an IPv6 address not the first 64 bits count")
	}
	if !same(AddressKey("::ffff:192.0.2.1"), AddressKey("192.0.2.1")) || same(AddressKey("192.0.2.1"), AddressKey("192.0.2.2")) {
		t.Error("IPv4 addresses are not told apart")
	}
}
