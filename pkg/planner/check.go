package planner

import (
	"context"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Check goes through the whole record, project by project, and reports every
// rule that it breaks: totals that are not the sum of their lines, chosen claims
// that the record does not agree with, stages out of order. It calls found for
// each, with "" for what belongs to no project, and returns an error only when
// the record cannot be read.
func (p *Planner) Check(ctx context.Context, found func(project string, m fault.Message)) error {
	return p.read(ctx, func(r Reader) error {
		c := checking{ctx: ctx, r: r, found: found}
		if err := c.programmes(); err != nil {
			return err
		}
		for offset := 0; ; offset += reportBatch {
			page, _, err := r.Projects(ctx, ProjectQuery{Limit: reportBatch, Offset: offset})
			if err != nil {
				return err
			}
			for i := range page {
				c := checking{ctx: ctx, r: r, code: page[i].Code, found: found}
				if err := c.project(); err != nil {
					return err
				}
			}
			if len(page) < reportBatch {
				return nil
			}
		}
	})
}

type checking struct {
	ctx   context.Context
	r     Reader
	code  string
	found func(string, fault.Message)
}

// programmes checks the records that belong to no project.
func (c *checking) programmes() error {
	shared, err := sharedRecords(c.ctx, c.r)
	if err != nil {
		return err
	}
	return c.chosen(NewTrail(nil), 0, shared)
}

// chosen compares the records of a project, 0 for none, with the claims about
// them that are chosen.
func (c *checking) chosen(trail Trail, id record.ID, entities []record.Entity) error {
	if _, err := trail.addClaims(c.ctx, c.r, ClaimQuery{Projects: []record.ID{id}, OnlyChosen: true}); err != nil {
		return err
	}
	for _, e := range entities {
		if err := c.claims(e, trail.About(e.RecordMeta().ID)); err != nil {
			return err
		}
	}
	return nil
}

func (c *checking) project() error {
	d := &Dossier{Trail: NewTrail(nil)}
	if err := d.loadParts(c.ctx, c.r, c.code); err != nil {
		return err
	}
	entities := appendEach([]record.Entity{&d.Project}, d.Sections)
	entities = appendEach(entities, d.Phases)
	entities = appendEach(entities, d.Milestones)
	entities = appendEach(entities, d.Structures)
	entities = appendEach(entities, d.Estimates)
	entities = appendEach(entities, d.Sources)
	entities = appendEach(entities, d.Ceilings)
	entities = appendEach(entities, d.Allocations)
	for i := range d.Estimates {
		lines, err := c.r.Lines(c.ctx, d.Estimates[i].ID)
		if err != nil {
			return err
		}
		c.total(&d.Estimates[i], lines)
		entities = appendEach(entities, lines)
	}
	model, err := loadModelRecords(c.ctx, c.r, d.Project.ID)
	if err != nil {
		return err
	}
	if err := c.chosen(d.Trail, d.Project.ID, model.appendTo(entities)); err != nil {
		return err
	}
	for i := range model.Attributions {
		c.attribution(d, &model.Attributions[i])
	}
	for i := range d.Sources {
		c.stages(&d.Sources[i], d.Allocations)
	}
	return nil
}

func (c *checking) total(e *estimate.Estimate, lines []estimate.Line) {
	want := e.Headline
	if len(lines) > 0 {
		sum, err := estimate.Total(e.Currency, lines)
		if err != nil {
			c.found(c.code, fault.Say("check.total_error", "estimate {code}: {problem}", "code", e.Code, "problem", err.Error()))
			return
		}
		want = &sum
	}
	if !sameAmount(want, e.Total) {
		c.found(c.code, fault.Say("check.total", "estimate {code}: the total {total} is not what its parts add up to",
			"code", e.Code, "total", plain(e.Total)))
	}
}

// attribution looks at the currency of an attribution, which is that of both
// its estimates.
func (c *checking) attribution(d *Dossier, a *estimate.Attribution) {
	for _, id := range []record.ID{a.From, a.To} {
		if e := d.Estimate(id); e == nil || e.Currency != a.Currency {
			c.found(c.code, fault.Say("check.attribution", "attribution {id}: its amount {amount} is not in the currency of its estimates",
				"id", a.ID, "amount", plain(a.Amount)))
			return
		}
	}
}

func sameAmount(a, b *money.Amount) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}

func (c *checking) claims(e record.Entity, claims []project.Claim) error {
	for i := range claims {
		ok, err := agrees(e, &claims[i])
		if err != nil {
			return err
		}
		if !ok {
			c.found(c.code, fault.Say("check.claim", "{kind} {id}: {field} is not what its chosen claim says, {value} {unit}",
				"kind", e.RecordKind(), "id", e.RecordMeta().ID, "field", claims[i].Field,
				"value", claims[i].Value, "unit", claims[i].Unit))
		}
	}
	return nil
}

func (c *checking) stages(s *funding.Source, allocations []funding.Allocation) {
	var own []funding.Allocation
	for _, a := range allocations {
		if a.Source == s.ID {
			own = append(own, a)
		}
	}
	if err := funding.CheckStages(own, s.CarryOver); err != nil {
		c.found(c.code, fault.Say("check.stages", "funding source {code}: {problem}", "code", s.Code, "problem", err.Error()))
	}
}
