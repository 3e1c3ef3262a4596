package estimate

import (
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/record"
)

func of(structure record.ID, l Line) Line { l.Structure = structure; return l }

func TestBenchmarks(t *testing.T) {
	lines := []Line{
		of(1, measured(1, Construction, "35.3", "25000000")), of(1, measured(1, Construction, "1", "17500000")),
		of(2, measured(1, Construction, "4", "1000000")), of(3, measured(1, Construction, "2", "3000000")),
		measured(1, Construction, "70.5", "1000000"), percent(1, "10", Construction),
		contingency(of(1, measured(1, Construction, "1", "99000000"))), of(4, measured(1, Construction, "1", "5")),
		of(1, measured(1, Maintenance, "30", "1000000")),
	}
	works := map[record.ID]Work{
		1: {Kind: "tunnel", LengthM: num("35300"), Count: num("14")}, 2: {Kind: "bridge", Count: num("40")},
		3: {Kind: "bridge", LengthM: num("900"), Count: num("3")}, 4: {Kind: "station"}, 5: {Kind: "viaduct", LengthM: num("1")},
	}
	references := map[Measure]Range{
		{Route, PerKilometre}:    {money.FromMinor(1_700_000_000, money.EUR), money.FromMinor(2_300_000_000, money.EUR), "new mountain rail"},
		{"bridge", PerPiece}:     {money.FromMinor(1, money.EUR), money.FromMinor(2, money.EUR), "toys"},
		{"tunnel", PerKilometre}: {money.FromMinor(2_970_000_000, money.USD), money.FromMinor(2_970_000_000, money.USD), "Llogara"},
		{"tunnel", PerPiece}:     {money.FromMinor(6_428_571_429, money.EUR), money.FromMinor(6_428_571_429, money.EUR), "as dear"},
	}
	want := []struct {
		measure               Measure
		cost, quantity, unit  string
		verdict               Verdict
		missing, hasReference bool
	}{
		// (882.5 + 17.5 + 4 + 6 + 70.5 million and 5) with 10 % on top, over 105.8 km.
		{Measure{Route, PerKilometre}, "1078550005.50", "105.8", "10194234.46", Below, false, true},
		{Measure{"tunnel", PerKilometre}, "900000000.00", "35.3", "25495750.71", NoReference, false, true},
		{Measure{"tunnel", PerPiece}, "900000000.00", "14", "64285714.29", Inside, false, true},
		{Measure{"bridge", PerPiece}, "10000000.00", "43", "232558.14", Above, false, true},
		{Measure{"bridge", PerKilometre}, "10000000.00", "", "", NoReference, true, false},
		{Measure{Route, PerPiece}, "1078550005.50", "", "", NoReference, true, false},
		{Measure{"station", PerPiece}, "5.00", "", "", NoReference, true, false},
	}
	measures := []Measure{{"viaduct", PerKilometre}} // which no line pays for
	for _, w := range want {
		measures = append(measures, w.measure)
	}
	got, err := Benchmarks(money.EUR, lines, works, num("105800"), measures, references)
	if err != nil || len(got) != len(want) {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, w := range want {
		b := got[i]
		quantity, unit := "", ""
		if b.Quantity.Valid {
			quantity = b.Quantity.Decimal.String()
		}
		if b.UnitCost != nil {
			unit = b.UnitCost.Plain()
		}
		if b.Measure != w.measure || b.Cost.Plain() != w.cost || quantity != w.quantity || unit != w.unit || b.Verdict != w.verdict ||
			b.Missing.IsZero() == w.missing || (b.Reference != nil) != w.hasReference {
			t.Errorf("%+v, want %+v", b, w)
		}
	}
	if got, err = Benchmarks(money.EUR, lines, works, decimal.NullDecimal{}, measures[1:2], nil); err != nil || got[0].UnitCost != nil || got[0].Missing.IsZero() {
		t.Errorf("a route of unknown length: %+v, %v", got, err)
	}
	if got, err = Benchmarks(money.EUR, []Line{measured(1, Design, "1000000000000000", "1000000000000000")}, nil, num("1"), measures, nil); err == nil {
		t.Errorf("beyond the largest amount: %+v", got)
	}
}

func TestJudge(t *testing.T) {
	r := Range{Low: money.FromMinor(10, money.EUR), High: money.FromMinor(20, money.EUR)}
	for minor, want := range map[int64]Verdict{9: Below, 10: Inside, 15: Inside, 20: Inside, 21: Above} {
		if got := r.Judge(money.FromMinor(minor, money.EUR)); got != want {
			t.Errorf("%d is %s, want %s", minor, got, want)
		}
	}
	for _, r := range []Range{{r.Low, money.FromMinor(20, money.ALL), ""}, {money.FromMinor(10, money.ALL), r.High, ""}} {
		if got := r.Judge(money.FromMinor(15, money.EUR)); got != NoReference {
			t.Errorf("another currency: %s", got)
		}
	}
}
