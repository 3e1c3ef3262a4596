package planner_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// calendar is a desk whose clock can be moved on, in a zone east of Greenwich.
type calendar struct {
	*desk
	now time.Time
}

func newCalendar(t *testing.T, dsn string) *calendar {
	t.Helper()
	zone := time.FixedZone("UTC+2", 2*60*60)
	c := &calendar{now: time.Date(2026, 10, 1, 23, 30, 0, 0, zone)}
	clock := func() time.Time { return c.now }
	store := dbtest.Open(t, dsn, db.Options{Now: clock})
	c.desk = &desk{Planner: planner.New(store, clock), t: t, store: store}
	return c
}

// at returns the context of the record at the end of a day.
func (c *calendar) at(day string) *planner.Past {
	c.t.Helper()
	past, err := c.Past(ctx, schedule.MustDate(day))
	if err != nil {
		c.t.Fatal(err)
	}
	return past
}

// told is what pages and reports say, with Past of any day or the newest state.
func (c *calendar) told(past *planner.Past) string {
	c.t.Helper()
	asOf := planner.AsOf(ctx, past)
	var b strings.Builder
	for _, r := range report.All {
		q := planner.ReportQuery{Report: r, Drafts: true}
		if err := c.Report(asOf, q, func() (report.Writer, error) { return report.NewWriter(&b, r, report.CSV, report.Standard) }); err != nil {
			c.t.Fatal(err)
		}
	}
	v, err := c.Programme(asOf, planner.ProgrammeQuery{Page: 1})
	if err != nil {
		c.t.Fatal(err)
	}
	for _, part := range []any{v.Head, v.Today, v.Programmes, v.Projects, v.Notices, v.Changes} {
		told, err := json.Marshal(part)
		if err != nil {
			c.t.Fatal(err)
		}
		b.Write(append(told, '\n'))
	}
	return b.String()
}

// Over random histories, every day is shown later as it was shown then: reports,
// what needs attention, what changed, and what is late by that day.
func TestEveryDayIsShownAsItWas(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, dsn string) {
		c := newCalendar(t, dsn)
		r := rand.New(rand.NewPCG(3, 9))
		then := map[string]string{}
		c.fill()
		days, estimates := []string{c.now.Format(time.DateOnly)}, []record.ID{c.estimate("a").ID, c.estimate("b").ID}
		then[days[0]] = c.told(nil)
		for range 12 {
			c.now = c.now.AddDate(0, 2+r.IntN(2), 0)
			for range r.IntN(8) {
				_ = c.Do(ctx, act, randomCommand(c.desk, r, estimates)) // may be refused
			}
			days = append(days, c.now.Format(time.DateOnly))
			then[days[len(days)-1]] = c.told(nil)
		}
		save(c.desk, &planner.SaveDocument{Record: project.Document{Code: "later", Title: text.Plain("Later")}})
		r.Shuffle(len(days), func(i, j int) { days[i], days[j] = days[j], days[i] })
		for _, day := range days {
			if day == c.now.Format(time.DateOnly) {
				continue // goes on
			}
			if got := c.told(c.at(day)); got != then[day] {
				t.Errorf("on %s it is shown\n%s\nwant\n%s", day, got, then[day])
			}
		}
	})
}

func TestPastFindsTheLastChangeOfADay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, dsn string) {
		c := newCalendar(t, dsn)
		if got := c.at("2026-09-30"); *got != (planner.Past{Day: schedule.MustDate("2026-09-30")}) {
			t.Errorf("before anything: %+v", got)
		}
		c.fill() // half an hour before midnight, when it is another day in Greenwich
		first := c.head()
		c.now = c.now.Add(30 * time.Minute) // midnight
		save(c.desk, &planner.SaveDocument{Record: project.Document{Code: "next", Title: text.Plain("The next day")}})
		c.now = c.now.AddDate(0, 1, 0)
		for day, want := range map[string]planner.Past{
			"2026-09-30": {Begins: schedule.MustDate("2026-10-01")},
			"2026-10-01": {Seq: first.Seq, At: first.At},
			"2026-10-02": {Seq: first.Seq + 1, At: first.At.Add(30 * time.Minute)},
			"2026-10-20": {Seq: first.Seq + 1, At: first.At.Add(30 * time.Minute)},
		} {
			want.Day = schedule.MustDate(day)
			if got := c.at(day); *got != want {
				t.Errorf("%s: %+v, want %+v", day, got, want)
			}
		}
		for day, key := range map[string]string{"2026-11-03": "past.future", "2026-10": "past.no_day", "": "past.no_day"} {
			_, err := c.Past(ctx, schedule.MustDate(day))
			f, ok := errors.AsType[*fault.Error](err)
			if !ok || f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Name != "as_of" || f.Fields[0].Message.Key != key {
				t.Errorf("%q: %v", day, err)
			}
		}
		if v, err := c.Programme(planner.AsOf(ctx, c.at("2026-09-30")), planner.ProgrammeQuery{Page: 1}); err != nil || len(v.Projects) > 0 || v.Head.Seq != 0 {
			t.Errorf("before anything was recorded: %+v, %v", v, err)
		}
	})
}

func TestNothingChangesInThePast(t *testing.T) {
	c := newCalendar(t, dbtest.SQLite(t))
	c.fill()
	head := c.head()
	asOf := planner.AsOf(ctx, c.at("2026-10-01"))
	command := &planner.SaveDocument{Record: project.Document{Code: "x", Title: text.Plain("X")}}
	for name, err := range map[string]error{"do": c.Do(asOf, act, command), "try": c.Try(asOf, act, command)} {
		if fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "2026-10-01") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c.head() != head {
		t.Error("something changed")
	}
}
