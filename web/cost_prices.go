package web

import (
	"strconv"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// priceTables are the prices that the result rests on.
type priceTables struct {
	Indices []indexTable
	Rates   []usedRate
	Other   string // the second currency
}

// indexTable is one index with its rates over the years of the result.
type indexTable struct {
	Name  string
	Proxy bool
	Note  string
	Edit  string
	Lines int // how many lines it escalates
	Rows  []indexRow
}

// indexRow is one year of an index.
type indexRow struct {
	Year     int
	Rate     *Figure // nil: the last rate is repeated
	Repeated string
	Factor   string // the price level against the price year
}

// usedRate is an exchange rate with the years that it converts.
type usedRate struct {
	Years  string
	Figure *Figure
	Kind   string
	Date   string
}

// prices lists the indices that lines name, and the exchange rates.
func (w *costView) prices(other *planner.OtherMoney) (priceTables, error) {
	t := priceTables{Other: w.l.Value(other.Currency)}
	for _, r := range other.Rates {
		t.Rates = append(t.Rates, usedRate{Years: yearSpan(r.From, r.To), Figure: rateFigure(w.t, r.Rate), Kind: w.l.Term("rate_kind", string(r.Kind)), Date: w.l.Date(r.Date)})
	}
	lines := map[string]int{}
	for i := range w.Result.Lines {
		lines[w.Result.Lines[i].Index]++
	}
	for i := range w.Result.Model.Indices {
		x := &w.Result.Model.Indices[i]
		if lines[x.Code] == 0 {
			continue
		}
		table, err := w.index(x)
		if err != nil {
			return t, err
		}
		table.Lines = lines[x.Code]
		t.Indices = append(t.Indices, table)
	}
	return t, nil
}

// index lists an index over the price year and the years that it escalates.
func (w *costView) index(x *costmodel.Index) (indexTable, error) {
	l, r := w.l, w.Result
	t := indexTable{Name: x.Name.In(l.Code), Proxy: x.Proxy}
	var id record.ID
	for i := range w.Series {
		if s := &w.Series[i]; s.Code == x.Code {
			id, t.Note = s.ID, s.Note.In(l.Code)
			t.Edit = address([]string{"series", strconv.FormatInt(int64(s.ID), 10), "edit"})
		}
	}
	first, last := w.escalated(x.Code)
	levels, err := r.Model.Levels(x.Code, first, last)
	if err != nil {
		return t, err
	}
	for year := first; year <= last; year++ {
		level := levels[year-first]
		row := indexRow{Year: year, Factor: l.Style.Number(level, 4, 4), Repeated: l.T("cost.rate_repeated")}
		for _, rate := range x.Rates {
			if rate.Year == year {
				row.Rate = w.t.figure(id, record.YearlyField("rate", year), l.T("cost.rate_of", "index", x.Name, "year", funding.FiscalYear(year)), w.rateText(rate.Rate))
			}
		}
		if year == r.Model.PriceYear && row.Rate == nil {
			row.Repeated = ""
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

func (w *costView) rateText(rate decimal.Decimal) string {
	return w.l.T("number.percent", "number", w.l.Style.Number(rate.Shift(2), 1, 2))
}

// budgetTable is the project's money beside the ceilings of a budget programme.
type budgetTable struct {
	planner.BudgetComparison
	Title    string
	Currency string
	What     string // whose need it is
	Rate     *Figure
	RateDate string
	Rows     []budgetRow
}

// budgetRow is one year of it.
type budgetRow struct {
	planner.BudgetYear
	Name      string
	Ceiling   *Figure
	Need      ceilingCell
	Requested ceilingCell
}

// ceilingCell is an amount beside the ceiling.
type ceilingCell struct {
	Text  string
	Above string // by how much it is above the ceiling; "": it is not, or nobody knows
}

func (w *costView) budgets() ([]budgetTable, error) {
	l := w.l
	compared, err := w.Budgets(w.Result)
	if err != nil {
		return nil, err
	}
	var all []budgetTable
	for i := range compared {
		b := &compared[i]
		t := budgetTable{BudgetComparison: *b, Title: b.Name.In(l.Code), Currency: l.Value(b.Currency), What: l.T("cost.budget_whole")}
		if b.Part != "" {
			t.What = l.T("cost.budget_part", "country", b.Part)
		}
		if b.Rate != nil {
			t.Rate = w.t.figure(b.BudgetProgramme.ID, "planning_rate", l.T("field.planning_rate"), l.Number(b.Rate.Rate.Decimal)+"\u00a0"+b.Rate.Quote.Code()+"/"+b.Rate.Base.Code())
			t.RateDate = l.Date(b.RateDate)
		}
		for k := range b.Years {
			t.Rows = append(t.Rows, w.budgetRow(b, &b.Years[k]))
		}
		all = append(all, t)
	}
	return all, nil
}

func (w *costView) budgetRow(b *planner.BudgetComparison, y *planner.BudgetYear) budgetRow {
	l := w.l
	row := budgetRow{BudgetYear: *y, Name: strconv.Itoa(y.FiscalYear)}
	field := record.YearlyField("ceiling", y.FiscalYear)
	if y.Later {
		row.Name, field = l.T("cost.later_years", "year", funding.FiscalYear(y.FiscalYear)), "later"
	}
	row.Ceiling = w.t.amount(b.BudgetProgramme.ID, field, l.T("funding.ceiling_of", "source", b.Name, "year", row.Name), y.Ceiling)
	row.Need.Text, row.Requested.Text = recorded(l, y.Need), recorded(l, y.Requested)
	if excess, times, ok := y.Exceeds(y.Need); ok {
		row.Need.Above = l.T("cost.above", "excess", excess, "times", times)
	}
	if excess, times, ok := y.Exceeds(y.Requested); ok {
		row.Requested.Above = l.T("cost.above", "excess", excess, "times", times)
	}
	return row
}
