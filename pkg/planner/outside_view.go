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
	Uplifts
	Rates []UnitRate
	Bias  []Bias
	Range *AccuracyRange // nil: the estimate states no class
}

// Uplifts are an amount uplifted by how much projects of its kind overran.
type Uplifts struct {
	Base    money.Amount        // what the uplifts are of: without contingency
	RouteM  decimal.NullDecimal // of the sections in scope, metres; not known where that of one is not
	TunnelM decimal.NullDecimal // of the tunnels in those sections, metres
	Whole   *Uplifted           // as one kind of project throughout; nil: no class for the sector
	Split   *Uplifted           // open line and tunnel apart, in this order; nil: their lengths are not known
	Means   []outside.Class     // with a mean and a deviation only
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
	base := *v.Estimate.Total
	if len(v.Lines) > 0 {
		costed, _ := v.costed()
		sum, err := estimate.SumOf(costed, func(*estimate.Line) bool { return true })
		if err != nil {
			return err
		}
		base = sum.Base
	}
	var err error
	if v.Uplifts, err = v.uplifts(base); err != nil {
		return err
	}
	for _, step := range []func() error{v.addRates, v.addBias, v.addRange} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// measure returns the lengths of the estimate's route and of its tunnels. A section
// within another one in scope does not count twice.
func (v *EstimateSheet) measure() (routeM, tunnelM decimal.NullDecimal) {
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
	return decimal.NullDecimal{Decimal: route, Valid: known && route.IsPositive()},
		decimal.NullDecimal{Decimal: tunnels, Valid: bored && tunnels.IsPositive()}
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

// uplifts uplifts what the estimate comes to without contingency, at base prices or
// in the money of the years: by the class of the sector, throughout and with the
// tunnels as fixed links.
func (v *EstimateSheet) uplifts(base money.Amount) (Uplifts, error) {
	u := Uplifts{Base: base}
	u.RouteM, u.TunnelM = v.measure()
	tunnel, _ := outside.ClassByCode(fixedLinks)
	for _, c := range outside.Classes() {
		if c.Measure != outside.Cost || c.Sector != v.Project.Sector || c.Sector == "" {
			continue
		}
		if c.Mean.Valid {
			u.Means = append(u.Means, c)
			continue
		}
		var err error
		if u.Whole, err = uplifted(outside.Mix{Parts: []outside.MixPart{{Class: c, Share: decimal.NewFromInt(1)}}}, base); err != nil {
			return u, err
		}
		if open := u.RouteM.Decimal.Sub(u.TunnelM.Decimal); u.RouteM.Valid && u.TunnelM.Valid && open.IsPositive() {
			u.Split, err = uplifted(outside.Mix{Parts: []outside.MixPart{{Class: c, Share: open}, {Class: tunnel, Share: u.TunnelM.Decimal}}}, base)
			if err != nil {
				return u, err
			}
		}
	}
	return u, nil
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
