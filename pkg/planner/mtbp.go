package planner

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// The columns of amounts of a medium-term budget sheet, beside the total: what
// was spent before the year under way, what was planned for that time and not
// spent, what is expected in the year, the budget year Y, Y+1, Y+2, and later.
const (
	mtbpSpent = iota
	mtbpUnspent
	mtbpExpected
	mtbpBudget // Y
	mtbpLater  = mtbpBudget + outYears + 1
	mtbpSlots  = mtbpLater + 1
)

// Where the money spent is known from.
const (
	fromExpenditures = "expenditures"
	fromDisbursed    = "disbursed"
	nothingPlanned   = "nothing_planned" // nothing is recorded, and nothing was planned for that time
)

// MTBPItems, MTBPUnits and SpentFrom list the codes that the medium-term budget
// sheet writes under item, unit and spent_from.
var (
	MTBPItems = []string{"need", "domestic", "loan", "grant", "ppp", "uncovered", "requested", "ceiling",
		"need_above_ceiling", "need_times_ceiling", "requested_above_ceiling", "requested_times_ceiling"}
	MTBPUnits = []string{"one", "thousand", "times"}
	SpentFrom = []string{fromExpenditures, fromDisbursed, nothingPlanned}
)

// mtbpRow is a row of the sheet: exact amounts in the project's currency by
// column, nil where not known.
type mtbpRow [mtbpSlots]*decimal.Decimal

// add counts an amount into a column.
func (r *mtbpRow) add(slot int, d decimal.Decimal) {
	if r[slot] != nil {
		d = d.Add(*r[slot])
	}
	r[slot] = &d
}

// mtbpMoney is money by column. What is lost is not known: some of it stands in a
// currency without a known rate.
type mtbpMoney struct {
	cells mtbpRow
	lost  [mtbpSlots]bool
}

// count counts an amount into a column; converted is false where it could not be.
func (m *mtbpMoney) count(slot int, d decimal.Decimal, converted bool) {
	if !converted {
		m.lost[slot] = true
		return
	}
	m.cells.add(slot, d)
}

// mtbpKind is whose money a row of the sheet is.
type mtbpKind string

// The kinds of money.
const (
	domestic mtbpKind = "domestic"
	loans    mtbpKind = "loan"
	grants   mtbpKind = "grant"
	private  mtbpKind = "ppp"
)

var mtbpKinds = []mtbpKind{domestic, loans, grants, private}

func kindOfMoney(k funding.Kind) mtbpKind {
	switch k {
	case funding.Loan:
		return loans
	case funding.Grant:
		return grants
	case funding.PPP:
		return private
	}
	return domestic
}

// mtbpSheet is the sheet of one project under one budget programme, in the
// project's currency.
type mtbpSheet struct {
	*modelResult
	programme *funding.BudgetProgramme // nil: the project draws on none
	part      record.Country           // whose part of the need it is; "": all of it
	year      int                      // Y
	need      mtbpRow
	past      decimal.Decimal // what was planned before the year under way
	spentFrom string          // "": what was spent is not known
	kinds     map[mtbpKind]*mtbpMoney
	requested mtbpMoney // from the sources that draw on the programme
}

// slot returns the column of a fiscal year.
func (s *mtbpSheet) slot(year int) int {
	switch {
	case year < s.year-1:
		return mtbpSpent
	case year > s.year+outYears:
		return mtbpLater
	}
	return mtbpExpected + year - (s.year - 1)
}

// newMTBPSheet fills the sheet in.
func newMTBPSheet(m *modelResult, programme *funding.BudgetProgramme, spent []costmodel.Expenditure) (*mtbpSheet, error) {
	s := &mtbpSheet{modelResult: m, programme: programme, year: m.today.Year() + 1, kinds: map[mtbpKind]*mtbpMoney{}}
	if programme != nil && programme.BudgetYear != 0 {
		s.year = programme.BudgetYear
	}
	for _, k := range mtbpKinds {
		s.kinds[k] = &mtbpMoney{}
	}
	if err := s.addNeed(); err != nil {
		return nil, err
	}
	s.addAllocations()
	s.addSpent(spent)
	return s, nil
}

