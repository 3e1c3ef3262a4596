package planner_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"korridor/db/dbtest"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Whatever happened between two days, the differences of the parts add up to the
// difference of each total, and the totals are those that the pages show for the
// two days.
func TestComparisonsReconcile(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, dsn string) {
		c := newCalendar(t, dsn)
		c.fill()
		r := rand.New(rand.NewPCG(8, 1))
		estimates := []record.ID{c.estimate("a").ID, c.estimate("b").ID}
		days := []string{c.now.Format(time.DateOnly)}
		for range 10 {
			c.now = c.now.AddDate(0, 0, 3)
			for range 4 {
				_ = c.Do(ctx, act, randomCommand(c.desk, r, estimates)) // may be refused
			}
			if r.IntN(2) == 0 {
				c.chooseNew(r)
			}
			days = append(days, c.now.Format(time.DateOnly))
		}
		figures := 0
		for i := range days {
			for j := i; j < len(days); j++ {
				v, err := c.Compare(ctx, planner.CompareQuery{From: c.at(days[i]), To: c.at(days[j]), Page: 1})
				if err != nil {
					t.Fatal(err)
				}
				for k := range v.Projects {
					figures += c.reconciles(&v.Projects[k], days[i], days[j])
				}
				if i == j && (v.Total != 0 || len(v.Commands) != 0) {
					t.Errorf("%s beside itself: %d projects, %d commands", days[i], v.Total, len(v.Commands))
				}
			}
		}
		if figures < 100 {
			t.Errorf("only %d figures were compared", figures)
		}
	})
}

// chooseNew makes a new estimate the working one: of some lines, or of none, with
// a total that somebody published.
func (c *calendar) chooseNew(r *rand.Rand) {
	c.t.Helper()
	e := c.estimate(fmt.Sprintf("new-%d", c.head().Seq))
	for i := range r.IntN(4) {
		c.line(e.ID, fmt.Sprintf("l%d", i*r.IntN(3)+i), fmt.Sprint(r.IntN(50)), fmt.Sprint(r.IntN(1000)))
	}
	e = c.reload(e.ID)
	if e.Total == nil {
		e.Headline = eur(fmt.Sprintf("%d.00", r.IntN(1000)))
		save(c.desk, &planner.SaveEstimate{Record: e})
		e = c.reload(e.ID)
	}
	save(c.desk, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version})
	var p project.Project
	c.get(c.project.ID, &p)
	save(c.desk, &planner.ChooseEstimate{Project: p.ID, Version: p.Version, Estimate: e.ID})
}

// reconciles checks the figures of a project, and returns how many there are.
func (c *calendar) reconciles(p *planner.ProjectComparison, from, to string) int {
	c.t.Helper()
	then, now := c.totals(from), c.totals(to)
	for i := range p.Money {
		m := &p.Money[i]
		sum := money.Zero(m.Currency)
		for j := range m.Parts {
			var err error
			if sum, err = sum.Add(m.Parts[j].Difference); err != nil {
				c.t.Fatal(err)
			}
		}
		key := fmt.Sprintf("%s %s", m.Figure, m.Currency.Code())
		if sum != m.Total.Difference {
			c.t.Errorf("%s to %s: the parts of %s differ by %v, the total by %v", from, to, key, sum, m.Total.Difference)
		}
		if plainly(m.Total.Before) != then[key] || plainly(m.Total.After) != now[key] {
			c.t.Errorf("%s to %s: %s went from %s to %s; the pages say from %s to %s", from, to, key, plainly(m.Total.Before), plainly(m.Total.After), then[key], now[key])
		}
		delete(then, key)
		delete(now, key)
	}
	for key, was := range then { // what is not listed has not changed
		if now[key] != was {
			c.t.Errorf("%s to %s: %s went from %s to %s and is not listed", from, to, key, was, now[key])
		}
	}
	return len(p.Money)
}

func plainly(a *money.Amount) string {
	if a == nil {
		return ""
	}
	return a.Plain()
}

// totals are the figures of the project as its pages have them on a day.
func (c *calendar) totals(day string) map[string]string {
	c.t.Helper()
	all := map[string]string{}
	v, err := c.Funding(planner.AsOf(ctx, c.at(day)), c.project.Code)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, table := range v.Tables {
		for _, total := range table.Totals {
			if total.Sum != nil {
				all[fmt.Sprintf("%s %s", total.Stage, table.Currency.Code())] = total.Sum.Plain()
			}
		}
	}
	for _, s := range v.Outlook.Secured {
		all["secured "+s.Currency().Code()] = s.Plain()
	}
	for i := range v.Estimates {
		if e := &v.Estimates[i]; e.ID == v.Project.Working.Estimate && e.Total != nil {
			all["working_estimate "+e.Currency.Code()] = e.Total.Plain()
		}
	}
	return all
}

func TestCompareTellsDatesAndCommands(t *testing.T) {
	c := newCalendar(t, dbtest.SQLite(t))
	c.fill()
	c.now = c.now.AddDate(0, 1, 0)
	first := c.phases[0]
	first.PlannedStart, first.PlannedFinish = schedule.MustDate("2027-03-01"), schedule.MustDate("2028-06-30")
	first = save(c.desk, &planner.SavePhase{Record: first}).Record
	c.now = c.now.AddDate(0, 1, 0)
	first.PlannedFinish = schedule.MustDate("2028-07-10")
	save(c.desk, &planner.SavePhase{Record: first})
	save(c.desk, &planner.SavePhase{Record: project.Phase{Project: c.project.ID, Code: "p3", Name: text.Plain("Third"), PlannedStart: schedule.MustDate("2030")}})
	save(c.desk, &planner.Delete{Kind: record.Phase, ID: c.phases[1].ID, Version: c.phases[1].Version})
	v, err := c.Compare(ctx, planner.CompareQuery{Project: "line", From: c.at("2026-11-01")})
	if err != nil || len(v.Projects) != 1 || len(v.Commands) != 3 || v.Commands[0].Command != "delete" {
		t.Fatalf("%+v, %v", v, err)
	}
	var got []string
	for _, d := range v.Projects[0].Dates {
		days := "?"
		if d.Days != nil {
			days = fmt.Sprint(*d.Days)
		}
		got = append(got, fmt.Sprintf("%s %s %s %s %s %v %v", d.Code, d.Field, d.Before, d.After, days, d.Added, d.Removed))
	}
	want := []string{"p1 planned_finish 2028-06-30 2028-07-10 10 false false", "p3 planned_start  2030 ? true false",
		"p2 planned_start 2027  ? false true", "p2 planned_finish 2028-06  ? false true"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	var csv strings.Builder
	w, err := report.NewWriter(&csv, planner.CompareReport, report.CSV, report.Standard)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.EachCompared(ctx, planner.CompareQuery{From: c.at("2026-11-01")}, func(p *planner.ProjectComparison) error { return p.Write(w) }); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil || !strings.Contains(csv.String(), "\nline,planned_finish,,p1,p1,,,,,2028-06-30,2028-07-10,10\r\n") {
		t.Errorf("%v\n%s", err, csv.String())
	}
	_, err = c.Compare(ctx, planner.CompareQuery{From: c.at("2026-11-10"), To: c.at("2026-11-01")})
	if fault.KindOf(err) != fault.Invalid {
		t.Errorf("backwards: %v", err)
	}
}
