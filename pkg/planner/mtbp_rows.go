package planner

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/funding"
	"korridor/pkg/money"
)

// mtbpUnit is a currency and unit in which a sheet is written.
type mtbpUnit struct {
	currency money.Currency
	thousand bool
	rate     *funding.Rate // nil: the project's own currency
}

// units are the forms of the sheet: in full euro, and in thousands of the
// programme's currency, at its planning rate; the project's own currency where
// neither can be had.
func (s *mtbpSheet) units() []mtbpUnit {
	own := mtbpUnit{currency: s.Currency}
	if s.programme == nil {
		return []mtbpUnit{own}
	}
	other := mtbpUnit{currency: s.programme.Currency}
	if rate, ok := s.programme.Rate(); ok {
		own.rate, other.rate = &rate, &rate
		if s.Currency == s.programme.Currency {
			own.currency = rate.Base
		}
	}
	converts := other.rate != nil && (s.Currency == other.rate.Base || s.Currency == other.rate.Quote)
	if !converts {
		own = mtbpUnit{currency: s.Currency}
		if s.Currency != s.programme.Currency {
			return []mtbpUnit{own}
		}
	}
	if s.programme.Currency == money.EUR {
		return []mtbpUnit{own}
	}
	other.thousand = true
	if own.currency == other.currency {
		return []mtbpUnit{other}
	}
	return []mtbpUnit{own, other}
}

// mtbpPlaces are the decimals kept of a converted amount before it is rounded.
const mtbpPlaces = 30

// exact converts an amount into the unit, unrounded.
func (u *mtbpUnit) exact(d decimal.Decimal, from money.Currency) decimal.Decimal {
	switch {
	case from == u.currency:
	case from == u.rate.Base:
		d = d.Mul(u.rate.Rate.Decimal)
	default:
		d = d.DivRound(u.rate.Rate.Decimal, mtbpPlaces)
	}
	if u.thousand {
		d = d.Shift(-3)
	}
	return d
}

// places are the decimals in which the unit is written.
func (u *mtbpUnit) places() int32 {
	if u.thousand {
		return 0
	}
	return 2
}

func (u *mtbpUnit) text(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.StringFixed(u.places())
}

// timesText writes a multiple with one decimal.
func timesText(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.StringFixed(1)
}

// mtbpLine is a row as it is written, rounded.
type mtbpLine struct {
	item  string
	total *decimal.Decimal
	cells mtbpRow
}

// lines returns the rows of the sheet in the unit. Rounded cells add up to their
// rounded total, and the kinds of money with what is uncovered to the need.
func (s *mtbpSheet) lines(u *mtbpUnit) []mtbpLine {
	need := s.round(u, &s.need, s.need[mtbpSpent] == nil)
	need.item = "need"
	uncovered := mtbpLine{item: "uncovered", cells: need.cells, total: need.total}
	lines := []mtbpLine{need}
	for _, k := range mtbpKinds {
		line := s.round(u, &s.kinds[k].cells, false)
		line.item = string(k)
		for slot, cell := range line.cells {
			uncovered.cells[slot] = less(uncovered.cells[slot], cell)
		}
		uncovered.total = less(uncovered.total, line.total)
		used := line.total != nil || s.kinds[k].lost != [mtbpSlots]bool{}
		line.forget(s.kinds[k])
		if k != private || used {
			lines = append(lines, line)
		}
	}
	for _, k := range mtbpKinds {
		uncovered.forget(s.kinds[k])
	}
	return append(append(lines, uncovered), s.ceilingLines(u, need.cells)...)
}

// forget empties what is not known since some of the money is lost.
func (l *mtbpLine) forget(of *mtbpMoney) {
	for slot, lost := range of.lost {
		if lost {
			l.cells[slot], l.total = nil, nil
		}
	}
}

// less is a without b; what is not known takes nothing away.
func less(a, b *decimal.Decimal) *decimal.Decimal {
	if a == nil || b == nil {
		return a
	}
	return new(a.Sub(*b))
}

// round rounds the cells that are known and their total together. withPast
// counts what was planned for the past into the total: how much of it was spent
// is not known.
func (s *mtbpSheet) round(u *mtbpUnit, row *mtbpRow, withPast bool) mtbpLine {
	var parts []decimal.Decimal
	var at []int
	for slot, cell := range row {
		if cell != nil {
			parts, at = append(parts, u.exact(*cell, s.Currency)), append(at, slot)
		}
	}
	if withPast {
		parts = append(parts, u.exact(s.past, s.Currency))
	}
	var line mtbpLine
	if len(parts) == 0 {
		return line
	}
	rounded, total := money.RoundTogether(parts, u.places())
	line.total = &total
	for i, slot := range at {
		line.cells[slot] = &rounded[i]
	}
	return line
}

// ceilingLines set the need, and what is requested, beside the programme's
// ceilings.
func (s *mtbpSheet) ceilingLines(u *mtbpUnit, need mtbpRow) []mtbpLine {
	if s.programme == nil {
		return nil
	}
	ceiling := mtbpLine{item: "ceiling"}
	for n := -1; n <= outYears; n++ {
		if c, ok := s.programme.Ceiling(s.year + n); ok && u.reaches(s.programme.Currency) {
			ceiling.cells[mtbpBudget+n] = new(u.exact(c.Decimal(), s.programme.Currency).RoundBank(u.places()))
		}
	}
	if later := s.programme.Later; later != nil && u.reaches(s.programme.Currency) {
		ceiling.cells[mtbpLater] = new(u.exact(later.Decimal(), s.programme.Currency).RoundBank(u.places()))
	}
	requested := s.round(u, &s.requested.cells, false)
	requested.item = "requested"
	requested.forget(&s.requested)
	lines := []mtbpLine{requested, ceiling}
	for _, of := range []struct {
		item string
		row  mtbpRow
	}{{"need", need}, {"requested", requested.cells}} {
		above, times := mtbpLine{item: of.item + "_above_ceiling"}, mtbpLine{item: of.item + "_times_ceiling"}
		exceeds := false
		for slot, limit := range ceiling.cells {
			if limit == nil || of.row[slot] == nil || !of.row[slot].GreaterThan(*limit) {
				continue
			}
			exceeds = true
			above.cells[slot] = less(of.row[slot], limit)
			if limit.IsPositive() {
				times.cells[slot] = new(timesCeiling(*of.row[slot], *limit))
			}
		}
		if exceeds {
			lines = append(lines, above, times)
		}
	}
	return lines
}

// reaches reports whether amounts in the currency can be written in the unit.
func (u *mtbpUnit) reaches(c money.Currency) bool {
	return c == u.currency || u.rate != nil && (c == u.rate.Base || c == u.rate.Quote)
}
