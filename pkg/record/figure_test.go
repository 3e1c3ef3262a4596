package record

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0": "0", "105800": "105800", "-0.5": "-0.5", "1.50": "1.5", "007": "7", "0.123456789": "0.123456789",
		"0.1234567890000": "0.123456789", "1000000000000000": "1000000000000000", "-1000000000000000.000": "-1000000000000000",
	} {
		if d, err := ParseNumber(text); err != nil || d.String() != want {
			t.Errorf("ParseNumber(%q) = %v, %v; want %s", text, d, err, want)
		}
	}
	for text, key := range map[string]string{
		"": "bad_number", "-": "bad_number", ".": "bad_number", "-.": "bad_number", "1e3": "bad_number", "1E400": "bad_number",
		"1e-400": "bad_number", "+1": "bad_number", "--1": "bad_number", "1-": "bad_number", "1.2.3": "bad_number", "1,5": "bad_number",
		"1 000": "bad_number", " 1": "bad_number", "1\n": "bad_number", "0x10": "bad_number", "1_000": "bad_number", "NaN": "bad_number",
		"Inf": "bad_number", "½": "bad_number", "٣": "bad_number", "１": "bad_number", "−1": "bad_number", "1\x00": "bad_number",
		strings.Repeat("9", 65): "bad_number",

		strings.Repeat("9", 64): "bad_number_range", "1000000000000001": "bad_number_range",
		"1000000000000000.000000001": "bad_number_range", "-1000000000000001": "bad_number_range",
		"0.1234567891": "bad_number_range", "0.0000000001": "bad_number_range",
	} {
		_, err := ParseNumber(text)
		if e, ok := errors.AsType[*fault.Error](err); !ok || e.Kind != fault.Invalid || e.Message.Key != key {
			t.Errorf("ParseNumber(%q): %v, want the fault %s", text, err, key)
		}
	}
}

// However absurd its exponent, a number is judged at once.
func TestCheckNumberOfAbsurdSize(t *testing.T) {
	for _, c := range []struct {
		d   decimal.Decimal
		key string
	}{
		{decimal.New(0, 2_000_000_000), ""}, {decimal.New(0, -2_000_000_000), ""}, {decimal.New(1, 15), ""}, {decimal.New(10, -10), ""},
		{decimal.New(1, 400), "out_of_range"}, {decimal.New(-1, 2_000_000_000), "out_of_range"}, {decimal.New(11, 15), "out_of_range"},
		{decimal.New(1, 16), "out_of_range"}, {decimal.New(1, -10), "too_fine"}, {decimal.New(1, -2_000_000_000), "too_fine"},
		{decimal.New(1001, -10), "too_fine"},
	} {
		var p fault.Problems
		CheckNumber(&p, "field", c.d)
		err := p.Err(fault.Say("x", "x"))
		if key := keyOf(err); key != c.key {
			t.Errorf("%d × 10^%d: %q, want %q", c.d.Coefficient(), c.d.Exponent(), key, c.key)
		}
	}
}

// keyOf returns the key of the first problem of an error, else of the error.
func keyOf(err error) string {
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case err == nil:
		return ""
	case !ok || e.Kind != fault.Invalid:
		return fmt.Sprint("not an invalid fault: ", err)
	case len(e.Fields) > 0:
		return e.Fields[0].Message.Key
	}
	return e.Message.Key
}

func TestCheckCountry(t *testing.T) {
	for c, ok := range map[Country]bool{"": true, "AL": true, "XK": true, "DE": true, "shared": true,
		"al": false, "ALB": false, "A": false, "A1": false, "Ë": false, "Shared": false, " AL": false} {
		var p fault.Problems
		CheckCountry(&p, "country", c)
		if err := p.Err(fault.Say("x", "x")); (err == nil) != ok {
			t.Errorf("%q: %v", c, err)
		}
	}
}

func TestCheckAmountAndNotNegative(t *testing.T) {
	amount := func(minor int64, c money.Currency) *money.Amount { a := money.FromMinor(minor, c); return &a }
	for _, c := range []struct {
		a   *money.Amount
		key string
	}{
		{nil, ""}, {amount(0, money.EUR), ""}, {amount(1, money.EUR), ""},
		{amount(-1, money.EUR), "negative"}, {amount(1, money.ALL), "other_currency"}, {amount(1, money.Currency{}), "other_currency"},
	} {
		var p fault.Problems
		CheckAmount(&p, "amount", c.a, money.EUR)
		if key := keyOf(p.Err(fault.Say("x", "x"))); key != c.key {
			t.Errorf("%v: %q, want %q", c.a, key, c.key)
		}
	}
	for text, key := range map[string]string{"": "", "0": "", "0.5": "", "-0.5": "negative", "1000000000000001": "out_of_range"} {
		var p fault.Problems
		var d decimal.NullDecimal
		if text != "" {
			d = Known(decimal.RequireFromString(text))
		}
		CheckNotNegative(&p, "field", d)
		if got := keyOf(p.Err(fault.Say("x", "x"))); got != key {
			t.Errorf("%q: %q, want %q", text, got, key)
		}
	}
}

// thing is a record with a figure of every sort.
type thing struct {
	Meta
	length, rate decimal.NullDecimal
	count        *int64
	year         int
	date         schedule.Date
	cost         *money.Amount
}

func (*thing) RecordKind() Kind { return "thing" }
func (*thing) Owner() ID        { return 0 }
func (*thing) Refs() []Ref      { return nil }
func (*thing) Validate() error  { return nil }
func (x *thing) FigureFields() []FigureField {
	return []FigureField{NumberFigure("length_m", "m", &x.length), NumberFigure("rate", "", &x.rate), CountFigure("count", &x.count),
		YearFigure("year", &x.year), DateFigure("date", &x.date), AmountFigure("cost", money.EUR, &x.cost)}
}

