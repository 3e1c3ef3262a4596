package planner

import (
	"cmp"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// LeftOut is a published estimate that is not in a chain.
type LeftOut struct {
	*estimate.Estimate
	Why fault.Message
}

// gatherChain sets the members of a chain: the published estimates with a date
// and a total in the chain's currency, in order of date. Working models are
// left out unless they are asked for: they are made here, after figures that
// others stated, and explain no change of those.
func (v *BridgeView) gatherChain(models bool) {
	currency := v.chainCurrency()
	for i := range v.Estimates {
		e := &v.Estimates[i]
		if e.Status != estimate.Published {
			continue
		}
		var why fault.Message
		switch {
		case e.Total == nil:
			why = fault.Say("bridge.left_total", "it has no total")
		case e.Currency != currency:
			why = fault.Say("bridge.left_currency", "it is in {currency}", "currency", e.Currency)
		case e.AsOf.IsZero():
			why = fault.Say("bridge.left_date", "its date is not known")
		case e.Kind == estimate.WorkingModel && !models:
			why = fault.Say("bridge.left_model", "a model made here, not a figure that somebody stated")
		default:
			v.Members = append(v.Members, e)
			continue
		}
		v.LeftOut = append(v.LeftOut, LeftOut{e, why})
	}
	slices.SortStableFunc(v.Members, func(a, b *estimate.Estimate) int { return inOrder(a.AsOf, b.AsOf) })
	v.keepRelated()
}

// keepRelated leaves out of a chain what is for other works: where some figures
// have no section in common with the working estimate, or with the earliest
// figure that has sections, only those that do have stay. Without such figures
// all stay, also those whose sections are not recorded.
func (v *BridgeView) keepRelated() {
	anchor := v.Working()
	if anchor == nil || len(anchor.Sections) == 0 {
		i := slices.IndexFunc(v.Members, func(e *estimate.Estimate) bool { return len(e.Sections) > 0 })
		if i < 0 {
			return
		}
		anchor = v.Members[i]
	}
	related := func(e *estimate.Estimate) bool {
		return slices.ContainsFunc(e.Sections, func(id record.ID) bool { return slices.Contains(anchor.Sections, id) })
	}
	if !slices.ContainsFunc(v.Members, func(e *estimate.Estimate) bool { return len(e.Sections) > 0 && !related(e) }) {
		return
	}
	v.Members = slices.DeleteFunc(v.Members, func(e *estimate.Estimate) bool {
		if !related(e) {
			v.LeftOut = append(v.LeftOut, LeftOut{e, fault.Say("bridge.left_sections", "it is for other sections, or its sections are not recorded")})
		}
		return !related(e)
	})
}

// inOrder orders known dates by the last day that they can mean, so that what
// is known by its year only comes after what is known to lie within that year.
func inOrder(a, b schedule.Date) int {
	return cmp.Or(a.Last().Compare(b.Last()), a.First().Compare(b.First()))
}

// chainCurrency is the currency of the working estimate, else that of most of
// the published ones, the first of them where several are as many.
func (v *BridgeView) chainCurrency() money.Currency {
	if w := v.Working(); w != nil {
		return w.Currency
	}
	counts := map[money.Currency]int{}
	var best money.Currency
	for i := range v.Estimates {
		if e := &v.Estimates[i]; e.Status == estimate.Published && e.Total != nil {
			counts[e.Currency]++
		}
	}
	for i := range v.Estimates {
		if c := v.Estimates[i].Currency; counts[c] > counts[best] {
			best = c
		}
	}
	return best
}
