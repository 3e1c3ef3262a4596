package planner_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
)

// What is confirmed of an estimate is its lines: exchanged for others of the
// same sum after it was proposed, they are not published.
func TestLinesCannotBeExchangedBehindAConfirmer(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		for name, exchange := range map[string]func(e estimate.Estimate, one, other estimate.Line){
			"changed": func(_ estimate.Estimate, one, other estimate.Line) {
				one.Quantity, other.Quantity = num("2"), num("1")
				save(d, &planner.SaveSheet{Estimate: one.Estimate, Rows: []planner.SheetRow{{Line: one}, {Line: other}}})
			},
			"more": func(e estimate.Estimate, _, _ estimate.Line) { d.line(e.ID, "free", "0", "5") },
			"fewer": func(_ estimate.Estimate, _, other estimate.Line) {
				save(d, &planner.Delete{Kind: record.CostLine, ID: other.ID, Version: other.Version})
			},
		} {
			e := d.estimate(name)
			one, other := d.line(e.ID, "one", "1", "10"), d.line(e.ID, "other", "2", "10")
			if name == "fewer" {
				other = d.line(e.ID, "zero", "0", "10")
			}
			e = d.reload(e.ID)
			p := d.propose(petrit, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version})
			exchange(e, one, other)
			if now := d.reload(e.ID); now.Version != e.Version {
				t.Fatalf("%s: the sum changed", name)
			}
			if err := d.Do(besa, act, confirming(p)); !fault.Is(err, fault.Conflict) || d.reload(e.ID).Status == estimate.Published {
				t.Errorf("%s: published all the same (%v)", name, err)
			}
			d.get(p.ID, &p)
			if p.Status != proposal.Returned || !p.Moved {
				t.Errorf("%s: %+v", name, p)
			}
			again := d.propose(petrit, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version})
			save2(d, besa, confirming(again))
		}
		d.sound()
	})
}

// Over random commands: nothing of a proposal shows before it is confirmed, a
// confirmed one comes to what its command would have done at once, and nobody
// confirms their own.
func TestConfirmingIsDoing(t *testing.T) {
	var proposed, applied [2]int
	engine := 0
	eachStore(t, func(t *testing.T, d *desk) {
		defer func() { engine++ }()
		r := rand.New(rand.NewPCG(5, 6))
		estimates := []record.ID{d.estimate("a").ID, d.estimate("b").ID}
		for range 120 {
			c := moneyCommand(d, r, estimates)
			written, err := planner.EncodeCommand(c)
			if err != nil {
				t.Fatal(err)
			}
			before := d.recorded()
			err = d.Do(petrit, act, c)
			kept, waits := errors.AsType[*planner.Proposed](err)
			if !waits {
				continue
			}
			proposed[engine]++
			if d.recorded() != before {
				t.Fatalf("%s shows before it is confirmed", written)
			}
			var p proposal.Proposal
			d.get(kept.ID, &p)
			if err := d.Do(petrit, act, confirming(p)); !fault.Is(err, fault.Forbidden) {
				t.Fatalf("the author confirms: %v", err)
			}
			if r.IntN(3) == 0 { // somebody is faster, perhaps with the same record
				_ = d.Do(ctx, act, moneyCommand(d, r, estimates))
			}
			now := d.recorded()
			direct := d.directly(written)
			if err := d.Do(besa, act, confirming(p)); err != nil {
				if d.recorded() != now {
					t.Fatalf("%s happened by half: %v", written, err)
				}
				continue
			}
			applied[engine]++
			wantListed(d, &p)
			if did := d.lastBatch(); !slices.Equal(states(did[1:]), direct) { // the first one is the proposal's
				t.Fatalf("%s did\n%q, an operator does\n%q", written, states(did[1:]), direct)
			}
		}
		if proposed[engine] < 20 || applied[engine] < 10 {
			t.Errorf("%d were proposed, %d applied: the sequence tests too little", proposed[engine], applied[engine])
		}
		d.sound()
	})
}

