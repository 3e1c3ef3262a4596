package planner

import (
	"context"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// checkAttribution sets the currency of an attribution, which is that of both
// its estimates, and refuses an amount in another one.
func (t *tx) checkAttribution(ctx context.Context, a *estimate.Attribution) error {
	var from, to estimate.Estimate
	for id, e := range map[record.ID]*estimate.Estimate{a.From: &from, a.To: &to} {
		if err := t.Get(ctx, id, e); err != nil {
			return err
		}
	}
	var p fault.Problems
	p.Check(from.Currency == to.Currency, "to", fault.Say("attribution.currencies",
		"is in {to}, the other estimate in {from}: a step between two currencies has no parts", "from", from.Currency.Code(), "to", to.Currency.Code()))
	record.CheckSigned(&p, "amount", *a.Amount, to.Currency)
	a.Currency = to.Currency
	return p.Err(fault.Say("attribution.invalid", "the attribution cannot be kept"))
}
