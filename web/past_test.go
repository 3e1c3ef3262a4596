package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// olderSite is a site whose record goes back: the corridor was loaded on 1
// September 2026, and changed on 10 October; the clock stands at 23 November.
func olderSite(t testing.TB) *realSite {
	t.Helper()
	s, err := sharedOlder()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var sharedOlder = sync.OnceValues(func() (*realSite, error) {
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	s, err := openSiteAt(filepath.Join(testFolder, "older.db"), true, func() time.Time { return now })
	if err != nil {
		return nil, err
	}
	now = time.Date(2026, 10, 10, 8, 0, 0, 0, time.UTC)
	err = s.changeOlder()
	now = clock()
	return s, err
})

// changeOlder raises the request for 2026, moves a phase and renames the railway.
func (s *realSite) changeOlder() error {
	ctx := context.Background()
	act := planner.Act{Actor: "Drita", Reason: "decided in October"}
	d, err := s.planner.Dossier(ctx, "railway")
	if err != nil {
		return err
	}
	renamed := &planner.SaveProject{Record: d.Project}
	renamed.Record.Name = text.Label{Default: "The new railway", Albanian: "Hekurudha e re"}
	commands := []planner.Command{renamed}
	for _, a := range d.Allocations {
		if a.FiscalYear == 2026 && a.Requested != nil {
			more := money.FromMinor(a.Requested.Minor()+100_000_000, a.Currency)
			a.Requested = &more
			commands = append(commands, &planner.SaveAllocation{Record: a})
			break
		}
	}
	commands = append(commands, &planner.SaveDocument{Record: project.Document{Code: "october", Title: text.Plain("Decided in October")}})
	for _, c := range commands {
		if err := s.planner.Do(ctx, act, c); err != nil {
			return err
		}
	}
	return nil
}

// Every page that links lead to is there for a past day, says so, and offers
// nothing that changes the record.
func TestEveryPageOfThePast(t *testing.T) {
	s := olderSite(t)
	number := regexp.MustCompile(`/\d+`)
	code := regexp.MustCompile(`^/projects/[a-z-]+`)
	seen, queue := map[string]bool{}, []string{"/"}
	for len(queue) > 0 && !t.Failed() {
		at := queue[0]
		queue = queue[1:]
		p := webtest.Get(t, s.Handler(), at, "Cookie", "as_of=2026-09-15", "Accept-Language", "en")
		switch {
		case p.Status == http.StatusSeeOther:
			queue = append(queue, p.Header.Get("Location"))
			continue
		case p.Element == nil && p.Status == http.StatusOK: // a file
			continue
		case p.Element == nil:
			t.Fatalf("%s: %d", at, p.Status)
		}
		webtest.Check(t, p)
		if p.Status != http.StatusOK || !strings.Contains(p.One(".past").Text(), "As recorded on 15 September 2026 (change ") {
			t.Errorf("%s: %d %s", at, p.Status, p.One("main").Text()[:200])
		}
		if strings.Contains(p.Body, "The new railway") || strings.Contains(p.Body, "decided in October") {
			t.Errorf("%s tells of October", at)
		}
		for _, f := range p.Find("form") {
			if strings.EqualFold(f.Attr("method"), "post") {
				t.Errorf("%s has a form to %s", at, f.Attr("action"))
			}
		}
		for _, a := range p.Find("a") {
			to, err := url.Parse(a.Attr("href"))
			if err != nil || to.Host != "" || to.Path == "" || to.Query().Has("as_of") && !isFile(to.Path) {
				continue
			}
			if s.isForm(to.Path) {
				t.Errorf("%s leads to the form %s", at, to)
			}
			if isFile(to.Path) && to.Query().Get("as_of") != "2026-09-15" {
				t.Errorf("%s leads to the file %s, which names no date", at, to)
			}
			key := number.ReplaceAllString(code.ReplaceAllString(to.Path, "/projects/:code"), "/:id")
			if !seen[key] {
				seen[key] = true
				to.Fragment = ""
				queue = append(queue, to.String())
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d addresses were found", len(seen))
	}
}

func TestTheDayThatIsShownIsKept(t *testing.T) {
	s := olderSite(t)
	get := func(at string, headers ...string) *webtest.Page { return webtest.Get(t, s.Handler(), at, headers...) }
	const inPast = "as_of=2026-09-15"
	named := get("/projects/railway?as_of=15.09.2026")
	if c := named.Header.Get("Set-Cookie"); !strings.HasPrefix(c, inPast+";") || strings.Contains(c, "Max-Age") || strings.Contains(c, "Expires") {
		t.Errorf("the browser keeps %q", c)
	}
	if kept := get("/projects/railway", "Cookie", inPast); kept.One("h1").Text() != named.One("h1").Text() {
		t.Errorf("%s, then %s", named.One("h1").Text(), kept.One("h1").Text())
	}
	now := get("/projects/railway")
	if now.One("h1").Text() == named.One("h1").Text() || len(now.Find(".past")) > 0 || now.Header.Get("ETag") == named.Header.Get("ETag") {
		t.Error("today is not told apart")
	}
	if v := named.Header.Get("Vary"); !strings.Contains(v, "Cookie") || named.Header.Get("Cache-Control") != "private, no-cache" {
		t.Errorf("Vary %q, Cache-Control %q", v, named.Header.Get("Cache-Control"))
	}
	left := get("/projects/railway?as_of=today&x=1", "Cookie", inPast)
	if left.Status != http.StatusSeeOther || left.Header.Get("Location") != "/projects/railway?x=1" || !strings.HasPrefix(left.Header.Get("Set-Cookie"), "as_of=; Path=/; Max-Age=0") {
		t.Errorf("%d %v", left.Status, left.Header)
	}
	if sq := get("/projects/railway", "Cookie", inPast, "Accept-Language", "sq").One(".past").Text(); !strings.HasPrefix(sq, "Gjendja e regjistruar më 15 shtator 2026 (ndryshimi ") {
		t.Error(sq)
	}
	if broken := get("/projects/railway", "Cookie", "as_of=yesterday"); broken.Status != http.StatusSeeOther {
		t.Errorf("a cookie that is no date: %d", broken.Status)
	}
	if over := get("/projects/railway?as_of=2026-11-23"); over.Status != http.StatusOK || len(over.Find(".past")) > 0 {
		t.Error("today is shown as a past day")
	}
}

func TestNothingIsChangedInThePast(t *testing.T) {
	s := olderSite(t)
	for _, at := range []string{"/projects/railway/edit", "/projects/new", "/changes/1/undo", "/projects/railway/risk/runs", "/projects/railway/phases/1/progress"} {
		p := webtest.Post(t, s.Handler(), at, url.Values{"name": {"x"}}, "Cookie", "as_of=2026-09-15")
		if p.Status != http.StatusConflict || !strings.Contains(p.Body, "Nothing changes in the past") || p.One(".past a").Attr("href") != "?as_of=today" {
			t.Errorf("POST %s: %d", at, p.Status)
		}
	}
	for _, at := range []string{"/projects/railway/edit", "/projects/railway/funding/edit", "/projects/new"} {
		if p := webtest.Get(t, s.Handler(), at, "Cookie", "as_of=2026-09-15"); p.Status != http.StatusConflict {
			t.Errorf("GET %s: %d", at, p.Status)
		}
	}
}

func TestDaysThatAreNotShown(t *testing.T) {
	s := olderSite(t)
	for _, c := range []struct{ typed, language, says string }{
		{"2027-01-01", "en", "is still to come"},
		{"1 janar 2027", "sq", "ende nuk ka ardhur"},
		{"2026-09", "en", "a whole day is needed"},
		{"whenever", "en", "is not a date"},
		{"9/10/2026", "en", "can mean"},
	} {
		for _, at := range []string{"/", "/projects/railway/history"} {
			p := webtest.Get(t, s.Handler(), at+"?"+url.Values{"as_of": {c.typed}}.Encode(), "Accept-Language", c.language)
			if p.Status != http.StatusUnprocessableEntity || p.One("#as-of").Attr("value") != c.typed || p.Header.Get("Set-Cookie") != "" && strings.HasPrefix(p.Header.Get("Set-Cookie"), "as_of") {
				t.Errorf("%s as of %s: %d", at, c.typed, p.Status)
			} else if says := p.One("#as-of-problem").Text(); !strings.Contains(says, c.says) {
				t.Errorf("%s as of %s: %q", at, c.typed, says)
			}
		}
		for _, at := range []string{"/projects/railway", "/reports/allocations.csv"} {
			p := webtest.Get(t, s.Handler(), at+"?"+url.Values{"as_of": {c.typed}}.Encode(), "Accept-Language", c.language)
			if p.Status != http.StatusUnprocessableEntity || !strings.Contains(p.Body, c.says) {
				t.Errorf("%s as of %s: %d", at, c.typed, p.Status)
			}
		}
	}
	empty := webtest.Get(t, s.Handler(), "/?as_of=2026-08-31")
	if says := empty.One("main").Text(); empty.Status != http.StatusOK || !strings.Contains(says, "the record begins on 1 September 2026") || !strings.Contains(says, "Nothing had been recorded by this day") {
		t.Errorf("%d %s", empty.Status, says)
	}
	webtest.Check(t, empty)
	if p := webtest.Get(t, s.Handler(), "/projects/railway?as_of=2026-08-31"); p.Status != http.StatusNotFound {
		t.Errorf("a project before it was recorded: %d", p.Status)
	}
}

// A file of a former state is asked for by its date alone, without a browser.
func TestFilesOfThePast(t *testing.T) {
	s := olderSite(t)
	const at = "/projects/railway/reports/allocations.csv"
	then, now := webtest.Get(t, s.Handler(), at+"?as_of=2026-09-15"), webtest.Get(t, s.Handler(), at)
	if then.Status != http.StatusOK || then.Body == now.Body || then.Header.Get("Set-Cookie") != "" {
		t.Errorf("%d, %q\n%s\n%s", then.Status, then.Header.Get("Set-Cookie"), then.Body, now.Body)
	}
	if name := then.Header.Get("Content-Disposition"); !strings.Contains(name, `"korridor-railway-allocations-as-of-2026-09-15.csv"`) {
		t.Error(name)
	}
	head := webtest.Do(t, s.Handler(), httptest.NewRequest(http.MethodHead, at+"?as_of=2026-09-15", nil))
	if head.Header.Get("Content-Disposition") != then.Header.Get("Content-Disposition") {
		t.Error(head.Header)
	}
	if kept := webtest.Get(t, s.Handler(), at, "Cookie", "as_of=2026-09-15"); kept.Body != then.Body {
		t.Error("the browser's day does not count for files")
	}
}
