package web

import (
	"net/url"
	"time"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
)

// bridgeStep is one step of a bridge as the page shows it.
type bridgeStep struct {
	*planner.BridgeStep
	From, To Link
	Title    string   // from what to what, in three digits
	Reasons  []string // why there is no percentage
	Growth   string   // the percentage, where it says something
	Prices   string   // what the ratio of price levels is and where it comes from
	Ratio    []*Figure
	Causes   []causeView
	Add      string       // where a part is attributed; "": cost lines explain it all
	Lines    *bridgeLines // nil: either is a headline figure
}

// causeView is a part of a difference that planners attribute.
type causeView struct {
	*estimate.Attribution
	Document *DocumentView
	Author   string // "": not recorded
	At       time.Time
	Edit     Link
}

// bridgeLines is a difference taken apart line by line.
type bridgeLines struct {
	Groups []bridgeGroup
	Cells  []money.Amount // added, removed, re-measured, re-priced, escalation
	Same   int            // lines that amount to what they did, which are not shown
}

// bridgeGroup is the lines of a category.
type bridgeGroup struct {
	estimate.BridgeCategory
	Cells      []money.Amount
	Difference money.Amount
	Rows       []bridgeRow
}

// bridgeRow is what became of a line.
type bridgeRow struct {
	*estimate.BridgeLine
	Says       []string // which of its factors changed
	Cells      []money.Amount
	Difference money.Amount
}

func newBridgeStep(t *trail, v *planner.BridgeView, i int) (*bridgeStep, error) {
	l, b := t.language, &v.Steps[i]
	link := func(e *estimate.Estimate) Link {
		return Link{Text: e.Title.In(l.Code), URL: projectURL(v.Project.Code, "estimates", e.Code)}
	}
	step := &bridgeStep{BridgeStep: b, From: link(&b.From), To: link(&b.To), Reasons: bridgeReasons(l, b),
		Title: l.T("bridge.step", "from", l.Short(b.FromTotal), "to", l.Short(b.ToTotal), "difference", signed(l, b.Difference))}
	if b.Growth.Valid {
		step.Growth = signedPercent(l, b)
	}
	if b.ByLines {
		step.setPrices(t, v)
		var err error
		step.Lines, err = newBridgeLines(t, v, b)
		return step, err
	}
	step.Add = projectURL(v.Project.Code, "attributions", "new") + "?" + url.Values{"from": {b.From.Code}, "to": {b.To.Code}}.Encode()
	for j := range b.Attributed {
		a := &b.Attributed[j]
		cause := causeView{Attribution: a, Edit: Link{Text: l.Enum(a.Cause), URL: projectURL(v.Project.Code, "attributions", idText(a.ID), "edit")}}
		if d, ok := v.Trail.Document(a.Document); ok {
			cause.Document = newDocumentView(d, l.Code)
		}
		cause.Author, cause.At = b.Said[a.ID].Actor, b.Said[a.ID].At
		step.Causes = append(step.Causes, cause)
	}
	return step, nil
}

// setPrices says what the ratio of the price levels is, and by which rates.
func (s *bridgeStep) setPrices(t *trail, v *planner.BridgeView) {
	l, p := t.language, &s.BridgeStep.Prices
	if p.Series == nil {
		s.Prices = fullSentence(l.Message(p.Missing))
		return
	}
	s.Prices = l.T("bridge.prices", "ratio", s.Factor.Round(6), "series", p.Series.Name,
		"from", s.BridgeStep.From.PriceYear, "to", s.BridgeStep.To.PriceYear)
	if v.Assumed(s.BridgeStep) {
		s.Prices += " " + l.T("bridge.prices_assumed")
	}
	if p.Series.Proxy {
		s.Prices += " " + l.T("bridge.prices_proxy")
	}
	s.Ratio = ratioFigures(t, s.BridgeStep)
}

// newBridgeLines shows the lines by category, those that changed.
func newBridgeLines(t *trail, v *planner.BridgeView, b *planner.BridgeStep) (*bridgeLines, error) {
	all := &bridgeLines{Cells: b.Parts.List()}
	before, now := linesByCode(v.Lines(b.From.ID)), linesByCode(v.Lines(b.To.ID))
	for i := range b.Categories {
		c := &b.Categories[i]
		difference, err := c.To.Sub(c.From)
		if err != nil {
			return nil, err
		}
		group := bridgeGroup{BridgeCategory: *c, Cells: c.Parts.List(), Difference: difference}
		for j := range b.Lines {
			line := &b.Lines[j]
			if line.Category != c.Category {
				continue
			}
			row := bridgeRow{BridgeLine: line, Cells: line.Parts.List()}
			if row.Difference, err = lineDifference(line, b.From.Currency); err != nil {
				return nil, err
			}
			if allZero(row.Cells) {
				all.Same++
				continue
			}
			if line.From != nil && line.To != nil {
				row.Says = changedFactors(t.language, before[line.Code], now[line.Code])
			}
			group.Rows = append(group.Rows, row)
		}
		all.Groups = append(all.Groups, group)
	}
	return all, nil
}

// lineDifference is what a line amounts to more than it did; what is not there
// amounts to nothing.
func lineDifference(l *estimate.BridgeLine, c money.Currency) (money.Amount, error) {
	zero := money.Zero(c)
	return orElse(l.To, zero).Sub(orElse(l.From, zero))
}

func allZero(cells []money.Amount) bool {
	for _, c := range cells {
		if !c.IsZero() {
			return false
		}
	}
	return true
}
