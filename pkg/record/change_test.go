package record

import (
	"reflect"
	"testing"
	"time"
)

func sampleChange() Change {
	return Change{Seq: 12, At: time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC), Actor: "anna", Reason: "typo",
		Command: "save_phase", Batch: 11, Kind: Phase, Entity: 3, Project: 1, Version: 2,
		Before: `{"a":1}`, After: `{"a":2}`, Format: 1, Prev: "abc", Hash: "is not hashed"}
}

// Each field but the hash itself counts: any one changed gives another hash.
func TestHashCoversEveryField(t *testing.T) {
	base := sampleChange()
	seen := map[string]string{base.ComputeHash(): "nothing"}
	for i := range reflect.TypeFor[Change]().NumField() {
		c := sampleChange()
		name := reflect.TypeFor[Change]().Field(i).Name
		switch field := reflect.ValueOf(&c).Elem().Field(i); {
		case name == "At":
			c.At = c.At.Add(time.Microsecond)
		case field.CanInt():
			field.SetInt(field.Int() + 1)
		default:
			field.SetString(field.String() + "0")
		}
		if name == "Hash" {
			if c.ComputeHash() != base.ComputeHash() {
				t.Error("the hash depends on itself")
			}
			continue
		}
		if other, taken := seen[c.ComputeHash()]; taken {
			t.Errorf("changing %s gives the hash of changing %s", name, other)
		}
		seen[c.ComputeHash()] = name
	}
}

// Text moved from one field to its neighbour, or made to look like a length,
// gives another hash.
func TestHashIsNotAmbiguous(t *testing.T) {
	seen := map[string]int{}
	for i, set := range []func(c *Change){
		func(c *Change) { c.Actor, c.Reason = "ab", "c" },
		func(c *Change) { c.Actor, c.Reason = "a", "bc" },
		func(c *Change) { c.Actor, c.Reason = "", "abc" },
		func(c *Change) { c.Actor, c.Reason = "abc", "" },
		func(c *Change) { c.Actor, c.Reason = "abc0:", "" },
		func(c *Change) { c.Actor, c.Reason = "a2:bc", "" },
		func(c *Change) { c.Before, c.After = "x", "" },
		func(c *Change) { c.Before, c.After = "", "x" },
		func(c *Change) { c.Format = 2 },
		func(c *Change) { c.Seq, c.Batch = 1, 21 },
		func(c *Change) { c.Seq, c.Batch = 12, 1 },
	} {
		c := sampleChange()
		set(&c)
		if other, taken := seen[c.ComputeHash()]; taken {
			t.Errorf("cases %d and %d have the same hash", other, i)
		}
		seen[c.ComputeHash()] = i
	}
}

// The bytes that are hashed are those of the moment, in whatever zone it is
// written, and stay what they are from one release to the next.
func TestHashIsStable(t *testing.T) {
	c := sampleChange()
	const want = "13997306c022873aa7fcb0e22b46f1c4453413d054834661bb3e91f77b0ce820"
	if got := c.ComputeHash(); got != want {
		t.Errorf("the hash is now %s: chains that are stored no longer hold", got)
	}
	c.At = c.At.In(time.FixedZone("CET", 60*60))
	if c.ComputeHash() != want {
		t.Error("the hash depends on the time zone")
	}
}
