package web

import (
	"slices"
	"strconv"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/schedule"
	"korridor/web/locale"
)

// cashTables are the cash flow by period: what is needed, and by fiscal year the
// money that there is for it.
type cashTables struct {
	By       []Link // the other lengths of periods
	Period   string // heading of the first column
	Currency string
	Other    string // the second currency; "" where periods are no years
	Base     bool   // there is a base to compare with
	Need     []needRow
	NeedSum  needRow
	Money    []yearMoney // by fiscal year
	MoneySum yearMoney
	CSV      string
}

// needRow is what a period costs.
type needRow struct {
	Name string
	costmodel.Sums
	Need       money.Amount
	Before     money.Amount // of the base
	Difference money.Amount // Need − Before
	Other      *money.Amount
}

// yearMoney is a fiscal year's need beside its money.
type yearMoney struct {
	Year       int
	Need       money.Amount
	Stages     []stageCell   // by funding.Stages
	Secured    *money.Amount // nil: not known, as Gap and Cumulative
	Signed     money.Amount
	Indicative money.Amount
	Gap        *money.Amount
	Cumulative *money.Amount
	Short      bool
}

// stageCell is an amount with its paper trail, where it is a single one.
type stageCell struct {
	Figure *Figure
	Amount *money.Amount // nil: not recorded
	Lost   bool          // recorded, in a currency without a known rate
}

// cash makes the tables. The sums of periods are those of the years.
func (w *costView) cash(other *planner.OtherMoney) (cashTables, error) {
	l, r := w.l, w.Result
	c := cashTables{Period: l.T("cost.by." + w.by), Currency: l.Value(r.Model.Currency), Base: w.changed(), CSV: w.csv()}
	for _, by := range periodKinds {
		value := by
		if by == periodKinds[0] {
			value = ""
		}
		c.By = append(c.By, Link{Text: l.T("cost.by." + by), URL: with(w.here, "by", value) + "#cash", Current: by == w.by})
	}
	now, err := w.needs(w.Result)
	if err != nil {
		return c, err
	}
	before := now
	if w.changed() {
		if before, err = w.needs(w.Base); err != nil {
			return c, err
		}
	}
	c.Need = joined(now, before, r.Model.Currency)
	c.NeedSum = needRow{Name: l.T("column.total"), Sums: r.Sums, Need: w.now.Need, Before: w.base.Need}
	if w.by == periodKinds[0] {
		c.Other = l.Value(other.Currency)
		for i := range c.Need {
			for k := range r.Years {
				if strconv.Itoa(r.Years[k].FiscalYear) == c.Need[i].Name {
					c.Need[i].Other = other.Years[k]
				}
			}
		}
		c.NeedSum.Other = other.Total
	}
	for i := range c.Need {
		if c.Need[i].Difference, err = c.Need[i].Need.Sub(c.Need[i].Before); err != nil {
			return c, err
		}
	}
	if c.NeedSum.Difference, err = c.NeedSum.Need.Sub(c.NeedSum.Before); err != nil {
		return c, err
	}
	return c, w.moneyRows(&c)
}

// cashPeriod is what a period of a result costs, and when it is.
type cashPeriod struct {
	schedule.Period
	name string
	costmodel.Sums
	need money.Amount
}

// needs returns the result by the periods that are asked for.
func (w *costView) needs(r *costmodel.Result) ([]cashPeriod, error) {
	var all []cashPeriod
	if w.by == periodKinds[0] {
		for i := range r.Years {
			y := &r.Years[i]
			all = append(all, cashPeriod{schedule.Period{Year: y.FiscalYear}, strconv.Itoa(y.FiscalYear), y.Sums, y.Need})
		}
		return all, nil
	}
	split := schedule.Quarters
	if w.by == periodKinds[2] {
		split = schedule.Months
	}
	costs, err := r.Periods(func(year int) []schedule.Period {
		whole := schedule.Period{Year: year}
		return split(whole.First(), whole.Last())
	})
	if err != nil {
		return nil, err
	}
	for i := range costs {
		need, err := costs[i].Need()
		if err != nil {
			return nil, err
		}
		all = append(all, cashPeriod{costs[i].Period, periodName(w.l, costs[i].Period), costs[i].Sums, need})
	}
	return all, nil
}

// periodName names a year, a quarter or a month.
func periodName(l *locale.Locale, p schedule.Period) string {
	switch {
	case p.Month != 0:
		return l.Date(schedule.MustDate(p.String()))
	case p.Quarter != 0:
		return l.T("cost.quarter", "quarter", strconv.Itoa(p.Quarter), "year", strconv.Itoa(p.Year))
	}
	return strconv.Itoa(p.Year)
}

