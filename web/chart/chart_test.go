package chart

import (
	"flag"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func samples() map[string]template.HTML {
	return map[string]template.HTML{
		"timeline":    sampleTimeline().HTML(),
		"editable":    sampleEditable().HTML(),
		"network":     sampleNetwork().HTML(),
		"allocations": sampleAllocations().HTML(),
		"estimates":   sampleEstimates().HTML(),
		"cashflow":    sampleCashFlow().HTML(),
		"capped":      sampleCapped().HTML(),
		"cumulative":  sampleCumulative().HTML(),
		"earned":      sampleEarned().HTML(),
		"waterfall":   sampleWaterfall().HTML(),
		"scurve":      sampleSCurve().HTML(),
		"runs":        sampleRuns().HTML(),
		"joint":       sampleJoint().HTML(),
		"fan":         sampleFan().HTML(),
		"tornado":     sampleTornado().HTML(),
		"forecast":    sampleForecast().HTML(),
		"finish":      sampleFinishes().HTML(),
	}
}

// Figures look as they did when somebody last looked at them.
func TestGolden(t *testing.T) {
	for name, figure := range samples() {
		path := filepath.Join("testdata", name+".golden.html")
		got := strings.ReplaceAll(string(figure), "><", ">\n<") + "\n"
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from its golden file; look at it, then run go test -update", name)
		}
	}
}

// The same figures give the same bytes.
func TestDeterministic(t *testing.T) {
	first := samples()
	for range 5 {
		for name, figure := range samples() {
			if figure != first[name] {
				t.Errorf("%s: two renderings differ", name)
			}
		}
	}
}

// Every id is unique on the page and every reference inside a figure finds its target.
func TestIDs(t *testing.T) {
	for name, figure := range samples() {
		root := parse(t, figure)
		ids := map[string]bool{root.attr["id"]: true}
		for _, n := range root.all(func(n *node) bool { return n.attr["id"] != "" }) {
			if id := n.attr["id"]; ids[id] {
				t.Errorf("%s: id %s occurs twice", name, id)
			}
			ids[n.attr["id"]] = true
		}
		for _, n := range root.all(func(*node) bool { return true }) {
			references := strings.Fields(n.attr["aria-labelledby"])
			if fill, ok := strings.CutPrefix(n.attr["fill"], "url(#"); ok {
				references = append(references, strings.TrimSuffix(fill, ")"))
			}
			for _, id := range references {
				if !ids[id] {
					t.Errorf("%s: nothing has the id %s", name, id)
				}
			}
		}
	}
}

const hostile = "a\"b'c&d<script>alert(1)</script>\u202e]]>\x00\xff\u2028e\nf"

// Strings of callers cannot break out of the place where they are printed.
func TestHostileStrings(t *testing.T) {
	w := words
	w.Today, w.NotRecorded, w.Keys, w.ShowTable = hostile, hostile, hostile, hostile
	frame := Frame{
		ID: hostile, Title: hostile, Subtitle: hostile, Desc: hostile, Note: hostile, Words: w, CSV: "javascript:alert(1)",
		Table: &Table{Header: []string{hostile}, Rows: [][]string{{hostile, hostile}}},
	}
	timeline, money, estimates := sampleTimeline(), sampleAllocations(), sampleEstimates()
	timeline.Frame, money.Frame, estimates.Frame = frame, frame, frame
	timeline.Groups[0].Label, timeline.Groups[0].Href = hostile, " JavaScript:alert(1)"
	timeline.Groups[0].Rows[0].Label, timeline.Groups[0].Rows[0].Bars[1].Text = hostile, hostile
	timeline.Groups[0].Rows[3].Milestones[0].Label = hostile
	money.Series[0].Name, money.Unit, money.Years[0].Total, money.Years[1].Gap = hostile, hostile, hostile, hostile
	estimates.Items[0].By, estimates.Items[0].Label, estimates.Scopes[0] = hostile, hostile, hostile
	cash, capped, curves, fall := sampleCashFlow(), sampleCapped(), sampleCumulative(), sampleWaterfall()
	cash.Frame, capped.Frame, curves.Frame, fall.Frame = frame, frame, frame, frame
	cash.Parts[0].Name, cash.Columns[0].Name, cash.Columns[0].Axis, cash.Columns[6].Gap.label = hostile, hostile, hostile, hostile
	capped.Done.Label, capped.Columns[6].Backlog.label = hostile, hostile
	curves.Lines[0].Name, curves.Gap.Label, curves.Marks[0].Name = hostile, hostile, hostile
	fall.Steps[1].Name, fall.Steps[1].Amount.label, fall.Steps[1].Href = hostile, hostile, "javascript:alert(1)"
	total, finish, fan, tornado := sampleRuns(), sampleFinishes(), sampleFan(), sampleTornado()
	total.Frame, finish.Frame, fan.Frame, tornado.Frame = frame, frame, frame, frame
	fan.Columns[0].Chance.label, fan.Unit = hostile, hostile
	tornado.Drivers[0].Name, tornado.Drivers[0].Href, tornado.Rank = hostile, "javascript:alert(1)", hostile
	total.Unit, total.Chance, total.Thresholds[0].Name, total.Runs[0].Name, total.Runs[0].Percentiles[9].Value.label = hostile, hostile, hostile, hostile, hostile
	finish.Planned.Name, finish.Planned.When, finish.Lines[0].Name, finish.Lines[0].Points[0].Name = hostile, hostile, hostile, hostile
	joint := sampleJoint()
	joint.Frame, joint.Cost, joint.Costs[0].Name, joint.Finishes[0].Name = frame, hostile, hostile, hostile
	for _, figure := range []template.HTML{joint.HTML(), total.HTML(), finish.HTML(), fan.HTML(), tornado.HTML(), timeline.HTML(), money.HTML(), estimates.HTML(), cash.HTML(), capped.HTML(), curves.HTML(), fall.HTML()} {
		root := parse(t, figure)
		for _, n := range root.all(func(*node) bool { return true }) {
			if n.name == "script" || n.name == "style" || n.attr["style"] != "" {
				t.Errorf("<%s style=%q> would break the content security policy", n.name, n.attr["style"])
			}
			if strings.Contains(strings.ToLower(n.attr["href"]), "script") {
				t.Errorf("link to %q", n.attr["href"])
			}
		}
		if strings.ContainsAny(string(figure), "\u202e\x00") {
			t.Error("a control character came through")
		}
	}
}

