package planner_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/access"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

var (
	petrit = as("Petrit", access.Planner)
	besa   = as("Besa", access.Confirmer)
)

// propose gives a command that must be kept for confirmation, and returns its proposal.
func (d *desk) propose(who context.Context, c planner.Command) proposal.Proposal {
	d.t.Helper()
	kept, ok := errors.AsType[*planner.Proposed](d.Do(who, act, c))
	if !ok {
		d.t.Fatalf("%s does not wait", c.Name())
	}
	var p proposal.Proposal
	d.get(kept.ID, &p)
	return p
}

func seen(p proposal.Proposal) planner.Seen { return planner.Seen{ID: p.ID, Version: p.Version} }

func confirming(p proposal.Proposal) planner.Command {
	c := planner.ConfirmProposal(seen(p))
	return &c
}

// recorded is everything recorded but proposals: each record's newest domain JSON.
func (d *desk) recorded() string {
	d.t.Helper()
	var b strings.Builder
	err := d.store.Read(ctx, func(r planner.Reader) error {
		changes, err := r.Changes(ctx, planner.ChangeQuery{})
		told := map[record.ID]bool{}
		for _, c := range changes {
			if !told[c.Entity] && c.Kind != record.Proposal {
				fmt.Fprintln(&b, c.Seq, c.Kind, c.After)
			}
			told[c.Entity] = true
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return b.String()
}

// What waits for a second person, and what does not.
func TestWhatMovesMoney(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		draft, published := d.estimate("draft"), d.estimate("old")
		line := d.line(draft.ID, "l", "1", "2")
		d.line(published.ID, "l", "1", "2")
		save(d, &planner.PublishEstimate{Estimate: published.ID, Version: d.reload(published.ID).Version})
		kept := save(d, &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2026, Currency: money.EUR,
			Requested: eur("10.00"), Approved: eur("5.00")}}).Record
		allocation := func(change func(*funding.Allocation)) planner.Command {
			a := kept
			change(&a)
			return &planner.SaveAllocation{Record: a}
		}
		claim := func(kind record.Kind, id record.ID, field, value string, chosen bool) planner.Command {
			return &planner.SaveClaim{Record: project.Claim{Project: d.project.ID, Kind: kind, Entity: id, Field: field, Value: value, Unit: "EUR",
				Basis: project.Assumed, Note: text.Plain("n"), Chosen: chosen}}
		}
		undo := d.head().Seq
		for name, c := range map[string]struct {
			command planner.Command
			waits   bool
		}{
			"a request":                 {allocation(func(a *funding.Allocation) { a.Requested = eur("11.00") }), false},
			"a note":                    {allocation(func(a *funding.Allocation) { a.Note = text.Plain("n") }), false},
			"an approved amount":        {allocation(func(a *funding.Allocation) { a.Approved = eur("6.00") }), true},
			"a commitment":              {allocation(func(a *funding.Allocation) { a.Committed = eur("1.00") }), true},
			"a payment":                 {allocation(func(a *funding.Allocation) { a.Committed, a.Disbursed = eur("1.00"), eur("1.00") }), true},
			"an approval taken away":    {allocation(func(a *funding.Allocation) { a.Approved = nil }), true},
			"deleting it":               {&planner.Delete{Kind: record.Allocation, ID: kept.ID, Version: kept.Version}, true},
			"undoing it":                {&planner.Undo{Batch: undo}, true},
			"a new request":             {allocation(func(a *funding.Allocation) { a.Meta, a.FiscalYear, a.Approved = record.Meta{}, 2027, nil }), false},
			"a new approval":            {allocation(func(a *funding.Allocation) { a.Meta, a.FiscalYear = record.Meta{}, 2027 }), true},
			"the sheet, requests alone": {&planner.SaveAllocations{Rows: []funding.Allocation{kept}}, false},
			"a ceiling":                 {&planner.SaveCeiling{Record: funding.Ceiling{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2026, Currency: money.EUR, Amount: eur("1.00")}}, true},
			"a shared ceiling": {&planner.SaveBudgetProgramme{Record: funding.BudgetProgramme{Code: "b", Name: text.Plain("B"), Country: record.Albania, Currency: money.EUR,
				Ceilings: []funding.YearAmount{{Year: 2026, Amount: *eur("1.00")}}}}, true},
			"a budget programme without":     {&planner.SaveBudgetProgramme{Record: funding.BudgetProgramme{Code: "b", Name: text.Plain("B"), Country: record.Albania, Currency: money.EUR}}, false},
			"a draft's line":                 {&planner.SaveLine{Record: func() estimate.Line { l := line; l.Quantity = num("3"); return l }()}, false},
			"a copy":                         {&planner.CopyEstimate{From: published.ID, Code: "copy", Title: text.Plain("C")}, false},
			"discarding a draft":             {&planner.DeleteDraft{Estimate: draft.ID, Version: d.reload(draft.ID).Version}, false},
			"publishing":                     {&planner.PublishEstimate{Estimate: draft.ID, Version: d.reload(draft.ID).Version}, true},
			"choosing":                       {&planner.ChooseEstimate{Project: d.project.ID, Version: d.project.Version, Estimate: published.ID}, true},
			"vouching for a request":         {claim(record.Allocation, kept.ID, "requested", "10.00", true), false},
			"vouching for an approval":       {claim(record.Allocation, kept.ID, "approved", "5.00", true), true},
			"a competing approval":           {claim(record.Allocation, kept.ID, "approved", "7.00", false), false},
			"choosing another approval":      {claim(record.Allocation, kept.ID, "approved", "7.00", true), true},
			"vouching for what is published": {claim(record.Estimate, published.ID, "total", "2.00", true), true},
			"a section":                      {&planner.SaveSection{Record: project.Section{Project: d.project.ID, Code: "s", Name: text.Plain("S")}}, false},
		} {
			copied, err := planner.EncodeCommand(c.command)
			if err != nil {
				t.Fatal(err)
			}
			before := d.recorded()
			again, _ := planner.DecodeCommand(copied)
			if err := d.Try(petrit, act, again); err != nil {
				t.Errorf("%s cannot be done: %v", name, err)
			}
			if !c.waits {
				continue
			}
			p := d.propose(petrit, c.command)
			if d.recorded() != before || p.Status != proposal.Submitted || p.Author != "Petrit" || len(p.Changes) == 0 {
				t.Errorf("%s: %+v", name, p)
			}
			if p.Written != string(copied) {
				t.Errorf("%s is kept as %s, not as %s", name, p.Written, copied)
			}
		}
		var brief []proposal.Proposal
		err := d.store.Read(ctx, func(r planner.Reader) (err error) {
			brief, _, err = r.Proposals(ctx, planner.ProposalQuery{Brief: true})
			return err
		})
		if err != nil || len(brief) < 13 || slices.ContainsFunc(brief, func(p proposal.Proposal) bool { return p.Written != "" || p.Command == "" }) {
			t.Errorf("a brief list of %d is not brief (%v)", len(brief), err)
		}
		if n, err := d.SubmittedCount(ctx, d.project.Code); err != nil || n != 13 {
			t.Errorf("%d proposals wait in the project (%v)", n, err)
		}
		if err := d.Do(petrit, act, allocation(func(a *funding.Allocation) { a.Requested = eur("12.00") })); err != nil {
			t.Errorf("a request waits: %v", err)
		}
	})
}

