package costmodel

import (
	"context"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// Names says what the records that a scenario names are called in a model.
type Names struct {
	Indices map[record.ID]Index
	Sources map[record.ID]string
	// Convert gives an amount of a year in the model's currency; it may be nil
	// where all amounts are.
	Convert func(a money.Amount, year int) (money.Amount, error)
}

// Apply returns the model with the changes made, in their order; m stays as it
// is. It gives an Invalid fault for a change that names a series or funding
// source without a name.
func Apply(m *Model, changes []Change, names Names) (*Model, error) {
	changed := *m
	changed.Indices = slices.Clone(m.Indices)
	changed.Phases = slices.Clone(m.Phases)
	changed.Lines = slices.Clone(m.Lines)
	changed.Allocations = slices.Clone(m.Allocations)
	changed.Caps = slices.Clone(m.Caps)
	for i := range changes {
		if err := changed.apply(&changes[i], names); err != nil {
			return nil, err
		}
	}
	return &changed, nil
}

func (m *Model) apply(c *Change, names Names) error {
	switch c.Kind {
	case ChangeRate:
		m.scale(c)
		return nil
	case ChangeDelay:
		return m.delay(c)
	case ChangeIndex:
		return m.reindex(c, names)
	case ChangeCap:
		return m.cap(c, names)
	default:
		return m.allocate(c, names)
	}
}

// scale multiplies the rates of the lines that the change is about. Percentage
// lines follow what they are a percentage of; where that stays as it is, the
// percentage itself is multiplied.
func (m *Model) scale(c *Change) {
	about := make(map[string]bool, len(m.Lines))
	categories := map[estimate.Category]bool{}
	for i := range m.Lines {
		if l := &m.Lines[i]; c.about(l) {
			about[l.Code], categories[l.Category] = true, true
		}
	}
	follows := func(l *Line) bool {
		return slices.ContainsFunc(l.Of, func(of estimate.Category) bool { return categories[of] }) ||
			slices.ContainsFunc(l.OfLines, func(code string) bool { return about[code] })
	}
	for i := range m.Lines {
		l := &m.Lines[i]
		if !about[l.Code] {
			continue
		}
		switch {
		case l.UnitRate.Valid:
			l.UnitRate = record.Known(l.UnitRate.Decimal.Mul(c.Factor.Decimal))
		case l.Amount != nil:
			l.Quantity, l.UnitRate, l.Amount = record.Known(c.Factor.Decimal), record.Known(l.Amount.Decimal()), nil
		case c.Line != "" || !follows(l):
			l.Percent = record.Known(l.Percent.Decimal.Mul(c.Factor.Decimal))
		}
	}
}

func (c *Change) about(l *Line) bool {
	switch {
	case c.Line != "":
		return l.Code == c.Line
	case c.Category != "":
		return l.Category == c.Category
	case c.StructureKind != "":
		return l.Structure == c.StructureKind
	}
	return true
}

// delay moves a phase, or all of them, by whole days.
func (m *Model) delay(c *Change) error {
	for i := range m.Phases {
		p := &m.Phases[i]
		if c.Phase != "" && p.Code != c.Phase {
			continue
		}
		start, err := p.Start.AddDays(c.Days)
		if err != nil {
			return err
		}
		finish, err := p.Finish.AddDays(c.Days)
		if err != nil {
			return err
		}
		p.Profile = p.Profile.Moved(start.Year() - p.Start.Year())
		p.Start, p.Finish = start, finish
	}
	return nil
}

// reindex puts a series in place of another, or of every one.
func (m *Model) reindex(c *Change, names Names) error {
	to, ok := names.Indices[c.To]
	if !ok {
		return unnamed()
	}
	from, known := names.Indices[c.From]
	if !slices.ContainsFunc(m.Indices, func(x Index) bool { return x.Code == to.Code }) {
		m.Indices = append(m.Indices, to)
	}
	for i := range m.Lines {
		if l := &m.Lines[i]; l.Index != "" && (c.From == 0 || (known && l.Index == from.Code)) {
			l.Index = to.Code
		}
	}
	return nil
}

func unnamed() error {
	return fault.New(fault.Invalid, fault.Say("scenario.unnamed", "a change names a series or funding source that the model does not have"))
}

func (m *Model) cap(c *Change, names Names) error {
	amount, err := names.convert(c)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(m.Caps, func(y funding.YearAmount) bool { return y.Year == c.Year })
	if i < 0 {
		m.Caps = append(m.Caps, funding.YearAmount{Year: c.Year, Amount: amount})
		return nil
	}
	m.Caps[i].Amount = amount
	return nil
}

// allocate sets the money of a year, funding source and stage.
func (m *Model) allocate(c *Change, names Names) error {
	source, ok := names.Sources[c.FundingSource]
	if !ok {
		return unnamed()
	}
	amount, err := names.convert(c)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(m.Allocations, func(a Allocation) bool { return a.FiscalYear == c.Year && a.Source == source })
	if i < 0 {
		i = len(m.Allocations)
		m.Allocations = append(m.Allocations, Allocation{FiscalYear: c.Year, Source: source})
	}
	a := &m.Allocations[i]
	switch c.Stage {
	case funding.Requested:
		a.Requested = &amount
	case funding.Approved:
		a.Approved = &amount
	case funding.Committed:
		a.Committed = &amount
	default:
		a.Disbursed = &amount
	}
	return nil
}

func (n Names) convert(c *Change) (money.Amount, error) {
	if n.Convert == nil {
		return *c.Amount, nil
	}
	return n.Convert(*c.Amount, c.Year)
}

// Step is what one change adds to the need, given the changes before it.
type Step struct {
	Change *Change
	Need   money.Amount // may be negative, or nothing: caps and allocations change no need
}

// Waterfall leads from one result to another: From + Σ Steps = To, exactly.
type Waterfall struct {
	From, To money.Amount // the need
	Steps    []Step
}

// Explain computes the scenario of the changes on the model, and how each change
// contributes to it, one after the other in their order. base is the model's
// own result. Faults: those of Apply and Run.
func Explain(ctx context.Context, base *Result, changes []Change, names Names) (*Result, *Waterfall, error) {
	from, err := base.Need()
	if err != nil {
		return nil, nil, tooLarge(err)
	}
	w, result, before := &Waterfall{From: from, To: from}, base, from
	for i := range changes {
		if k := changes[i].Kind; i < len(changes)-1 && (k == ChangeCap || k == ChangeAllocation) {
			w.Steps = append(w.Steps, Step{Change: &changes[i], Need: money.Zero(from.Currency())}) // moves no need
			continue
		}
		m, err := Apply(base.Model, changes[:i+1], names)
		if err != nil {
			return nil, nil, err
		}
		if result, err = Run(ctx, m); err != nil {
			return nil, nil, err
		}
		if w.To, err = result.Need(); err != nil {
			return nil, nil, tooLarge(err)
		}
		step, err := w.To.Sub(before)
		if err != nil {
			return nil, nil, tooLarge(err)
		}
		w.Steps = append(w.Steps, Step{Change: &changes[i], Need: step})
		before = w.To
	}
	return result, w, nil
}
