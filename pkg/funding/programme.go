package funding

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// YearAmount is money of one year.
type YearAmount struct {
	Year   int
	Amount money.Amount
}

// MaxYears bounds the years of one list of amounts.
const MaxYears = 200

// CheckYearAmounts notes a problem unless the amounts are in the currency, none
// of them negative, and of each year once, in order.
func CheckYearAmounts(p *fault.Problems, field string, list []YearAmount, c money.Currency) {
	record.CheckCount(p, field, len(list), MaxYears)
	years := make([]int, len(list))
	for i := range list {
		years[i] = list[i].Year
		record.CheckAmount(p, field, &list[i].Amount, c)
	}
	record.CheckYears(p, field, years)
}

// YearFigures are the figures of amounts by year: "ceiling_2026".
func YearFigures(name string, c money.Currency, list []YearAmount) []record.FigureField {
	fields := make([]record.FigureField, len(list))
	for i := range list {
		fields[i] = record.HeldAmountFigure(name, c, &list[i].Amount).In(list[i].Year)
	}
	return fields
}

// BudgetProgramme is a programme of a state's budget, whose ceilings bound all
// the projects that draw on it through their funding sources. It belongs to no
// single project.
type BudgetProgramme struct {
	record.Meta
	Code         string
	Name         text.Label
	Country      record.Country
	Currency     money.Currency      // in which the budget is planned
	RateBase     money.Currency      // of the planning rate; none: amounts in other currencies are not compared
	PlanningRate decimal.NullDecimal // how much of Currency one unit of RateBase is planned to cost
	RateDate     schedule.Date       // of the planning rate
	Ceilings     []YearAmount        // by year, in Currency
	Later        *money.Amount       // beyond the last of the ceilings' years, in Currency; nil: not known
	BudgetYear   int                 // the budget year of the medium-term plan, which two further years follow; 0: not known
	Scope        text.Label          // what the ceilings are for
	Note         text.Label
}

// RecordKind implements record.Entity.
func (*BudgetProgramme) RecordKind() record.Kind { return record.BudgetProgramme }

// Owner implements record.Entity; budget programmes serve all projects.
func (*BudgetProgramme) Owner() record.ID { return 0 }

// Refs implements record.Entity.
func (*BudgetProgramme) Refs() []record.Ref { return nil }

// FigureFields implements record.Figured.
func (b *BudgetProgramme) FigureFields() []record.FigureField {
	fields := []record.FigureField{record.NumberFigure("planning_rate", b.Currency.Code()+"/"+b.RateBase.Code(), &b.PlanningRate)}
	fields = append(fields, YearFigures("ceiling", b.Currency, b.Ceilings)...)
	return append(fields, record.AmountFigure("later", b.Currency, &b.Later))
}

// Ceiling returns the ceiling of the year; ok is false where none is known.
func (b *BudgetProgramme) Ceiling(year int) (ceiling money.Amount, ok bool) {
	for _, c := range b.Ceilings {
		if c.Year == year {
			return c.Amount, true
		}
	}
	return money.Amount{}, false
}

// CeilingIn returns the year's ceiling in the form of a funding source's, for
// what it is named after; ok is false where none is known.
func (b *BudgetProgramme) CeilingIn(year int) (c Ceiling, ok bool) {
	amount, ok := b.Ceiling(year)
	return Ceiling{FiscalYear: year, Currency: b.Currency, Amount: &amount, Scope: b.Name}, ok
}

// Rate returns the planning rate as an exchange rate; ok is false where the
// programme has none.
func (b *BudgetProgramme) Rate() (rate Rate, ok bool) {
	return Rate{Base: b.RateBase, Quote: b.Currency, Date: b.RateDate, Kind: Spot, Rate: b.PlanningRate}, b.PlanningRate.Valid
}

// Validate implements record.Entity.
func (b *BudgetProgramme) Validate() error {
	var p fault.Problems
	text.CheckCode(&p, "code", b.Code)
	text.CheckLabel(&p, "name", b.Name, text.MaxName, true)
	text.CheckLabel(&p, "scope", b.Scope, text.MaxLine, false)
	text.CheckLabel(&p, "note", b.Note, text.MaxNote, false)
	record.CheckCountry(&p, "country", b.Country)
	p.Check(!b.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	b.checkRate(&p)
	CheckYearAmounts(&p, "ceilings", b.Ceilings, b.Currency)
	record.CheckAmount(&p, "later", b.Later, b.Currency)
	if b.BudgetYear != 0 {
		record.CheckYear(&p, "budget_year", b.BudgetYear)
	}
	return p.Err(fault.Say("budget_programme.invalid", "the budget programme cannot be kept"))
}

func (b *BudgetProgramme) checkRate(p *fault.Problems) {
	p.Check(b.RateBase != b.Currency || b.RateBase.IsZero(), "rate_base", fault.Say("rate.same", "must be another currency"))
	if !b.PlanningRate.Valid {
		return
	}
	p.Check(!b.RateBase.IsZero(), "rate_base", fault.Say("required", "is required"))
	p.Check(!b.RateDate.IsZero(), "rate_date", fault.Say("required", "is required"))
	p.Check(b.PlanningRate.Decimal.IsPositive(), "planning_rate", fault.Say("not_positive", "must be above zero"))
	record.CheckNumber(p, "planning_rate", b.PlanningRate.Decimal)
}
