// Package evm measures progress by earned value: what was planned to be done
// by a date, what is done, and what it cost, all in money. Terms and formulas
// are those of GAO-20-195G.
package evm

import (
	"math/big"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
)

// State is where a project stands at a date. All amounts are in one currency.
type State struct {
	BAC money.Amount // budget at completion
	PV  money.Amount // planned value: the budget of the work planned by the date
	EV  money.Amount // earned value: the budget of the work done by the date
	AC  money.Amount // actual cost of the work done
}

// Forecast is what one assumption about the rest makes of the whole.
type Forecast struct {
	EAC money.Amount // estimate at completion
	ETC money.Amount // estimate to complete: EAC - AC
	VAC money.Amount // variance at completion: BAC - EAC; negative is more than the budget
}

// Measures are what follows from a State. Ratios are rounded half-even to four
// decimals, amounts half-even to minor units; each is computed from the exact
// amounts, never from a rounded ratio. nil is undefined: there is a division by
// zero in it.
type Measures struct {
	CV   money.Amount     // cost variance: EV - AC
	SV   money.Amount     // schedule variance: EV - PV
	CPI  *decimal.Decimal // cost performance: EV/AC
	SPI  *decimal.Decimal // schedule performance: EV/PV
	TCPI *decimal.Decimal // (BAC-EV)/(BAC-AC), needed to end within the budget; negative: the budget is spent

	ByCost *Forecast // the rest costs as what is done: BAC/CPI
	ByPlan *Forecast // the rest costs as planned: AC + BAC - EV
	ByBoth *Forecast // the rest suffers from cost and delay: AC + (BAC-EV)/(CPI·SPI)
}

// Measure computes the measures. It gives a *money.MismatchError where the
// amounts are in different currencies and a *money.RangeError where a result is
// beyond the largest amount.
func (s State) Measure() (Measures, error) {
	var m Measures
	var err error
	if m.CV, err = s.EV.Sub(s.AC); err != nil {
		return Measures{}, err
	}
	if m.SV, err = s.EV.Sub(s.PV); err != nil {
		return Measures{}, err
	}
	rest, err := s.BAC.Sub(s.EV)
	if err != nil {
		return Measures{}, err
	}
	left, err := s.BAC.Sub(s.AC)
	if err != nil {
		return Measures{}, err
	}
	bac, pv, ev, ac := minor(s.BAC), minor(s.PV), minor(s.EV), minor(s.AC)
	m.CPI, m.SPI, m.TCPI = ratio(ev, ac), ratio(ev, pv), ratio(minor(rest), minor(left))
	if m.ByPlan, err = s.forecast(minor(rest), big.NewInt(1)); err != nil {
		return Measures{}, err
	}
	if ac.Sign() == 0 || ev.Sign() == 0 {
		return m, nil // no CPI, or one of zero
	}
	// BAC/CPI = AC + (BAC-EV)·AC/EV.
	if m.ByCost, err = s.forecast(new(big.Int).Sub(product(bac, ac), product(ac, ev)), ev); err != nil {
		return Measures{}, err
	}
	if pv.Sign() == 0 {
		return m, nil
	}
	m.ByBoth, err = s.forecast(product(minor(rest), ac, pv), product(ev, ev))
	return m, err
}

// forecast is the forecast in which num/den minor units are still to be spent.
func (s State) forecast(num, den *big.Int) (*Forecast, error) {
	c := s.BAC.Currency()
	var f Forecast
	var err error
	if f.ETC, err = money.Round(decimal.NewFromBigInt(quotient(num, den), -c.MinorDigits()), c); err != nil {
		return nil, err
	}
	if f.EAC, err = s.AC.Add(f.ETC); err != nil {
		return nil, err
	}
	f.VAC, err = s.BAC.Sub(f.EAC)
	return &f, err
}

const places = 4 // decimals of a ratio

// ratio is num/den, rounded half-even; nil where den is zero.
func ratio(num, den *big.Int) *decimal.Decimal {
	if den.Sign() == 0 {
		return nil
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(places), nil)
	d := decimal.NewFromBigInt(quotient(product(num, scale), den), -places)
	return &d
}

// quotient is num/den rounded half-even to a whole number.
func quotient(num, den *big.Int) *big.Int {
	q, r := new(big.Int).QuoRem(num, den, new(big.Int))
	switch r.Lsh(r.Abs(r), 1).CmpAbs(den) {
	case -1:
		return q
	case 0:
		if q.Bit(0) == 0 {
			return q
		}
	}
	return q.Add(q, big.NewInt(int64(num.Sign()*den.Sign())))
}

func minor(a money.Amount) *big.Int { return big.NewInt(a.Minor()) }

func product(factors ...*big.Int) *big.Int {
	p := big.NewInt(1)
	for _, f := range factors {
		p.Mul(p, f)
	}
	return p
}
