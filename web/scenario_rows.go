package web

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/form"
)

// scenarioRows are the changes of a scenario in its form, a table for each kind.
type scenarioRows struct {
	desk        *desk
	rates       []costmodel.Change
	delays      []delayRow
	indices     []costmodel.Change
	caps        []moneyRow
	allocations []moneyRow
}

// delayRow is a delay as people type it.
type delayRow struct {
	costmodel.Change
	Number decimal.NullDecimal
	Unit   delayUnit
}

// delayUnit is what a delay is counted in: "" is days.
type delayUnit string

const delayMonths delayUnit = "months"

// moneyRow is a change with an amount as people type it.
type moneyRow struct {
	costmodel.Change
	Currency money.Currency
}

func newScenarioRows(x *desk, changes []costmodel.Change) *scenarioRows {
	r := &scenarioRows{desk: x}
	for _, c := range changes {
		switch c.Kind {
		case costmodel.ChangeRate:
			r.rates = append(r.rates, c)
		case costmodel.ChangeDelay:
			r.delays = append(r.delays, delayRow{c, record.Known(decimal.NewFromInt(int64(c.Days))), ""})
		case costmodel.ChangeIndex:
			r.indices = append(r.indices, c)
		case costmodel.ChangeCap:
			r.caps = append(r.caps, newMoneyRow(c))
		case costmodel.ChangeAllocation:
			r.allocations = append(r.allocations, newMoneyRow(c))
		}
	}
	return r
}

func newMoneyRow(c costmodel.Change) moneyRow {
	row := moneyRow{Change: c}
	if c.Amount != nil {
		row.Currency = c.Amount.Currency()
	}
	return row
}

// all returns the changes, one kind after the other.
func (r *scenarioRows) all() []costmodel.Change {
	var all []costmodel.Change
	add := func(kind costmodel.ChangeKind, c costmodel.Change) {
		c.Kind = kind
		all = append(all, c)
	}
	for _, c := range r.rates {
		add(costmodel.ChangeRate, c)
	}
	for _, d := range r.delays {
		add(costmodel.ChangeDelay, d.Change)
	}
	for _, c := range r.indices {
		add(costmodel.ChangeIndex, c)
	}
	for _, m := range r.caps {
		add(costmodel.ChangeCap, m.Change)
	}
	for _, m := range r.allocations {
		add(costmodel.ChangeAllocation, m.Change)
	}
	return all
}

func (r *scenarioRows) rate(row *form.Form, c *costmodel.Change) {
	l := r.desk.l
	form.Select(row, "category", &c.Category, r.desk.categories()).OrElse(l.T("scenario.all_categories"))
	form.Select(row, "structure_kind", &c.StructureKind, named(l, project.StructureKinds)).Called(l.T("scenario.structures"))
	row.Line("line", &c.Line).Called(l.T("form.line_code"))
	row.PercentChange("factor", &c.Factor).Require().Called(l.T("scenario.factor"))
}

// daysOfMonth is the mean length of a month.
var daysOfMonth = decimal.RequireFromString("365.2425").Div(decimal.NewFromInt(12))

func (r *scenarioRows) delay(row *form.Form, d *delayRow) {
	l := r.desk.l
	phases := make([]form.Option, len(r.desk.Phases))
	for i := range r.desk.Phases {
		phases[i] = form.Option{Value: r.desk.Phases[i].Code, Text: r.desk.Phases[i].Name.In(l.Code)}
	}
	form.Select(row, "phase", &d.Phase, phases).OrElse(l.T("scenario.all_phases"))
	number := row.Decimal("number", &d.Number).Require().Called(l.T("scenario.later"))
	form.Select(row, "unit", &d.Unit, []form.Option{{Value: string(delayMonths), Text: l.T("delay_unit.months")}}).OrElse(l.T("delay_unit.days"))
	row.After(func() {
		if d.Unit == delayMonths { // rounded away from the plan to whole days
			d.Number.Decimal = d.Number.Decimal.Mul(daysOfMonth).RoundUp(0)
		}
		d.Unit = ""
		if !d.Number.Decimal.IsInteger() || d.Number.Decimal.Abs().GreaterThan(decimal.NewFromInt(costmodel.MaxDelayDays)) {
			number.Problems = append(number.Problems, l.T("scenario.delay_range", "max", costmodel.MaxDelayDays))
			return
		}
		d.Days = int(d.Number.Decimal.IntPart())
	})
}

func (r *scenarioRows) index(row *form.Form, c *costmodel.Change) {
	row.Refer("from", &c.From, r.desk.series()).Called(r.desk.l.T("scenario.instead_of")).OrElse(r.desk.l.T("scenario.all_series"))
	row.Refer("to", &c.To, r.desk.series()).Require().Called(r.desk.l.T("scenario.use"))
}

// money adds the year and the amount of a change, in the planning currency
// where no other is named.
func (r *scenarioRows) money(row *form.Form, m *moneyRow, between func()) {
	if m.Currency.IsZero() {
		m.Currency = r.desk.Programme.Currency
	}
	row.Year("year", &m.Year).Require()
	between()
	row.Amount("amount", &m.Amount, &m.Currency).Require().In("")
	row.OwnCurrency("currency", &m.Currency, r.desk.Programme.Currency, currencies())
}

func (r *scenarioRows) cap(row *form.Form, m *moneyRow) { r.money(row, m, func() {}) }

func (r *scenarioRows) allocation(row *form.Form, m *moneyRow) {
	r.money(row, m, func() {
		row.Refer("funding_source", &m.FundingSource, r.desk.sources()).Require()
		form.Select(row, "stage", &m.Stage, terms(r.desk.l, "allocation_stage", funding.Stages)).Require().Called(r.desk.l.T("scenario.stage"))
	})
}