// joined sets the periods of two results side by side, in their order.
func joined(now, before []cashPeriod, c money.Currency) []needRow {
	var rows []needRow
	none := costmodel.Sums{Base: money.Zero(c), Contingency: money.Zero(c), Escalation: money.Zero(c)}
	i, k := 0, 0
	for i < len(now) || k < len(before) {
		row := needRow{Sums: none, Need: money.Zero(c), Before: money.Zero(c)}
		early := k >= len(before) || i < len(now) && earlier(now[i].Period, before[k].Period)
		late := i >= len(now) || k < len(before) && earlier(before[k].Period, now[i].Period)
		if !late {
			row.Name, row.Sums, row.Need = now[i].name, now[i].Sums, now[i].need
			i++
		}
		if !early {
			row.Name, row.Before = before[k].name, before[k].need
			k++
		}
		rows = append(rows, row)
	}
	return rows
}

func earlier(a, b schedule.Period) bool { return a.First().Compare(b.First()) < 0 }

// moneyRows sets the need of each fiscal year beside its money.
func (w *costView) moneyRows(c *cashTables) error {
	zero := money.Zero(w.Result.Model.Currency)
	sums := make([]*money.Amount, len(funding.Stages))
	secured, gap, known := zero, zero, true
	total := yearMoney{Need: w.now.Need, Signed: zero, Indicative: zero, Stages: make([]stageCell, len(sums))}
	for i := range w.Result.Years {
		y := &w.Result.Years[i]
		row := yearMoney{Year: y.FiscalYear, Need: y.Need, Secured: y.KnownSecured(), Signed: y.Signed, Indicative: y.Indicative, Gap: y.KnownGap(),
			Cumulative: y.KnownCumulativeGap(), Short: !y.Uncounted && y.Gap.Sign() > 0}
		for k, amount := range []*money.Amount{y.Requested, y.Approved, y.Committed, y.Disbursed} {
			cell := w.stageCell(y.FiscalYear, funding.Stages[k], amount)
			row.Stages = append(row.Stages, cell)
			total.Stages[k].Lost = total.Stages[k].Lost || cell.Lost
			if err := countIn(&sums[k], amount); err != nil {
				return err
			}
		}
		for _, sum := range []struct{ into, add *money.Amount }{{&secured, &y.Secured}, {&total.Signed, &y.Signed}, {&total.Indicative, &y.Indicative}, {&gap, &y.Gap}} {
			var err error
			if *sum.into, err = sum.into.Add(*sum.add); err != nil {
				return err
			}
		}
		known = known && !y.Uncounted
		total.Cumulative = y.KnownCumulativeGap()
		c.Money = append(c.Money, row)
	}
	if known {
		total.Secured, total.Gap = &secured, &gap
	}
	for k := range sums {
		if !total.Stages[k].Lost {
			total.Stages[k].Amount = sums[k]
		}
	}
	c.MoneySum = total
	return nil
}

// countIn counts an amount in, where it is known.
func countIn(sum **money.Amount, a *money.Amount) error {
	if a == nil {
		return nil
	}
	if *sum == nil {
		*sum = a
		return nil
	}
	added, err := (*sum).Add(*a)
	*sum = &added
	return err
}

// stageCell gives an amount its paper trail where one allocation of the record
// is the whole of it.
func (w *costView) stageCell(year int, stage funding.Stage, amount *money.Amount) stageCell {
	cell := stageCell{Amount: amount}
	if amount == nil {
		cell.Lost = slices.ContainsFunc(w.Result.Model.Allocations, func(a costmodel.Allocation) bool {
			stages := []*money.Amount{a.Requested, a.Approved, a.Committed, a.Disbursed}
			return a.FiscalYear == year && stages[slices.Index(funding.Stages, stage)] != nil
		})
		return cell
	}
	var only *funding.Allocation
	for i := range w.Allocations {
		a := &w.Allocations[i]
		if a.FiscalYear != year || a.Amount(stage) == nil {
			continue
		}
		if only != nil {
			return cell
		}
		only = a
	}
	if only == nil || !only.Amount(stage).Equal(*amount) {
		return cell
	}
	name := w.l.T("funding.stage_of", "stage", stage, "source", w.Source(only.Source).Name, "year", funding.FiscalYear(year))
	cell.Figure = w.t.amount(only.ID, string(stage), name, amount)
	return cell
}
