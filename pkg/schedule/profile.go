package schedule

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
)

// ProfileKind says how a phase's money spreads over its days.
type ProfileKind string

// The kinds of spending profile.
const (
	Uniform   ProfileKind = "uniform"   // the same each day
	Cosine    ProfileKind = "cosine"    // a bell, slow at both ends
	Trapezoid ProfileKind = "trapezoid" // rises, stays, falls
	Beta      ProfileKind = "beta"      // the beta distribution
	Rayleigh  ProfileKind = "rayleigh"  // early peak, long tail
	Weibull   ProfileKind = "weibull"   // the Weibull distribution
	Custom    ProfileKind = "custom"    // shares stated year by year
)

// ProfileKinds lists the kinds in the order in which they are offered.
var ProfileKinds = []ProfileKind{Uniform, Cosine, Trapezoid, Beta, Rayleigh, Weibull, Custom}

// Limits on what a profile may say.
const (
	MaxParameter       = 1000 // of alpha and beta
	MaxWeibull         = 100  // of scale and shape: beyond, float64 cannot tell the curve
	MaxParameterPlaces = 6
	MaxShares          = 100
	MaxSharePlaces     = 12

	maxDigits = 4 // of the largest limit, before the point
)

// Profile is how the money of a phase spreads over its days. The zero Profile
// is uniform. A and B are the kind's parameters, as ProfileParameters names
// them; Shares belong to a custom profile alone.
type Profile struct {
	Kind   ProfileKind // "" is uniform
	A, B   decimal.NullDecimal
	Shares []YearShare
}

// YearShare is the part of the money, between 0 and 1, that a fiscal year takes.
type YearShare struct {
	Year  int
	Share decimal.Decimal
}

// ProfileParameters returns the names of the parameters A and B of a kind, nil
// for a kind that takes none.
func ProfileParameters(kind ProfileKind) []string {
	switch kind {
	case Trapezoid:
		return []string{"rise", "fall"} // as parts of the phase's length
	case Beta:
		return []string{"alpha", "beta"}
	case Weibull:
		return []string{"scale", "shape"} // scale as a part of the phase's length
	default:
		return nil
	}
}

// Check notes what is wrong with the profile, each problem at its field: the
// prefix, then a parameter's name, "shares" or "profile". Parameters of a kind
// that takes none are a problem of "profile", as they have no name there.
func (p Profile) Check(problems *fault.Problems, prefix string) {
	if p.Kind != "" && !slices.Contains(ProfileKinds, p.Kind) {
		problems.Add(prefix+"profile",
			fault.Say("unknown_value", "{value} is not one of the values allowed here", "value", string(p.Kind)))
		return
	}
	if p.Kind == Custom {
		checkShares(problems, prefix+"shares", p.Shares)
	} else {
		problems.Check(len(p.Shares) == 0, prefix+"shares",
			fault.Say("profile.shares_unused", "are only for a custom profile"))
	}
	names := ProfileParameters(p.Kind)
	if names == nil {
		problems.Check(!p.A.Valid && !p.B.Valid, prefix+"profile",
			fault.Say("profile.no_parameters", "takes no parameters"))
		return
	}
	known := checkParameter(problems, prefix+names[0], p.Kind, p.A)
	known = checkParameter(problems, prefix+names[1], p.Kind, p.B) && known
	if known && p.Kind == Trapezoid {
		problems.Check(p.A.Decimal.Add(p.B.Decimal).LessThanOrEqual(one), prefix+"fall",
			fault.Say("profile.rise_and_fall", "rise and fall together must not be above 1"))
	}
}

var one = decimal.NewFromInt(1)

// checkParameter reports whether the parameter is known and sound.
func checkParameter(problems *fault.Problems, field string, kind ProfileKind, d decimal.NullDecimal) bool {
	limit := decimal.NewFromInt(MaxParameter)
	switch kind {
	case Trapezoid:
		limit = one
	case Weibull:
		limit = decimal.NewFromInt(MaxWeibull)
	}
	switch {
	case !d.Valid:
		problems.Add(field, fault.Say("required", "is required"))
	case d.Decimal.IsNegative():
		problems.Add(field, fault.Say("negative", "must not be negative"))
	case d.Decimal.IsZero() && kind != Trapezoid:
		problems.Add(field, fault.Say("not_positive", "must be above zero"))
	default:
		return checkSize(problems, field, d.Decimal, limit, MaxParameterPlaces)
	}
	return false
}

// checkSize reports whether the number, which is not negative, is at most the
// limit, and has no more decimals than the places.
func checkSize(problems *fault.Problems, field string, d, limit decimal.Decimal, places int32) bool {
	// The number of digits first: an absurd exponent is never written out.
	digits, exponent, least := int64(d.NumDigits()), int64(d.Exponent()), -int64(places)
	switch {
	case !d.IsZero() && (digits+exponent > maxDigits || d.GreaterThan(limit)):
		problems.Add(field, fault.Say("out_of_range", "is larger than {max}", "max", limit))
	case exponent < least && (digits+exponent <= least || !d.Equal(d.Truncate(places))):
		problems.Add(field, fault.Say("too_fine", "has more than {places} decimals", "places", places))
	default:
		return true
	}
	return false
}

// checkShares notes problems of the shares of a custom profile, in any order.
func checkShares(problems *fault.Problems, field string, shares []YearShare) {
	switch n := len(shares); {
	case n == 0:
		problems.Add(field, fault.Say("required", "is required"))
		return
	case n > MaxShares:
		problems.Add(field, fault.Say("too_many", "holds {count}; at most {max} are kept", "count", n, "max", MaxShares))
		return
	}
	sound, sum := true, decimal.Zero
	seen := make(map[int]bool, len(shares))
	for _, s := range shares {
		if s.Year < MinYear || s.Year > MaxYear {
			problems.Add(field, fault.Say("year_range", "must be a year between {min} and {max}", "min", MinYear, "max", MaxYear))
			sound = false
		}
		if seen[s.Year] {
			problems.Add(field, fault.Say("profile.year_twice", "names the year {year} twice", "year", s.Year))
			sound = false
		}
		seen[s.Year] = true
		if s.Share.IsNegative() {
			problems.Add(field, fault.Say("negative", "must not be negative"))
			sound = false
			continue
		}
		if sound = checkSize(problems, field, s.Share, one, MaxSharePlaces) && sound; sound {
			sum = sum.Add(s.Share)
		}
	}
	problems.Check(!sound || sum.Equal(one), field,
		fault.Say("profile.shares_sum", "sum to {sum}; they must sum to exactly 1", "sum", sum))
}
