package schedule

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/fault"
)

func task(code, start, finish string, after ...Lag) Task {
	return Task{Code: code, Start: MustDate(start), Finish: MustDate(finish), After: after}
}

func TestPlan(t *testing.T) {
	for name, c := range map[string]struct {
		tasks []Task
		want  []string // start, finish, moved, slack, driver; * is critical
	}{
		"nothing": {nil, nil},
		"alone":   {[]Task{task("a", "2026", "2026")}, []string{"2026-01-01 2026-12-31 0 0*"}},
		"its own date is later": {[]Task{task("a", "2026-01-01", "2026-01-10"), task("b", "2026-02-01", "2026-02-10", Lag{"a", 0})},
			[]string{"2026-01-01 2026-01-10 0 21", "2026-02-01 2026-02-10 0 0*"}},
		"its own date is the same": {[]Task{task("a", "2026-01-01", "2026-01-10"), task("b", "2026-01-11", "2026-02-10", Lag{"a", 0})},
			[]string{"2026-01-01 2026-01-10 0 0*", "2026-01-11 2026-02-10 0 0*"}},
		"moved with its length": {[]Task{task("a", "2026-01-01", "2026-01-10"), task("b", "2026-01-05", "2026-01-07", Lag{"a", 5})},
			[]string{"2026-01-01 2026-01-10 0 0*", "2026-01-16 2026-01-18 11 0* a"}},
		"a lead": {[]Task{task("a", "2026-01-01", "2026-01-10"), task("b", "2026-01-01", "2026-01-03", Lag{"a", -4})},
			[]string{"2026-01-01 2026-01-10 0 0*", "2026-01-07 2026-01-09 6 1 a"}},
		"the later of two, and slack before it": {[]Task{task("d", "2026-01-01", "2026-01-02", Lag{"b", 0}, Lag{"c", 1}),
			task("c", "2026-01-01", "2026-01-05", Lag{"a", 0}), task("b", "2026-01-01", "2026-01-03", Lag{"a", 0}), task("a", "2026-01-01", "2026-01-01")},
			[]string{"2026-01-08 2026-01-09 7 0* c", "2026-01-02 2026-01-06 1 0* a", "2026-01-02 2026-01-04 1 3 a", "2026-01-01 2026-01-01 0 0*"}},
		"two that set the same start": {[]Task{task("c", "2026-01-01", "2026-01-02", Lag{"b", 0}, Lag{"a", 0}),
			task("b", "2026-01-01", "2026-01-05"), task("a", "2026-01-01", "2026-01-05")},
			[]string{"2026-01-06 2026-01-07 5 0* a", "2026-01-01 2026-01-05 0 0*", "2026-01-01 2026-01-05 0 0*"}},
		"a leap day counts": {[]Task{task("a", "2028-02", "2028-02"), task("b", "2028-01-01", "2028-12-31", Lag{"a", 0})},
			[]string{"2028-02-01 2028-02-29 0 0*", "2028-03-01 2029-03-01 60 0* a"}},
		"up to the last day": {[]Task{task("a", "2026", "2026"), task("b", "2200", "2200")},
			[]string{"2026-01-01 2026-12-31 0 63552", "2200-01-01 2200-12-31 0 0*"}},
	} {
		placed, err := Plan(c.tasks)
		var got []string
		for _, p := range placed {
			got = append(got, describe(p))
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

func describe(p Placed) string {
	s := fmt.Sprint(p.Start, " ", p.Finish, " ", p.Moved, " ", p.Slack)
	if p.Critical {
		s += "*"
	}
	return strings.TrimSpace(s + " " + p.Driver)
}

func TestPlanRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		tasks []Task
		want  []string
	}{
		"all together": {[]Task{task("a", "2026", "2025"), task("a", "", ""), task("b", "2026", "2026", Lag{"x", 4000})},
			[]string{"phases[0].finish finish_before_start", "phases[1].code phase.code_twice", "phases[1].start required", "phases[1].finish required",
				"phases[2].after phase.lag", "phases[2].after phase.unknown_predecessor"}},
		"beyond the last year": {[]Task{task("b", "2026", "2026", Lag{"a", 0}), task("a", "2200", "2200-12-30"), task("c", "2026", "2026", Lag{"b", 0})},
			[]string{"phases[0].finish phase.too_late", "phases[2].finish phase.too_late"}},
	} {
		placed, err := Plan(c.tasks)
		if got := fields(err); placed != nil || !fault.Is(err, fault.Invalid) || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, %v", name, placed, err)
		}
	}
	for circle, tasks := range map[string][]Task{
		"a → a":         {task("a", "2026", "2026", Lag{"a", 0})},
		"b → c → d → b": {task("a", "2026", "2026", Lag{"b", 0}), task("b", "2026", "2026", Lag{"c", 0}), task("c", "2026", "2026", Lag{"d", 0}), task("d", "2026", "2026", Lag{"b", 0})},
	} {
		if _, err := Plan(tasks); circleOf(t, err) != circle {
			t.Errorf("%v does not name %s", err, circle)
		}
	}
}

