package record_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/record"
)

// The name of a year's figure tells its series and year, and no other name does.
func TestOfYear(t *testing.T) {
	var rate decimal.NullDecimal
	f := record.NumberFigure("rate", "1", &rate).In(2026)
	if f.Name != "rate_2026" || f.Series != "rate" || f.Year != 2026 {
		t.Errorf("%+v", f)
	}
	for field, want := range map[string]struct {
		series string
		year   int
	}{
		"rate_2026": {"rate", 2026}, "cpi_albania_2015": {"cpi_albania", 2015}, "rate_1900": {"rate", 1900}, "rate_2200": {"rate", 2200},
		"rate": {"rate", 0}, "rate_1899": {"rate_1899", 0}, "rate_2201": {"rate_2201", 0}, "rate_20260": {"rate_20260", 0},
		"rate_+026": {"rate_+026", 0}, "_": {"_", 0}, "": {"", 0}, "share_AL": {"share_AL", 0},
	} {
		if series, year := record.OfYear(field); series != want.series || year != want.year {
			t.Errorf("%q is %d of %q, want %d of %q", field, year, series, want.year, want.series)
		}
		if want.year != 0 && record.YearlyField(want.series, want.year) != field {
			t.Errorf("%q is not named again", field)
		}
	}
}

// Figures that stand in lists are unknown while they are zero.
func TestFiguresInLists(t *testing.T) {
	var a money.Amount
	f := record.HeldAmountFigure("cap", money.EUR, &a)
	e := lone{f}
	if len(record.Figures(&e)) != 0 {
		t.Error("nothing of no currency is known")
	}
	if err := record.SetFigure(&e, "cap", "0.00", "EUR"); err != nil || a != money.Zero(money.EUR) || len(record.Figures(&e)) != 1 {
		t.Errorf("nothing in euro is %v, %v", a, err)
	}
	var share decimal.Decimal
	e = lone{record.ShareFigure("share_AL", "1", &share)}
	if err := record.SetFigure(&e, "share_AL", "51", "%"); err != nil || share.String() != "0.51" {
		t.Errorf("51 %% is %s, %v", share, err)
	}
	if err := record.SetFigure(&e, "share_AL", "", ""); err != nil || len(record.Figures(&e)) != 0 {
		t.Errorf("a share that was unset is %v, %v", share, err)
	}
}

// lone is a record with one figure.
type lone struct{ figure record.FigureField }

func (*lone) RecordKind() record.Kind              { return record.Assumptions }
func (*lone) RecordMeta() *record.Meta             { return nil }
func (*lone) Owner() record.ID                     { return 0 }
func (*lone) Refs() []record.Ref                   { return nil }
func (*lone) Validate() error                      { return nil }
func (l *lone) FigureFields() []record.FigureField { return []record.FigureField{l.figure} }
