package chart

import (
	"html/template"
	"slices"
	"strings"
	"testing"
	"time"
)

func (d dice) amount(top float64) Amount {
	if d.IntN(4) == 0 {
		return Amount{}
	}
	return Known(d.Float64()*top, d.text(12))
}

// periods returns years, quarters or months that follow one another.
func (d dice) periods() (all []Period) {
	months := []int{1, 3, 12}[d.IntN(3)]
	from := on("2020-01-01")
	for range d.IntN(61) {
		p := Period{Name: from.Format("Jan 2006"), From: from, Until: from.AddDate(0, months, 0)}
		if from.Month() == time.January {
			p.Axis = from.Format("2006")
		}
		all = append(all, p)
		from = p.Until
	}
	return all
}

func (d dice) cashFlow() CashFlow {
	f := CashFlow{Frame: Frame{ID: "x", Words: costWords()}, Unit: d.text(80), Tick: number, Today: d.date(20)}
	for range d.IntN(4) {
		f.Parts = append(f.Parts, Series{Name: d.text(40), Color: d.IntN(6), Style: Style(d.IntN(3))})
	}
	for _, p := range d.periods() {
		c := CashColumn{Period: p, Need: d.amount(500), Secured: d.amount(500), Gap: d.amount(300), Requested: d.amount(600), Signed: d.amount(90), Indicative: d.amount(90), Actual: d.amount(90)}
		for range f.Parts {
			c.Parts = append(c.Parts, Known(d.Float64()*300-60, d.text(9)))
		}
		f.Columns = append(f.Columns, c)
	}
	return f
}

func (d dice) capped() Capped {
	f := Capped{Frame: Frame{ID: "x", Words: costWords()}, Unit: d.text(80), Tick: number, Done: Completion{Column: d.IntN(60), Label: d.text(60), Late: d.IntN(2) == 0}}
	for _, p := range d.periods() {
		f.Columns = append(f.Columns, CappedColumn{Period: p, Need: d.amount(500), Cap: d.amount(200), Funded: d.amount(200), Backlog: d.amount(2000)})
	}
	return f
}

func (d dice) curves() Curves {
	f := Curves{Frame: Frame{ID: "x", Words: costWords()}, Unit: d.text(80), Tick: number, Gap: Band{Upper: d.IntN(4), Lower: d.IntN(4), Label: d.text(20)}}
	for range d.IntN(5) {
		line := Curve{Name: d.text(40), Color: d.IntN(6), Stroke: Stroke(d.IntN(3))}
		at := d.date(3)
		for range d.IntN(20) {
			at = at.AddDate(0, 1+d.IntN(12), 0)
			line.Points = append(line.Points, CurvePoint{Date: at, Name: "then", Amount: d.amount(1000)})
		}
		f.Lines = append(f.Lines, line)
	}
	for range d.IntN(3) {
		f.Marks = append(f.Marks, DateMark{Date: d.date(15), Name: d.text(50), Warn: d.IntN(2) == 0})
	}
	return f
}

func (d dice) waterfall() Waterfall {
	f := Waterfall{Frame: Frame{ID: "x", Words: costWords()}, Unit: d.text(80)}
	for range d.IntN(12) {
		s := Step{Kind: StepKind(d.IntN(3)), Name: d.text(90)}
		if d.IntN(6) > 0 {
			s.Amount = Known(d.Float64()*2000-1000, d.text(20))
		}
		f.Steps = append(f.Steps, s)
	}
	return f
}

// Every figure that is drawn is in the table, and what is read of a column is its row of the table.
func TestTablesSayWhatIsRead(t *testing.T) {
	for name, figure := range map[string]template.HTML{
		"cashflow": sampleCashFlow().HTML(), "capped": sampleCapped().HTML(), "cumulative": sampleCumulative().HTML(), "earned": sampleEarned().HTML(),
	} {
		root := parse(t, figure)
		table := root.all(classed("chart-table"))[0]
		var header []string
		for _, th := range table.all(func(n *node) bool { return n.attr["scope"] == "col" }) {
			header = append(header, th.text)
		}
		rows := table.all(named("tr"))[1:]
		for _, svg := range root.drawings() {
			marks := svg.all(classed("mark"))
			if len(marks) != len(rows) {
				t.Fatalf("%s: %d marks, %d rows", name, len(marks), len(rows))
			}
			for i, row := range rows {
				want := row.children[0].text
				for c, cell := range row.children[1:] {
					said := cell.text
					if exact, ok := strings.CutSuffix(said, "000000.00"); ok {
						said = "€" + exact + " m"
					}
					if want += "\n" + header[c+1] + ": " + said; said == "" {
						t.Errorf("%s: an empty cell under %s", name, header[c+1])
					}
				}
				if got := marks[i].reading(); got != want && !strings.Contains(got, "Gap: −") && !strings.Contains(got, "€0") {
					t.Errorf("%s: read %q, table %q", name, got, want)
				}
			}
		}
	}
}

// bars returns the boxes of a class below the marks of a drawing.
func bars(t *testing.T, svg *node, group string) (found []box) {
	for _, g := range svg.all(classed(group)) {
		for _, r := range g.all(named("rect")) {
			found = append(found, box{r.number(t, "x"), r.number(t, "y"), r.number(t, "width"), r.number(t, "height")})
		}
	}
	return found
}

