package outside

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
)

// Mix is a scheme of several kinds, such as a railway of which a third is
// tunnel.
type Mix struct{ Parts []MixPart }

// MixPart is the part of a scheme that belongs to one class. Shares are in any
// unit, such as kilometres: only their proportions count.
type MixPart struct {
	Class Class
	Share decimal.Decimal
}

// View is an estimate with the outside view beside it.
type View struct {
	Estimate money.Amount
	Uplifted *money.Amount // nil where a part has no uplift
	Parts    []ViewPart
	Note     fault.Message // what the sum assumes; none for one part
}

// ViewPart is one part of a mix: its share of the estimate, and that uplifted.
type ViewPart struct {
	Class    Class
	Estimate money.Amount
	Uplift   Uplift
	Uplifted *money.Amount // nil where the uplift is not known
}

// View splits an estimate over the parts (money.Split), uplifts each by its
// class for the probability, rounded half-even to minor units, and adds them
// up. Errors: those of Class.Uplift, a *money.SplitError for shares that are no
// proportions, a *money.RangeError.
func (m Mix) View(estimate money.Amount, probability decimal.Decimal) (*View, error) {
	shares := make([]decimal.Decimal, len(m.Parts))
	for i, p := range m.Parts {
		shares[i] = p.Share
	}
	split, err := estimate.Split(shares)
	if err != nil {
		return nil, err
	}
	v := &View{Estimate: estimate}
	total, whole := money.Zero(estimate.Currency()), true
	for i, p := range m.Parts {
		part := ViewPart{Class: p.Class, Estimate: split[i]}
		if part.Uplift, err = p.Class.Uplift(probability); err != nil {
			return nil, err
		}
		if u := part.Uplift.Percent; u.Valid {
			amount, err := part.Estimate.Mul(u.Decimal.Shift(-2).Add(decimal.NewFromInt(1)))
			if err != nil {
				return nil, err
			}
			if total, err = total.Add(amount); err != nil {
				return nil, err
			}
			part.Uplifted = &amount
		} else {
			whole = false
		}
		v.Parts = append(v.Parts, part)
	}
	if whole {
		v.Uplifted = &total
	}
	if len(m.Parts) > 1 {
		v.Note = fault.Say("outside.dependence", "adding the P{p} of the parts assumes that all of them overrun together",
			"p", probability.Shift(2))
	}
	return v, nil
}