// An amount that nobody recorded is not drawn and not read as zero; a recorded zero is read.
func TestNotRecordedIsNotZero(t *testing.T) {
	a := sampleAllocations()
	a.Years = append(a.Years, Year{Year: 2029, Parts: []Amount{{}, {}, {}}})
	svg := parse(t, a.HTML()).drawings()[0]
	marks := svg.all(classed("mark"))
	want := []string{
		"2026\nState: €100 m\nEIB, requested: €270 m\nGrant: not recorded\nTotal: 370\nNeed: €370 m",
		"2027\nnot recorded",
		"2028\nState: €0 m\nEIB, requested: not recorded\nGrant: €50 m\nTotal: 50\nNeed: €120 m\nGap: −70",
		"2029\nnot recorded",
	}
	for i, m := range marks {
		if got := m.reading(); got != want[i] {
			t.Errorf("mark %d reads %q, want %q", i, got, want[i])
		}
	}
	for _, i := range []int{1, 3} {
		if drawn := marks[i].all(named("rect")); len(drawn) != 1 {
			t.Errorf("mark %d draws %d rectangles, want its invisible target only", i, len(drawn))
		}
	}
}

// A row without dates says so; assumed dates are read as assumed and drawn dashed.
func TestTimelineSaysWhatItDoesNotKnow(t *testing.T) {
	svg := parse(t, sampleTimeline().HTML()).drawings()[1]
	said := svg.all(func(n *node) bool { return n.name == "text" && n.text == "not recorded" })
	if len(said) != 1 {
		t.Errorf("%d rows say that they are not recorded, want 1", len(said))
	}
	for _, m := range svg.all(classed("mark")) {
		assumed := strings.HasSuffix(m.reading(), "\nassumed") || strings.Contains(m.reading(), "(assumed)") // a bar says which of its dates
		drawn := len(m.all(classed("dashed")))+len(m.all(classed("hollow"))) > 0
		if assumed != drawn {
			t.Errorf("%q: read as assumed %t, drawn as assumed %t", m.reading(), assumed, drawn)
		}
	}
}

// The working estimate is the only one with a ring, and each scope keeps its own shape.
func TestEstimateMarkers(t *testing.T) {
	root := parse(t, sampleEstimates().HTML())
	for _, svg := range root.drawings() {
		var shapes []string
		for _, m := range svg.all(classed("mark")) {
			shapes = append(shapes, m.all(classed("marker"))[0].name)
			if ring := len(m.all(classed("ring"))) == 1; ring != classed("working")(m) {
				t.Errorf("%q: ring %t", m.reading(), ring)
			}
		}
		if want := []string{"rect", "circle", "circle", "circle"}; !slices.Equal(shapes, want) {
			t.Errorf("shapes %v, want %v", shapes, want)
		}
	}
	if keys := root.all(named("li")); len(keys) != 3 {
		t.Errorf("%d keys in the legend, want the working estimate and two scopes", len(keys))
	}
}

// A figure without anything to show is still a figure.
func TestEmpty(t *testing.T) {
	for _, figure := range []template.HTML{
		Timeline{Frame: Frame{ID: "a"}}.HTML(), Allocations{Frame: Frame{ID: "b"}, Tick: number}.HTML(), Estimates{Frame: Frame{ID: "c"}, Tick: number}.HTML(),
		CashFlow{Frame: Frame{ID: "d"}, Tick: number}.HTML(), Capped{Frame: Frame{ID: "e"}, Tick: number}.HTML(), Curves{Frame: Frame{ID: "f"}, Tick: number}.HTML(),
		Waterfall{Frame: Frame{ID: "g"}}.HTML(),
		SCurve{Frame: Frame{ID: "h"}, Tick: number, Percent: percent}.HTML(), Finishes{Frame: Frame{ID: "i"}, Percent: percent}.HTML(),
		Fan{Frame: Frame{ID: "j"}, Tick: number}.HTML(), Tornado{Frame: Frame{ID: "k"}, Percent: percent, Decimal: number}.HTML(),
		JointMap{Frame: Frame{ID: "l"}, Percent: percent}.HTML(),
	} {
		checkTexts(t, figure)
	}
}

// Fifty projects of five phases, in all three widths.
func BenchmarkTimeline(b *testing.B) {
	t := Timeline{Frame: Frame{ID: "all", Title: "All projects", Page: true, Words: words}, Today: on("2026-05-20")}
	for i := range 50 {
		g := Group{Label: fmt.Sprintf("Project %d", i), Href: "/projects/1"}
		for j := range 5 {
			start := on("2006-01-01").AddDate((i+j*3)%25, j, 0)
			g.Rows = append(g.Rows, Row{Label: "Phase with a name", Color: j, Bars: []Bar{
				{Start: start, Finish: start.AddDate(3, 0, 0), When: "2006 – 2009", Progress: 0.4, Text: "40 %"},
			}})
		}
		t.Groups = append(t.Groups, g)
	}
	for b.Loop() {
		t.HTML()
	}
}
