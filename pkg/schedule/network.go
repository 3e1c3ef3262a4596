package schedule

import (
	"fmt"
	"math"

	"korridor/pkg/fault"
)

// Task is a phase with its dates and what it waits for. Dates without a day mean
// the first day of a start and the last day of a finish.
type Task struct {
	Code          string
	Start, Finish Date // both days included; Start is not-earlier-than
	After         []Lag
}

// Lag names a predecessor and the days to wait after its finish; negative days
// let the task start before it.
type Lag struct {
	Code string
	Days int
}

// Placed says where a task comes to lie.
type Placed struct {
	Start, Finish Date   // full days; the length is the task's own
	Moved         int    // days later than the task's own dates
	Slack         int    // total float: days it can slip before the last finish of all does
	Critical      bool   // without slack
	Driver        string // the predecessor that sets the start, the first code of several; "": its own date does
}

// Plan places the tasks, in their order: each starts at its own start, or later
// on the day after a predecessor's finish and its lag, and keeps its length in
// days. The order of the tasks and of their predecessors changes nothing. It
// needs time and memory in proportion to tasks and links.
//
// It gives an Invalid fault with the fields phases[i].code, start, finish and
// after for a code named twice, an unknown date, a finish before its start, an
// unknown predecessor, too long a lag, and days beyond MaxYear; and CheckOrder's
// fault for a circle.
func Plan(tasks []Task) ([]Placed, error) {
	n, err := newNetwork(tasks)
	if err != nil {
		return nil, err
	}
	n.forward()
	slack := n.backward()
	placed := make([]Placed, len(tasks))
	var p fault.Problems
	latest := dayNumber(Period{Year: MaxYear}.Last().First())
	for i, node := range n.nodes {
		if node.start+node.length-1 > latest {
			p.Add(field(i, "finish"), fault.Say("phase.too_late", "would come after the year {max}", "max", MaxYear))
			continue
		}
		placed[i] = Placed{Start: dayOf(node.start), Finish: dayOf(node.start + node.length - 1),
			Moved: node.start - node.own, Slack: slack[i], Critical: slack[i] == 0}
		if node.driver >= 0 {
			placed[i].Driver = tasks[node.driver].Code
		}
	}
	if err := p.Err(noPlan); err != nil {
		return nil, err
	}
	return placed, nil
}

var noPlan = fault.Say("phase.no_plan", "the phases cannot be placed in time")

func field(i int, name string) string { return fmt.Sprintf("phases[%d].%s", i, name) }

// network is a set of tasks without circles, in day numbers and indices.
type network struct {
	tasks []Task
	nodes []node
	order []int // each after its predecessors
}

type node struct {
	own, length   int    // days
	before, after []link // predecessors and followers
	start, driver int    // what forward finds; no driver is −1
}

type link struct{ task, wait int } // wait is the lag in days

func newNetwork(tasks []Task) (*network, error) {
	n := &network{tasks: tasks, nodes: make([]node, len(tasks))}
	var p fault.Problems
	index := make(map[string]int, len(tasks))
	for i, t := range tasks {
		if _, twice := index[t.Code]; twice {
			p.Add(field(i, "code"), fault.Say("phase.code_twice", "{code} is the code of another phase", "code", t.Code))
		}
		index[t.Code] = i
		run, ok := daysOf(t.Start, t.Finish)
		if !ok {
			checkDates(&p, i, t)
		}
		n.nodes[i].own, n.nodes[i].length = run.from, run.length()
	}
	for i, t := range tasks {
		for _, l := range t.After {
			if l.Days < -MaxLagDays || l.Days > MaxLagDays {
				p.Add(field(i, "after"), fault.Say("phase.lag", "the lag must be between −{max} and {max} days", "max", MaxLagDays))
			}
			before, known := index[l.Code]
			if !known {
				p.Add(field(i, "after"), fault.Say("phase.unknown_predecessor", "no phase has the code {code}", "code", l.Code))
				continue
			}
			n.nodes[i].before = append(n.nodes[i].before, link{before, l.Days})
			n.nodes[before].after = append(n.nodes[before].after, link{i, l.Days})
		}
	}
	if err := p.Err(noPlan); err != nil {
		return nil, err
	}
	return n, n.sort()
}

// checkDates notes why the task's dates span no days.
func checkDates(p *fault.Problems, i int, t Task) {
	p.Check(!t.Start.IsZero(), field(i, "start"), fault.Say("required", "is required"))
	p.Check(!t.Finish.IsZero(), field(i, "finish"), fault.Say("required", "is required"))
	if !t.Start.IsZero() && !t.Finish.IsZero() {
		p.Add(field(i, "finish"),
			fault.Say("finish_before_start", "{finish} lies before the start, {start}", "finish", t.Finish, "start", t.Start))
	}
}

// sort finds the order; it returns the fault of a circle.
func (n *network) sort() error {
	waits := make([]int, len(n.nodes)) // predecessors that have no place in the order yet
	n.order = make([]int, 0, len(n.nodes))
	for i, node := range n.nodes {
		if waits[i] = len(node.before); waits[i] == 0 {
			n.order = append(n.order, i)
		}
	}
	for at := 0; at < len(n.order); at++ {
		for _, l := range n.nodes[n.order[at]].after {
			if waits[l.task]--; waits[l.task] == 0 {
				n.order = append(n.order, l.task)
			}
		}
	}
	if len(n.order) == len(n.nodes) {
		return nil
	}
	before := make(map[string][]string, len(n.tasks))
	for _, t := range n.tasks {
		for _, l := range t.After {
			before[t.Code] = append(before[t.Code], l.Code)
		}
	}
	return CheckOrder(before)
}

// forward finds each task's start and what sets it.
func (n *network) forward() {
	for _, i := range n.order {
		node := &n.nodes[i]
		node.start, node.driver = node.own, -1
		for _, l := range node.before {
			before := &n.nodes[l.task]
			free := before.start + before.length + l.wait
			switch {
			case free > node.start:
				node.start, node.driver = free, l.task
			case free == node.start && node.driver >= 0 && n.tasks[l.task].Code < n.tasks[node.driver].Code:
				node.driver = l.task
			}
		}
	}
}

// backward returns each task's slack: the days between its end and the latest
// end that delays neither its followers' latest starts nor the last end of all.
func (n *network) backward() []int {
	last := math.MinInt
	for _, node := range n.nodes {
		last = max(last, node.start+node.length)
	}
	slack := make([]int, len(n.nodes))
	for at := len(n.order) - 1; at >= 0; at-- {
		i := n.order[at]
		end := n.nodes[i].start + n.nodes[i].length
		slack[i] = last - end
		for _, l := range n.nodes[i].after {
			latest := n.nodes[l.task].start + slack[l.task] - l.wait
			slack[i] = min(slack[i], latest-end)
		}
	}
	return slack
}
