package risk

import (
	"errors"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Settings are how the risks of one project are simulated.
type Settings struct {
	record.Meta
	Project record.ID // no other settings are of it

	Rho    decimal.NullDecimal // how the lines' uncertainties move together, 0 ≤ ρ < 1; not known counts as 0
	Groups []LineGroup         // instead of one ρ, with Matrix
	Matrix [][]decimal.Decimal // Matrix[g][h]: the correlation of any line of g with any line of h

	Iterations int   // 0: DefaultIterations
	Seed       int64 // not negative
	Percentile int   // the one that the contingency is chosen for: P80 is 80; 0: DefaultPercentile
	Note       text.Label
}

// LineGroup is a set of lines that are correlated alike, named by code or by
// category. A line that is named by code is of that group, whatever its category.
type LineGroup struct {
	Name       string
	Lines      []string            `json:",omitempty"`
	Categories []estimate.Category `json:",omitempty"`
}

// DefaultPercentile is the percentile that a contingency is chosen for where
// nothing else is.
const DefaultPercentile = 80

// Limits of a group.
const maxGroupLines = 500

// RecordKind implements record.Entity.
func (*Settings) RecordKind() record.Kind { return record.RiskSettings }

// Owner implements record.Entity.
func (s *Settings) Owner() record.ID { return s.Project }

// Refs implements record.Entity.
func (s *Settings) Refs() []record.Ref {
	return []record.Ref{{Field: "project", Kind: record.Project, ID: &s.Project}}
}

// FigureFields implements record.Figured: the correlation ρ.
func (s *Settings) FigureFields() []record.FigureField {
	return []record.FigureField{record.NumberFigure("rho", costmodel.Fraction, &s.Rho)}
}

// Validate implements record.Entity. A matrix that no correlations can have is
// refused; see Nearest.
func (s *Settings) Validate() error {
	var p fault.Problems
	p.Check(s.Project != 0, "project", fault.Say("required", "is required"))
	if s.Rho.Valid {
		record.CheckNumber(&p, "rho", s.Rho.Decimal)
		checkRho(&p, "rho", s.Rho.Decimal)
		p.Check(len(s.Groups) == 0, "rho", fault.Say("risk_settings.both", "stands instead of groups: leave one of the two out"))
	}
	s.checkGroups(&p)
	s.checkMatrix(&p)
	p.Check(s.Iterations >= 0 && s.Iterations <= MaxIterations, "iterations",
		fault.Say("risk.iterations", "must be between {min} and {max}", "min", 1, "max", MaxIterations))
	p.Check(s.Seed >= 0, "seed", fault.Say("negative", "must not be negative"))
	p.Check(s.Percentile == 0 || told(s.Percentile), "percentile",
		fault.Say("risk_settings.percentile", "must be one of P5, P10, P15, … P95"))
	text.CheckLabel(&p, "note", s.Note, text.MaxNote, false)
	return p.Err(fault.Say("risk_settings.invalid", "the settings of the simulation cannot be kept"))
}

// told reports whether a simulation tells the percentile.
func told(percent int) bool { return percent >= 5 && percent <= 95 && percent%5 == 0 }

func (s *Settings) checkGroups(p *fault.Problems) {
	const field = "groups"
	names, lines, categories := map[string]bool{}, map[string]bool{}, map[estimate.Category]bool{}
	for _, g := range s.Groups {
		text.CheckLine(p, field, g.Name, text.MaxName, true)
		p.Check(!names[g.Name], field, nameTwice(g.Name))
		names[g.Name] = true
		p.Check(len(g.Lines)+len(g.Categories) > 0, field, fault.Say("risk_settings.empty", "{name} names neither lines nor categories", "name", g.Name))
		record.CheckCount(p, field, len(g.Lines), maxGroupLines)
		for _, code := range g.Lines {
			text.CheckCode(p, field, code)
			p.Check(!lines[code], field, fault.Say("risk.group_twice", "line {line} is in two groups", "line", code))
			lines[code] = true
		}
		for _, category := range g.Categories {
			text.CheckOneOf(p, field, category, estimate.Categories)
			p.Check(!categories[category], field, fault.Say("risk_settings.category_twice", "a category is in two groups"))
			categories[category] = true
		}
	}
}

func (s *Settings) checkMatrix(p *fault.Problems) {
	const field = "matrix"
	c := Correlation{Matrix: s.Matrix}
	for _, g := range s.Groups {
		c.Groups = append(c.Groups, Group{Name: g.Name})
	}
	for _, row := range s.Matrix {
		for _, v := range row {
			record.CheckNumber(p, field, v)
		}
	}
	var found fault.Problems
	c.checkMatrix(&found, "", func(int) string { return field })
	err := found.Err(unusable)
	if err == nil {
		_, err = newFactors(&c)
	}
	if f, ok := errors.AsType[*fault.Error](err); ok {
		for _, problem := range f.Fields {
			if problem.Message.Key == "risk.matrix_impossible" {
				problem.Message = fault.Say("risk_settings.matrix_impossible", "no correlations can be like this")
			}
			p.Add(field, problem.Message)
		}
	}
}

// Nearest returns the nearest matrix that correlations can have, rounded to four
// decimals, in the order of the groups. ok is false where the settings' own one
// can be kept, or is wrong in other ways.
func (s *Settings) Nearest() (matrix [][]decimal.Decimal, ok bool) {
	for _, row := range s.Matrix {
		for _, v := range row {
			var p fault.Problems
			if record.CheckNumber(&p, "matrix", v); p.Err(unusable) != nil {
				return nil, false
			}
		}
	}
	c := Correlation{Matrix: s.Matrix, Groups: make([]Group, len(s.Groups))}
	var p fault.Problems
	if c.checkMatrix(&p, "", func(int) string { return "matrix" }); len(s.Groups) == 0 || p.Err(unusable) != nil {
		return nil, false
	}
	m := make([][]float64, len(s.Matrix))
	for i, row := range s.Matrix {
		for _, v := range row {
			m[i] = append(m[i], float(v))
		}
	}
	if _, possible := cholesky(m); possible {
		return nil, false
	}
	return nearest(m), true
}

// Correlation returns the correlation between the lines, each with its
// category. Groups that no line is of stay, without lines.
func (s *Settings) Correlation(lines []costmodel.Line) Correlation {
	if len(s.Groups) == 0 {
		return Correlation{Rho: s.Rho.Decimal}
	}
	byCode, byCategory := map[string]int{}, map[estimate.Category]int{}
	c := Correlation{Matrix: s.Matrix, Groups: make([]Group, len(s.Groups))}
	for i, g := range s.Groups {
		c.Groups[i] = Group{Name: g.Name, Lines: []string{}}
		for _, code := range g.Lines {
			byCode[code] = i
		}
		for _, category := range g.Categories {
			byCategory[category] = i
		}
	}
	for i := range lines {
		at, ok := byCode[lines[i].Code]
		if !ok {
			at, ok = byCategory[lines[i].Category]
		}
		if ok {
			c.Groups[at].Lines = append(c.Groups[at].Lines, lines[i].Code)
		}
	}
	return c
}
