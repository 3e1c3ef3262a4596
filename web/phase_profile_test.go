package web

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"korridor/pkg/schedule"
	"korridor/web/webtest"
)

// A phase's form keeps how its money spreads: only the numbers and shares of the
// profile that is chosen, as either language writes them.
func TestPhaseProfileForm(t *testing.T) {
	s := freshSite(t, true)
	_, at := s.railwayPhase(t, "p3")
	values := s.fill(t, at, "sq", "profile", "trapezoid", "rise", "0,2", "fall", "0,3", reasonField, "kurba")
	if p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", "sq"); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	p, _ := s.railwayPhase(t, "p3")
	if p.Profile.Kind != schedule.Trapezoid || p.Profile.A.Decimal.String() != "0.2" || p.Profile.B.Decimal.String() != "0.3" || p.Profile.Shares != nil {
		t.Errorf("%+v", p.Profile)
	}
	s.untouched(t, at)
	first, last := p.PlannedStart.Year(), p.PlannedFinish.Year()
	values = s.fill(t, at, "en", "profile", "custom", reasonField, "by year")
	values["shares"] = []string{strconv.Itoa(last), "75 %", strconv.Itoa(first), "25"}
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	p, _ = s.railwayPhase(t, "p3")
	if p.Profile.Kind != schedule.Custom || p.Profile.A.Valid || len(p.Profile.Shares) != 2 || p.Profile.Shares[0].Year != first || p.Profile.Shares[0].Share.String() != "0.25" {
		t.Errorf("%+v", p.Profile)
	}
	s.untouched(t, at)
	values = s.fill(t, at, "en", "profile", "beta", "alpha", "2", "beta", "3", reasonField, "a curve") // the shares stay in their table
	for range 2 {
		if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
			t.Fatalf("another profile, sent twice: %d", p.Status)
		}
	}
	if again, _ := s.railwayPhase(t, "p3"); again.Version != p.Version+1 || again.Profile.Shares != nil {
		t.Errorf("sent twice it is of version %d after %d: %+v", again.Version, p.Version, again.Profile)
	}
}

// A profile that cannot be computed is told at its fields and stays typed.
func TestPhaseProfileRefused(t *testing.T) {
	s := freshSite(t, true)
	_, at := s.railwayPhase(t, "p3")
	head := s.head(t)
	for _, c := range []struct{ kind, field, typed string }{{"beta", "alpha", ""}, {"beta", "beta", "-1"}, {"trapezoid", "rise", "2"}, {"weibull", "scale", "x"}} {
		for _, language := range []string{"en", "sq"} {
			values := s.fill(t, at, language, "profile", c.kind, "alpha", "2", "beta", "2", "rise", "0", "fall", "0", "scale", "1", "shape", "2", reasonField, "x")
			values.Set(c.field, c.typed)
			p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
			webtest.Check(t, p)
			if p.Status != http.StatusUnprocessableEntity || p.One("#"+fieldID(c.field)+"-problem") == nil {
				t.Errorf("%+v in %s: %d %s", c, language, p.Status, p.One(".form-summary").Text())
			}
			if kept := webtest.Values(p.One("form.form")); strings.ReplaceAll(kept.Get(c.field), "−", "-") != c.typed || kept.Get("profile") != c.kind {
				t.Errorf("%+v became %q", c, kept.Get(c.field))
			}
		}
	}
	if s.head(t) != head {
		t.Error("something was kept")
	}
}
