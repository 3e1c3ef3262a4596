package form_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/form"
	"korridor/web/locale"
)

// everything is a record with a field of every kind.
type everything struct {
	line, note, value, unit string
	label                   text.Label
	date                    schedule.Date
	number                  decimal.NullDecimal
	amount                  *money.Amount
	currency                money.Currency
	count                   *int64
	position, year          int
	kind                    project.StructureKind
	within                  record.ID
	sections                []record.ID
	external                bool
	attributes              []project.Attribute
	after                   []project.Link
}

var options = []form.Option{{Value: "7", Text: "seven"}, {Value: "8", Text: "eight"}, {Value: "tunnel", Text: "Tunnel"}, {Value: "EUR", Text: "EUR"}}

func everyField(l *locale.Locale, r *everything) *form.Form {
	f := form.New(l)
	f.Line("line", &r.line)
	f.Note("note", &r.note)
	f.Label("label", &r.label, text.MaxNote)
	f.Code("code", &r.line)
	f.Value("value", &r.value, &r.unit, false)
	f.Line("unit", &r.unit)
	f.Date("date", &r.date)
	f.Decimal("number", &r.number).In("m")
	f.Amount("amount", &r.amount, &r.currency)
	form.SelectText(f, "currency", &r.currency, options)
	f.Count("count", &r.count, 1000)
	f.Integer("position", &r.position, 0, 1000)
	f.Year("year", &r.year)
	form.Select(f, "kind", &r.kind, options)
	f.Refer("within", &r.within, options)
	f.ReferAny("sections", &r.sections, options, 3)
	f.Check("external", &r.external)
	f.Attributes(&r.attributes)
	f.Predecessors("after", &r.after, options)
	return f
}

// Whatever is typed into whatever field, nothing breaks: what was not read
// stays as it was typed, and what was read, written as the language does, is
// read as the same again.
func FuzzEveryField(f *testing.F) {
	languages, err := locale.Load()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][2]string{{"number", "1.234,5"}, {"number", "1e400"}, {"amount", "1.234"}, {"amount", "0.001"}, {"amount", "€ 5"}, {"date", "3/4/2026"},
		{"date", "31.02.2026"}, {"count", "-1"}, {"count", "99999999999999999999999"}, {"position", "1.5"}, {"year", "99"}, {"kind", "bridge"}, {"within", "9"},
		{"within", "00000007"}, {"sections", "7\x008"}, {"sections", "8\x008\x007"}, {"after", "7\x003\x008\x00-5"}, {"after", "7"}, {"after", "\x003"}, {"after", "9\x001"},
		{"line", " a\r\nb "}, {"note", "a\r\nb\rc"}, {"label_sq", "ë\u202e"}, {"tubes", "2"}, {"value", "105,8"}, {"value", "EUR 3"}, {"currency", "ZZZ"}, {"external", "no"}} {
		f.Add(seed[0], seed[1], true)
		f.Add(seed[0], seed[1], false)
	}
	f.Fuzz(func(t *testing.T, name, typed string, albanian bool) {
		l := languages.Default()
		if albanian {
			l, _ = languages.Get("sq")
		}
		r := everything{currency: money.EUR, unit: "km"}
		form := everyField(l, &r)
		field := form.Field(name)
		if field == nil {
			return
		}
		sent := strings.Split(typed, "\x00")
		form.Fill(url.Values{name: slices.Clone(sent)})
		for i := range sent {
			sent[i] = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(sent[i])
		}
		field.Shown()
		field.Rows()
		if len(field.Problems) > 0 {
			if !slices.Equal(field.Values, sent) {
				t.Errorf("%s: %q became %q", name, sent, field.Values)
			}
			return
		}
		again := everyField(l, &r)
		again.Fill(url.Values{name: slices.Clone(field.Values)})
		if second := again.Field(name); len(second.Problems) > 0 || !slices.Equal(second.Values, field.Values) {
			t.Errorf("%s: %q was written %q, which reads as %q %q", name, sent, field.Values, second.Values, second.Problems)
		}
	})
}
