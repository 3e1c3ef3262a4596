package money

import "testing"

func BenchmarkAdd(b *testing.B) {
	x, y := FromMinor(37_000_000_000, EUR), FromMinor(12_345, EUR)
	for b.Loop() {
		if _, err := x.Add(y); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	a := FromMinor(180_000_000_000, EUR)
	for b.Loop() {
		Albanian.AmountWithCurrency(a)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := English.ParseAmount("€1,800,000,000.00", EUR); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	a := FromMinor(37_000_000_000, EUR)
	weights := weightsOf("700", "1800", "1900", "12.5", "0.75", "300", "41", "6", "99", "1000")
	for b.Loop() {
		if _, err := a.Split(weights); err != nil {
			b.Fatal(err)
		}
	}
}
