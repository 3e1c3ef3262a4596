package outside

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func class(t *testing.T, code string) Class {
	t.Helper()
	c, ok := ClassByCode(code)
	if !ok {
		t.Fatalf("there is no class %s", code)
	}
	return c
}

func cases(overruns ...int64) Class {
	var c Class
	for _, o := range overruns {
		c.Cases = append(c.Cases, Case{Estimate: money.FromMinor(10000, money.EUR), Actual: money.FromMinor(10000+100*o, money.EUR)})
	}
	return c
}

func TestUplift(t *testing.T) {
	ten := cases(90, 0, 10, 20, 30, 40, 50, 60, 70, 80)
	for _, c := range []struct {
		class             Class
		probability, want string
		note              string
	}{
		{class(t, "dft-roads"), "0.5", "15", ""}, {class(t, "dft-roads"), "0.80", "32", ""},
		{class(t, "dft-roads"), "0.65", "23.5", "outside.interpolated"},
		{class(t, "dft-roads"), "0.49", "", "outside.beyond"}, {class(t, "dft-roads"), "0.81", "", "outside.beyond"},
		{class(t, "dft-fixed-links"), "0.5", "23", ""}, {class(t, "dft-fixed-links"), "0.8", "", "outside.one_quantile"},
		{class(t, "dft-rail"), "0.5", "40", ""}, {class(t, "dft-rail"), "0.8", "57", ""},
		{class(t, "flyvbjerg-rail"), "0.5", "", "outside.moments"}, {class(t, "ob-standard-civil-cost"), "0.5", "", "outside.bounds"},
		{ten, "0.5", "45", "outside.empirical"}, {ten, "0.8", "72", "outside.empirical"}, {ten, "0.1", "9", "outside.empirical"},
		{cases(1, 2, 3, 4, 5, 6, 7, 8, 9), "0.5", "", "outside.thin"}, {cases(), "0.5", "", "outside.thin"},
		{cases(-10, -10, -10, -10, -10, -10, -10, -10, -10, -10), "0.999", "-10", "outside.empirical"},
	} {
		u, err := c.class.Uplift(dec(c.probability))
		got := ""
		if u.Percent.Valid {
			got = u.Percent.Decimal.String()
		}
		if err != nil || got != c.want || u.Note.Key != c.note {
			t.Errorf("%s at %s: %s (%s), %v; want %s (%s)", c.class.Code, c.probability, got, u.Note, err, c.want, c.note)
		}
	}
}

func TestUpliftRefuses(t *testing.T) {
	roads := class(t, "dft-roads")
	for _, p := range []string{"0", "1", "-0.5", "80"} {
		if u, err := roads.Uplift(dec(p)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v, %v", p, u, err)
		}
	}
	free, lek := cases(1), cases(1)
	free.Cases[0].Estimate = money.Zero(money.EUR)
	lek.Cases[0].Actual = money.FromMinor(1, money.ALL)
	for _, c := range []Class{free, lek} {
		if u, err := c.Uplift(dec("0.5")); !fault.Is(err, fault.Invalid) {
			t.Errorf("%v, %v", u, err)
		}
	}
}

// More certainty never costs less, and the order of the cases changes nothing.
func TestUpliftRises(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	for range 100 {
		overruns := make([]int64, MinCases+r.IntN(20))
		for i := range overruns {
			overruns[i] = r.Int64N(200) - 50
		}
		c := cases(overruns...)
		shuffled := c
		shuffled.Cases = slices.Clone(c.Cases)
		r.Shuffle(len(shuffled.Cases), func(i, j int) {
			shuffled.Cases[i], shuffled.Cases[j] = shuffled.Cases[j], shuffled.Cases[i]
		})
		last := dec("-1000")
		for p := int64(1); p < 100; p++ {
			u, err := c.Uplift(decimal.New(p, -2))
			again, _ := shuffled.Uplift(decimal.New(p, -2))
			if err != nil || u.Percent.Decimal.LessThan(last) || !again.Percent.Decimal.Equal(u.Percent.Decimal) {
				t.Fatalf("P%d of %v: %v, %v after %s", p, overruns, u, err, last)
			}
			last = u.Percent.Decimal
		}
	}
	roads := class(t, "dft-roads")
	for p := int64(50); p < 80; p++ {
		a, _ := roads.Uplift(decimal.New(p, -2))
		b, _ := roads.Uplift(decimal.New(p+1, -2))
		if !a.Percent.Decimal.LessThan(b.Percent.Decimal) {
			t.Errorf("P%d: %v, then %v", p, a, b)
		}
	}
}

