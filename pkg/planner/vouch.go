package planner

import (
	"context"
	"fmt"

	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Vouching says what one figure of a record rests on.
type Vouching struct {
	Field    string
	Basis    project.Basis // "": nothing vouches for it
	Document record.ID     // of a sourced one
	Why      text.Label    // the reason of an assumed one, the formula of a derived one; where it is empty, the reason of the change
}

// vouchFor gives the figures that are named the claims asked for: one that
// agrees stays as it is, anything else gets a new claim. Faults name the
// vouching: "vouch[3].document", counted from 0.
func (t *tx) vouchFor(ctx context.Context, e record.Entity, list []Vouching) error {
	id := e.RecordMeta().ID
	claims, err := t.Claims(ctx, ClaimQuery{Entities: []record.ID{id}, OnlyChosen: true})
	if err != nil {
		return err
	}
	values := map[string]record.Figure{}
	for _, f := range record.Figures(e) {
		values[f.Field] = f
	}
	var p fault.Problems
	for i, v := range list {
		figure, known := values[v.Field]
		if !known {
			continue
		}
		err := t.vouchOne(ctx, e, figure, v, find(claims, func(c *project.Claim) bool { return c.Field == v.Field }))
		if err != nil && !fault.Is(err, fault.Invalid) {
			return err
		}
		p.Merge(fmt.Sprintf("vouch[%d].", i), err)
	}
	return p.Err(fault.Say("claim.invalid", "the claim cannot be kept"))
}

func (t *tx) vouchOne(ctx context.Context, e record.Entity, figure record.Figure, v Vouching, chosen *project.Claim) error {
	if v.Basis == "" {
		return t.unchoose(ctx, chosen)
	}
	why := v.Why
	if why.IsZero() {
		why = text.Plain(t.act.Reason)
	}
	c := project.Claim{Project: e.Owner(), Kind: e.RecordKind(), Entity: e.RecordMeta().ID, Field: figure.Field, Value: figure.Value, Unit: figure.Unit,
		Basis: v.Basis, Document: v.Document, Note: v.Why, Chosen: true}
	switch v.Basis {
	case project.Derived:
		c.Formula, c.Note = why, text.Label{}
	case project.Assumed:
		c.Note = why
	}
	if chosen != nil && chosen.Basis == c.Basis && chosen.Document == c.Document && (v.Why.IsZero() || chosen.Note == c.Note && chosen.Formula == c.Formula) {
		return nil
	}
	return t.save(ctx, &c)
}
