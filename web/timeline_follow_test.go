package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// Without a script, the followers that typed dates move are checked before anything is kept; what is
// kept then shows where they lie, with the dates that they were planned for.
func TestFollowersMoveOnThePages(t *testing.T) {
	for language, says := range map[string][]string{
		"en": {"31 Dec 2028", "Access and enabling works: moved to 1 Jan 2029 – 3 Jul 2030, after Design, permits and land.",
			"Moved by 184 days, to 1 Jan 2029 – 3 Jul 2030, after Design, permits and land", "planned for 1 Jul 2028 – 31 Dec 2029", "critical", "4 phases lie later than planned"},
		"sq": {"31.12.2028", "zhvendoset në 01.01.2029 – 03.07.2030, pas fazës Projektimi", "Zhvendoset me 184 ditë, në 01.01.2029 – 03.07.2030",
			"e planifikuar për 01.07.2028 – 31.12.2029", "kritike", "4 faza bien më vonë se në plan"},
	} {
		s := freshSite(t, true)
		values := datesOf(t, s, language)
		values.Set("rows[0].planned_finish", says[0])
		values.Set("reason", "Permits took longer")
		values.Set("do", "check")
		p := postDates(t, s, values, language)
		if p.Status != http.StatusOK || value(p, "rows[0].planned_finish") != says[0] || p.One("form[data-unsaved]") == nil {
			t.Fatalf("%s: checking answers %d with %q", language, p.Status, value(p, "rows[0].planned_finish"))
		}
		say(t, "the checked page", p.One("[data-follow]"), says[1])
		if v := storedPhase(t, s, "railway", 0).Version; v != 1 {
			t.Errorf("%s: checking kept version %d", language, v)
		}
		values.Del("do")
		if p = postDates(t, s, values, language); p.Status != http.StatusSeeOther {
			t.Fatalf("%s: saving answers %d", language, p.Status)
		}
		p = webtest.Get(t, s.Handler(), "/projects/railway/timeline", "Accept-Language", language)
		webtest.Check(t, p)
		for _, want := range says[2:] {
			if !strings.Contains(p.Text(), want) {
				t.Errorf("the timeline does not say %q", want)
			}
		}
		if n := len(p.Find(".chart-wide .ghost")); n != 4 {
			t.Errorf("%s: %d bars where they were asked for, want 4", language, n)
		}
	}
}

// The way from the first phase to the last without slack is drawn dark, also where every phase
// begins on the very day that it was planned for.
func TestCriticalPathIsDrawn(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/railway/timeline")
	// a connector is a line and its tip
	if n, critical := len(p.Find(".chart-wide .links .link"))/2, len(p.Find(".chart-wide .links .critical"))/2; n != 5 || critical != 3 {
		t.Errorf("%d connectors, %d of them critical, want 5 and 3", n, critical)
	}
	if bars := len(p.Find(".chart-wide .mark.critical")); bars != 4 {
		t.Errorf("%d critical bars, want 4", bars)
	}
}

// Phases that follow nothing have no slack to tell of.
func TestSlackOnlyAmongFollowers(t *testing.T) {
	s := corridorSite(t)
	for at, want := range map[string]bool{"/projects/railway/timeline": true, "/projects/interconnection/timeline": false} {
		p := webtest.Get(t, s.Handler(), at)
		if got := strings.Contains(p.Text(), "Slack"); got != want || (len(p.Find(".link")) > 0) != want {
			t.Errorf("%s tells of slack: %t, want %t", at, got, want)
		}
	}
}