// randomTasks makes up to fifty tasks without a circle, in a random order.
func randomTasks(r *rand.Rand) []Task {
	tasks := make([]Task, 1+r.IntN(50))
	for i := range tasks {
		start, _ := MustDate("2026-01-01").AddDays(r.IntN(1000))
		finish, _ := start.AddDays(r.IntN(400))
		tasks[i] = Task{Code: fmt.Sprint("t", i), Start: start, Finish: finish}
		for range r.IntN(4) {
			if i > 0 {
				tasks[i].After = append(tasks[i].After, Lag{fmt.Sprint("t", r.IntN(i)), r.IntN(200) - 80})
			}
		}
	}
	shuffle(r, tasks)
	return tasks
}

func shuffle(r *rand.Rand, tasks []Task) {
	r.Shuffle(len(tasks), func(i, j int) { tasks[i], tasks[j] = tasks[j], tasks[i] })
}

func plan(t *testing.T, tasks []Task) map[string]Placed {
	t.Helper()
	placed, err := Plan(tasks)
	if err != nil {
		t.Fatal(err)
	}
	byCode := map[string]Placed{}
	for i, p := range placed {
		byCode[tasks[i].Code] = p
	}
	return byCode
}

// No task starts before its date or its predecessors allow; it starts on the
// first such day and keeps its length; some task is critical.
func TestPlanKeepsEveryRule(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		tasks := randomTasks(r)
		placed := plan(t, tasks)
		critical := 0
		for _, task := range tasks {
			p, first := placed[task.Code], task.Start
			for _, l := range task.After {
				if free, _ := placed[l.Code].Finish.AddDays(1 + l.Days); free.Compare(first) > 0 {
					first = free
				}
			}
			switch {
			case p.Start != first, p.Moved != DaysBetween(task.Start, p.Start), DaysBetween(p.Start, p.Finish) != DaysBetween(task.Start, task.Finish):
				t.Fatalf("%v lies at %v", task, p)
			case p.Slack < 0, p.Critical != (p.Slack == 0), (p.Driver != "") != (p.Moved > 0):
				t.Fatalf("%v has %+v", task, p)
			}
			if p.Critical {
				critical++
			}
		}
		if critical == 0 {
			t.Fatal("something ends last, and is critical")
		}
	}
}

// A task that slips by its slack does not move the last finish; a day more does.
func TestSlackIsWhatATaskCanSlip(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	last := func(placed map[string]Placed) (last Date) {
		for _, p := range placed {
			if last.IsZero() || p.Finish.Compare(last) > 0 {
				last = p.Finish
			}
		}
		return last
	}
	for range 300 {
		tasks := randomTasks(r)
		placed := plan(t, tasks)
		i := r.IntN(len(tasks))
		p, length := placed[tasks[i].Code], DaysBetween(tasks[i].Start, tasks[i].Finish)
		for days, moves := range map[int]int{p.Slack: 0, p.Slack + 1: 1} {
			slipped := slices.Clone(tasks)
			slipped[i].Start, _ = p.Start.AddDays(days)
			slipped[i].Finish, _ = slipped[i].Start.AddDays(length)
			if got := DaysBetween(last(placed), last(plan(t, slipped))); got != moves {
				t.Fatalf("%s with slack %d slips by %d: the end moves by %d", tasks[i].Code, p.Slack, days, got)
			}
		}
	}
}

// Moving a task by some days moves no other by more, and none forward.
func TestFollowersMoveByAtMostAsMuch(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 300 {
		tasks := randomTasks(r)
		placed := plan(t, tasks)
		i, days := r.IntN(len(tasks)), r.IntN(100)
		moved := slices.Clone(tasks)
		moved[i].Start, _ = tasks[i].Start.AddDays(days)
		moved[i].Finish, _ = tasks[i].Finish.AddDays(days)
		for code, p := range plan(t, moved) {
			if d := DaysBetween(placed[code].Start, p.Start); d < 0 || d > days {
				t.Fatalf("%s moves by %d days, %s by %d", tasks[i].Code, days, code, d)
			}
		}
	}
}

// The order of tasks and of predecessors changes nothing.
func TestPlanForgetsTheOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for range 300 {
		tasks := randomTasks(r)
		placed := plan(t, tasks)
		shuffle(r, tasks)
		for _, task := range tasks {
			slices.Reverse(task.After)
		}
		for code, p := range plan(t, tasks) {
			if p != placed[code] {
				t.Fatalf("%s is %+v in one order and %+v in another", code, placed[code], p)
			}
		}
	}
}

func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint("tasks=", n), func(b *testing.B) {
			tasks := make([]Task, n)
			for i := range tasks {
				tasks[i] = task(fmt.Sprint(i), "2026-01-01", "2026-01-01")
				if i > 10 {
					tasks[i].After = []Lag{{fmt.Sprint(i - 1), -1}, {fmt.Sprint(i - 7), -1}}
				}
			}
			for b.Loop() {
				if _, err := Plan(tasks); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