// directly returns what the command would do at once, given by an operator of the
// author's name, in a transaction that is taken back; nil where it is refused.
func (d *desk) directly(written []byte) []string {
	d.t.Helper()
	c, err := planner.DecodeCommand(written)
	if err != nil {
		d.t.Fatal(err)
	}
	store := &takenBack{Store: d.store}
	_ = planner.New(store, func() time.Time { return today }).Do(ctx, planner.Act{Actor: "Petrit", Reason: act.Reason}, c)
	return states(store.changes)
}

// takenBack is a store that notes what a transaction changes, and takes it back.
type takenBack struct {
	planner.Store
	changes []record.Change
}

var errTakenBack = errors.New("taken back")

func (s *takenBack) Write(ctx context.Context, stamp record.Stamp, fn func(planner.Writer) error) error {
	return s.Store.Write(ctx, stamp, func(w planner.Writer) error {
		before, err := w.Head(ctx)
		if err != nil {
			return err
		}
		if err := fn(w); err != nil {
			return err
		}
		if s.changes, err = w.Changes(ctx, planner.ChangeQuery{After: before.Seq}); err != nil {
			return err
		}
		return errTakenBack
	})
}

// states is what changes make of records, and of what.
func states(changes []record.Change) (list []string) {
	for _, c := range changes {
		list = append(list, fmt.Sprintln(c.Kind, c.Entity, c.Version, c.Before, c.After))
	}
	return list
}

// moneyCommand is a command that mostly moves money, of records as they stand.
func moneyCommand(d *desk, r *rand.Rand, estimates []record.ID) planner.Command {
	dossier, err := d.Dossier(ctx, d.project.Code)
	if err != nil {
		d.t.Fatal(err)
	}
	e := d.reload(estimates[r.IntN(len(estimates))])
	amount := eur(fmt.Sprintf("%d.%02d", 1+r.IntN(1000), r.IntN(100)))
	switch r.IntN(8) {
	case 0, 1:
		a := funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2020 + r.IntN(10), Currency: money.EUR}
		for _, there := range dossier.Allocations {
			if there.FiscalYear == a.FiscalYear {
				a = there
			}
		}
		a.Requested, a.Approved = eur("2000.00"), amount
		return &planner.SaveAllocation{Record: a, Vouch: []planner.Vouching{{Field: "approved", Basis: project.Sourced, Document: d.doc.ID}}}
	case 2:
		for _, there := range dossier.Ceilings {
			there.Amount = amount
			return &planner.SaveCeiling{Record: there}
		}
		return &planner.SaveCeiling{Record: funding.Ceiling{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2026, Currency: money.EUR, Amount: amount}}
	case 3:
		return &planner.PublishEstimate{Estimate: e.ID, Version: e.Version}
	case 4:
		return &planner.ChooseEstimate{Project: d.project.ID, Version: dossier.Project.Version, Estimate: e.ID}
	case 5:
		return &planner.Undo{Batch: d.head().Seq - int64(r.IntN(4))}
	}
	return randomCommand(d, r, estimates)
}

// wantListed checks that a confirmed proposal did what it said it would.
func wantListed(d *desk, p *proposal.Proposal) {
	d.t.Helper()
	err := d.store.Read(ctx, func(r planner.Reader) error {
		last, err := r.Changes(ctx, planner.ChangeQuery{Limit: 1})
		if err != nil {
			return err
		}
		changes, err := r.Changes(ctx, planner.ChangeQuery{Batch: last[0].Batch})
		if err != nil || len(changes) != len(p.Changes)+1 {
			d.t.Errorf("%d changes were made of %d (%v)", len(changes)-1, len(p.Changes), err)
			return err
		}
		for i, said := range p.Changes {
			did := changes[len(changes)-1-i]
			if did.Kind != said.Kind || did.Before == "" != (said.Before == "") || said.Entity > 0 && (did.Entity != said.Entity || did.After != said.After || did.Before != said.Before) {
				d.t.Errorf("it said %+v and did %+v", said, did)
			}
			if did.ConfirmedBy != "Besa" || did.Actor != "Petrit" {
				d.t.Errorf("the history names %q and %q", did.Actor, did.ConfirmedBy)
			}
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
}
