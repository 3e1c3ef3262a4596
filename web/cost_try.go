package web

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/form"
	"korridor/web/locale"
)

// periodKinds are the lengths of the periods that the cash flow is shown by.
var periodKinds = []string{"year", "quarter", "month"}

// The parameters of the page's address that try something out; beside them
// there is one for each kind of structure, by its name.
const (
	tryScenario = "scenario"
	tryPercent  = "percent"
	tryCategory = "category"
	tryMonths   = "months"
	tryPhase    = "phase"
	tryIndex    = "index"
	tryCap      = "cap"
)

// try is what the address of the page asks for, as typed.
type try struct {
	values   url.Values
	trial    planner.Trial
	by       string
	problems map[string]string // by parameter
	refused  string
}

// readTry reads the address. What cannot be read stays in its field with what
// is wrong, and is left out of the trial.
func readTry(l *locale.Locale, values url.Values) *try {
	t := &try{values: values, by: periodKinds[0], problems: map[string]string{}}
	for _, by := range periodKinds {
		if values.Get("by") == by {
			t.by = by
		}
	}
	for _, kind := range project.StructureKinds {
		if d := t.number(l, string(kind)); d.Valid {
			t.trial.Structures = append(t.trial.Structures, planner.StructureTrial{Kind: kind, Percent: d.Decimal})
		}
	}
	t.trial.Percent = t.number(l, tryPercent)
	t.trial.Category = estimate.Category(values.Get(tryCategory))
	if d := t.number(l, tryMonths); d.Valid {
		if d.Decimal.IsInteger() && d.Decimal.Abs().LessThan(decimal.NewFromInt(10_000)) {
			t.trial.Months = int(d.Decimal.IntPart())
		} else {
			t.problems[tryMonths] = l.T("cost.try.whole_months")
		}
	}
	t.trial.Phase, t.trial.Index = values.Get(tryPhase), values.Get(tryIndex)
	t.trial.Cap = t.number(l, tryCap)
	return t
}

// number reads a number as the language writes it; an address also carries
// plain ones, as links and sliders write them.
func (t *try) number(l *locale.Locale, name string) decimal.NullDecimal {
	typed := strings.ReplaceAll(t.values.Get(name), "−", "-")
	d, problem := form.Decimal(l, typed)
	if problem != "" {
		t.problems[name] = problem
	}
	return d
}

// query asks for the model with what is tried out.
func (t *try) query(code string) planner.CostQuery {
	return planner.CostQuery{Project: code, Estimate: t.values.Get("estimate"), Scenario: t.values.Get(tryScenario), Trial: t.trial}
}

// refuse puts what the planner refuses to its fields.
func (t *try) refuse(l *locale.Locale, f *fault.Error) {
	if f == nil {
		return
	}
	t.refused = fullSentence(l.Message(f.Message))
	for _, field := range f.Fields {
		name := strings.TrimPrefix(field.Name, "structures.")
		if _, ok := t.values[name]; ok {
			t.problems[name] = l.Message(field.Message)
			continue
		}
		t.refused += " " + fullSentence(l.Message(field.Message))
	}
}

// wrong reports whether something of the address cannot be shown.
func (t *try) wrong() bool { return len(t.problems) > 0 || t.refused != "" }

// length is that of the periods.
func (t *try) length() planner.By {
	if t.by == periodKinds[0] {
		return planner.ByYear
	}
	return planner.By(t.by)
}

// address is that of the page with what is tried out, without its empty fields.
func (t *try) address(code string) url.URL {
	query := url.Values{}
	for name, values := range t.values {
		if name != "part" && name != languageParameter && len(values) > 0 && values[0] != "" {
			query.Set(name, values[0])
		}
	}
	return url.URL{Path: projectURL(code, "cost"), RawQuery: query.Encode()}
}

// with is an address with one parameter set, or without it where value is "".
func with(at url.URL, name, value string) string {
	query := at.Query()
	query.Set(name, value)
	if value == "" {
		query.Del(name)
	}
	at.RawQuery = query.Encode()
	return at.String()
}

// tryPanel is the form in which things are tried out.
type tryPanel struct {
	Action   string
	Sub      string        // what is tried out, and that nothing of it is kept
	Hidden   []form.Option // the parameters that stay
	Scenario tryField      // without options: the project has none
	Legend   string        // of the choices
	Choices  []tryChoice
	More     string // what is not among the choices
	Fields   []tryField
	Any      bool // something is tried out
	Reset    string
	Keep     string // leads to the form of a new scenario, filled in
}

