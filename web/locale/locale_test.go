package locale

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// spaced lets expectations be written with ordinary spaces.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// Values are written as each language has them.
func TestValues(t *testing.T) {
	english, albanian := load(t)
	date := schedule.MustDate
	number := decimal.RequireFromString
	for _, c := range []struct{ name, en, sq, wantEN, wantSQ string }{
		{"day", english.Date(date("2015-12-17")), albanian.Date(date("2015-12-17")), "17 Dec 2015", "17.12.2015"},
		{"single digits", english.Date(date("2016-06-08")), albanian.Date(date("2016-06-08")), "8 Jun 2016", "08.06.2016"},
		{"month", english.Date(date("2011-11")), albanian.Date(date("2011-11")), "Nov 2011", "nëntor 2011"},
		{"year", english.Date(date("2014")), albanian.Date(date("2014")), "2014", "2014"},
		{"no date", english.Date(date("")), albanian.Date(date("")), "", ""},
		{"long day", english.LongDate(date("2015-12-17")), albanian.LongDate(date("2015-12-17")), "17 December 2015", "17 dhjetor 2015"},
		{"long month", english.LongDate(date("2011-11")), albanian.LongDate(date("2011-11")), "November 2011", "nëntor 2011"},
		{"moment", english.DateTime(time.Date(2026, 1, 2, 3, 4, 0, 0, time.UTC)), albanian.DateTime(time.Date(2026, 1, 2, 3, 4, 0, 0, time.UTC)), "2 Jan 2026, 03:04", "02.01.2026, 03:04"},
		{"no moment", english.DateTime(time.Time{}), albanian.DateTime(time.Time{}), "", ""},
		{"number", english.Number(number("1234567.125")), albanian.Number(number("1234567.125")), "1,234,567.125", "1 234 567,125"},
		{"integer", english.Integer(1234), albanian.Integer(1234), "1,234", "1 234"},
		{"amount", english.Amount(money.FromMinor(-180000000000, money.EUR)), albanian.Amount(money.FromMinor(-180000000000, money.EUR)), "−1,800,000,000.00", "−1 800 000 000,00"},
		{"money", english.Money(money.FromMinor(12345, money.ALL)), albanian.Money(money.FromMinor(12345, money.ALL)), "ALL 123.45", "123,45 lekë"},
		{"short", english.Short(money.FromMinor(180000000000, money.EUR)), albanian.Short(money.FromMinor(180000000000, money.EUR)), "€1.80 bn", "1,80 mld €"},
		{"percent", english.Percent(number("33.364")), albanian.Percent(number("33.364")), "33.4%", "33,4 %"},
		{"kilometres", english.Length(number("105800")), albanian.Length(number("105800")), "105.8 km", "105,8 km"},
		{"metres", english.Length(number("5490")), albanian.Length(number("5490")), "5,490 m", "5 490 m"},
		{"enum", english.Enum(project.Preparation), albanian.Enum(project.Preparation), "Preparation", "Përgatitje"},
		{"two enums of one value", english.Enum(estimate.Maintenance), albanian.Enum(project.Maintenance), "Maintenance", "Mirëmbajtje"},
		{"empty enum", english.Enum(estimate.VATUnknown), albanian.Enum(estimate.VATUnknown), "VAT not stated", "TVSH-ja nuk është thënë"},
		{"unlisted value", english.Enum(funding.Kind("bond")), albanian.Enum(funding.Kind("bond")), "bond", "bond"},
		{"term", english.Term("sector", "transport.rail"), albanian.Term("sector", "transport.rail"), "Railway", "Hekurudhë"},
	} {
		if spaced(c.en) != c.wantEN {
			t.Errorf("%s in English: %q, want %q", c.name, c.en, c.wantEN)
		}
		if spaced(c.sq) != c.wantSQ {
			t.Errorf("%s in Albanian: %q, want %q", c.name, c.sq, c.wantSQ)
		}
	}
}

// The values within a message are written in its language too.
func TestMessage(t *testing.T) {
	english, albanian := load(t)
	for _, c := range []struct {
		message fault.Message
		en, sq  string
	}{
		{fault.Say("finish_before_start", "{finish} lies before the start, {start}",
			"finish", schedule.MustDate("2011-11"), "start", schedule.MustDate("2015-12-17")),
			"Nov 2011 lies before the start, 17 Dec 2015", "nëntor 2011 bie para fillimit, 17.12.2015"},
		{fault.Say("allocation.stage_order", "{year}: {later} {later_amount} is above {earlier} {earlier_amount}",
			"year", 2026, "later", funding.Approved, "later_amount", money.FromMinor(200, money.EUR),
			"earlier", funding.Requested, "earlier_amount", money.FromMinor(100, money.EUR)),
			"2026: Approved €2.00 is above Requested €1.00",
			"2026: Miratuar 2,00 € është mbi Kërkuar 1,00 €; shënojeni si shkelje nëse është vërtet kështu"},
		{fault.Say("out_of_range", "is larger than {max}", "max", decimal.New(1, 15)),
			"is larger than 1,000,000,000,000,000", "është më e madhe se 1 000 000 000 000 000"},
		{fault.Say("no.such.key", "{name} and {other}", "name", "{other}", "other", text.Label{Default: "x", Albanian: "y"}),
			"{other} and x", "{other} and y"},
	} {
		if got := spaced(english.Message(c.message)); got != c.en {
			t.Errorf("English: %q, want %q", got, c.en)
		}
		if got := spaced(albanian.Message(c.message)); got != c.sq {
			t.Errorf("Albanian: %q, want %q", got, c.sq)
		}
	}
}

// Plurals follow the count, places are filled, and a missing key shows itself.
func TestTexts(t *testing.T) {
	english, _ := load(t)
	if got := english.T("pager.range", "from", 1, "to", 50, "total", 12345); got != "1–50 of 12,345" {
		t.Errorf("got %q", got)
	}
	if got := english.N("figure.about", 1, "name", "Length", "basis", "sourced"); !strings.Contains(got, "where the figure comes") {
		t.Errorf("one: %q", got)
	}
	if got := english.N("figure.about", 1200, "name", "Length", "basis", "sourced"); !strings.Contains(got, "1,200 competing") {
		t.Errorf("many: %q", got)
	}
	if english.T("no.such.key", "a", 1) != "no.such.key" || english.N("no.such.key", 2) != "no.such.key" {
		t.Error("a missing key must show itself")
	}
}

// The reader's languages decide, English where none of them is ours.
func TestMatch(t *testing.T) {
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for header, want := range map[string]string{
		"": "en", "sq": "sq", "sq-XK,sq;q=0.9,en;q=0.8": "sq", "de,fr;q=0.5": "en", "de,sq;q=0.4": "sq",
		"en-GB,sq;q=0.9": "en", "sq;q=0.2,en;q=0.7": "en", "*": "en", ";;;": "en", strings.Repeat("sq,", 9999): "en",
	} {
		if got := set.Match(header).Code; got != want {
			t.Errorf("%.40q: %s, want %s", header, got, want)
		}
	}
	if _, ok := set.Get("de"); ok {
		t.Error("German came from nowhere")
	}
}