func TestView(t *testing.T) {
	hundred := money.FromMinor(10000, money.EUR)
	for p, want := range map[string]string{"0.5": "115.00", "0.8": "132.00"} { // published
		v, err := Mix{[]MixPart{{class(t, "dft-roads"), dec("1")}}}.View(hundred, dec(p))
		if err != nil || v.Uplifted.Plain() != want || !v.Note.IsZero() {
			t.Errorf("P%s: %+v, %v", p, v, err)
		}
	}
	// 35.3 of 105.8 km of the railway are tunnel.
	mix := Mix{[]MixPart{{class(t, "dft-fixed-links"), dec("35.3")}, {class(t, "dft-rail"), dec("70.5")}}}
	v, err := mix.View(money.FromMinor(180_000_000_000, money.EUR), dec("0.5"))
	if err != nil {
		t.Fatal(err)
	}
	if v.Parts[0].Estimate.Plain() != "600567107.75" || v.Parts[0].Uplifted.Plain() != "738697542.53" ||
		v.Parts[1].Estimate.Plain() != "1199432892.25" || v.Parts[1].Uplifted.Plain() != "1679206049.15" ||
		v.Uplifted.Plain() != "2417903591.68" || v.Note.Key != "outside.dependence" {
		t.Errorf("%+v", v)
	}
	// No P80 of fixed links is published: the sum has none either, and the part says why.
	if v, err = mix.View(hundred, dec("0.8")); err != nil || v.Uplifted != nil || v.Parts[0].Uplifted != nil ||
		v.Parts[0].Uplift.Note.Key != "outside.one_quantile" || v.Parts[1].Uplifted == nil {
		t.Errorf("%+v, %v", v, err)
	}
	for name, m := range map[string]Mix{"no parts": {}, "no shares": {[]MixPart{{Class: class(t, "dft-rail")}}},
		"a negative share": {[]MixPart{{class(t, "dft-rail"), dec("-1")}, {class(t, "dft-rail"), dec("2")}}}} {
		if v, err := m.View(hundred, dec("0.5")); err == nil {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

func TestClassesSayWhereTheyComeFrom(t *testing.T) {
	all := Classes()
	if len(all) != 16 {
		t.Errorf("there are %d classes", len(all))
	}
	for _, c := range all {
		if strings.HasPrefix(c.Code, "dft-") && (c.Confidence != "low" || c.Year != 2004 || c.Basis != "secondary") {
			t.Errorf("%s: %+v", c.Code, c)
		}
	}
	for code, want := range map[string][2]string{
		"ob-standard-civil-duration": {"1", "20"}, "ob-standard-civil-cost": {"3", "44"}, "ob-non-standard-civil-duration": {"3", "25"},
		"ob-non-standard-civil-cost": {"6", "66"}, "ob-standard-buildings-duration": {"1", "4"}, "ob-standard-buildings-cost": {"2", "24"},
		"ob-non-standard-buildings-duration": {"2", "39"}, "ob-non-standard-buildings-cost": {"4", "51"},
		"ob-equipment-duration": {"10", "54"}, "ob-equipment-cost": {"10", "200"}} {
		if b := class(t, code).Bounds; b.Lower.String() != want[0] || b.Upper.String() != want[1] {
			t.Errorf("%s: %v", code, b)
		}
	}
	for code, want := range map[string][2]string{"flyvbjerg-rail": {"44.7", "38"}, "flyvbjerg-bridges-tunnels": {"33.8", "62"}, "flyvbjerg-roads": {"20.4", "30"}} {
		if c := class(t, code); c.Mean.Decimal.String() != want[0] || c.SD.Decimal.String() != want[1] || c.PriceBasis != "constant" {
			t.Errorf("%s: %+v", code, c)
		}
	}
	if c, ok := ClassByCode("other"); ok {
		t.Errorf("%+v", c)
	}
}

const soundClass = "classes:\n  - code: a\n    name: A\n    source: S\n    sector: transport.rail\n    measure: cost\n    basis: primary\n    confidence: low\n"

func TestParseClassesRefuses(t *testing.T) {
	for rest, want := range map[string]string{
		"": "a: must have either quantiles", "    mean: 3\n": "must have either", "    mean: 3\n    sd: 1\n    bounds: {lower: 1, upper: 2}\n": "must have either",
		"    bounds: {lower: 2, upper: 1}\n": "lower bound above", "    bounds: {lower: 2}\n": "a.bounds: is required",
		"    quantiles: [{probability: 0.5, percent: 5}, {probability: 0.4, percent: 6}]\n": "must rise",
		"    quantiles: [{probability: 0.5, percent: 5}, {probability: 0.6, percent: 4}]\n": "must rise",
		"    quantiles: [{probability: 1, percent: 5}]\n":                                   "must rise",
		"    quantiles: [{probability: 0.5}]\n":                                             "a.quantiles: is required",
		"    mean: 3\n    sd: 1\n" + soundClass[9:] + "    mean: 3\n    sd: 1\n":            "stands there twice",
		"    mean: 3\n    sd: 1\n    extra: 3\n":                                            "not found",
	} {
		if c, err := parseClasses("x.yaml", []byte(soundClass+rest)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v", rest, c, err)
		}
	}
}

func FuzzParseClasses(f *testing.F) {
	f.Add(string(classFile))
	f.Add(soundClass + "    quantiles: [{probability: 0.5, percent: 5}]\n")
	f.Fuzz(func(t *testing.T, source string) {
		all, err := parseClasses("x.yaml", []byte(source))
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("not an invalid fault: %v", err)
		}
		for _, c := range all {
			if _, uplift := c.Uplift(dec("0.5")); err == nil && uplift != nil {
				t.Errorf("%+v: %v", c, uplift)
			}
		}
	})
}
