package funding

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"korridor/pkg/fault"
	"korridor/pkg/money"
)

// amt reads "5" as 5.00 EUR, "5 ALL" as lek and "" as not known.
func amt(s string) *money.Amount {
	if s == "" {
		return nil
	}
	number, code, found := strings.Cut(s, " ")
	if !found {
		code = "EUR"
	}
	a, err := money.Parse(number + ".00 " + code)
	if err != nil {
		panic(err)
	}
	return &a
}

// year is an allocation: requested, approved, committed, disbursed.
func year(y int, requested, approved, committed, disbursed string) Allocation {
	a := Allocation{FiscalYear: y, Requested: amt(requested), Approved: amt(approved), Committed: amt(committed), Disbursed: amt(disbursed)}
	for _, s := range Stages {
		if known := a.Amount(s); known != nil {
			a.Currency = known.Currency()
		}
	}
	return a
}

func breach(a Allocation) Allocation { a.Breach = &Breach{Reason: "court", Document: 3}; return a }

func (e Excess) short() string {
	s := fmt.Sprintf("%d %s %s > %s %s", e.FiscalYear, e.Later, e.LaterAmount.Plain(), e.Earlier, e.EarlierAmount.Plain())
	if e.Cumulative {
		s += " cumulative"
	}
	if e.Recorded {
		s += " recorded"
	}
	return s
}

func TestExcesses(t *testing.T) {
	for _, c := range []struct {
		name      string
		carryOver bool
		years     []Allocation
		want      []string
	}{
		{"none", false, nil, nil},
		{"in order", false, []Allocation{year(2026, "10", "8", "8", "3")}, nil},
		{"equal", false, []Allocation{year(2026, "8", "8", "8", "8")}, nil},
		{"approved above requested", false, []Allocation{year(2026, "5", "8", "", "")}, []string{"2026 approved 8.00 > requested 5.00"}},
		{"the nearest known earlier stage counts", false, []Allocation{year(2026, "10", "", "", "11")}, []string{"2026 disbursed 11.00 > requested 10.00"}},
		{"and only that", false, []Allocation{year(2026, "5", "8", "", "7")}, []string{"2026 approved 8.00 > requested 5.00"}},
		{"unknown is not zero", false, []Allocation{year(2026, "", "8", "", ""), year(2027, "", "", "", "3")}, nil},
		{"zero is known", false, []Allocation{year(2026, "0", "", "1", "")}, []string{"2026 committed 1.00 > requested 0.00"}},
		{"each stage on its own", false, []Allocation{year(2026, "1", "2", "3", "4")},
			[]string{"2026 approved 2.00 > requested 1.00", "2026 committed 3.00 > approved 2.00", "2026 disbursed 4.00 > committed 3.00"}},
		{"a breach is still found", false, []Allocation{breach(year(2026, "5", "8", "", ""))}, []string{"2026 approved 8.00 > requested 5.00 recorded"}},
		{"years stand alone without carry-over", false, []Allocation{year(2026, "", "10", "", "4"), year(2027, "", "5", "", "8")},
			[]string{"2027 disbursed 8.00 > approved 5.00"}},

		{"unspent money carries over", true, []Allocation{year(2026, "", "10", "", "4"), year(2027, "", "5", "", "8")}, nil},
		{"in whatever order", true, []Allocation{year(2027, "", "5", "", "8"), year(2026, "", "10", "", "4")}, nil},
		{"but not more than it", true, []Allocation{year(2026, "", "10", "", "4"), year(2027, "", "5", "", "12")},
			[]string{"2027 disbursed 16.00 > approved 15.00 cumulative"}},
		{"not from a later year", true, []Allocation{year(2026, "", "10", "", "12"), year(2027, "", "5", "", "0")},
			[]string{"2026 disbursed 12.00 > approved 10.00 cumulative"}},
		{"an unknown year ends the sums", true, []Allocation{year(2025, "", "100", "", "0"), year(2026, "", "10", "", ""), year(2027, "", "5", "", "6")},
			[]string{"2027 disbursed 6.00 > approved 5.00 cumulative"}},
		{"another currency starts anew", true, []Allocation{year(2026, "", "1000 ALL", "", "0 ALL"), year(2027, "", "5", "", "6")},
			[]string{"2027 disbursed 6.00 > approved 5.00 cumulative"}},
		{"and the sums go on in it", true, []Allocation{year(2025, "", "9 ALL", "", "0 ALL"), year(2026, "", "5", "", "1"), year(2027, "", "5", "", "9")}, nil},
	} {
		excesses, err := Excesses(c.years, c.carryOver)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		var got []string
		for _, e := range excesses {
			got = append(got, e.short())
		}
		if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		unrecorded := len(c.want) > 0 && !strings.Contains(c.want[0], "recorded")
		if err := CheckStages(c.years, c.carryOver); fault.Is(err, fault.Invalid) != unrecorded {
			t.Errorf("%s: CheckStages gives %v", c.name, err)
		}
	}
}

func TestCheckStagesNamesBothFigures(t *testing.T) {
	err := CheckStages([]Allocation{year(2026, "5", "8", "", "")}, false)
	for _, part := range []string{"approved", "8.00 EUR", "requested", "5.00 EUR", "2026"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v does not name %s", err, part)
		}
	}
}

func TestExcessesBeyondMoneyAreErrors(t *testing.T) {
	full := year(2026, "", "999999999999999", "", "1")
	next := full
	next.FiscalYear = 2027
	if _, err := Excesses([]Allocation{full, next}, true); err == nil {
		t.Error("no error")
	}
	if err := CheckStages([]Allocation{full, next}, true); err == nil {
		t.Error("no error")
	}
}

// With every stage of every year known, a carry-over source has an excess
// exactly where the running sums cross.
func TestCumulativeSums(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 500 {
		var years []Allocation
		want := 0
		var sums [4]int64
		for y := range r.IntN(8) {
			a := Allocation{FiscalYear: 2026 + y, Currency: money.EUR}
			for i, s := range Stages {
				v := money.FromMinor(int64(r.IntN(50)), money.EUR)
				*a.at(s) = &v
				if sums[i] += v.Minor(); i > 0 && sums[i] > sums[i-1] {
					want++
				}
			}
			years = append(years, a)
		}
		r.Shuffle(len(years), func(i, j int) { years[i], years[j] = years[j], years[i] })
		if found, err := Excesses(years, true); err != nil || len(found) != want {
			t.Fatalf("%d excesses, %v; want %d", len(found), err, want)
		}
	}
}

func TestSecured(t *testing.T) {
	for _, c := range []struct {
		a    Allocation
		want string // "" where nothing counts
	}{
		{year(2026, "10", "8", "9", "12"), "8.00"},
		{year(2026, "10", "0", "9", "9"), "0.00"},
		{year(2026, "10", "", "9", "4"), "9.00"},
		{year(2026, "10", "", "4", "9"), "9.00"},
		{year(2026, "10", "", "", "4"), "4.00"},
		{year(2026, "10", "", "0", ""), "0.00"},
		{year(2026, "10", "", "", ""), ""},
	} {
		for _, s := range Statuses {
			got, ok := c.a.Secured(s)
			counts := c.want != "" && (s == Effective || s == Closed) // indicative and signed money never does
			if ok != counts || (ok && (got.Plain() != c.want || got.Currency() != money.EUR)) || (!ok && got != money.Amount{}) {
				t.Errorf("%v of a source that is %s: %v, %v; want %q", c.a, s, got, ok, c.want)
			}
		}
	}
}
