package planner

import (
	"context"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/outside"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// OutsideView is an estimate held against other projects: what a kilometre, a
// tunnel, a bridge cost there, and by how much such projects overran.
type OutsideView struct {
	*EstimateSheet
	Base    money.Amount        // the total without contingency, which uplifts are of
	RouteM  decimal.NullDecimal // of the sections in scope, metres; not known where that of one is not
	TunnelM decimal.NullDecimal // of the tunnels in those sections, metres
	Rates   []UnitRate
	Whole   *Uplifted       // as one kind of project throughout; nil: no class for the sector
	Split   *Uplifted       // tunnel and open line apart; nil: their lengths are not known
	Means   []outside.Class // with a mean and a deviation only
	Bias    []Bias
	Range   *AccuracyRange // nil: the estimate states no class
}

// UnitRate is a unit cost with the references that it is held against.
type UnitRate struct {
	estimate.Benchmark
	Held []Held
}

// Held is a unit cost against one reference.
type Held struct {
	outside.Reference
	Range   estimate.Range
	Verdict estimate.Verdict
}

// Uplifted is an estimate uplifted to two probabilities.
type Uplifted struct{ P50, P80 *outside.View }

// Bias is the published bounds of optimism bias, with the estimate at both;
// the amounts are nil for durations.
type Bias struct {
	outside.Class
	Lower, Upper *money.Amount
}

// AccuracyRange is what is expected of estimates of the class, in amounts.
type AccuracyRange struct {
	estimate.Accuracy
	LowWorst, LowBest, HighBest, HighWorst money.Amount
}

// fixedLinks is the class of bridges and tunnels.
const fixedLinks = "dft-fixed-links"

// Outside returns the outside view of a revision that has a total, with the
// claims about the programme's reference figures in the trail. Faults: NotFound
// for a project or a revision that is not there; those of estimate.Benchmarks.
func (p *Planner) Outside(ctx context.Context, code, revision string) (*OutsideView, error) {
	v := &OutsideView{EstimateSheet: &EstimateSheet{Dossier: &Dossier{Today: p.Today(ctx)}}}
	err := p.read(ctx, func(r Reader) error {
		if err := v.read(ctx, r, code, revision); err != nil {
			return err
		}
		return v.Trail.add(ctx, r, ClaimQuery{Entities: []record.ID{v.Programme.ID}})
	})
	if err != nil || v.Estimate.Total == nil {
		return v, err
	}
	return v, v.compute()
}

func (v *OutsideView) compute() error {
	v.measure()
	v.Base = *v.Estimate.Total
	if len(v.Lines) > 0 {
		costed, _ := v.costed()
		sum, err := estimate.SumOf(costed, func(*estimate.Line) bool { return true })
		if err != nil {
			return err
		}
		v.Base = sum.Base
	}
	for _, step := range []func() error{v.addRates, v.addUplifts, v.addBias, v.addRange} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// measure sets the lengths of the route and of its tunnels. A section within
// another one in scope does not count twice.
func (v *OutsideView) measure() {
	scope := v.Estimate.Sections
	route, tunnels, known, bored := decimal.Zero, decimal.Zero, len(scope) > 0, len(scope) > 0
	for _, id := range scope {
		s := v.Section(id)
		if s == nil || slices.Contains(scope, s.Within) {
			continue
		}
		known = known && s.LengthM.Valid
		route = route.Add(s.LengthM.Decimal)
	}
	for i := range v.Structures {
		if s := &v.Structures[i]; s.Kind == project.Tunnel && slices.Contains(scope, s.Section) {
			bored = bored && s.LengthM.Valid
			tunnels = tunnels.Add(s.LengthM.Decimal)
		}
	}
	v.RouteM = decimal.NullDecimal{Decimal: route, Valid: known && route.IsPositive()}
	v.TunnelM = decimal.NullDecimal{Decimal: tunnels, Valid: bored && tunnels.IsPositive()}
}

// measures are the unit costs that estimates are held against others by.
var measures = []estimate.Measure{{Of: estimate.Route, Per: estimate.PerKilometre},
	{Of: string(project.Tunnel), Per: estimate.PerKilometre}, {Of: string(project.Bridge), Per: estimate.PerPiece}}

// addRates sets the unit costs, each against every reference of its measure:
// those of the route for the project's sector, those of structures for all.
func (v *OutsideView) addRates() error {
	works := map[record.ID]estimate.Work{}
	for i := range v.Structures {
		s := &v.Structures[i]
		w := estimate.Work{Kind: string(s.Kind), LengthM: s.LengthM}
		if s.Count != nil {
			w.Count = record.Known(decimal.NewFromInt(*s.Count))
		}
		works[s.ID] = w
	}
	lines := v.Lines
	if len(lines) == 0 { // a headline figure is of the whole route
		lines = []estimate.Line{{Category: estimate.Construction, Quantity: record.Known(decimal.NewFromInt(1)), UnitRate: record.Known(v.Base.Decimal())}}
	}
	rates, err := estimate.Benchmarks(v.Estimate.Currency, lines, works, v.RouteM, measures, nil)
	if err != nil {
		return err
	}
	for _, b := range rates {
		u := UnitRate{Benchmark: b}
		for _, r := range outside.References("") {
			if r.Measure != b.Measure || (b.Measure.Of == estimate.Route && r.Sector != v.Project.Sector) {
				continue
			}
			h := Held{Reference: r, Range: r.Range(), Verdict: estimate.NoReference}
			if b.UnitCost != nil {
				h.Verdict = h.Range.Judge(*b.UnitCost)
			}
			u.Held = append(u.Held, h)
		}
		v.Rates = append(v.Rates, u)
	}
	return nil
}

// addUplifts sets the uplifts by the class of the sector, throughout and with
// the tunnels as fixed links, and the classes that have only a mean.
func (v *OutsideView) addUplifts() error {
	tunnel, _ := outside.ClassByCode(fixedLinks)
	for _, c := range outside.Classes() {
		if c.Measure != outside.Cost || c.Sector != v.Project.Sector || c.Sector == "" {
			continue
		}
		if c.Mean.Valid {
			v.Means = append(v.Means, c)
			continue
		}
		var err error
		if v.Whole, err = uplifted(outside.Mix{Parts: []outside.MixPart{{Class: c, Share: decimal.NewFromInt(1)}}}, v.Base); err != nil {
			return err
		}
		if open := v.RouteM.Decimal.Sub(v.TunnelM.Decimal); v.RouteM.Valid && v.TunnelM.Valid && open.IsPositive() {
			v.Split, err = uplifted(outside.Mix{Parts: []outside.MixPart{{Class: c, Share: open}, {Class: tunnel, Share: v.TunnelM.Decimal}}}, v.Base)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func uplifted(m outside.Mix, base money.Amount) (*Uplifted, error) {
	p50, err := m.View(base, decimal.New(5, -1))
	if err != nil {
		return nil, err
	}
	p80, err := m.View(base, decimal.New(8, -1))
	return &Uplifted{p50, p80}, err
}

// addBias sets the bounds of optimism bias of works that are no buildings.
func (v *OutsideView) addBias() error {
	for _, c := range outside.Classes() {
		if c.Bounds == nil || strings.Contains(c.Code, "buildings") {
			continue
		}
		b := Bias{Class: c}
		if c.Measure == outside.Cost {
			lower, err := grown(v.Base, c.Bounds.Lower)
			if err != nil {
				return err
			}
			upper, err := grown(v.Base, c.Bounds.Upper)
			if err != nil {
				return err
			}
			b.Lower, b.Upper = &lower, &upper
		}
		v.Bias = append(v.Bias, b)
	}
	return nil
}

// grown returns an amount that is percent more, half-even to minor units.
func grown(a money.Amount, percent decimal.Decimal) (money.Amount, error) {
	return a.Mul(percent.Shift(-2).Add(decimal.NewFromInt(1)))
}

func (v *OutsideView) addRange() error {
	accuracy, ok := estimate.AccuracyOf(v.Estimate.Class)
	if !ok {
		return nil
	}
	r := &AccuracyRange{Accuracy: accuracy}
	for _, end := range []struct {
		into    *money.Amount
		percent int64
	}{{&r.LowWorst, accuracy.LowWorst}, {&r.LowBest, accuracy.LowBest}, {&r.HighBest, accuracy.HighBest}, {&r.HighWorst, accuracy.HighWorst}} {
		var err error
		if *end.into, err = grown(v.Base, decimal.NewFromInt(end.percent)); err != nil {
			return err
		}
	}
	v.Range = r
	return nil
}
