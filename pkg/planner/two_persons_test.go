package planner_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"korridor/pkg/access"
	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
)

// money tells everything that only two persons together may move.
func (d *desk) money() string {
	d.t.Helper()
	v, err := d.Dossier(ctx, d.project.Code)
	if err != nil {
		d.t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintln(&b, "working", v.Project.Working.Estimate)
	for _, a := range v.Allocations {
		if a.Approved != nil || a.Committed != nil || a.Disbursed != nil {
			fmt.Fprintln(&b, a.Source, a.FiscalYear, a.Approved, a.Committed, a.Disbursed)
		}
	}
	for _, c := range v.Ceilings {
		fmt.Fprintln(&b, "ceiling", c.Source, c.FiscalYear, c.Amount)
	}
	err = d.store.Read(ctx, func(r planner.Reader) error {
		for _, e := range v.Estimates {
			if e.Status != estimate.Published {
				continue
			}
			lines, err := r.Lines(ctx, e.ID)
			if err != nil {
				return err
			}
			fmt.Fprintln(&b, "published", e.Code, e.Total)
			for _, l := range lines {
				fmt.Fprintln(&b, l.Code, l.Quantity, l.UnitRate, l.Percent)
			}
		}
		budgets, err := r.BudgetProgrammes(ctx)
		for _, p := range budgets {
			fmt.Fprintln(&b, "budget", p.Code, p.Later, p.Ceilings)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return b.String()
}

// somebody is one of those who take part in a random sequence: among them people
// with both roles, who plan and confirm, each other's and never their own.
func somebody(d *desk, r *rand.Rand) *access.Person {
	all := access.Grant{Role: access.Planner}
	confirms := access.Grant{Role: access.Confirmer}
	people := []*access.Person{
		{Name: "Petrit", Grants: []access.Grant{all}},
		{Name: "Besa", Grants: []access.Grant{confirms}},
		{Name: "Drita", Grants: []access.Grant{all, confirms}},
		{Name: "Arben", Grants: []access.Grant{all, confirms, {Role: access.Administrator}}},
		{Name: "Teuta", Grants: []access.Grant{{Role: access.Planner, Project: d.project.ID}, {Role: access.Confirmer, Project: d.project.ID}}},
		{Name: "Vesa", Grants: []access.Grant{{Role: access.Viewer}}},
		{Name: "Agim", Grants: []access.Grant{{Role: access.Administrator}}},
	}
	return people[r.IntN(len(people))]
}

// decision is something that anybody might try to do about one of the proposals,
// nil while there are none.
func decision(d *desk, r *rand.Rand) (planner.Command, *proposal.Proposal) {
	d.t.Helper()
	var list []proposal.Proposal
	err := d.store.Read(ctx, func(s planner.Reader) (err error) {
		list, _, err = s.Proposals(ctx, planner.ProposalQuery{Limit: 6})
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	if len(list) == 0 {
		return nil, nil
	}
	p := &list[r.IntN(len(list))]
	switch seen := seen(*p); r.IntN(10) {
	case 0:
		c := planner.SubmitProposal(seen)
		return &c, p
	case 1:
		c := planner.WithdrawProposal(seen)
		return &c, p
	case 2:
		return &planner.ReturnProposal{Seen: seen, Comment: "why?"}, p
	case 3:
		return &planner.Delete{Kind: record.Proposal, ID: p.ID, Version: p.Version}, nil
	default:
		return confirming(*p), p
	}
}

// Over random sequences of what anybody may try: money moves only where somebody
// confirms what somebody else proposed, who is not they; the history names both;
// and what was returned or withdrawn never takes effect.
func TestMoneyMovesByTwoPersons(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		estimates := []record.ID{d.estimate("a").ID, d.estimate("b").ID, d.estimate("c").ID}
		for _, id := range estimates {
			d.line(id, "l", "1", "2")
		}
		moved := 0
		for seed := range uint64(4) {
			r := rand.New(rand.NewPCG(seed, 11))
			for range 120 {
				who := somebody(d, r)
				c, of := moneyCommand(d, r, estimates), (*proposal.Proposal)(nil)
				if r.IntN(2) == 0 {
					if decided, about := decision(d, r); decided != nil {
						c, of = decided, about
					}
				}
				before := d.money()
				err := d.Do(access.With(ctx, who), planner.Act{Reason: "r", Draft: r.IntN(5) == 0}, c)
				if d.money() == before {
					continue
				}
				moved++
				confirm, ok := c.(*planner.ConfirmProposal)
				if err != nil || !ok || of == nil {
					t.Fatalf("%s moves money by %s (%v)", who.Name, c.Name(), err)
				}
				if of.Status != proposal.Submitted || of.Author == who.Name || !who.Has(access.Confirmer, of.Project) {
					t.Fatalf("%s confirms a %s proposal of %s", who.Name, of.Status, of.Author)
				}
				var now proposal.Proposal
				d.get(confirm.ID, &now)
				if now.Status != proposal.Confirmed || now.Decider != who.Name {
					t.Fatalf("the proposal is %s by %s", now.Status, now.Decider)
				}
				for _, change := range d.lastBatch() {
					if change.Actor != of.Author || change.ConfirmedBy != who.Name {
						t.Fatalf("the history names %q and %q", change.Actor, change.ConfirmedBy)
					}
				}
			}
		}
		if moved < 12 {
			t.Errorf("money moved %d times: the sequences test too little", moved)
		}
		d.sound()
	})
}