// bare is a record without figures.
type bare struct{ thing }

func (*bare) FigureFields(int) {}

func TestSetFigure(t *testing.T) {
	for _, c := range []struct{ field, value, unit, want string }{
		{"length_m", "105800", "m", "105800"}, {"length_m", "105.8", "km", "105800"}, {"length_m", "0.001", "km", "1"},
		{"length_m", "0", "m", "0"}, {"length_m", "1.50", "m", "1.5"}, {"rate", "2.5", "", "2.5"},
		{"count", "27", "", "27"}, {"count", "0", "", "0"}, {"year", "2025", "year", "2025"}, {"year", "2025", "", "2025"},
		{"date", "2026-01", "date", "2026-01"}, {"date", "2026-01-31", "", "2026-01-31"},
		{"cost", "1800000000.00", "EUR", "1800000000.00"}, {"cost", "5", "EUR", "5.00"},
	} {
		x := new(thing)
		if err := SetFigure(x, c.field, c.value, c.unit); err != nil {
			t.Errorf("%s = %q %s: %v", c.field, c.value, c.unit, err)
			continue
		}
		known := Figures(x)
		if len(known) != 1 || known[0].Field != c.field || known[0].Value != c.want {
			t.Errorf("%s = %q %s reads %+v, want %s", c.field, c.value, c.unit, known, c.want)
			continue
		}
		again := new(thing)
		if err := SetFigure(again, c.field, known[0].Value, known[0].Unit); err != nil || Figures(again)[0] != known[0] {
			t.Errorf("%s: the canonical value %+v is not read back: %v", c.field, known[0], err)
		}
		if err := SetFigure(x, c.field, "", ""); err != nil || len(Figures(x)) != 0 {
			t.Errorf("%s cannot be made unknown: %v", c.field, err)
		}
	}
}

func TestSetFigureRefuses(t *testing.T) {
	for _, c := range []struct{ field, value, unit, key string }{
		{"height_m", "1", "m", "figure.unknown_field"}, {"", "1", "m", "figure.unknown_field"}, {"Length_m", "1", "m", "figure.unknown_field"},
		{"length_m", "1", "EUR", "bad_unit"}, {"length_m", "1", "", "bad_unit"}, {"length_m", "1", "cm", "bad_unit"}, {"rate", "1", "m", "bad_unit"},
		{"cost", "1.00", "ALL", "bad_unit"}, {"cost", "1.00", "", "bad_unit"}, {"cost", "1.00", "eur", "bad_unit"},
		{"count", "27", "km", "bad_unit"}, {"year", "2025", "EUR", "bad_unit"}, {"date", "2026-01", "km", "bad_unit"},
		{"length_m", "1e400", "m", "bad_number"}, {"length_m", "long", "m", "bad_number"}, {"length_m", "0.0000000001", "m", "too_fine"},
		{"length_m", "1000000000000001", "m", "out_of_range"}, {"length_m", "1000000000000", "km", ""},
		{"count", "2.5", "", "bad_count"}, {"count", "99999999999999999999", "", "bad_count"}, {"count", "+5", "", "bad_count"}, {"count", "many", "", "bad_count"},
		{"year", "25", "year", "bad_date"}, {"year", "2025-06", "year", "bad_year"}, {"year", "3000", "year", "no_such_date"},
		{"date", "31.01.2026", "date", "bad_date"}, {"date", "2026-02-30", "date", "no_such_date"},
		{"cost", "1.005", "EUR", "bad_amount"}, {"cost", "1e9", "EUR", "bad_number"}, {"cost", "1000000000000000", "EUR", "bad_amount"},
	} {
		x := new(thing)
		err := SetFigure(x, c.field, c.value, c.unit)
		if key := keyOf(err); key != c.key {
			t.Errorf("%s = %q %s: %q (%v), want %q", c.field, c.value, c.unit, key, err, c.key)
		}
		if err != nil && len(Figures(x)) != 0 {
			t.Errorf("%s = %q %s: a refused value is kept: %v", c.field, c.value, c.unit, Figures(x))
		}
	}
}

func TestFiguresOfARecordWithoutAny(t *testing.T) {
	if f := Figures(new(bare)); f != nil {
		t.Errorf("%v", f)
	}
	if err := SetFigure(new(bare), "length_m", "1", "m"); keyOf(err) != "figure.unknown_field" {
		t.Error(err)
	}
	if HasFigure(new(bare), "length_m") || HasFigure(new(thing), "height_m") || !HasFigure(new(thing), "count") {
		t.Error("HasFigure is wrong")
	}
}

// A figure field reads what was last stored, however long ago it was made.
func TestFigureFieldsPointIntoTheRecord(t *testing.T) {
	x := new(thing)
	fields := x.FigureFields()
	x.year, x.date = 2025, schedule.MustDate("2026-01")
	x.length, x.rate = Known(decimal.NewFromInt(1)), Known(decimal.NewFromInt(2))
	count, cost := int64(3), money.FromMinor(100, money.EUR)
	x.count, x.cost = &count, &cost
	for _, f := range fields {
		if f.get() == "" {
			t.Errorf("%s reads as unknown", f.Name)
		}
	}
}

// A number that is accepted is within the limits and reads itself back.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"0", "-0.5", "1e400", "1.2.3", "", ".", "0.0000000001", "1000000000000001", "٣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseNumber(text)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if d.Abs().GreaterThan(MaxQuantity) || !d.Equal(d.Truncate(MaxScale)) {
			t.Fatalf("%q is accepted", text)
		}
		if back, err := ParseNumber(d.String()); err != nil || !back.Equal(d) {
			t.Fatalf("%q → %s → %s, %v", text, d, back, err)
		}
	})
}
