package db_test

import (
	"errors"
	"strings"
	"testing"

	"korridor/db"
	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// try runs a command of one step and returns the step's error.
func try(t *testing.T, s *db.Store, step func(w planner.Writer) error) error {
	t.Helper()
	return s.Write(t.Context(), stamp, step)
}

func trySave(t *testing.T, s *db.Store, e record.Entity) error {
	t.Helper()
	return try(t, s, func(w planner.Writer) error { return w.Save(t.Context(), e) })
}

func tryDelete(t *testing.T, s *db.Store, e record.Entity) error {
	t.Helper()
	return try(t, s, func(w planner.Writer) error { return w.Delete(t.Context(), e) })
}

func TestStaleAndGoneRecords(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		old := *w.milestone
		w.milestone.Name = text.Plain("Newer")
		save(t, s, w.milestone)
		if w.milestone.Version != old.Version+1 {
			t.Errorf("the version went from %d to %d", old.Version, w.milestone.Version)
		}
		old.Name = text.Plain("Other")
		wantFault(t, trySave(t, s, &old), fault.Conflict, "stale")
		wantFault(t, tryDelete(t, s, &old), fault.Conflict, "stale")
		if err := tryDelete(t, s, w.milestone); err != nil {
			t.Fatal(err)
		}
		wantFault(t, trySave(t, s, w.milestone), fault.Conflict, "gone")
		wantFault(t, tryDelete(t, s, w.milestone), fault.Conflict, "gone")
		read(t, s, func(r planner.Reader) error {
			wantFault(t, r.Get(t.Context(), w.milestone.ID, &old), fault.NotFound, "not_found")
			_, err := r.ProjectByCode(t.Context(), "nowhere")
			wantFault(t, err, fault.NotFound, "project.not_found")
			return nil
		})
		mustVerify(t, s)
	})
}

func TestDuplicates(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		twin := func(e record.Entity) record.Entity {
			*e.RecordMeta() = record.Meta{}
			return e
		}
		section, line, allocation, ceiling, rate, claim, programme := *w.section, *w.line, *w.allocation, *w.ceiling, *w.rate, *w.claim, *w.programme
		for field, e := range map[string][]record.Entity{
			"code":        {twin(&section), twin(&line), twin(&programme), newProject(w.programme.ID, w.project.Code)},
			"fiscal_year": {twin(&allocation), twin(&ceiling)},
			"date":        {twin(&rate)},
			"chosen":      {twin(&claim)},
		} {
			for _, e := range e {
				wantFault(t, trySave(t, s, e), fault.Conflict, "duplicate", field)
				if *e.RecordMeta() != (record.Meta{}) {
					t.Errorf("%s kept %v", e.RecordKind(), *e.RecordMeta())
				}
			}
		}
		claim.Chosen = false // as many as there are sources
		elsewhere := section
		elsewhere.Project = w.other.ID
		save(t, s, &claim, &elsewhere)
		elsewhere.Project = w.project.ID
		wantFault(t, trySave(t, s, &elsewhere), fault.Conflict, "duplicate", "code")
	})
}

func TestMissingReferences(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		name := text.Plain("n")
		for _, c := range []struct {
			e      record.Entity
			fields []string
		}{
			{&project.Section{Project: 9999, Code: "x", Name: name}, []string{"project"}},
			{&project.Milestone{Project: w.project.ID, Section: 9998, Phase: 9999, Code: "x", Name: name}, []string{"section", "phase"}},
			{&project.Phase{Project: w.project.ID, Code: "x", Name: name, After: []project.Link{{Phase: w.section.ID}}}, []string{"after"}},
			{&project.Claim{Kind: record.Phase, Entity: w.section.ID, Field: "x", Value: "1", Basis: project.Derived, Formula: text.Plain("f")}, []string{"entity"}},
			{&project.Claim{Kind: "mystery", Entity: w.section.ID, Field: "x", Value: "1", Basis: project.Derived, Formula: text.Plain("f")}, []string{"entity"}},
			{&funding.Allocation{Project: w.project.ID, Source: w.source.ID, FiscalYear: 2030, Currency: money.EUR, Requested: euro(1),
				Breach: &funding.Breach{Reason: "r", Document: 9999}}, []string{"breach_document"}},
		} {
			wantFault(t, trySave(t, s, c.e), fault.Invalid, "reference.invalid", c.fields...)
		}
		w.project.Working.Estimate = 9999
		wantFault(t, trySave(t, s, w.project), fault.Invalid, "reference.invalid", "working")
	})
}

