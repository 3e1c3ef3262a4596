package web

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/risk"
	"korridor/web/form"
	"korridor/web/locale"
)

// The parameters of the programme's risk page beside those of riskTry.
const (
	programmeRiskPath = "/risk"
	tryProject        = "project"  // repeated
	tryChosen         = "chosen"   // says that projects were chosen, maybe none
	tryWith           = "with"     // one more than the usual ones
	tryCurrency       = "currency" // code
)

// mostChosen bounds the projects that an address can name.
const mostChosen = 2 * risk.MaxParts

// programmeTry is what the address of the programme's risk page asks for, as typed.
type programmeTry struct {
	*riskTry
	projects []string // nil: the usual ones
	currency money.Currency
}

// readProgrammeTry reads the address, as readRiskTry does.
func readProgrammeTry(l *locale.Locale, values url.Values) *programmeTry {
	t := &programmeTry{riskTry: readRiskTry(l, values)}
	if values.Get(tryChosen) != "" || values.Has(tryProject) {
		t.projects = []string{}
		for _, code := range values[tryProject] {
			if !slices.Contains(t.projects, code) && len(t.projects) < mostChosen {
				t.projects = append(t.projects, code)
			}
		}
	}
	if code := values.Get(tryCurrency); code != "" {
		c, err := money.ParseCurrency(code)
		if err != nil {
			t.problems[tryCurrency] = l.T("programme_risk.try.currency_problem")
		}
		t.currency = c
	}
	if t.rho.Valid && (t.rho.Decimal.IsNegative() || t.rho.Decimal.GreaterThanOrEqual(decimal.NewFromInt(1))) {
		t.problems[tryRho], t.rho = fullSentence(l.Message(fault.Say("risk.rho", "must be at least 0 and below 1"))), decimal.NullDecimal{}
	}
	return t
}

// query asks for the sum with what is tried out.
func (t *programmeTry) query() planner.ProgrammeRiskQuery {
	return planner.ProgrammeRiskQuery{Projects: t.projects, With: t.values.Get(tryWith), Currency: t.currency, Rho: t.rho, Iterations: t.iterations, Seed: t.seed}
}

// parameters are those of the page's address with what is tried out.
func (t *programmeTry) parameters() url.Values {
	query := url.Values{}
	for _, name := range []string{tryChosen, tryWith, tryCurrency, tryRho, tryConfidence, tryIterations, trySeed} {
		if value := t.values.Get(name); value != "" {
			query.Set(name, value)
		}
	}
	if t.projects != nil {
		query[tryProject] = t.projects
	}
	return query
}

// tried reports whether the page shows anything but what it begins with.
func (t *programmeTry) tried(v *planner.ProgrammeRisk) bool {
	return t.rho.Valid || t.seed != nil || t.iterations != lookIterations || t.confidence != 0 || t.wrong() || !t.currency.IsZero() ||
		slices.ContainsFunc(v.Candidates, func(c planner.Candidate) bool { return c.Chosen != c.Usual })
}

// tryChoice is one of the things of which several can be tried out together.
type tryChoice struct {
	Name, Value, Text, Detail string
	Chosen                    bool
	Usual                     bool // chosen to begin with
}

// programmePanel is the form in which projects and what couples them are tried out.
func programmePanel(l *locale.Locale, v *planner.ProgrammeRisk, t *programmeTry) tryPanel {
	p := tryPanel{Action: programmeRiskPath, Sub: l.T("cost.try.sub"), Any: t.tried(v), Reset: programmeRiskPath,
		Legend: l.T("programme_risk.try.projects"), Hidden: []form.Option{{Value: "1", Text: tryChosen}}}
	for i := range v.Candidates {
		c := &v.Candidates[i]
		choice := tryChoice{Name: tryProject, Value: c.Project.Code, Text: c.Project.Name.In(l.Code), Detail: l.Enum(c.Project.Stage), Chosen: c.Chosen, Usual: c.Usual}
		if c.Project.External {
			choice.Detail = l.T("programme.external")
		}
		p.Choices = append(p.Choices, choice)
	}
	if v.More > 0 {
		p.More = l.N("programme_risk.try.more", v.More)
	}
	field := func(f tryField) {
		f.Value, f.Problem = t.values.Get(f.Name), t.problems[f.Name]
		p.Fields = append(p.Fields, f)
	}
	field(confidenceField(l, risk.DefaultPercentile))
	field(tryField{Name: tryRho, Label: l.T("programme_risk.try.rho"), Min: "0", Max: "0.95", Step: "0.05", Rest: risk.DefaultProjectRho.String(), Base: l.Number(risk.DefaultProjectRho)})
	currency := tryField{Name: tryCurrency, Label: l.T("programme_risk.try.currency"), Options: []form.Option{{Text: l.T("programme_risk.try.usual_currency")}}}
	for _, c := range money.Currencies() {
		currency.Options = append(currency.Options, form.Option{Value: c.Code(), Text: l.Value(c)})
	}
	field(currency)
	field(iterationsField(l))
	field(tryField{Name: trySeed, Label: l.T("risk.try.seed")})
	return p
}

// confidenceField chooses the percentile that the contingency is for; usual is that
// which counts where none is chosen.
func confidenceField(l *locale.Locale, usual int) tryField {
	f := tryField{Name: tryConfidence, Label: l.T("risk.try.confidence")}
	for c := 50; c <= 95; c += 5 {
		o := form.Option{Value: strconv.Itoa(c), Text: "P" + strconv.Itoa(c)}
		if c == usual {
			o.Value = ""
		}
		f.Options = append(f.Options, o)
	}
	return f
}

// iterationsField chooses how often a model is run while somebody looks.
func iterationsField(l *locale.Locale) tryField {
	f := tryField{Name: tryIterations, Label: l.T("risk.try.iterations")}
	for i, n := range iterationChoices {
		o := form.Option{Value: strconv.Itoa(n), Text: l.Integer(int64(n))}
		if i == 0 {
			o.Value = ""
		}
		f.Options = append(f.Options, o)
	}
	return f
}
