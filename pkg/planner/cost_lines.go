package planner

import (
	"cmp"
	"maps"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// undated returns the code of a phase over the whole project for the lines of
// a phase without dates, or of none (0), making it at need. Each such phase has
// one of its own: percentages count the lines of their phase.
func (m *modelled) undated(id record.ID) string {
	code, name := wholeProject, text.Label{Default: "Whole project", Albanian: "I gjithë projekti"}
	if p := find(m.modelParts.phases, func(p *project.Phase) bool { return p.ID == id }); p != nil {
		code, name = p.Code, p.Name
	}
	for slices.ContainsFunc(m.Phases, func(p costmodel.Phase) bool { return p.Code == code }) {
		code += "-2" // somebody called a phase so
	}
	start, finish := m.Phases[0].Start, m.Phases[0].Finish
	for _, p := range m.Phases[1:] {
		if p.Start.Compare(start) < 0 {
			start = p.Start
		}
		if p.Finish.Compare(finish) > 0 {
			finish = p.Finish
		}
	}
	m.phase[id] = code
	m.Phases = append(m.Phases, costmodel.Phase{Code: code, Name: name, Start: start, Finish: finish})
	return code
}

// addLines puts in the cost lines; a headline figure becomes one.
func (m *modelled) addLines() error {
	if len(m.lines) == 0 {
		m.note(fault.Say("cost.headline_spread", "{estimate} is a headline figure without cost lines: it is spread evenly over the whole project", "estimate", m.estimate.Code))
		m.Lines = []costmodel.Line{{Code: headlineLine, Name: m.estimate.Title, Phase: m.undated(0), Category: headlineLine, Amount: m.estimate.Total}}
		m.Lines[0].Assumed = m.assumed != nil && m.assumed(-1)
		return nil
	}
	loose, dated := 0, maps.Clone(m.phase)
	for i := range m.lines {
		l := &m.lines[i]
		line := costmodel.Line{Code: l.Code, Name: l.Name, Category: l.Category, Quantity: l.Quantity, Unit: l.Unit, UnitRate: l.UnitRate,
			Percent: l.Percent, Of: l.Of, OfLines: l.OfLines, Contingency: l.Contingency, Balance: l.Balance, Country: l.Country}
		line.Phase = m.phase[l.Phase]
		if line.Phase == "" {
			line.Phase = m.undated(l.Phase)
		}
		if _, ok := dated[l.Phase]; !ok {
			loose++
		}
		line.Assumed = m.assumed != nil && m.assumed(i)
		m.settle(&line, l)
		m.Lines = append(m.Lines, line)
	}
	if loose > 0 {
		m.note(fault.Say("cost.loose_lines", "{count} cost lines are of no phase with dates: they are spread evenly over the whole project", "count", loose))
	}
	return nil
}

// settle finds where a line stands: its structure, the section and country of
// that or of its phase, and its index.
func (m *modelled) settle(line *costmodel.Line, l *estimate.Line) {
	at := placeOf(l, m.structures, m.phases)
	line.Structure = at.kind
	if s := find(m.sections, func(s *project.Section) bool { return s.ID == at.section }); s != nil {
		line.Section, line.Country = s.Code, cmp.Or(line.Country, s.Country)
	}
	if m.assumptions == nil {
		return
	}
	if rule, ok := m.assumptions.RuleOf(l.Code, l.Category); ok && rule.Index != 0 {
		line.Index = m.names.Indices[rule.Index].Code
	}
}
