package web

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/locale"
)

// waterfallTable is how the changes lead from the base to what is shown.
type waterfallTable struct {
	Currency string
	From, To money.Amount
	Steps    []waterfallStep
}

// waterfallStep is one change in words with what it adds to the need.
type waterfallStep struct {
	Name string
	Note string
	Need money.Amount
}

func (w *costView) waterfall() *waterfallTable {
	return &waterfallTable{Currency: w.l.Value(w.Result.Model.Currency), From: w.Waterfall.From, To: w.Waterfall.To, Steps: w.steps()}
}

// steps words the changes. Caps of years in a row that are the same are one
// step; none of them changes what is needed.
func (w *costView) steps() []waterfallStep {
	l := w.l
	var steps []waterfallStep
	all := w.Waterfall.Steps
	for i := 0; i < len(all); i++ {
		c := all[i].Change
		step := waterfallStep{Name: w.changeText(c, c.Year), Need: all[i].Need}
		if c.Kind == costmodel.ChangeCap {
			last := c
			for i+1 < len(all) && continues(last, all[i+1].Change) {
				i++
				last = all[i].Change
			}
			step.Name = w.changeText(c, last.Year)
		}
		if c.Kind == costmodel.ChangeCap || c.Kind == costmodel.ChangeAllocation {
			step.Note = l.T("cost.moves_no_need")
		}
		steps = append(steps, step)
	}
	return steps
}

// continues reports whether next is the same cap for the year after that of c.
func continues(c, next *costmodel.Change) bool {
	return c.Kind == costmodel.ChangeCap && next.Kind == c.Kind && next.Year == c.Year+1 && *next.Amount == *c.Amount
}

// changeText says what a change changes; of caps up to the year until.
func (w *costView) changeText(c *costmodel.Change, until int) string {
	l := w.l
	switch c.Kind {
	case costmodel.ChangeRate:
		percent := c.Factor.Decimal.Sub(decimal.NewFromInt(1)).Shift(2)
		text := l.Percent(percent)
		if percent.IsPositive() {
			text = "+" + text
		}
		return l.T("cost.change_rate", "what", w.changedLines(c), "percent", text)
	case costmodel.ChangeDelay:
		return w.delayText(c)
	case costmodel.ChangeIndex:
		to, from := w.indexName(c.To), l.T("cost.all_indices")
		if c.From != 0 {
			from = w.indexName(c.From)
		}
		return l.T("cost.change_index", "to", to, "from", from)
	case costmodel.ChangeCap:
		if n := len(w.Result.Years); n > 0 && until > w.Result.Years[n-1].FiscalYear {
			return l.T("cost.change_cap_on", "year", funding.FiscalYear(c.Year), "amount", l.Short(*c.Amount))
		}
		return l.T("cost.change_cap", "years", yearSpan(c.Year, until), "amount", l.Short(*c.Amount))
	}
	source := ""
	if s := w.Source(c.FundingSource); s != nil {
		source = s.Name.In(l.Code)
	}
	return l.T("cost.change_allocation", "source", source, "stage", c.Stage, "year", funding.FiscalYear(c.Year), "amount", l.Short(*c.Amount))
}

func (w *costView) changedLines(c *costmodel.Change) string {
	l := w.l
	switch {
	case c.Line != "":
		for i := range w.Base.Lines {
			if w.Base.Lines[i].Code == c.Line {
				return w.Base.Lines[i].Name.In(l.Code)
			}
		}
		return c.Line
	case c.Category != "":
		return l.Enum(c.Category)
	case c.StructureKind != "":
		return l.Term("structures", string(c.StructureKind))
	}
	return l.T("cost.try.all_lines")
}

func (w *costView) delayText(c *costmodel.Change) string {
	l, what := w.l, w.l.T("cost.try.all_phases")
	if c.Phase != "" {
		what = phaseName(l, w.Base, c.Phase)
	}
	if c.Days < 0 {
		return l.N("cost.change_earlier", -c.Days, "what", what)
	}
	return l.N("cost.change_later", c.Days, "what", what)
}

func (w *costView) indexName(id record.ID) string {
	for i := range w.Series {
		if w.Series[i].ID == id {
			return w.Series[i].Name.In(w.l.Code)
		}
	}
	return ""
}

// comparedTable sets the scenarios beside the base.
type comparedTable struct {
	Currency string
	GapYears string
	Rows     []comparedRow
	Left     int // scenarios that are not computed
}

// comparedRow is the base or a scenario.
type comparedRow struct {
	Name       string
	Note       string
	Changes    []string
	URL, Edit  string
	Current    bool
	Refused    string
	Need       money.Amount
	Difference *money.Amount // nil: the base
	Finish     schedule.Date
	Peak       string
	Gap        *money.Amount // nil: not known
	Completion string
}

// compared computes the scenarios, nil where there are none.
func (w *costView) compared(ctx context.Context) (*comparedTable, error) {
	l := w.l
	if len(w.Scenarios) == 0 {
		return nil, nil
	}
	results, err := w.Compare(ctx)
	if err != nil {
		return nil, err
	}
	t := &comparedTable{Currency: l.Value(w.Base.Model.Currency), GapYears: w.gapYears(), Left: len(w.Scenarios) - len(results)}
	page := url.URL{Path: projectURL(w.Project.Code, "cost"), RawQuery: url.Values{"by": {w.by}}.Encode()}
	if w.by == periodKinds[0] {
		page.RawQuery = ""
	}
	base := comparedRow{Name: l.T("cost.base_result"), URL: page.String(), Current: !w.changed()}
	base.fill(l, w.base)
	t.Rows = append(t.Rows, base)
	for i := range results {
		s := &results[i]
		row := comparedRow{Name: s.Name.In(l.Code), Note: s.Note.In(l.Code), URL: with(page, tryScenario, s.Code),
			Edit:    projectURL(w.Project.Code, "scenarios", strconv.FormatInt(int64(s.ID), 10), "edit"),
			Current: w.Scenario != nil && w.Scenario.ID == s.ID && len(w.Tried) == 0}
		for k := 0; k < len(s.Changes); k++ {
			c := &s.Changes[k]
			for k+1 < len(s.Changes) && continues(&s.Changes[k], &s.Changes[k+1]) {
				k++
			}
			row.Changes = append(row.Changes, w.changeText(c, s.Changes[k].Year))
		}
		if s.Result == nil {
			row.Refused = refusedText(l, s)
			t.Rows = append(t.Rows, row)
			continue
		}
		h, err := planner.Headline(s.Result, w.Today)
		if err != nil {
			return nil, err
		}
		row.fill(l, h)
		difference, err := h.Need.Sub(w.base.Need)
		if err != nil {
			return nil, err
		}
		row.Difference = &difference
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// refusedText says why a scenario cannot be computed.
func refusedText(l *locale.Locale, s *planner.ScenarioResult) string {
	text := fullSentence(l.Message(s.Refused.Message))
	for _, f := range s.Refused.Fields {
		text += " " + fullSentence(l.Message(f.Message))
	}
	return strings.TrimSpace(text)
}

func (row *comparedRow) fill(l *locale.Locale, h planner.CostHeadline) {
	row.Need, row.Finish, row.Gap, row.Completion = h.Need, h.Finish, h.Gap, cappedShort(l, h)
	if h.Peak != nil {
		row.Peak = l.T("cost.peak_short", "year", funding.FiscalYear(h.Peak.FiscalYear), "amount", l.Short(h.Peak.Need))
	}
}
