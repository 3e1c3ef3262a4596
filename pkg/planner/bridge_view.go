package planner

import (
	"context"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// BridgeQuery says which estimates of a project a bridge leads between.
type BridgeQuery struct {
	Project  string
	From, To string // codes; both "": the chain of published estimates in order of date
	Models   bool   // the chain has working models too
}

// BridgeView is the way from one estimate of a project to another, or from each
// published one to the next.
type BridgeView struct {
	*Dossier
	Chain   bool
	Members []*estimate.Estimate // that the steps lead between, in order
	Steps   []BridgeStep         // one less than members
	LeftOut []LeftOut            // of a chain
	// Refused says why there is no bridge between the two estimates asked for.
	Refused *fault.Error

	lines        map[record.ID][]estimate.Line
	attributions []estimate.Attribution
	assumptions  *costmodel.Assumptions // nil: none recorded
	series       []costmodel.Series
}

// BridgeStep is the way from one estimate to the next.
type BridgeStep struct {
	*estimate.Bridge
	Prices PriceStep
	// Unsure says that the dates do not tell which of the two came first.
	Unsure bool
	// Said is the newest change of each attribution: who says so, and when.
	Said map[record.ID]record.Change
}

// Bridge returns the bridge between two estimates, drafts as well, or the chain
// of those that are published. Faults: NotFound for a project or an estimate
// that is not there. Two estimates without a bridge (the same one twice, in
// different currencies, without a total) are told as Refused, with the field
// of the query that it is about.
func (p *Planner) Bridge(ctx context.Context, q BridgeQuery) (*BridgeView, error) {
	v := &BridgeView{Dossier: &Dossier{Today: p.Today(ctx)}, Chain: q.From == "" && q.To == ""}
	if err := p.read(ctx, func(r Reader) error { return v.read(ctx, r, q) }); err != nil {
		return nil, err
	}
	return v, nil
}

func (v *BridgeView) read(ctx context.Context, r Reader, q BridgeQuery) error {
	if err := v.load(ctx, r, q.Project, ClaimQuery{ExceptKind: record.CostLine}); err != nil {
		return err
	}
	if err := v.gather(q); err != nil || v.Refused != nil {
		return err
	}
	if err := v.readParts(ctx, r); err != nil {
		return err
	}
	if err := v.build(); err != nil {
		v.Refused, err = invalid(err)
		return err
	}
	return v.readAuthors(ctx, r)
}

// gather finds the estimates that the query asks for.
func (v *BridgeView) gather(q BridgeQuery) error {
	if v.Chain {
		v.gatherChain(q.Models)
		return nil
	}
	var p fault.Problems
	for _, end := range []struct{ field, code string }{{"from", q.From}, {"to", q.To}} {
		e := find(v.Estimates, func(e *estimate.Estimate) bool { return e.Code == end.code })
		switch {
		case end.code == "":
			p.Add(end.field, fault.Say("required", "is required"))
		case e == nil:
			return fault.New(fault.NotFound, fault.Say("estimate.not_found",
				"the project {project} has no estimate {code}", "project", q.Project, "code", end.code))
		default:
			p.Check(e.Total != nil, end.field, fault.Say("bridge.no_total",
				"the estimate {estimate} has neither cost lines nor a headline figure", "estimate", e.Code))
			v.Members = append(v.Members, e)
		}
	}
	p.Check(q.From != q.To, "to", fault.Say("attribution.same", "must be another estimate"))
	if err := p.Err(fault.Say("bridge.none", "there is no bridge between these two")); err != nil {
		v.Refused, err = invalid(err)
		return err
	}
	return nil
}

// readParts reads what the steps are made from.
func (v *BridgeView) readParts(ctx context.Context, r Reader) error {
	ids := make([]record.ID, len(v.Members))
	for i, e := range v.Members {
		ids[i] = e.ID
	}
	v.lines = map[record.ID][]estimate.Line{}
	if len(ids) > 0 {
		lines, err := r.Lines(ctx, ids...)
		if err != nil {
			return err
		}
		for _, l := range lines {
			v.lines[l.Estimate] = append(v.lines[l.Estimate], l)
		}
	}
	var err error
	if v.attributions, err = r.Attributions(ctx, v.Project.ID); err != nil {
		return err
	}
	assumptions, err := r.Assumptions(ctx, v.Project.ID)
	if err != nil {
		return err
	}
	if len(assumptions) > 0 {
		v.assumptions = &assumptions[0]
	}
	v.series, err = r.IndexSeries(ctx)
	return err
}

// build makes the steps.
func (v *BridgeView) build() error {
	sides := make([]estimate.Side, len(v.Members))
	for i, e := range v.Members {
		sides[i] = estimate.Side{Estimate: *e, Lines: v.lines[e.ID]}
	}
	var prices []PriceStep
	bridges, err := estimate.NewChain(sides, func(from, to *estimate.Estimate) estimate.Between {
		p := v.prices(from, to)
		prices = append(prices, p)
		return estimate.Between{Factor: p.Factor, Attributed: v.attributed(from.ID, to.ID)}
	})
	if err != nil {
		return err
	}
	for i, b := range bridges {
		v.Steps = append(v.Steps, BridgeStep{Bridge: b, Prices: prices[i], Unsure: !b.From.AsOf.Before(b.To.AsOf) && !b.To.AsOf.Before(b.From.AsOf)})
	}
	return nil
}

// attributed returns what planners say about a step, in the order in which they
// first said it.
func (v *BridgeView) attributed(from, to record.ID) []estimate.Attribution {
	var all []estimate.Attribution
	for _, a := range v.attributions {
		if a.From == from && a.To == to {
			all = append(all, a)
		}
	}
	return all
}

// readAuthors reads who attributed what, with the documents and the claims about
// the price series.
func (v *BridgeView) readAuthors(ctx context.Context, r Reader) error {
	var documents, series []record.ID
	for i := range v.Steps {
		step := &v.Steps[i]
		step.Said = map[record.ID]record.Change{}
		for _, a := range step.Attributed {
			documents = append(documents, a.Document)
			changes, err := r.Changes(ctx, ChangeQuery{Entity: a.ID, Limit: 1})
			if err != nil {
				return err
			}
			if len(changes) > 0 {
				step.Said[a.ID] = changes[0]
			}
		}
		if s := step.Prices.Series; s != nil {
			series = append(series, s.ID)
		}
	}
	if err := v.Trail.addDocuments(ctx, r, documents); err != nil || len(series) == 0 {
		return err
	}
	return v.Trail.add(ctx, r, ClaimQuery{Entities: series})
}

// Whole returns the first and the last of the members, nil where there are none.
func (v *BridgeView) Whole() (from, to *estimate.Estimate) {
	if len(v.Members) == 0 {
		return nil, nil
	}
	return v.Members[0], v.Members[len(v.Members)-1]
}

// Lines returns the cost lines of a member.
func (v *BridgeView) Lines(id record.ID) []estimate.Line { return v.lines[id] }
