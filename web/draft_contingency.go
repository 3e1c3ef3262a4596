package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
	"korridor/web/locale"
)

// draftRule is the part of the sheet that adds contingency by rule, as typed, and
// what it did.
type draftRule struct {
	Percent    string   // or a class and a confidence
	Class      string   // AACE, 1 to 5
	Confidence string   // hundredths
	Of         []string // categories

	done    *estimate.ContingencyLines // nil: nothing was asked for, or it cannot be done
	refused error
	percent decimal.Decimal
}

// ruleConfidences are the confidences to choose from, in hundredths: up to the
// ends of the classes' ranges, which are P10 and P90.
var ruleConfidences = []string{"50", "60", "70", "80", "90"}

// set notes a field, reporting whether it is one of the rule's.
func (rule *draftRule) set(name, value string) bool {
	switch name {
	case "rule_percent":
		rule.Percent = strings.TrimSpace(value)
	case "rule_class":
		rule.Class = value
	case "rule_confidence":
		rule.Confidence = value
	case "rule_of":
		if value != "" && len(rule.Of) < maxOf && !slices.Contains(rule.Of, value) {
			rule.Of = append(rule.Of, value)
		}
	default:
		return false
	}
	return true
}

// rule returns the percentage that was typed, or the one that follows from the
// class, and of what.
func (r *draftReader) rule(typed *draftRule) (estimate.ContingencyRule, error) {
	rule := estimate.ContingencyRule{Of: readCategories(typed.Of, nil)}
	if typed.Percent != "" {
		d, problem := form.Decimal(r.language, typed.Percent)
		if problem != "" || typed.Class != "" {
			message := fault.Say("contingency.either", "is either typed or follows from a class")
			if problem != "" {
				message = fault.Say("contingency.number", "is not a number")
			}
			var p fault.Problems
			p.Add("percent", message)
			return rule, p.Err(fault.Say("contingency.invalid", "no contingency can be added"))
		}
		rule.Percent = d.Decimal
		return rule, nil
	}
	if typed.Class == "" || !slices.Contains(ruleConfidences, typed.Confidence) {
		var p fault.Problems
		p.Add("percent", fault.Say("contingency.neither", "is needed: type it, or choose a class and a confidence"))
		return rule, p.Err(fault.Say("contingency.invalid", "no contingency can be added"))
	}
	class, _ := strconv.Atoi(typed.Class)
	confidence, err := strconv.ParseInt(typed.Confidence, 10, 64)
	if err != nil {
		return rule, err
	}
	rule.Percent, err = estimate.Contingency(class, decimal.New(confidence, -2))
	return rule, err
}

// contingency adds the lines of the rule below the others, for people to look at
// before they save the sheet. It takes out none.
func (r *draftReader) contingency(f *draftForm) {
	rule, err := r.rule(&f.Rule)
	var done estimate.ContingencyLines
	if err == nil {
		r.readAll(f)
		lines := make([]estimate.Line, len(f.Rows))
		for i, row := range f.Rows {
			lines[i] = row.line.Line
		}
		done, err = rule.Apply(lines)
	}
	if f.Rule.refused = err; err != nil {
		return
	}
	f.Rule.done, f.Rule.percent = &done, rule.Percent
	far := len(f.Rows) > maxAwake // the added rows would rest
	all := len(rule.Of) == len(r.categoriesOf(f))
	for i := range done.Lines {
		line := &done.Lines[i]
		line.Code = f.freeCode(contingencyCode(r.phases.names[line.Phase]))
		line.Name = r.inBoth(func(l *locale.Locale) string {
			if all {
				return l.T("draft.rule.name", "phase", phaseOf(l, r.draft, line.Phase))
			}
			return l.T("draft.rule.name_of", "categories", categoryNames(l, rule.Of), "phase", phaseOf(l, r.draft, line.Phase))
		})
		line.Note = r.inBoth(func(l *locale.Locale) string { return f.Rule.assumption(l) })
		cells := r.cells(line)
		cells.Basis, cells.Why = string(project.Derived), f.Rule.formula(r.language, rule)
		f.add(&draftRow{Focus: far && i == 0, draftCells: cells}, len(f.Rows))
	}
}

// inBoth writes a label in both languages.
func (r *draftReader) inBoth(write func(*locale.Locale) string) text.Label {
	label := text.Plain(write(r.languages.Default()))
	if sq, ok := r.languages.Get("sq"); ok {
		label.Albanian = write(sq)
	}
	return label
}

