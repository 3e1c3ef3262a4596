package money

import (
	"slices"

	"github.com/shopspring/decimal"
)

// RoundTogether rounds numbers to so many decimals such that they still add up:
// their total is rounded half-even once, and they to the decimals below or above
// by largest remainder, ties to the earlier.
func RoundTogether(parts []decimal.Decimal, places int32) (rounded []decimal.Decimal, total decimal.Decimal) {
	unit := decimal.New(1, -places)
	rounded = make([]decimal.Decimal, len(parts))
	order := make([]int, len(parts))
	sum := decimal.Zero
	for i, p := range parts {
		rounded[i], order[i] = p.RoundFloor(places), i
		total, sum = total.Add(p), sum.Add(rounded[i])
	}
	total = total.RoundBank(places)
	remainder := func(i int) decimal.Decimal { return parts[i].Sub(rounded[i]) }
	slices.SortStableFunc(order, func(i, j int) int { return remainder(j).Cmp(remainder(i)) })
	for _, i := range order {
		if !sum.LessThan(total) {
			break
		}
		sum, rounded[i] = sum.Add(unit), rounded[i].Add(unit)
	}
	return rounded, total
}
