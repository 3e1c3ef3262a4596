package funding

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// RateFor returns the rate for amounts of a fiscal year between two currencies,
// in whichever direction it is known: the average of the year, else the newest
// one that is not after the year's end nor after today; nil where none is known.
func RateFor(rates []Rate, from, to money.Currency, year int, today schedule.Date) *Rate {
	end := schedule.Period{Year: year}.Last()
	if today.Compare(end) < 0 {
		end = today
	}
	var best *Rate
	for i := range rates {
		r := &rates[i]
		if !(r.Base == from && r.Quote == to) && !(r.Base == to && r.Quote == from) {
			continue
		}
		if r.Kind == Average && r.Date.Year() == year && r.Date.Month() == 0 {
			return r
		}
		if end.Before(r.Date) {
			continue
		}
		if best == nil || best.Date.First().Before(r.Date.First()) {
			best = r
		}
	}
	return best
}

// Between converts an amount in one of the rate's currencies into the other
// one, rounded half-even once. An amount in neither is an error.
func (r *Rate) Between(a money.Amount, to money.Currency) (money.Amount, error) {
	if a.Currency() == r.Base || to != r.Base {
		return r.Convert(a)
	}
	if a.Currency() != r.Quote {
		return money.Amount{}, &money.MismatchError{A: a, B: money.Zero(r.Quote)}
	}
	return money.Round(a.Decimal().DivRound(r.Rate.Decimal, dividedPlaces), r.Base)
}

// Factor returns how much of the other currency one unit of from is, which is one of
// the rate's two; rounded half away from zero to dividedPlaces where that divides.
func (r *Rate) Factor(from money.Currency) decimal.Decimal {
	if from == r.Base {
		return r.Rate.Decimal
	}
	return decimal.NewFromInt(1).DivRound(r.Rate.Decimal, dividedPlaces)
}

// dividedPlaces are the decimals kept before a converted amount is rounded.
const dividedPlaces = 30