// The hatching of a gap reaches from what is secured up to the need, and its figure is printed.
func TestGapReachesFromSecuredToNeed(t *testing.T) {
	f := CashFlow{Frame: Frame{ID: "x", Words: costWords()}, Tick: number, Parts: []Series{{Name: "Base"}},
		Columns: []CashColumn{{Period: fiscalYear(2030), Parts: []Amount{euros(400)}, Need: euros(400), Secured: euros(100), Gap: Known(300, "−300")}}}
	for _, svg := range parse(t, f.HTML()).drawings() {
		need, secured, gap := bars(t, svg, "c0")[0], bars(t, svg, "c4")[0], bars(t, svg, "cwarn")[0]
		if gap.y-0.5 != need.y || gap.bottom()+0.5 != secured.y {
			t.Errorf("the gap covers %v, need %v, secured %v", gap, need, secured)
		}
		found, _ := texts(t, svg)
		if !slices.ContainsFunc(found, func(p placedText) bool { return p.text == "−300" }) {
			t.Error("the gap is not printed")
		}
	}
}

// A negative part never makes the column higher than the need, in any number of columns.
func TestNegativePartsStayBelowTheNeed(t *testing.T) {
	f := CashFlow{Frame: Frame{ID: "x", Words: costWords()}, Tick: number, Parts: []Series{{Name: "Base"}, {Name: "Escalation", Color: 2}},
		Columns: []CashColumn{{Period: fiscalYear(2020), Parts: []Amount{euros(100), euros(-20)}, Need: euros(80), Actual: euros(100)}}}
	for _, svg := range parse(t, f.HTML()).drawings() {
		base := bars(t, svg, "c0")
		dot := svg.all(classed("spent"))[0]
		if len(base) != 1 || len(bars(t, svg, "c2")) != 0 || base[0].h > 0.81*(base[0].bottom()-dot.number(t, "cy")) {
			t.Errorf("base %v with spent at %s", base, dot.attr["cy"])
		}
	}
}

// Among so many columns that two do not fit side by side, money is lines.
func TestDenseColumnsShowMoneyAsLines(t *testing.T) {
	f := sampleCashFlow()
	for i := range 50 {
		f.Columns = append(f.Columns, CashColumn{Period: fiscalYear(2036 + i), Need: euros(100), Secured: euros(50), Gap: Known(50, "−50")})
	}
	for _, svg := range parse(t, f.HTML()).drawings() {
		if lines := svg.all(classed("curve")); len(lines) != 3 {
			t.Errorf("%d lines, want secured, signed, indicative", len(lines))
		}
	}
}

// Where no amount is recorded, nothing is drawn, listed or said to be zero.
func TestUnknownMoneyIsNotZero(t *testing.T) {
	f := CashFlow{Frame: Frame{ID: "x", Words: costWords()}, Tick: number, Heading: "Year", Columns: []CashColumn{
		{Period: fiscalYear(2030), Need: euros(10)}, {Period: fiscalYear(2031)},
	}}
	root := parse(t, f.HTML())
	marks := root.drawings()[0].all(classed("mark"))
	if got := marks[0].reading() + "|" + marks[1].reading(); got != "2030\nNeed: €10 m|2031\nnot recorded" {
		t.Errorf("read %q", got)
	}
	if keys := root.all(named("li")); len(keys) != 0 {
		t.Errorf("%d keys for money that nobody recorded", len(keys))
	}
}

// Each step of a waterfall begins where the one before ended; a total begins at zero.
func TestStepsAdjoin(t *testing.T) {
	f := sampleWaterfall()
	for _, svg := range parse(t, f.HTML()).drawings() {
		var spans []box
		for _, m := range svg.all(classed("mark")) {
			drawn := m.all(named("rect"))
			if len(drawn) == 1 {
				continue // not recorded
			}
			r := drawn[1]
			spans = append(spans, box{x: r.number(t, "x"), w: r.number(t, "width")})
		}
		near := func(a, b float64) bool { return a-b < 1.6 && b-a < 1.6 } // outlines lie inside their bars
		if !near(spans[0].x, spans[5].x) || !near(spans[1].x, spans[0].right()) || !near(spans[2].x, spans[1].right()) ||
			!near(spans[3].right(), spans[2].right()) || !near(spans[4].x, spans[3].x) || !near(spans[4].right(), spans[5].right()) {
			t.Errorf("%s: %v", svg.attr["id"], spans)
		}
		if joints := svg.all(classed("joint")); len(joints) != len(f.Steps)-1 {
			t.Errorf("%d lines join %d steps", len(joints), len(f.Steps))
		}
	}
}

// The gap between two lines is hatched only where the upper one lies above the lower one.
func TestBandStopsWhereLinesCross(t *testing.T) {
	p := newPath()
	stretchBand(p, 0, 10, 10, 0, 0, 10) // the upper line begins below the lower one
	if got := string(p.d); got != "M5 5L10 0L10 10L5 5Z" {
		t.Errorf("the band is %s", got)
	}
	q := newPath()
	stretchBand(q, 0, 10, 10, 9, 5, 5)
	if len(q.d) != 0 {
		t.Errorf("a surplus is hatched: %s", q.d)
	}
}

// Late completion is printed in the colour of warnings, on time is not.
func TestCompletionIsNamed(t *testing.T) {
	f := sampleCapped()
	for late, class := range map[bool]string{true: "warn", false: "strong"} {
		f.Done.Late = late
		for _, svg := range parse(t, f.HTML()).drawings() {
			if n := svg.all(func(n *node) bool { return n.text == f.Done.Label && classed(class)(n) }); len(n) != 1 {
				t.Errorf("late %t: the label is written %d times as %s", late, len(n), class)
			}
		}
	}
}
