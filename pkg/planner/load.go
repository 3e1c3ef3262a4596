package planner

import (
	"context"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// BuiltInReason is the reason that the record gives for having the projects that
// come with the program; pages show it in the reader's language.
const BuiltInReason = "built-in data of the corridor"

// Load puts a bundle into the record. Projects, documents, programmes, index
// series and budget programmes whose code is already taken, and exchange rates
// of a date already known, are left as they are, with everything that belongs to them: loading a bundle again
// changes nothing, and never undoes a planner's work.
type Load struct {
	Bundle Bundle

	// Created and Skipped say afterwards how many records were created and which
	// projects were already there.
	Created int      `json:"-"`
	Skipped []string `json:"-"`
}

// Name implements Command.
func (*Load) Name() string { return "load" }

func (*Load) movesMoney() bool { return true }

// loading is a Load at work.
type loading struct {
	*tx
	load    *Load
	ids     map[record.ID]record.ID // placeholder → real
	present map[record.ID]bool      // real ids of records that were there before
}

func (c *Load) apply(ctx context.Context, t *tx) error {
	l := &loading{tx: t, load: c, ids: map[record.ID]record.ID{}, present: map[record.ID]bool{}}
	c.Created, c.Skipped = 0, nil
	if err := l.findPresent(ctx); err != nil {
		return err
	}
	var publish []record.ID
	for _, e := range c.Bundle.Entities() {
		id, err := l.add(ctx, e)
		if err != nil {
			return err
		}
		if id != 0 {
			publish = append(publish, id)
		}
	}
	if err := t.settle(ctx); err != nil { // totals first: publishing freezes them
		return err
	}
	for _, id := range publish {
		if err := l.publish(ctx, id); err != nil {
			return err
		}
	}
	return l.chooseWorking(ctx)
}

// findPresent maps the bundle's records of no project, and its projects, that
// are already in the record.
func (l *loading) findPresent(ctx context.Context) error {
	b := &l.load.Bundle
	for _, find := range []func() error{
		present(ctx, l, b.Programmes, l.Programmes, func(p *project.Programme) string { return p.Code }),
		present(ctx, l, b.Documents, l.Documents, func(d *project.Document) string { return d.Code }),
		present(ctx, l, b.Rates, l.ExchangeRates, (*funding.Rate).Key),
		present(ctx, l, b.Series, l.IndexSeries, func(s *costmodel.Series) string { return s.Code }),
		present(ctx, l, b.Budgets, l.BudgetProgrammes, func(b *funding.BudgetProgramme) string { return b.Code }),
	} {
		if err := find(); err != nil {
			return err
		}
	}
	for i := range b.Projects {
		p, err := l.ProjectByCode(ctx, b.Projects[i].Code)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		l.note(b.Projects[i].ID, p.ID)
		l.load.Skipped = append(l.load.Skipped, p.Code)
	}
	return nil
}

// present returns a function that notes those of the bundle's records of one
// kind whose key one of the record has already.
func present[T any, P entityPointer[T]](ctx context.Context, l *loading, of []T, list func(context.Context) ([]T, error), key func(P) string) func() error {
	return func() error {
		there, err := list(ctx)
		if err != nil {
			return err
		}
		byKey := make(map[string]record.ID, len(there))
		for i := range there {
			byKey[key(&there[i])] = P(&there[i]).RecordMeta().ID
		}
		for i := range of {
			l.note(P(&of[i]).RecordMeta().ID, byKey[key(&of[i])])
		}
		return nil
	}
}

func (l *loading) note(placeholder, id record.ID) {
	if id != 0 {
		l.ids[placeholder] = id
		l.present[id] = true
	}
}

// add creates one record of the bundle unless it, or what it belongs to, is
// already there. It returns the id of an estimate that is to be published, 0
// for anything else.
func (l *loading) add(ctx context.Context, e record.Entity) (publish record.ID, err error) {
	placeholder := e.RecordMeta().ID
	if l.isPresent(placeholder) || l.isPresent(e.Owner()) {
		return 0, nil
	}
	if claim, ok := e.(*project.Claim); ok && l.isPresent(claim.Entity) {
		return 0, nil
	}
	kept, err := l.copied(e)
	if err != nil {
		return 0, err
	}
	published := false
	switch r := kept.(type) {
	case *project.Project:
		r.Working = project.WorkingChoice{}
	case *estimate.Estimate:
		published = r.Status == estimate.Published
		r.Status = estimate.Draft
	}
	if err := l.save(ctx, kept); err != nil {
		return 0, err
	}
	id := kept.RecordMeta().ID
	l.ids[placeholder] = id
	l.load.Created++
	if published {
		return id, nil
	}
	return 0, nil
}

// isPresent reports whether a record of the bundle was in the record before.
func (l *loading) isPresent(placeholder record.ID) bool { return l.present[l.ids[placeholder]] }

// copied returns a copy of the bundle's record to create, with real ids in
// place of placeholders; the bundle itself stays as it is.
func (l *loading) copied(e record.Entity) (record.Entity, error) {
	kept, err := newEntity(e.RecordKind())
	if err != nil {
		return nil, err
	}
	text, err := record.Encode(e)
	if err != nil {
		return nil, err
	}
	if err := record.Decode(text, kept); err != nil {
		return nil, err
	}
	*kept.RecordMeta() = record.Meta{}
	for _, ref := range kept.Refs() {
		if *ref.ID == 0 {
			continue
		}
		id, ok := l.ids[*ref.ID]
		if !ok && ref.Field != "working" { // the only reference ahead: chosen at the end
			return nil, fault.New(fault.Invalid, fault.Say("bundle.reference",
				"the bundle's {kind} refers to a {target} that does not come before it",
				"kind", e.RecordKind(), "target", ref.Kind))
		}
		*ref.ID = id
	}
	return kept, nil
}

func (l *loading) publish(ctx context.Context, id record.ID) error {
	var e estimate.Estimate
	if err := l.Get(ctx, id, &e); err != nil {
		return err
	}
	return (&PublishEstimate{Estimate: id, Version: e.Version}).apply(ctx, l.tx)
}

// chooseWorking chooses the working estimates of the projects just created,
// each with the reason that the bundle gives.
func (l *loading) chooseWorking(ctx context.Context) error {
	for i := range l.load.Bundle.Projects {
		from := &l.load.Bundle.Projects[i]
		id := l.ids[from.ID]
		if l.present[id] || from.Working.Estimate == 0 {
			continue
		}
		var p project.Project
		if err := l.Get(ctx, id, &p); err != nil {
			return err
		}
		c := ChooseEstimate{Project: id, Version: p.Version, Estimate: l.ids[from.Working.Estimate]}
		if err := c.choose(ctx, l.tx, from.Working.Reason); err != nil {
			return err
		}
	}
	return nil
}
