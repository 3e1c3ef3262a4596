package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/pkg/risk"
	"korridor/web/webtest"
)

// last is the simulation that was started last.
func (jobs *riskJobs) last() *riskJob {
	jobs.mu.Lock()
	defer jobs.mu.Unlock()
	return jobs.all[len(jobs.all)-1]
}

// startRun starts a simulation from the page and returns it with its address.
func (s *realSite) startRun(t *testing.T, language string) (j *riskJob, at string) {
	t.Helper()
	p := webtest.Post(t, s.Handler(), riskAddress+"/runs", url.Values{}, "Accept-Language", language)
	at = p.Header.Get("Location")
	if p.Status != http.StatusSeeOther || !strings.HasPrefix(at, riskAddress+"/runs/") {
		t.Fatalf("%d to %q", p.Status, at)
	}
	j = s.runs.last()
	t.Cleanup(func() { j.stop(); <-j.over })
	return j, at
}

// Two people each start a simulation that takes long, see how far theirs is and
// stop it; a third has to wait until one ended. What was stopped is not kept.
func TestRiskRunStopped(t *testing.T) {
	s := freshSite(t, true)
	s.runs.iterations = risk.MaxIterations
	first, at := s.startRun(t, "en")
	second, other := s.startRun(t, "sq")
	for language, at := range map[string]string{"en": at, "sq": other} {
		l, _ := s.languages.Get(language)
		for moved := false; !moved; {
			p := webtest.Get(t, s.Handler(), at+"?part=1", "Accept-Language", language)
			if p.One("[data-risk-ended]") != nil {
				t.Fatal("a hundred million iterations ended before anybody looked")
			}
			done, _ := strconv.Atoi(p.One("progress").Attr("value"))
			moved = done > 0
		}
		p := soundPage(t, s.Handler(), at, language)
		say(t, "the run", p.One("[data-risk-run]"), plainSpaces(l.Integer(risk.MaxIterations)), l.T("risk.cancel"))
		if p := webtest.Post(t, s.Handler(), at+"/keep", nil, "Accept-Language", language); p.Status != http.StatusSeeOther || p.Header.Get("Location") != at {
			t.Errorf("kept before its end: %d to %s", p.Status, p.Header.Get("Location"))
		}
		p = webtest.Post(t, s.Handler(), riskAddress+"/runs", url.Values{}, "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusServiceUnavailable {
			t.Errorf("a third run: %d", p.Status)
		}
		say(t, "a third run", p.One("main"), map[string]string{"en": "2 simulations run already", "sq": "Po kryhen tashmë 2"}[language])
	}
	if p := webtest.Get(t, s.Handler(), strings.Replace(at, "railway", "highway", 1)); p.Status != http.StatusNotFound {
		t.Errorf("as a run of another project: %d", p.Status)
	}
	p := webtest.Post(t, s.Handler(), at+"/cancel", nil)
	if p.Status != http.StatusSeeOther || p.Header.Get("Location") != riskAddress || !strings.Contains(p.Header.Get("Set-Cookie"), "risk.cancelled") {
		t.Errorf("stopped: %d to %s", p.Status, p.Header.Get("Location"))
	}
	<-first.over
	if _, finished, _ := second.outcome(); finished {
		t.Error("the other run was stopped, too")
	}
	head := s.head(t)
	for _, p := range []*webtest.Page{webtest.Get(t, s.Handler(), at), webtest.Post(t, s.Handler(), at+"/keep", nil), webtest.Post(t, s.Handler(), at+"/cancel", nil)} {
		if p.Status != http.StatusSeeOther || p.Header.Get("Location") != riskAddress {
			t.Errorf("%s after it was stopped: %d to %s", p.Address, p.Status, p.Header.Get("Location"))
		}
	}
	if s.head(t) != head {
		t.Error("a run that was stopped is kept")
	}
	s.startRun(t, "en") // there is room again
}

// The last runs stay at hand, and the oldest of those that ended makes room.
func TestRiskRunsMakeRoom(t *testing.T) {
	s := corridorSite(t)
	runs := &riskJobs{}
	broken := errors.New("broken")
	start := func() *riskJob {
		t.Helper()
		j := &riskJob{code: "railway", language: s.languages.Default()}
		if err := runs.start(j, func(context.Context, func(done, total int)) (*planner.RiskView, error) { return nil, broken }); err != nil {
			t.Fatal(err)
		}
		<-j.over
		return j
	}
	first, second := start(), start()
	for range mostJobs - 2 {
		start()
	}
	if _, err := runs.of("railway", first.id); err != nil {
		t.Error(err)
	}
	start()
	if _, err := runs.of("railway", first.id); statusOf(err) != http.StatusNotFound {
		t.Errorf("the oldest run is still there: %v", err)
	}
	if _, err := runs.of("railway", second.id); err != nil || len(runs.all) != mostJobs {
		t.Errorf("%d runs, %v", len(runs.all), err)
	}
	for _, language := range []string{"en", "sq"} {
		p := webtest.Get(t, s.Handler(), riskAddress+"/runs/"+first.id, "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusNotFound {
			t.Errorf("%d", p.Status)
		}
		say(t, "a run that is gone", p.One("main"), map[string]string{"en": "run it again", "sq": "kryejeni sërish"}[language])
	}
}
