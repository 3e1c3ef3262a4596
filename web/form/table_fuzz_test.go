package form_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/web/form"
	"korridor/web/locale"
)

// payment is a row with cells of several kinds.
type payment struct {
	year   int
	amount *money.Amount
	share  decimal.NullDecimal
	source string
}

// readPayments reads a table of them as it was sent.
func readPayments(l *locale.Locale, rows *[]payment, sent []string) *form.Field {
	f, currency := form.New(l), money.EUR
	field := form.Rows(f, "payments", rows, 4, func(row *form.Form, p *payment) {
		row.Year("year", &p.year).Require()
		row.Amount("amount", &p.amount, &currency)
		row.Percent("share", &p.share)
		form.Select(row, "source", &p.source, options)
	})
	f.Read(url.Values{"payments": slices.Clone(sent)})
	return field
}

// Whatever is sent for a table, in rows of whatever length, nothing breaks: what
// was not read stays as typed and the rows as they were, and what was read is
// written as the language does and reads as the same again.
func FuzzRows(f *testing.F) {
	languages, err := locale.Load()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"", "\x00", "2027\x001,5\x003\x00EUR", "2027\x001.000,50\x00\x00", "\x00\x00\x00\x002028", "2027", "x\x00y\x00z\x00w", "2027\x00-1\x00101\x00ZZZ",
		"\x00 \x00\t\x00\r\n\x002027\x00\x00\x00", strings.Repeat("2027\x00\x00\x00\x00", 6), "2027\x001e400\x00NaN\x00EUR", "2027\x005\x00\x00\x002027\x005\x00\x00"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, typed string, albanian bool) {
		l := languages.Default()
		if albanian {
			l, _ = languages.Get("sq")
		}
		was := []payment{{year: 1999}}
		rows := slices.Clone(was)
		sent := strings.Split(typed, "\x00")
		field := readPayments(l, &rows, sent)
		field.Cells()
		field.Shown()
		if len(field.Problems) > 0 {
			if !slices.Equal(rows, was) {
				t.Errorf("%q: the rows became %+v although %q", sent, rows, field.Problems)
			}
			return
		}
		if len(rows) > 4 {
			t.Errorf("%q: %d rows", sent, len(rows))
		}
		var again []payment
		second := readPayments(l, &again, field.Values)
		if len(second.Problems) > 0 || !slices.Equal(second.Values, field.Values) || len(again) != len(rows) {
			t.Errorf("%q was written %q, which reads as %q %q", sent, field.Values, second.Values, second.Problems)
		}
	})
}
