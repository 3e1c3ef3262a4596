package estimate

import (
	"slices"

	"korridor/pkg/fault"
)

// Incomparable returns why two estimates cannot be compared as a percentage:
// another or an unknown scope, price year or VAT basis, another currency. None
// means that they can. Scopes are the same where both their sections and their
// words are.
func Incomparable(from, to *Estimate) []fault.Message {
	var reasons []fault.Message
	unless := func(ok bool, m fault.Message) bool {
		if !ok {
			reasons = append(reasons, m)
		}
		return ok
	}
	unless(from.Currency == to.Currency, otherCurrencies(from, to))
	if unless(from.scoped() && to.scoped(), fault.Say("bridge.scope_unknown", "the scope of one of them is not known")) {
		unless(sameScope(from, to), fault.Say("bridge.scopes", "they are for different scopes"))
	}
	if unless(from.PriceYear != 0 && to.PriceYear != 0, fault.Say("bridge.price_year_unknown", "the price year of one of them is not known")) {
		unless(from.PriceYear == to.PriceYear, fault.Say("bridge.price_years", "they are in prices of {from} and of {to}",
			"from", from.PriceYear, "to", to.PriceYear))
	}
	if unless(from.VAT != VATUnknown && to.VAT != VATUnknown, fault.Say("bridge.vat_unknown", "whether one of them includes VAT is not known")) {
		unless(from.VAT == to.VAT, fault.Say("bridge.vat", "one includes VAT and the other does not"))
	}
	return reasons
}

func otherCurrencies(from, to *Estimate) fault.Message {
	return fault.Say("bridge.currencies", "{from} is in {from_currency} and {to} in {to_currency}",
		"from", from.Code, "from_currency", from.Currency.Code(), "to", to.Code, "to_currency", to.Currency.Code())
}

func (e *Estimate) scoped() bool { return len(e.Sections) > 0 || !e.Scope.IsZero() }

func sameScope(a, b *Estimate) bool {
	return a.Scope.Default == b.Scope.Default &&
		slices.Equal(slices.Sorted(slices.Values(a.Sections)), slices.Sorted(slices.Values(b.Sections)))
}
