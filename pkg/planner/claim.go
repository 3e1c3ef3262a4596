package planner

import (
	"context"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// ChooseClaim makes a claim the chosen one about its figure, and its value the
// record's figure.
type ChooseClaim struct {
	Claim   record.ID
	Version int64
}

// Name implements Command.
func (*ChooseClaim) Name() string { return "choose_claim" }

// movesMoney: the claim may be about an amount, which is not known here.
func (*ChooseClaim) movesMoney() bool { return true }

func (c *ChooseClaim) apply(ctx context.Context, t *tx) error {
	var claim project.Claim
	if err := t.Get(ctx, c.Claim, &claim); err != nil {
		return err
	}
	claim.Version, claim.Chosen = c.Version, true
	return t.save(ctx, &claim)
}

// unchooseOthers leaves the claim as the only chosen one about its figure.
func (t *tx) unchooseOthers(ctx context.Context, chosen *project.Claim) error {
	claims, err := t.Claims(ctx, ClaimQuery{Entities: []record.ID{chosen.Entity}, OnlyChosen: true})
	if err != nil {
		return err
	}
	for i := range claims {
		c := &claims[i]
		if c.Field != chosen.Field || c.ID == chosen.ID {
			continue
		}
		c.Chosen = false
		if err := t.Save(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// agree makes the figure that a chosen claim is about the claim's value.
func (t *tx) agree(ctx context.Context, e record.Entity) error {
	claim, ok := e.(*project.Claim)
	if !ok || !claim.Chosen {
		return nil
	}
	about, err := newEntity(claim.Kind)
	if err != nil {
		return err
	}
	if t.estimates[claim.Entity] {
		if err := t.renewTotal(ctx, claim.Entity); err != nil {
			return err
		}
	}
	if err := t.Get(ctx, claim.Entity, about); err != nil {
		return err
	}
	changed, err := setFigure(about, claim)
	if err != nil || !changed {
		return err
	}
	return t.save(ctx, about)
}

// setFigure gives the record the value of the claim about it, and says whether
// that changed anything. A claim about a fact that the record has no figure
// for changes nothing.
func setFigure(about record.Entity, claim *project.Claim) (changed bool, err error) {
	if !record.HasFigure(about, claim.Field) {
		return false, nil
	}
	before := figure(about, claim.Field)
	if e, ok := about.(*estimate.Estimate); ok && claim.Field == "total" && e.Headline == nil && e.Total != nil {
		e.Total = nil // so that the claim sets a headline, which lines then refuse
	}
	if err := record.SetFigure(about, claim.Field, claim.Value, claim.Unit); err != nil {
		return false, fieldFault("value", err)
	}
	return figure(about, claim.Field) != before, nil
}

// fieldFault lets a fault without fields be about the field.
func fieldFault(field string, err error) error {
	var p fault.Problems
	p.Merge(field, err)
	return p.Err(fault.Say("claim.invalid", "the claim cannot be kept"))
}

// figure returns the canonical value of a figure, "" where it is not known.
func figure(e record.Entity, field string) string {
	for _, f := range record.Figures(e) {
		if f.Field == field {
			return f.Value
		}
	}
	return ""
}

// dropClaims unchooses the claims that no longer say what the record says: a
// figure that was changed by hand has no document until one is given.
func (t *tx) dropClaims(ctx context.Context, e record.Entity) error {
	if _, ok := e.(record.Figured); !ok {
		return nil
	}
	claims, err := t.Claims(ctx, ClaimQuery{Entities: []record.ID{e.RecordMeta().ID}, OnlyChosen: true})
	if err != nil {
		return err
	}
	for i := range claims {
		agrees, err := agrees(e, &claims[i])
		if err != nil {
			return err
		}
		if agrees {
			continue
		}
		claims[i].Chosen = false
		if err := t.Save(ctx, &claims[i]); err != nil {
			return err
		}
	}
	return nil
}

// agrees reports whether the record's figure is the claim's value. Claims
// about facts that the record has no figure for always agree.
func agrees(e record.Entity, claim *project.Claim) (bool, error) {
	copied, err := newEntity(e.RecordKind())
	if err != nil {
		return false, err
	}
	text, err := record.Encode(e)
	if err != nil {
		return false, err
	}
	if err := record.Decode(text, copied); err != nil {
		return false, err
	}
	changed, err := setFigure(copied, claim)
	return err == nil && !changed, nil
}