// tryField is one field of the panel.
type tryField struct {
	Name, Label, Unit, Value, Problem, Hint string
	Options                                 []form.Option // a choice; else a number
	Min, Max, Step                          string        // of its slider; Min "" for none
	Rest                                    string        // where the slider stands for an empty field
	Base                                    string        // what an empty field stands for, as people write it; "" where nothing
}

func newTryPanel(w *costView, t *try) tryPanel {
	l := w.l
	p := tryPanel{Action: projectURL(w.Project.Code, "cost"), Sub: l.T("cost.try.sub"), Any: w.changed() || t.wrong(), Reset: with(url.URL{Path: projectURL(w.Project.Code, "cost")}, "by", t.values.Get("by"))}
	for _, name := range []string{"by", "estimate"} {
		if value := t.values.Get(name); value != "" {
			p.Hidden = append(p.Hidden, form.Option{Value: value, Text: name})
		}
	}
	field := func(f tryField) tryField {
		f.Value, f.Problem = t.values.Get(f.Name), t.problems[f.Name]
		return f
	}
	if len(w.Scenarios) > 0 {
		p.Scenario = field(tryField{Name: tryScenario, Label: l.T("cost.try.scenario"), Options: []form.Option{{Text: l.T("cost.try.no_scenario")}}})
		for i := range w.Scenarios {
			p.Scenario.Options = append(p.Scenario.Options, form.Option{Value: w.Scenarios[i].Code, Text: w.Scenarios[i].Name.In(l.Code)})
		}
	}
	percent := tryField{Unit: "%", Min: "-50", Max: "100", Step: "1", Rest: "0", Base: "0"}
	for _, kind := range modelKinds(w) {
		percent.Name, percent.Label = string(kind), l.T("cost.try.rates_of", "what", l.Term("structures", string(kind)))
		p.Fields = append(p.Fields, field(percent))
	}
	percent.Name, percent.Label = tryPercent, l.T("cost.try.rates")
	p.Fields = append(p.Fields, field(percent), field(tryField{Name: tryCategory, Label: l.T("cost.try.of"), Options: categoryOptions(w)}),
		field(tryField{Name: tryMonths, Label: l.T("cost.try.months"), Unit: l.T("cost.try.months_unit"), Min: "-24", Max: "60", Step: "1", Rest: "0", Base: "0"}))
	phases := []form.Option{{Text: l.T("cost.try.all_phases")}}
	for i := range w.Base.Phases {
		phases = append(phases, form.Option{Value: w.Base.Phases[i].Code, Text: w.Base.Phases[i].Name.In(l.Code)})
	}
	p.Fields = append(p.Fields, field(tryField{Name: tryPhase, Label: l.T("cost.try.phase"), Options: phases}))
	if len(w.Series) > 0 {
		series := []form.Option{{Text: l.T("cost.try.same_index")}}
		for i := range w.Series {
			series = append(series, form.Option{Value: w.Series[i].Code, Text: w.Series[i].Name.In(l.Code)})
		}
		p.Fields = append(p.Fields, field(tryField{Name: tryIndex, Label: l.T("cost.try.index"), Options: series}))
	}
	p.Fields = append(p.Fields, field(w.capField()))
	p.Keep = with(url.URL{Path: projectURL(w.Project.Code, "scenarios", "new"), RawQuery: w.here.RawQuery}, "by", "")
	return p
}

// capField has a slider up to the need of the dearest year.
func (w *costView) capField() tryField {
	f := tryField{Name: tryCap, Label: w.l.T("cost.try.cap"), Unit: w.l.T("cost.try.cap_unit", "currency", currencyName(w.l, w.Base.Model.Currency))}
	if w.base.Peak != nil {
		most := int64(millions(w.base.Peak.Need)*1.2) + 1
		step := max(1, most/100)
		f.Min, f.Max, f.Step = "0", strconv.FormatInt((most/step+1)*step, 10), strconv.FormatInt(step, 10)
		f.Rest = f.Max // no cap
	}
	return f
}

// modelKinds are the kinds of structures that lines are about.
func modelKinds(w *costView) []project.StructureKind {
	var kinds []project.StructureKind
	for _, kind := range project.StructureKinds {
		for i := range w.Base.Lines {
			if w.Base.Lines[i].Structure == kind {
				kinds = append(kinds, kind)
				break
			}
		}
	}
	return kinds
}

func categoryOptions(w *costView) []form.Option {
	options := []form.Option{{Text: w.l.T("cost.try.all_lines")}}
	for _, c := range estimate.Categories {
		for i := range w.Base.Lines {
			if w.Base.Lines[i].Category == c {
				options = append(options, form.Option{Value: string(c), Text: w.l.Enum(c)})
				break
			}
		}
	}
	return options
}
