package money

import "testing"

func seed(f *testing.F) {
	for _, c := range parseTable {
		f.Add(c.text)
	}
}

// An accepted amount formats and parses to itself in every form, a refused
// one says why, and the two styles never read one text as different amounts.
func FuzzParseAmount(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range Currencies() {
			var accepted []Amount
			for _, style := range []Style{English, Albanian} {
				a, err := style.ParseAmount(text, c)
				if err != nil {
					wantError[*ParseError](t, err)
					continue
				}
				accepted = append(accepted, a)
				for _, written := range []string{style.Amount(a), style.AmountWithCurrency(a)} {
					if back, err := style.ParseAmount(written, c); err != nil || back != a {
						t.Fatalf("%q → %v → %q → %v, %v", text, a, written, back, err)
					}
				}
				if back, err := Parse(a.String()); err != nil || back != a {
					t.Fatalf("%q → %v → %v, %v", text, a, back, err)
				}
			}
			if len(accepted) == 2 && accepted[0] != accepted[1] {
				t.Fatalf("%q is %v in English and %v in Albanian", text, accepted[0], accepted[1])
			}
		}
	})
}

// An accepted number formats and parses to itself, and the readings of an
// ambiguous one are accepted and differ.
func FuzzParseDecimal(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, style := range []Style{English, Albanian} {
			d, err := style.ParseDecimal(text)
			if err == nil {
				written := style.Number(d, 0, maxDecimals)
				if back, err := style.ParseDecimal(written); err != nil || !back.Equal(d) {
					t.Fatalf("%q → %s → %q → %s, %v", text, d, written, back, err)
				}
				continue
			}
			e := wantError[*ParseError](t, err)
			if e.Key != KeyAmbiguous {
				continue
			}
			first, firstErr := style.ParseDecimal(e.Readings[0])
			second, secondErr := style.ParseDecimal(e.Readings[1])
			if firstErr != nil || secondErr != nil || first.Equal(second) {
				t.Fatalf("%q has the readings %q: %v, %v", text, e.Readings, firstErr, secondErr)
			}
		}
	})
}
