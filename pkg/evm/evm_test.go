package evm

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
)

func eur(t *testing.T, s string) money.Amount {
	t.Helper()
	a, err := money.Parse(s + " EUR")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func state(t *testing.T, bac, pv, ev, ac string) State {
	t.Helper()
	return State{BAC: eur(t, bac), PV: eur(t, pv), EV: eur(t, ev), AC: eur(t, ac)}
}

func said(d *decimal.Decimal) string {
	if d == nil {
		return "-"
	}
	return d.StringFixed(4)
}

func forecast(f *Forecast) string {
	if f == nil {
		return "-"
	}
	return f.EAC.Plain() + " " + f.ETC.Plain() + " " + f.VAC.Plain()
}

func TestMeasure(t *testing.T) {
	for _, c := range []struct {
		name  string
		state State
		want  [8]string // CV, SV, CPI, SPI, TCPI; EAC ETC VAC by cost, plan, both
	}{
		// The published vector, BAC 100, EV 40, AC 45, SPI .80, in thousands, so that 129.375 is whole.
		{"vector", state(t, "100000.00", "50000.00", "40000.00", "45000.00"),
			[8]string{"-5000.00", "-10000.00", "0.8889", "0.8000", "1.0909", "112500.00 67500.00 -12500.00", "105000.00 60000.00 -5000.00", "129375.00 84375.00 -29375.00"}},
		{"half a cent to even", state(t, "100.00", "50.00", "40.00", "45.00"),
			[8]string{"-5.00", "-10.00", "0.8889", "0.8000", "1.0909", "112.50 67.50 -12.50", "105.00 60.00 -5.00", "129.38 84.38 -29.38"}},
		{"nothing spent", state(t, "100.00", "50.00", "40.00", "0.00"), [8]string{"40.00", "-10.00", "-", "0.8000", "0.6000", "-", "60.00 60.00 40.00", "-"}},
		{"nothing earned", state(t, "100.00", "50.00", "0.00", "45.00"), [8]string{"-45.00", "-50.00", "0.0000", "0.0000", "1.8182", "-", "145.00 100.00 -45.00", "-"}},
		{"nothing planned yet", state(t, "100.00", "0.00", "10.00", "20.00"), [8]string{"-10.00", "10.00", "0.5000", "-", "1.1250", "200.00 180.00 -100.00", "110.00 90.00 -10.00", "-"}},
		{"spent to the cent", state(t, "100.00", "100.00", "50.00", "100.00"), [8]string{"-50.00", "-50.00", "0.5000", "0.5000", "-", "200.00 100.00 -100.00", "150.00 50.00 -50.00", "300.00 200.00 -200.00"}},
		{"over the budget", state(t, "100.00", "100.00", "50.00", "120.00"), [8]string{"-70.00", "-50.00", "0.4167", "0.5000", "-2.5000", "240.00 120.00 -140.00", "170.00 50.00 -70.00", "360.00 240.00 -260.00"}},
		{"nothing at all", state(t, "0.00", "0.00", "0.00", "0.00"), [8]string{"0.00", "0.00", "-", "-", "-", "-", "0.00 0.00 0.00", "-"}},
	} {
		m, err := c.state.Measure()
		got := [8]string{m.CV.Plain(), m.SV.Plain(), said(m.CPI), said(m.SPI), said(m.TCPI), forecast(m.ByCost), forecast(m.ByPlan), forecast(m.ByBoth)}
		if err != nil || got != c.want {
			t.Errorf("%s: %v, %v, want %v", c.name, got, err, c.want)
		}
	}
}

func TestMeasureRefuses(t *testing.T) {
	sound := state(t, "100.00", "50.00", "40.00", "45.00")
	for _, at := range []func(*State) *money.Amount{
		func(s *State) *money.Amount { return &s.BAC }, func(s *State) *money.Amount { return &s.PV },
		func(s *State) *money.Amount { return &s.EV }, func(s *State) *money.Amount { return &s.AC },
	} {
		s := sound
		*at(&s) = money.FromMinor(1, money.ALL)
		if m, err := s.Measure(); err == nil {
			t.Errorf("two currencies: %+v", m)
		}
	}
	if m, err := state(t, "999999999999999.99", "1.00", "0.01", "100.00").Measure(); err == nil {
		t.Errorf("beyond the largest amount: %+v", m)
	}
}

// Forecasts agree with themselves, and a project on plan ends on plan.
func TestMeasureAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	amount := func() money.Amount { return money.FromMinor(1+r.Int64N(1e12), money.EUR) }
	for range 1000 {
		s := State{BAC: amount(), PV: amount(), EV: amount(), AC: amount()}
		m, err := s.Measure()
		if err != nil {
			continue // a forecast beyond all amounts
		}
		for _, f := range []*Forecast{m.ByCost, m.ByPlan, m.ByBoth} {
			if f.EAC.Minor() != s.AC.Minor()+f.ETC.Minor() || f.VAC.Minor() != s.BAC.Minor()-f.EAC.Minor() {
				t.Fatalf("%+v: %+v", s, f)
			}
		}
		s.PV, s.AC = s.EV, s.EV
		if m, err = s.Measure(); err != nil || m.ByCost.EAC != s.BAC || m.ByBoth.EAC != s.BAC || said(m.CPI) != "1.0000" {
			t.Fatalf("on plan: %+v: %+v, %v", s, m, err)
		}
	}
}