// formula says how the percentage came about.
func (rule *draftRule) formula(l *locale.Locale, of estimate.ContingencyRule) string {
	percent, categories := exactPercent(l, of.Percent), categoryNames(l, of.Of)
	if rule.Percent != "" {
		return l.T("draft.rule.formula", "percent", percent, "categories", categories)
	}
	return l.T("draft.rule.formula_class", "percent", percent, "categories", categories, "class", rule.Class, "confidence", rule.Confidence)
}

// exactPercent writes a percentage with all its decimals.
func exactPercent(l *locale.Locale, d decimal.Decimal) string {
	return l.T("number.percent", "number", l.Style.Number(d, 0, record.MaxScale))
}

// assumption says what is assumed where the percentage follows from it.
func (rule *draftRule) assumption(l *locale.Locale) string {
	if rule.Percent != "" {
		return l.T("draft.rule.assumed")
	}
	class, _ := strconv.Atoi(rule.Class)
	a, _ := estimate.AccuracyOf(class)
	middle := func(best, worst int64) string {
		return exactPercent(l, decimal.New(best+worst, 0).Div(decimal.NewFromInt(2)))
	}
	return l.T("draft.rule.assumed_class", "class", rule.Class, "low", middle(a.LowBest, a.LowWorst), "high", "+"+middle(a.HighBest, a.HighWorst))
}

// contingencyCode is the code of a phase's contingency line.
func contingencyCode(phase string) string {
	code := "contingency"
	if phase != "" {
		code += "-" + phase
	}
	return code[:min(len(code), text.MaxCode-4)] // room for a number
}

// phaseOf names a phase of the draft; 0 is no phase.
func phaseOf(l *locale.Locale, d *planner.DraftSheet, id record.ID) string {
	for i := range d.Phases {
		if d.Phases[i].ID == id {
			return d.Phases[i].Name.In(l.Code)
		}
	}
	return strings.ToLower(l.T("sheet.no_phase"))
}

// draftRuleView is the rule on the page.
type draftRuleView struct {
	*draftRule
	Categories  []form.Option // of the rows
	Classes     []form.Option
	Confidences []form.Option
	Open        bool
	Said        []string            // what was done
	Problems    map[string][]string // by field: percent, of
}

// Holds reports whether a category is ticked.
func (v *draftRuleView) Holds(category string) bool { return slices.Contains(v.Of, category) }

// categoriesOf are the categories of the rows that are no contingency.
func (r *draftReader) categoriesOf(f *draftForm) []estimate.Category {
	var used []estimate.Category
	for _, c := range estimate.Categories {
		if slices.ContainsFunc(f.Rows, func(row *draftRow) bool { return !row.Contingency && row.Category == string(c) }) {
			used = append(used, c)
		}
	}
	return used
}

func (r *draftReader) ruleView(f *draftForm) *draftRuleView {
	l, v := r.language, &draftRuleView{draftRule: &f.Rule, Problems: map[string][]string{}}
	v.Categories = named(l, r.categoriesOf(f))
	if f.Do == "" { // nothing was typed yet
		v.Confidence = "80"
		for _, c := range v.Categories {
			v.Of = append(v.Of, c.Value)
		}
		if class := r.draft.EstimateSheet.Estimate.Class; class != 0 {
			v.Class = strconv.Itoa(class)
		}
	}
	v.Classes = []form.Option{{Text: l.T("draft.rule.no_class")}}
	for class := 5; class >= 1; class-- {
		v.Classes = append(v.Classes, form.Option{Value: strconv.Itoa(class), Text: l.T("draft.rule.class_of", "class", class)})
	}
	for _, c := range ruleConfidences {
		v.Confidences = append(v.Confidences, form.Option{Value: c, Text: "P" + c})
	}
	r.say(v)
	return v
}

// say words what was done, or why nothing was.
func (r *draftReader) say(v *draftRuleView) {
	l := r.language
	if v.refused != nil {
		v.Open = true
		for _, field := range faultFields(v.refused) {
			name := field.Name
			if name != "of" {
				name = "percent"
			}
			v.Problems[name] = append(v.Problems[name], fullSentence(l.Message(field.Message)))
		}
	}
	if v.done == nil {
		return
	}
	v.Open = true
	v.Said = []string{l.N("draft.rule.added", len(v.done.Lines), "percent", exactPercent(l, v.percent))}
	if names := r.phaseNames(v.done.Kept); names != "" {
		v.Said = append(v.Said, l.T("draft.rule.kept", "phases", names))
	}
	if names := r.phaseNames(v.done.Long); names != "" {
		v.Said = append(v.Said, l.T("draft.rule.long", "phases", names))
	}
}

// phaseNames names phases of the draft; "" for none.
func (r *draftReader) phaseNames(phases []record.ID) string {
	var names []string
	for _, id := range phases {
		names = append(names, phaseOf(r.language, r.draft, id))
	}
	return strings.Join(names, "; ")
}
