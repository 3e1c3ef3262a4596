package estimate

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Category says what a cost line pays for.
type Category string

// The categories: those of OC4IDS, with design and supervision apart because
// they are planned as percentages of construction.
const (
	Acquisition  Category = "acquisition"
	Design       Category = "design"
	Construction Category = "construction"
	Supervision  Category = "supervision"
	Renewal      Category = "renewal"
	Operation    Category = "operation"
	Maintenance  Category = "maintenance"
	EndOfLife    Category = "end_of_life"
)

// Categories lists the categories in the order in which pages show them.
var Categories = []Category{Acquisition, Design, Construction, Supervision, Renewal, Operation, Maintenance, EndOfLife}

// Line is one cost line of an estimate: a quantity times a unit rate, or a
// percentage: of the lines of some categories in the same phase, or of lines
// that it names.
type Line struct {
	record.Meta
	Project     record.ID
	Estimate    record.ID
	Code        string // matches the line between revisions
	Position    int
	Name        text.Label
	Category    Category
	Phase       record.ID // 0: not tied to a phase
	Structure   record.ID // the structures that the line pays for; 0: none
	Country     record.Country
	Quantity    decimal.NullDecimal
	Unit        string
	UnitRate    decimal.NullDecimal // in the currency per unit
	Currency    money.Currency      // the estimate's, which the planner sets
	Percent     decimal.NullDecimal
	Of          []Category // the categories that Percent is of
	OfLines     []string   `json:",omitempty"` // instead of Of: the codes of the lines that Percent is of, in any phase
	Contingency bool       // a risk allowance
	Balance     bool       // closes the model on a published total
	Note        text.Label
}

// RecordKind implements record.Entity.
func (*Line) RecordKind() record.Kind { return record.CostLine }

// Owner implements record.Entity.
func (l *Line) Owner() record.ID { return l.Project }

// Refs implements record.Entity.
func (l *Line) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &l.Project},
		{Field: "estimate", Kind: record.Estimate, ID: &l.Estimate},
		{Field: "phase", Kind: record.Phase, ID: &l.Phase},
		{Field: "structure", Kind: record.Structure, ID: &l.Structure},
	}
}

// FigureFields implements record.Figured.
func (l *Line) FigureFields() []record.FigureField {
	return []record.FigureField{
		record.NumberFigure("quantity", l.Unit, &l.Quantity),
		record.NumberFigure("unit_rate", l.RateUnit(), &l.UnitRate),
		record.NumberFigure("percent", "%", &l.Percent),
	}
}

// RateUnit is the unit of the line's rate, such as "EUR/km".
func (l *Line) RateUnit() string {
	if l.Unit == "" {
		return l.Currency.Code()
	}
	return l.Currency.Code() + "/" + l.Unit
}

// IsPercent reports whether the line is a percentage of others.
func (l *Line) IsPercent() bool { return l.Percent.Valid }

// MaxOfLines bounds the lines that a percentage line names.
const MaxOfLines = 200

// MaxPercent bounds a percentage line.
var MaxPercent = decimal.NewFromInt(1000)

// Validate implements record.Entity.
func (l *Line) Validate() error {
	var p fault.Problems
	p.Check(l.Project != 0, "project", fault.Say("required", "is required"))
	p.Check(l.Estimate != 0, "estimate", fault.Say("required", "is required"))
	text.CheckCode(&p, "code", l.Code)
	text.CheckLabel(&p, "name", l.Name, text.MaxName, true)
	text.CheckLabel(&p, "note", l.Note, text.MaxNote, false)
	text.CheckLine(&p, "unit", l.Unit, 32, false)
	text.CheckOneOf(&p, "category", l.Category, Categories)
	record.CheckCountry(&p, "country", l.Country)
	p.Check(l.Position >= 0, "position", fault.Say("negative", "must not be negative"))
	if l.IsPercent() {
		l.checkPercent(&p)
	} else {
		l.checkMeasured(&p)
	}
	return p.Err(fault.Say("line.invalid", "the cost line cannot be kept"))
}

func (l *Line) checkMeasured(p *fault.Problems) {
	p.Check(l.Quantity.Valid, "quantity", fault.Say("required", "is required"))
	p.Check(l.UnitRate.Valid, "unit_rate", fault.Say("required", "is required"))
	record.CheckNotNegative(p, "quantity", l.Quantity)
	if l.UnitRate.Valid {
		record.CheckNumber(p, "unit_rate", l.UnitRate.Decimal)
		p.Check(l.Balance || !l.UnitRate.Decimal.IsNegative(), "unit_rate",
			fault.Say("negative", "must not be negative"))
	}
	p.Check(len(l.Of) == 0, "of", fault.Say("line.of_without_percent", "is only for percentage lines"))
	p.Check(len(l.OfLines) == 0, "of_lines", fault.Say("line.of_without_percent", "is only for percentage lines"))
}

func (l *Line) checkPercent(p *fault.Problems) {
	p.Check(!l.Quantity.Valid && !l.UnitRate.Valid, "percent",
		fault.Say("line.percent_and_rate", "a line has either a quantity and a rate, or a percentage"))
	record.CheckNotNegative(p, "percent", l.Percent)
	p.Check(l.Percent.Decimal.LessThanOrEqual(MaxPercent), "percent",
		fault.Say("out_of_range", "is larger than {max}", "max", MaxPercent))
	p.Check(len(l.Of)+len(l.OfLines) > 0, "of", fault.Say("line.percent_of_nothing", "says which categories the percentage is of"))
	p.Check(len(l.Of) == 0 || len(l.OfLines) == 0, "of_lines",
		fault.Say("line.of_both", "a percentage is of categories or of lines, not of both"))
	record.CheckCount(p, "of_lines", len(l.OfLines), MaxOfLines)
	for i, code := range l.OfLines {
		text.CheckCode(p, "of_lines", code)
		p.Check(!slices.Contains(l.OfLines[:i], code), "of_lines", fault.Say("line.of_line_twice", "names {code} twice", "code", code))
	}
	for i, c := range l.Of {
		text.CheckOneOf(p, "of", c, Categories)
		p.Check(!slices.Contains(l.Of[:i], c), "of", fault.Say("line.of_twice", "names {category} twice", "category", string(c)))
	}
}
