package planner

import (
	"context"
	"slices"

	"korridor/pkg/funding"
	"korridor/pkg/record"
)

// FundingView is the money of one project: its funding sources, their
// allocations by currency, and their ceilings.
type FundingView struct {
	*Dossier
	Sources  []SourceFunding
	Tables   []AllocationTable
	Ceilings []CeilingFunding
	Outlook  Outlook
}

// SourceFunding is a funding source with what counts of it, by currency.
type SourceFunding struct {
	*funding.Source
	Secured   []MoneySum // approved or later, where the status makes it secure
	Requested []MoneySum // requested, with no later stage on record
}

// CeilingFunding is a ceiling with its funding source and the requests that
// fall under it.
type CeilingFunding struct {
	*funding.Ceiling
	From      *funding.Source
	Programme *funding.BudgetProgramme // whose ceiling it is, shared with others; nil: the funding source's own
	Requests  []CeilingRequest
	Unrated   []*funding.Allocation // requests in a currency without a rate into the ceiling's
}

// CeilingRequest is an allocation compared with its ceiling.
type CeilingRequest struct {
	CeilingComparison
	Allocation *funding.Allocation
}

// Funding returns the money of the project with the code, or a NotFound fault.
// The trail also has the claims about the rates and budget programmes of its
// comparisons.
func (p *Planner) Funding(ctx context.Context, code string) (*FundingView, error) {
	v := &FundingView{Dossier: &Dossier{Today: p.Today(ctx)}}
	err := p.read(ctx, func(r Reader) error {
		if err := v.load(ctx, r, code, ClaimQuery{ExceptKind: record.CostLine}); err != nil {
			return err
		}
		rates, err := v.loadRates(ctx, r)
		if err != nil {
			return err
		}
		v.Ceilings = v.ceilingFunding(rates)
		programmes, err := programmesOf(ctx, r, v.Dossier.Sources)
		if err != nil {
			return err
		}
		v.Ceilings = append(v.Ceilings, v.programmeCeilings(programmes)...)
		return v.loadCeilingClaims(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	if v.Sources, err = v.sourceFunding(); err != nil {
		return nil, err
	}
	if v.Tables, err = v.AllocationTables(); err != nil {
		return nil, err
	}
	v.Outlook, err = v.Dossier.Outlook()
	return v, err
}

// loadRates returns the exchange rates, where a ceiling is in another currency
// than an allocation.
func (v *FundingView) loadRates(ctx context.Context, r Reader) ([]funding.Rate, error) {
	for i := range v.Dossier.Ceilings {
		if slices.ContainsFunc(v.Allocations, func(a funding.Allocation) bool { return a.Currency != v.Dossier.Ceilings[i].Currency }) {
			return r.ExchangeRates(ctx)
		}
	}
	return nil, nil
}

// loadCeilingClaims reads the claims about the budget programmes and the rates
// that the comparisons rest on.
func (v *FundingView) loadCeilingClaims(ctx context.Context, r Reader) error {
	var about []record.ID
	for i := range v.Ceilings {
		if of := v.Ceilings[i].Programme; of != nil {
			about = append(about, of.ID)
			continue
		}
		for _, request := range v.Ceilings[i].Requests {
			if request.Rate != nil {
				about = append(about, request.Rate.ID)
			}
		}
	}
	if len(about) == 0 {
		return nil
	}
	slices.Sort(about)
	return v.Trail.add(ctx, r, ClaimQuery{Entities: slices.Compact(about)})
}

// sourceFunding returns the project's funding sources, each with what is
// secured and what is only requested.
func (d *Dossier) sourceFunding() ([]SourceFunding, error) {
	all := make([]SourceFunding, len(d.Sources))
	at := make(map[record.ID]*SourceFunding, len(d.Sources))
	for i := range d.Sources {
		all[i].Source = &d.Sources[i]
		at[d.Sources[i].ID] = &all[i]
	}
	for i := range d.Allocations {
		if err := at[d.Allocations[i].Source].add(&d.Allocations[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (s *SourceFunding) add(a *funding.Allocation) error {
	var err error
	stage, amount := a.Standing()
	switch secured, ok := a.Secured(s.Status); {
	case ok:
		s.Secured, err = addAllocation(s.Secured, secured, a)
	case stage == funding.Requested:
		s.Requested, err = addAllocation(s.Requested, amount, a)
	}
	return err
}
