package corridor

import (
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/outside"
)

// What the outside view holds rates against is what the programme's claims say.
func TestReferencesAreThoseOfTheClaims(t *testing.T) {
	b, err := Bundle()
	if err != nil {
		t.Fatal(err)
	}
	// One of the claim's unit is so much of the currency for one kilometre.
	units := map[string]int64{"M€/km": 1e6, "M USD/km": 1e6, "k€/m": 1e6}
	held := 0
	for _, r := range outside.References("") {
		for _, item := range r.Items {
			if item.Claim == "" {
				continue
			}
			found := false
			for _, c := range b.Claims {
				if c.Field != item.Claim {
					continue
				}
				found = true
				held++
				value := decimal.RequireFromString(c.Value).Mul(decimal.NewFromInt(units[c.Unit]))
				if !item.Cost.Decimal().Equal(value) || item.Basis != c.Basis {
					t.Errorf("%s: %s, %s; the claim says %s %s, %s", item.Claim, item.Cost, item.Basis, c.Value, c.Unit, c.Basis)
				}
			}
			if !found {
				t.Errorf("%s: there is no claim %s", r.Code, item.Claim)
			}
		}
	}
	if held < 15 {
		t.Errorf("only %d figures are held together", held)
	}
}
