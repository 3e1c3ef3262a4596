package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/web/form"
	"korridor/web/webtest"
)

// forged are fields that no form has: who would like to be whom, and what would
// already have been decided.
var forged = url.Values{
	"actor": {"Demo confirmer"}, "author": {"Demo confirmer"}, "author_id": {"1"}, "by": {"Demo confirmer"}, "person": {"confirmer"}, "who": {"confirmer"},
	"role": {"confirmer"}, "operator": {"true"}, "grants": {"confirmer"}, "confirmed_by": {"Demo confirmer"}, "confirmer": {"Demo confirmer"},
	"decider": {"Demo confirmer"}, "decider_id": {"1"}, "decided_at": {"2026-01-01"}, "status": {"confirmed"}, "state": {"confirmed"}, "confirmed": {"yes"},
	"confirm": {"yes"}, "submitted": {"yes"}, "moved": {"true"}, "command": {"save_ceiling"}, "written": {"{}"}, "based": {"[]"}, "replaces": {"1"},
	"made_at": {"2020-01-01"}, "submitted_at": {"2020-01-01"}, "Status": {"confirmed"}, "Author": {"Demo confirmer"}, "Operator": {"true"}, "Record.Status": {"published"},
}

// forge adds what no form has to what one sends.
func forge(values url.Values) url.Values {
	with := maps.Clone(values)
	for name, value := range forged {
		if !with.Has(name) {
			with[name] = value
		}
	}
	return with
}

// Whatever is sent along with a form, in it or in its address: a proposal is its
// author's, waits, and is decided by who is asked, not by who is named.
func TestConfirmationIsNotTypedIn(t *testing.T) {
	s := demoSite(t)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	before, at := len(d.Allocations), "/projects/railway/allocations/new"
	values := s.fill(t, at, "en", "fiscal_year", "2031", "funding_source", idText(d.Sources[0].ID), "currency", "EUR", "approved", "5", reasonField, "Law 9/2026")
	sent := webtest.Post(t, s.Handler(), at+"?"+forged.Encode(), forge(values), as(access.Planner, "en")...)
	to := sent.Header.Get("Location")
	if sent.Status != http.StatusSeeOther || !strings.HasPrefix(to, "/proposals/") {
		t.Fatalf("%d to %q", sent.Status, to)
	}
	id, _ := form.ID(strings.TrimPrefix(to, "/proposals/"))
	waits := func(when string) {
		t.Helper()
		v, err := s.planner.Proposal(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if p := v.Proposal; p.Status != proposal.Submitted || p.Author != "Demo planner" || p.Decider != "" || !p.DecidedAt.IsZero() || p.Moved {
			t.Errorf("%s it is %s, of %q, decided by %q", when, p.Status, p.Author, p.Decider)
		}
		if d, err := s.planner.Dossier(t.Context(), "railway"); err != nil || len(d.Allocations) != before {
			t.Errorf("%s there are %d amounts of %d (%v)", when, len(d.Allocations), before, err)
		}
	}
	waits("proposed,")
	seen := webtest.Values(webtest.Get(t, s.Handler(), to, as(access.Confirmer, "en")...).One("form[action=" + to + "/confirm]"))
	for _, who := range []access.Role{access.Planner, access.Viewer, access.Administrator} {
		p := webtest.Post(t, s.Handler(), to+"/confirm?"+forged.Encode(), forge(seen), append(as(who, "en"), "X-Person", "confirmer", "X-Remote-User", "Demo confirmer")...)
		if p.Status != http.StatusForbidden {
			t.Errorf("a %s who says to be another one confirms: %d", who, p.Status)
		}
		waits("confirmed by a " + string(who))
	}
	if p := webtest.Post(t, s.Handler(), to+"/confirm", forge(seen), as(access.Confirmer, "en")...); p.Status != http.StatusSeeOther {
		t.Fatalf("confirmed: %d", p.Status)
	}
	err = s.store.Read(t.Context(), func(r planner.Reader) error {
		changes, err := r.Changes(t.Context(), planner.ChangeQuery{Limit: 2})
		for _, c := range changes {
			if c.Actor != "Demo planner" || c.ConfirmedBy != "Demo confirmer" || c.Reason != "Law 9/2026" {
				t.Errorf("the history says %+v", c)
			}
		}
		if !slices.ContainsFunc(changes, func(c record.Change) bool { return c.Kind == record.Allocation }) {
			t.Errorf("the last changes are %+v", changes)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