// A proposal's way: who may do what with it, and what the history then says.
func TestTheWayOfAProposal(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		command := func(amount string) planner.Command {
			return &planner.SaveCeiling{Record: funding.Ceiling{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2026, Currency: money.EUR, Amount: eur(amount)}}
		}
		both := &access.Person{Name: "Petrit", Grants: []access.Grant{{Role: access.Planner}, {Role: access.Confirmer}}}
		elsewhere := as("Luan", access.Confirmer, d.doc.ID) // of a project that is not this one
		p := d.propose(petrit, command("1.00"))
		if again := d.propose(petrit, command("1.00")); again.ID != p.ID || again.Version != p.Version {
			t.Errorf("sent twice, it is proposed twice: %+v", again)
		}
		comment := &planner.ReturnProposal{Seen: seen(p), Comment: "which law?"}
		withdraw, submit := planner.WithdrawProposal(seen(p)), planner.SubmitProposal(seen(p))
		for name, c := range map[string]struct {
			who     context.Context
			command planner.Command
			want    fault.Kind
		}{
			"the author confirms":                   {petrit, confirming(p), fault.Forbidden},
			"the author, also a confirmer":          {access.With(ctx, both), confirming(p), fault.Forbidden},
			"the author, also a confirmer, returns": {access.With(ctx, both), comment, fault.Forbidden},
			"a viewer confirms":                     {as("V", access.Viewer), confirming(p), fault.Forbidden},
			"another planner confirms":              {as("X", access.Planner), confirming(p), fault.Forbidden},
			"an administrator confirms":             {as("A", access.Administrator), confirming(p), fault.Forbidden},
			"a confirmer of another project":        {elsewhere, confirming(p), fault.NotFound},
			"somebody else withdraws":               {besa, &withdraw, fault.Forbidden},
			"submitting what is submitted":          {petrit, &submit, fault.Conflict},
			"returning without a comment":           {besa, &planner.ReturnProposal{Seen: seen(p)}, fault.Invalid},
			"confirming another version":            {besa, confirming(proposal.Proposal{Meta: record.Meta{ID: p.ID, Version: 9}}), fault.Conflict},
		} {
			before := d.head()
			if err := d.Do(c.who, act, c.command); kindOf(err) != c.want || d.head() != before {
				t.Errorf("%s: %v", name, err)
			}
		}
		save2(d, besa, comment)
		d.get(p.ID, &p)
		if p.Status != proposal.Returned || p.Comment != "which law?" || p.Decider != "Besa" {
			t.Fatalf("it is %+v", p)
		}
		back, err := d.ProposedCommand(petrit, p.ID)
		if err != nil || back.Name() != "save_ceiling" {
			t.Fatalf("%v, %v", back, err)
		}
		if _, err := d.ProposedCommand(besa, p.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("somebody else edits it: %v", err)
		}
		better := planner.Act{Actor: "Petrit", Reason: "law 9", Replaces: p.ID}
		kept, _ := errors.AsType[*planner.Proposed](d.Do(petrit, better, command("2.00")))
		d.get(p.ID, &p)
		if kept == nil || p.Status != proposal.Withdrawn {
			t.Fatalf("the old one is %s", p.Status)
		}
		d.get(kept.ID, &p)
		save2(d, besa, confirming(p))
		list, err := d.Dossier(ctx, d.project.Code)
		if err != nil || len(list.Ceilings) != 1 || !list.Ceilings[0].Amount.Equal(*eur("2.00")) {
			t.Fatalf("the ceilings are %+v (%v)", list.Ceilings, err)
		}
		last, err := d.LastChange(ctx, list.Ceilings[0].ID)
		if err != nil || last.Actor != "Petrit" || last.ConfirmedBy != "Besa" || last.Reason != "law 9" || last.Command != "save_ceiling" {
			t.Errorf("the history says %+v (%v)", last, err)
		}
		if err := d.Do(besa, act, confirming(p)); !fault.Is(err, fault.Conflict) {
			t.Errorf("confirmed twice: %v", err)
		}
		d.sound()
	})
}

