package planner

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
)

// RiskRecords are what a simulation of a project's cost is made of.
type RiskRecords struct {
	Ranges   []risk.Range
	Entries  []risk.Entry
	Settings *risk.Settings // nil: none recorded
}

// riskInputs makes the inputs of a simulation from the records, for the model
// with its changes. What cannot be used is left out with a note. It gives an
// Invalid fault for an amount without an exchange rate.
func (m *modelled) riskInputs(changed *costmodel.Model, of *RiskRecords) (risk.Inputs, error) {
	in := risk.Inputs{Lines: map[string]risk.Uncertainty{}, Durations: map[string]risk.Distribution{}}
	if err := m.addRanges(&in, changed, of.Ranges); err != nil {
		return in, err
	}
	for i := range of.Entries {
		if err := m.addEntry(&in, &of.Entries[i]); err != nil {
			return in, err
		}
	}
	if s := of.Settings; s != nil {
		in.Iterations, in.Seed, in.Correlation = s.Iterations, uint64(s.Seed), s.Correlation(changed.Lines)
	}
	return in, nil
}

// addRanges gives lines and phases their uncertainties.
func (m *modelled) addRanges(in *risk.Inputs, changed *costmodel.Model, ranges []risk.Range) error {
	used := map[*risk.Range]bool{}
	for i := range changed.Lines {
		l := &changed.Lines[i]
		r, ok := risk.RangeOf(ranges, l.Code, l.Category, l.Percent.Valid)
		if !ok || l.Contingency {
			continue
		}
		used[r] = true
		d, err := m.distribution(&r.Spread, r.Currency)
		if err != nil {
			return err
		}
		in.Lines[l.Code] = risk.Uncertainty{Distribution: d, Amounts: r.Amounts, TimeDependent: r.TimeDependent}
	}
	for i := range ranges {
		switch r := &ranges[i]; {
		case r.Phase != 0:
			m.addDuration(in, changed, r)
		case r.Line != "" && !used[r]:
			m.note(fault.Say("risk.range_unused", "the uncertainty of {line} is of no line of this estimate", "line", r.Line))
		}
	}
	return nil
}

// addDuration makes the length of a phase uncertain, unless it is known or fixed.
func (m *modelled) addDuration(in *risk.Inputs, changed *costmodel.Model, r *risk.Range) {
	p := find(m.phases, func(p *project.Phase) bool { return p.ID == r.Phase })
	code := m.phase[r.Phase]
	if p == nil || code == "" {
		m.note(fault.Say("risk.duration_undated", "the length of a phase without dates is left out"))
		return
	}
	if !p.ActualFinish.IsZero() {
		return // what is finished is as long as it was
	}
	at := slices.IndexFunc(changed.Phases, func(x costmodel.Phase) bool { return x.Code == code })
	if at >= 0 && changed.Phases[at].Profile.Kind == schedule.Custom {
		m.note(fault.Say("risk.duration_custom", "the length of {phase} is left out: its money is fixed by year", "phase", code))
		return
	}
	in.Durations[code] = r.Distribution()
}

// addEntry adds a risk as it stands now. One that is not assessed is left out.
func (m *modelled) addEntry(in *risk.Inputs, e *risk.Entry) error {
	x, ok := e.Current()
	if !ok {
		return nil
	}
	if !x.Probability.Valid || (x.Impact.Shape == "" && x.Delay.Shape == "") {
		m.note(fault.Say("risk.unassessed", "the risk {risk} is left out: its probability or what it does is not known", "risk", e.Code))
		return nil
	}
	added := risk.Risk{Code: e.Code, Name: e.Name, Phase: m.phase[e.Phase], Probability: x.Probability.Decimal}
	if x.Impact.Shape != "" {
		d, err := m.distribution(&x.Impact, e.Currency)
		if err != nil {
			return err
		}
		added.Impact = &d
	}
	switch {
	case x.Delay.Shape == "":
	case added.Phase == "":
		m.note(fault.Say("risk.delay_undated", "the delay of {risk} is left out: its phase has no dates", "risk", e.Code))
	default:
		d := x.Delay.Distribution()
		added.DelayMonths = &d
	}
	if added.Impact != nil || added.DelayMonths != nil {
		in.Risks = append(in.Risks, added)
	}
	return nil
}

// distribution is a spread in the model's currency: amounts are converted at the
// rate of the model's price year and rounded half-even to cents.
func (m *modelled) distribution(s *risk.Spread, from money.Currency) (risk.Distribution, error) {
	d := s.Distribution()
	if from.IsZero() || from == m.Currency {
		return d, nil
	}
	values := make([]decimal.Decimal, len(d.Values))
	for i, v := range d.Values {
		amount, err := money.New(v.RoundBank(2), from)
		if err != nil {
			return d, fault.Wrap(fault.Invalid, err, fault.Say("bad_amount", "{text} cannot be kept as an amount", "text", v.String()))
		}
		converted, err := m.convert(amount, m.PriceYear)
		if err != nil {
			return d, err
		}
		values[i] = converted.Decimal()
	}
	d.Values = values
	return d, nil
}

// with returns the records with what somebody tries out on them; base, which may
// be nil, has the lines.
func (of *RiskRecords) with(q *RiskQuery, base *costmodel.Result) RiskRecords {
	tried := RiskRecords{Ranges: slices.Clone(of.Ranges), Entries: slices.Clone(of.Entries), Settings: of.Settings}
	if q.Width.Valid {
		tried.widen(q.Line, q.Width.Decimal, base)
	}
	for i := range tried.Entries {
		if e := &tried.Entries[i]; e.Code == q.Risk && q.Probability.Valid {
			*e = e.Chanced(q.Probability.Decimal)
		}
	}
	var settings risk.Settings
	if of.Settings != nil {
		settings = *of.Settings
	}
	if q.Rho.Valid {
		settings.Rho, settings.Groups, settings.Matrix = q.Rho, nil, nil
	}
	if q.Iterations != 0 {
		settings.Iterations = q.Iterations
	}
	if q.Seed != nil {
		settings.Seed = *q.Seed
	}
	if settings.Iterations == 0 {
		settings.Iterations = risk.DefaultIterations
	}
	tried.Settings = &settings
	return tried
}

// widen makes ranges as many times as wide: all of them, or that which counts for
// the line with the code, which gets one of its own.
func (of *RiskRecords) widen(code string, factor decimal.Decimal, base *costmodel.Result) {
	if code == "" {
		for i := range of.Ranges {
			of.Ranges[i].Spread = of.Ranges[i].Widened(factor)
		}
		return
	}
	if base == nil {
		return
	}
	l := find(base.Lines, func(l *costmodel.LineResult) bool { return l.Code == code })
	if l == nil {
		return
	}
	r, ok := risk.RangeOf(of.Ranges, l.Code, l.Category, l.Percent.Valid)
	if !ok {
		return
	}
	own := *r
	own.Line, own.Category, own.Spread = code, "", r.Widened(factor)
	if r.Line == code {
		*r = own
		return
	}
	of.Ranges = append(of.Ranges, own)
}

// read reads the project's uncertainties, risks and settings.
func (of *RiskRecords) read(ctx context.Context, r Reader, id record.ID) error {
	var err error
	if of.Ranges, err = r.Uncertainties(ctx, id); err != nil {
		return err
	}
	if of.Entries, err = r.Risks(ctx, id); err != nil {
		return err
	}
	settings, err := r.RiskSettings(ctx, id)
	if len(settings) > 0 {
		of.Settings = &settings[0]
	}
	return err
}
