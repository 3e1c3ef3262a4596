package costmodel

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Assumptions are the modelling assumptions of one project. They stand apart
// from its estimates, which are frozen once published.
type Assumptions struct {
	record.Meta
	Project        record.ID // no other assumptions are of it
	Rules          []IndexRule
	DiscountRate   decimal.NullDecimal // real, a fraction; not valid: not known, or DiscountSeries says it
	DiscountSeries string              // the code of a shipped series of discount rates, instead of DiscountRate
	Caps           []funding.YearAmount
	CapsCarryOver  bool           // what a cap leaves over stays available in the next year
	Currency       money.Currency // of the caps; none where there are none
	CountryShares  []CountryShare // of what the countries share; empty: not known
	Note           text.Label
}

// IndexRule says by which series the prices of some lines move: those of a
// category, the line with a code, or all. The most specific rule of a line
// counts: line before category before all.
type IndexRule struct {
	Category estimate.Category // "" where the rule is not of a category
	Line     string            // code; "" where the rule is not of a line
	Index    record.ID         // 0: deliberately not escalated
}

// CountryShare is the part of one country in what the countries share, a fraction.
type CountryShare struct {
	Country record.Country
	Share   decimal.Decimal
}

// RecordKind implements record.Entity.
func (*Assumptions) RecordKind() record.Kind { return record.Assumptions }

// Owner implements record.Entity.
func (a *Assumptions) Owner() record.ID { return a.Project }

// Refs implements record.Entity.
func (a *Assumptions) Refs() []record.Ref {
	refs := []record.Ref{{Field: "project", Kind: record.Project, ID: &a.Project}}
	for i := range a.Rules {
		refs = append(refs, record.Ref{Field: "rules", Kind: record.IndexSeries, ID: &a.Rules[i].Index})
	}
	return refs
}

// FigureFields implements record.Figured: the discount rate, the cap of each
// year and the share of each country ("share_AL").
func (a *Assumptions) FigureFields() []record.FigureField {
	fields := []record.FigureField{record.NumberFigure("discount_rate", Fraction, &a.DiscountRate)}
	fields = append(fields, funding.YearFigures("cap", a.Currency, a.Caps)...)
	for i := range a.CountryShares {
		s := &a.CountryShares[i]
		fields = append(fields, record.ShareFigure("share_"+string(s.Country), Fraction, &s.Share))
	}
	return fields
}

// RuleOf returns the rule that counts for a line of the code and category; ok
// is false where none does.
func (a *Assumptions) RuleOf(line string, category estimate.Category) (rule IndexRule, ok bool) {
	best := -1
	for _, r := range a.Rules {
		rank := 0
		switch {
		case r.Line != "":
			rank = 2
			if r.Line != line {
				continue
			}
		case r.Category != "":
			rank = 1
			if r.Category != category {
				continue
			}
		}
		if rank > best {
			rule, best = r, rank
		}
	}
	return rule, best >= 0
}

// Validate implements record.Entity.
func (a *Assumptions) Validate() error {
	var p fault.Problems
	p.Check(a.Project != 0, "project", fault.Say("required", "is required"))
	text.CheckLabel(&p, "note", a.Note, text.MaxNote, false)
	a.checkRules(&p)
	a.checkDiscount(&p)
	p.Check(len(a.Caps) == 0 || !a.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	funding.CheckYearAmounts(&p, "caps", a.Caps, a.Currency)
	checkShares(&p, a.CountryShares)
	return p.Err(fault.Say("assumptions.invalid", "the assumptions cannot be kept"))
}

func (a *Assumptions) checkRules(p *fault.Problems) {
	record.CheckCount(p, "rules", len(a.Rules), MaxRules)
	seen := map[IndexRule]bool{}
	for _, r := range a.Rules {
		p.Check(r.Line == "" || r.Category == "", "rules", fault.Say("assumptions.rule_both", "a rule is of a line or of a category, not of both"))
		if r.Line != "" {
			text.CheckCode(p, "rules", r.Line)
		}
		if r.Category != "" {
			text.CheckOneOf(p, "rules", r.Category, estimate.Categories)
		}
		r.Index = 0
		p.Check(!seen[r], "rules", fault.Say("assumptions.rule_twice", "has two rules for the same lines"))
		seen[r] = true
	}
}

// maxDiscount bounds a discount rate: 100 %.
var maxDiscount = decimal.NewFromInt(1)

func (a *Assumptions) checkDiscount(p *fault.Problems) {
	record.CheckNotNegative(p, "discount_rate", a.DiscountRate)
	p.Check(!a.DiscountRate.Valid || a.DiscountRate.Decimal.LessThanOrEqual(maxDiscount), "discount_rate",
		fault.Say("fraction_range", "is larger than {max}: write 0.05 for 5 %", "max", maxDiscount))
	p.Check(!a.DiscountRate.Valid || a.DiscountSeries == "", "discount_series",
		fault.Say("assumptions.discount_both", "stands instead of a discount rate: leave one of the two out"))
	if a.DiscountSeries != "" {
		text.CheckCode(p, "discount_series", a.DiscountSeries)
	}
}

// checkShares notes a problem unless the shares are of distinct countries, above
// zero, and sum to exactly 1; none at all is fine.
func checkShares(p *fault.Problems, shares []CountryShare) {
	if len(shares) == 0 {
		return
	}
	seen, sum := map[record.Country]bool{}, decimal.Zero
	for _, s := range shares {
		record.CheckCountry(p, "country_shares", s.Country)
		p.Check(s.Country != "" && s.Country != record.Shared, "country_shares", fault.Say("shares.country", "each share is of one country"))
		p.Check(!seen[s.Country], "country_shares", fault.Say("shares.twice", "names {country} twice", "country", string(s.Country)))
		seen[s.Country] = true
		record.CheckNumber(p, "country_shares", s.Share)
		p.Check(s.Share.IsPositive(), "country_shares", fault.Say("not_positive", "must be above zero"))
		sum = sum.Add(s.Share)
	}
	p.Check(sum.Equal(decimal.NewFromInt(1)), "country_shares",
		fault.Say("shares.sum", "must add up to exactly 1, and not to {sum}", "sum", sum.String()))
}