// save2 carries out a command that must succeed for the person.
func save2(d *desk, who context.Context, c planner.Command) {
	d.t.Helper()
	if err := d.Do(who, act, c); err != nil {
		d.t.Fatalf("%s: %v", c.Name(), err)
	}
}

func (d *desk) sound() {
	d.t.Helper()
	if err := d.Check(ctx, func(p string, m fault.Message) { d.t.Errorf("%s: %s", p, m) }); err != nil {
		d.t.Fatal(err)
	}
	if found, err := d.store.Verify(ctx); err != nil || len(found) > 0 {
		d.t.Errorf("the store: %v (%v)", found, err)
	}
}

// A draft waits for its author, whatever it changes.
func TestDraftsAreSubmittedLater(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		keep := planner.Act{Reason: "r", Draft: true}
		kept, _ := errors.AsType[*planner.Proposed](d.Do(petrit, keep, &planner.SaveCeiling{Record: funding.Ceiling{Project: d.project.ID, Source: d.source.ID,
			FiscalYear: 2026, Currency: money.EUR, Amount: eur("1.00")}}))
		if kept == nil || !kept.Draft {
			t.Fatalf("it is %+v", kept)
		}
		var p proposal.Proposal
		d.get(kept.ID, &p)
		if err := d.Do(besa, act, confirming(p)); !fault.Is(err, fault.Conflict) {
			t.Errorf("a draft is confirmed: %v", err)
		}
		submit := planner.SubmitProposal(seen(p))
		save2(d, petrit, &submit)
		d.get(kept.ID, &p)
		if p.Status != proposal.Submitted || p.SubmittedAt.IsZero() {
			t.Errorf("it is %+v", p)
		}
		lists, err := d.Proposals(besa, "")
		if err != nil || len(lists.Waiting.Rows) != 1 || len(lists.Mine.Rows) != 0 || lists.Waiting.Rows[0].Code != d.project.Code {
			t.Errorf("%+v, %v", lists, err)
		}
		if n, err := d.WaitingCount(besa); n != 1 || err != nil {
			t.Errorf("%d wait for the confirmer (%v)", n, err)
		}
		if n, err := d.WaitingCount(petrit); n != 0 || err != nil {
			t.Errorf("%d wait for the author (%v)", n, err)
		}
	})
}

// Where a record moved on, the proposal comes back with theirs and mine, and
// nothing of it happens.
func TestAProposalComesBackWhereTheRecordMoved(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		kept := save(d, &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2026, Currency: money.EUR, Requested: eur("10.00")}}).Record
		other := save(d, &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2027, Currency: money.EUR, Requested: eur("10.00")}}).Record
		mine, mineToo, theirs := kept, other, other
		mine.Approved, mineToo.Approved, theirs.Requested = eur("5.00"), eur("6.00"), eur("9.00")
		p := d.propose(petrit, &planner.SaveAllocations{Rows: []funding.Allocation{mine, mineToo}})
		save(d, &planner.SaveAllocation{Record: theirs})
		before := d.recorded()
		err := d.Do(besa, act, confirming(p))
		if !fault.Is(err, fault.Conflict) || d.recorded() != before {
			t.Fatalf("%v", err)
		}
		v, err := d.Proposal(petrit, p.ID)
		if err != nil || v.Proposal.Status != proposal.Returned || !v.Proposal.Moved || len(v.Moved) != 1 {
			t.Fatalf("%+v, %v", v, err)
		}
		got, _ := json.Marshal(v.Moved[0].Fields)
		want := `[{"Field":"Approved","Was":"","Theirs":"","Mine":"6.00 EUR","Reference":false},{"Field":"Requested","Was":"10.00 EUR","Theirs":"9.00 EUR","Mine":"10.00 EUR","Reference":false}]`
		if string(got) != want {
			t.Errorf("%s", got)
		}
		d.sound()
	})
}
