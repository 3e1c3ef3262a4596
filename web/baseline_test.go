package web

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"korridor/pkg/project"
	"korridor/web/webtest"
)

// A baseline is named in a form, offered where a date is typed, and shown like a
// day: by its code.
func TestBaselines(t *testing.T) {
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	s, err := openSiteAt(filepath.Join(t.TempDir(), "baselines.db"), true, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.store.Close() })
	now = now.AddDate(0, 1, 0)
	if err := s.changeOlder(); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 1, 0)
	values := s.fill(t, "/baselines/new", "sq", "name", "Buxheti 2026", "name_sq", "Buxheti 2026", "code", "budget-2026", "moment", "15.9.2026 18:00")
	if p := webtest.Post(t, s.Handler(), "/baselines/new", values, "Accept-Language", "sq"); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	say(t, "the list", soundPage(t, s.Handler(), "/baselines", "sq").One("main"), "Buxheti 2026", "15.09.2026, 18:00", "703")
	soundPage(t, s.Handler(), "/baselines", "en")
	for _, c := range []struct{ code, moment, field string }{{"budget-2026", "", "code"}, {"2026-10", "", "code"}, {"today", "", "code"}, {"later", "2027-01-01", "moment"}} {
		again := s.fill(t, "/baselines/new", "en", "name", "X", "code", c.code, "moment", c.moment)
		if p := webtest.Post(t, s.Handler(), "/baselines/new", again); p.Status != http.StatusUnprocessableEntity && p.Status != http.StatusConflict || p.One("#field-"+c.field+"-problem") == nil {
			t.Errorf("%v: %d", c, p.Status)
		}
	}
	shown := webtest.Get(t, s.Handler(), "/projects/railway/history?as_of=budget-2026")
	webtest.Check(t, shown)
	say(t, "the banner", shown.One(".past"), "Baseline Buxheti 2026: as recorded on 15 Sep 2026, 18:00 (change ")
	if c := shown.Header.Get("Set-Cookie"); !strings.HasPrefix(c, "as_of=budget-2026;") || strings.Contains(shown.Body, "The new railway") {
		t.Errorf("the browser keeps %q", c)
	}
	file := webtest.Get(t, s.Handler(), "/reports/estimates.csv?as_of=budget-2026")
	if name := file.Header.Get("Content-Disposition"); !strings.Contains(name, "korridor-estimates-as-of-budget-2026.csv") {
		t.Error(name)
	}
	compared := soundPage(t, s.Handler(), "/projects/railway/compare?from=budget-2026", "en")
	say(t, "the comparison", compared.One("main"), "Buxheti 2026, 15 September 2026 (change ", "+1,000,000.00")
	say(t, "what is offered", soundPage(t, s.Handler(), "/", "en").One(".past-baselines"), "Buxheti 2026", "all baselines")
}

// A baseline of this moment is named without one, stays where it is when its name
// changes though forms show minutes only, and goes.
func TestBaselinesAreEdited(t *testing.T) {
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	s, err := openSiteAt(filepath.Join(t.TempDir(), "baselines.db"), true, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.store.Close() })
	now = now.Add(42*time.Second + 7*time.Microsecond)
	if err := s.changeOlder(); err != nil {
		t.Fatal(err)
	}
	send := func(at string, values ...string) {
		t.Helper()
		if p := webtest.Post(t, s.Handler(), at, s.fill(t, at, "en", values...)); p.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", at, p.Status, p.One(".form-summary").Text())
		}
	}
	one := func() *project.Baseline {
		t.Helper()
		v, err := s.planner.Baselines(t.Context())
		if err != nil || len(v.Baselines) != 1 {
			t.Fatalf("%+v, %v", v, err)
		}
		return &v.Baselines[0]
	}
	send("/baselines/new", "name", "Meeting", "code", "meeting")
	first := one()
	if !first.Moment.Equal(now) || first.Seq == 0 {
		t.Errorf("%+v", first)
	}
	at := "/baselines/" + idText(first.ID)
	send(at+"/edit", "name", "The October meeting")
	if next := one(); next.Name.Default != "The October meeting" || !next.Moment.Equal(now) || next.Seq != first.Seq {
		t.Errorf("%+v, then %+v", first, next)
	}
	send(at+"/edit", "moment", "2026-08-31")
	if next := one(); next.Seq != 0 || !next.Moment.Before(first.Moment) {
		t.Errorf("before anything was recorded: %+v", next)
	}
	soundPage(t, s.Handler(), "/projects/railway/compare?from=meeting", "sq")
	send(at+"/delete", "reason", "named by mistake")
	say(t, "the list", soundPage(t, s.Handler(), "/baselines", "en").One("main"), "No moment has a name yet")
	if p := webtest.Get(t, s.Handler(), "/?as_of=meeting"); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("a baseline that is gone: %d", p.Status)
	}
}
