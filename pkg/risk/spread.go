package risk

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Spread is a distribution on record: a shape and its parameters, each a figure
// that claims can vouch for. The zero Spread is none.
type Spread struct {
	Shape Shape               // "": none
	Low   decimal.NullDecimal `json:",omitzero"`
	Mode  decimal.NullDecimal `json:",omitzero"`
	High  decimal.NullDecimal `json:",omitzero"`
	Mean  decimal.NullDecimal `json:",omitzero"`
	SD    decimal.NullDecimal `json:",omitzero"`
	P10   decimal.NullDecimal `json:",omitzero"`
	P90   decimal.NullDecimal `json:",omitzero"`
	Value decimal.NullDecimal `json:",omitzero"`
}

// spreadParameters are the parameters of all shapes, in the order of forms.
var spreadParameters = []string{"low", "mode", "high", "mean", "sd", "p10", "p90", "value"}

// Parameter returns where the parameter of that name (see Shape.Parameters)
// stands; nil for a name that there is not.
func (s *Spread) Parameter(name string) *decimal.NullDecimal {
	switch name {
	case "low":
		return &s.Low
	case "mode":
		return &s.Mode
	case "high":
		return &s.High
	case "mean":
		return &s.Mean
	case "sd":
		return &s.SD
	case "p10":
		return &s.P10
	case "p90":
		return &s.P90
	case "value":
		return &s.Value
	}
	return nil
}

// IsZero reports whether there is no distribution and no parameter of one.
func (s *Spread) IsZero() bool {
	for _, name := range spreadParameters {
		if s.Parameter(name).Valid {
			return false
		}
	}
	return s.Shape == ""
}

// Distribution returns the distribution; a parameter that is not known is 0.
func (s *Spread) Distribution() Distribution {
	d := Distribution{Shape: s.Shape}
	for _, name := range s.Shape.Parameters() {
		d.Values = append(d.Values, s.Parameter(name).Decimal)
	}
	return d
}

// Outlook returns the mean and the 80 % quantile of the distribution; ok is false
// where the spread is none that a simulation can use.
func (s *Spread) Outlook() (mean, p80 float64, ok bool) {
	var p fault.Problems
	s.check(&p, "", true)
	if p.Err(unusable) != nil {
		return 0, 0, false
	}
	d := s.Distribution()
	of, err := d.distribution()
	if err != nil {
		return 0, 0, false
	}
	return of.Mean(), of.Quantile(0.8), true
}

// figures are the parameters of the shape as figures in the unit, their names
// under the prefix.
func (s *Spread) figures(prefix, unit string) []record.FigureField {
	var fields []record.FigureField
	for _, name := range s.Shape.Parameters() {
		fields = append(fields, record.NumberFigure(prefix+name, unit, s.Parameter(name)))
	}
	return fields
}

// check notes what is wrong, each problem at its field under the prefix: every
// parameter of the shape is known, and no other, and they make a distribution
// that a simulation can use.
func (s *Spread) check(p *fault.Problems, prefix string, required bool) {
	if s.Shape != "" || required {
		text.CheckOneOf(p, prefix+"shape", s.Shape, Shapes)
	}
	of := map[string]bool{}
	for _, name := range s.Shape.Parameters() {
		of[name] = true
	}
	whole := len(of) > 0
	for _, name := range spreadParameters {
		v := s.Parameter(name)
		switch {
		case of[name] && !v.Valid:
			whole = false
			p.Add(prefix+name, fault.Say("required", "is required"))
		case of[name]:
			record.CheckNumber(p, prefix+name, v.Decimal)
		case v.Valid:
			p.Add(prefix+name, fault.Say("risk.parameter_unused", "is no parameter of this shape: leave it out"))
		}
	}
	if whole {
		d := s.Distribution()
		d.Check(p, prefix)
	}
}