// addNeed puts in the need of the years, that of the programme's country where
// every line's country is known.
func (s *mtbpSheet) addNeed() error {
	needs := yearNeeds(s.result)
	if s.programme != nil {
		countries, err := s.result.Countries()
		if err != nil {
			return err
		}
		if p := partOf(countries, s.programme.Country); p != nil {
			s.part, needs = p.Country, map[int]money.Amount{}
			for i := range p.Years {
				if needs[p.Years[i].FiscalYear], err = p.Years[i].Need(); err != nil {
					return err
				}
			}
		}
	}
	for slot := mtbpExpected; slot <= mtbpLater; slot++ {
		s.need.add(slot, decimal.Zero)
	}
	for year, need := range needs {
		if slot := s.slot(year); slot == mtbpSpent {
			s.past = s.past.Add(need.Decimal())
		} else {
			s.need.add(slot, need.Decimal())
		}
	}
	return nil
}

// counts reports whether money of the source is of the sheet.
func (s *mtbpSheet) counts(source *funding.Source) bool {
	return s.part == "" || source != nil && source.Country == s.part
}

// addAllocations puts in the money by kind: what was disbursed before the year
// under way, and from then on what stands on record, requests included.
func (s *mtbpSheet) addAllocations() {
	for i := range s.allocations {
		a := &s.allocations[i]
		source := find(s.sources, func(f *funding.Source) bool { return f.ID == a.Source })
		if source == nil || !s.counts(source) {
			continue
		}
		slot := s.slot(a.FiscalYear)
		if slot == mtbpSpent {
			continue // see addSpent
		}
		if at, amount := a.Standing(); at != "" {
			d, ok := s.inCurrency(amount, a.FiscalYear)
			s.kinds[kindOfMoney(source.Kind)].count(slot, d, ok)
		}
		if s.programme != nil && source.BudgetProgramme == s.programme.ID && a.Requested != nil {
			d, ok := s.inCurrency(*a.Requested, a.FiscalYear)
			s.requested.count(slot, d, ok)
		}
	}
}

// inCurrency converts an amount of a year as the model does; ok is false where no
// rate is known, which the model's notes tell.
func (s *mtbpSheet) inCurrency(a money.Amount, year int) (d decimal.Decimal, ok bool) {
	converted, err := s.convert(a, year)
	return converted.Decimal(), err == nil
}

// addSpent puts in what was spent before the year under way: the expenditures
// recorded, or else what was disbursed, or nothing where nothing was planned
// either. An amount that cannot be converted leaves it unknown.
func (s *mtbpSheet) addSpent(spent []costmodel.Expenditure) {
	sum, known := decimal.Zero, true
	count := func(from string, id record.ID, a *money.Amount, year int) {
		source := find(s.sources, func(f *funding.Source) bool { return f.ID == id })
		if a == nil || s.slot(year) != mtbpSpent || source != nil && !s.counts(source) {
			return
		}
		d, ok := s.inCurrency(*a, year)
		known = known && ok && (s.part == "" || source != nil)
		s.spentFrom, sum = from, sum.Add(d)
		if source != nil {
			s.kinds[kindOfMoney(source.Kind)].count(mtbpSpent, d, ok)
		}
	}
	for i := range spent {
		count(fromExpenditures, spent[i].Source, spent[i].Amount, spent[i].Date.Year())
	}
	if s.spentFrom == "" {
		for i := range s.allocations {
			count(fromDisbursed, s.allocations[i].Source, s.allocations[i].Disbursed, s.allocations[i].FiscalYear)
		}
	}
	switch {
	case s.spentFrom == "" && s.past.IsZero():
		s.spentFrom = nothingPlanned
	case s.spentFrom == "" || !known:
		s.spentFrom = ""
		return
	}
	s.need.add(mtbpSpent, sum)
	s.need.add(mtbpUnspent, s.past.Sub(sum))
}