func TestRecordsInUseStay(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		for range 3 {
			c := *w.claim
			c.Meta, c.Chosen = record.Meta{}, false
			save(t, s, &c)
		}
		wantFault(t, tryDelete(t, s, w.programme), fault.Conflict, "in_use", "project")
		wantFault(t, tryDelete(t, s, w.other), fault.Conflict, "in_use", "project")
		wantFault(t, tryDelete(t, s, w.section), fault.Conflict, "in_use", "section", "phase", "milestone", "structure", "estimate")
		wantFault(t, tryDelete(t, s, w.phase), fault.Conflict, "in_use", "phase", "milestone", "structure", "cost_line", "expenditure", "uncertainty", "risk")
		wantFault(t, tryDelete(t, s, w.estimate), fault.Conflict, "in_use", "project", "cost_line", "attribution", "simulation")
		wantFault(t, tryDelete(t, s, w.source), fault.Conflict, "in_use", "ceiling", "allocation", "scenario", "expenditure")
		wantFault(t, tryDelete(t, s, w.budget), fault.Conflict, "in_use", "funding_source")
		err := tryDelete(t, s, w.series)
		wantFault(t, err, fault.Conflict, "in_use", "assumptions", "scenario")
		if want := "assumptions: 1 (railway); scenario: 1 (slow)"; !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
		err = tryDelete(t, s, w.document)
		wantFault(t, err, fault.Conflict, "in_use", "allocation", "attribution", "claim")
		if want := "allocation: 1 (2026); attribution: 1 (land); claim: 4 (requested, requested, requested, …)"; !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
		err = tryDelete(t, s, w.project)
		if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "phase: 2 (p1, p2)") {
			t.Errorf("%v", err)
		}
		mustVerify(t, s)
	})
}

// A record inside the rules or changes of another one is free again once these
// no longer name it, and what is not there is refused.
func TestRecordsWithinListsAreKnown(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		other := &costmodel.Series{Code: "other", Name: text.Plain("Other")}
		save(t, s, other)
		w.assumptions.Rules[1].Index, w.scenario.Changes[2].From = other.ID, other.ID
		save(t, s, w.assumptions, w.scenario)
		wantFault(t, tryDelete(t, s, other), fault.Conflict, "in_use", "assumptions", "scenario")
		w.assumptions.Rules, w.scenario.Changes = w.assumptions.Rules[1:], w.scenario.Changes[:2]
		save(t, s, w.assumptions, w.scenario)
		if err := tryDelete(t, s, w.series); err != nil {
			t.Error(err)
		}
		wantFault(t, tryDelete(t, s, other), fault.Conflict, "in_use", "assumptions")
		w.assumptions.Rules[0].Index = 9999
		wantFault(t, trySave(t, s, w.assumptions), fault.Invalid, "reference.invalid", "rules")
		w.scenario.Changes = []costmodel.Change{{Kind: costmodel.ChangeAllocation, Year: 2027, Amount: euro(1), FundingSource: 9999, Stage: funding.Approved}}
		wantFault(t, trySave(t, s, w.scenario), fault.Invalid, "reference.invalid", "changes")
		second := &costmodel.Assumptions{Project: w.project.ID}
		wantFault(t, trySave(t, s, second), fault.Conflict, "duplicate", "project")
		mustVerify(t, s)
	})
}

// Claims go with the record they are about, each as a change of its own; the
// claims about others stay.
func TestDeletingTakesTheClaimsAlong(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		lesser := *w.claim
		lesser.Meta, lesser.Chosen = record.Meta{}, false
		about := &project.Claim{Project: w.other.ID, Kind: record.Project, Entity: w.other.ID, Field: "length_m", Value: "1",
			Basis: project.Derived, Formula: text.Plain("f")}
		save(t, s, &lesser, about)
		before := head(t, s)
		if err := tryDelete(t, s, w.allocation); err != nil {
			t.Fatal(err)
		}
		w.project.DependsOn = nil
		save(t, s, w.project)
		if err := tryDelete(t, s, w.other); err != nil { // whose claim refers to it as its project, too
			t.Fatal(err)
		}
		read(t, s, func(r planner.Reader) error {
			list, err := r.Claims(t.Context(), planner.ClaimQuery{})
			if len(list) != 0 {
				t.Errorf("%v are left", list)
			}
			changes, err2 := r.Changes(t.Context(), planner.ChangeQuery{After: before.Seq, Batch: before.Seq + 1})
			if len(changes) != 3 || changes[0].Kind != record.Allocation || changes[1].Kind != record.Claim || changes[1].After != "" {
				t.Errorf("changes %+v", changes)
			}
			return errors.Join(err, err2)
		})
		mustVerify(t, s)
	})
}

// A refused step leaves the command able to go on: nothing of it is kept, on
// either engine, and what follows is.
func TestACommandGoesOnAfterARefusal(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		a := newProject(w.programme.ID, "after")
		write(t, s, func(tx planner.Writer) error {
			wantFault(t, tx.Save(t.Context(), newProject(w.programme.ID, w.project.Code)), fault.Conflict, "duplicate", "code")
			wantFault(t, tx.Save(t.Context(), newProject(9999, "lost")), fault.Invalid, "reference.invalid", "programme")
			wantFault(t, tx.Delete(t.Context(), w.source), fault.Conflict, "in_use", "ceiling", "allocation", "scenario", "expenditure")
			return tx.Save(t.Context(), a)
		})
		wantStored(t, s, a, w.source)
		mustVerify(t, s)
	})
}
