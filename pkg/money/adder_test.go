package money

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// An Adder gives the sum whatever the order, also where sums on the way are out
// of range.
func TestAdder(t *testing.T) {
	for _, c := range []struct {
		minor []int64
		want  string
	}{
		{nil, "0.00"},
		{[]int64{1, -2}, "-0.01"},
		{[]int64{MaxMinor}, "999999999999999.99"},
		{[]int64{MaxMinor, MaxMinor, -MaxMinor, 0}, "999999999999999.99"},
		{[]int64{-MaxMinor, -MaxMinor, MaxMinor}, "-999999999999999.99"},
		{slices.Repeat([]int64{MaxMinor, -MaxMinor}, 1000), "0.00"},
		{slices.Concat(slices.Repeat([]int64{MaxMinor}, 1000), slices.Repeat([]int64{-MaxMinor}, 1000), []int64{-7}), "-0.07"},
	} {
		for range 5 {
			s := NewAdder(EUR)
			for _, m := range c.minor {
				if err := s.Add(FromMinor(m, EUR)); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := s.Sum(); err != nil || got.Plain() != c.want || got.Currency() != EUR {
				t.Errorf("%d amounts add up to %v, %v; want %s", len(c.minor), got, err, c.want)
			}
			rand.Shuffle(len(c.minor), func(i, j int) { c.minor[i], c.minor[j] = c.minor[j], c.minor[i] })
		}
	}
}

func TestAdderRefuses(t *testing.T) {
	for _, c := range []struct {
		minor int64
		count int
		want  string
	}{{MaxMinor, 200, "199999999999999998"}, {-MaxMinor, 200, "-199999999999999998"}, {MaxMinor, 2, "1999999999999999.98"}} {
		s := NewAdder(ALL)
		for range c.count {
			_ = s.Add(FromMinor(c.minor, ALL))
		}
		_, err := s.Sum()
		if e, ok := errors.AsType[*RangeError](err); !ok || e.Value.String() != c.want || e.Currency != ALL {
			t.Errorf("%v, want the sum %s out of range", err, c.want)
		}
	}
	s := NewAdder(EUR)
	if _, ok := errors.AsType[*MismatchError](s.Add(FromMinor(1, ALL))); !ok {
		t.Error("lek are added to euro")
	}
	if sum, err := s.Sum(); err != nil || !sum.IsZero() {
		t.Errorf("a refused amount counts: %v, %v", sum, err)
	}
}
