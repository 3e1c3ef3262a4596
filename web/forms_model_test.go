package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/costmodel"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// desk returns the desk of the project with the code.
func (s *realSite) deskOf(t testing.TB, code string) *planner.Desk {
	t.Helper()
	d, err := s.planner.Desk(context.Background(), code)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// accept sends a form twice and expects both to be accepted and one to be kept.
func (s *realSite) accept(t testing.TB, at, language string, values url.Values) {
	t.Helper()
	head := s.head(t)
	var once int64
	for i := range 2 {
		p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
		if p.Status != http.StatusSeeOther {
			t.Fatalf("%s in %s: %d %s", at, language, p.Status, p.One(".form-summary").Text())
		}
		if i == 0 {
			once = s.head(t)
		}
	}
	if now := s.head(t); once == head || now != once {
		t.Errorf("%s: %d changes, then %d more", at, once-head, now-once)
	}
}

// untouched sends a form as it stands in both languages, which changes nothing.
func (s *realSite) untouched(t *testing.T, at string) {
	t.Helper()
	head := s.head(t)
	for _, language := range []string{"en", "sq"} {
		p := soundPage(t, s.Handler(), at, language)
		values := webtest.Values(p.One("form.form"))
		values.Set(reasonField, "none")
		if p = webtest.Post(t, s.Handler(), at, values, "Accept-Language", language); p.Status != http.StatusSeeOther {
			t.Errorf("%s in %s: %d %s", at, language, p.Status, p.One(".form-summary").Text())
		}
	}
	if s.head(t) != head {
		t.Errorf("%s: a form that nobody touched changed something", at)
	}
}

// Rates are typed in percent and kept as fractions; years that no document is
// named for and that lie ahead are assumed, with the reason of the change.
func TestIndexSeriesForm(t *testing.T) {
	s := freshSite(t, true)
	document := s.deskOf(t, "").Documents[0]
	values := s.fill(t, "/series/new", "sq", "name", "Çmimet", "code", "cpi-al", "country", "AL", "proxy", "yes", reasonField, "plani i ri")
	values["rates"] = []string{"2030", "3,0 %", "", "", "", "", "", "", "2023", "4,8", "", document.Code, "2022", "-0,5%", "", ""}
	s.accept(t, "/series/new", "sq", values)
	d := s.deskOf(t, "")
	series := d.Series[slices.IndexFunc(d.Series, func(x costmodel.Series) bool { return x.Code == "cpi-al" })]
	var got []string
	for _, r := range series.Rates {
		got = append(got, r.Rate.Decimal.String())
	}
	if strings.Join(got, " ") != "-0.005 0.048 0.03" || !series.Proxy {
		t.Errorf("%v", got)
	}
	sourced, assumed := d.Shared.Chosen(series.ID, "rate_2023"), d.Shared.Chosen(series.ID, "rate_2030")
	if sourced == nil || sourced.Basis != project.Sourced || sourced.Document != document.ID {
		t.Errorf("%+v", sourced)
	}
	if assumed == nil || assumed.Basis != project.Assumed || assumed.Note.Default != "plani i ri" || d.Shared.Chosen(series.ID, "rate_2022") != nil {
		t.Errorf("%+v", assumed)
	}
	at := "/series/" + idText(series.ID) + "/edit"
	s.untouched(t, at)
	for language, says := range map[string]string{"en": "3%", "sq": "zëvendësuese"} {
		say(t, "the series", soundPage(t, s.Handler(), "/series", language).One("#series-cpi-al"), says, map[string]string{"en": "assumed", "sq": "supozuar"}[language])
	}
	values = s.fill(t, at, "en", reasonField, "later news")
	values["rates"][1] = "-0.4"
	s.accept(t, at, "en", values)
	if d = s.deskOf(t, ""); d.Shared.Chosen(series.ID, "rate_2023") == nil {
		t.Error("a year that nobody touched lost its document")
	}
}

// What cannot be read in a row is told with its row, the cell is marked, and all
// that was typed stays, whatever else is wrong.
func TestRowsThatCannotBeRead(t *testing.T) {
	s := freshSite(t, true)
	head := s.head(t)
	for language, says := range map[string][]string{"en": {"row 1", "five", "row 2", "no document", "row 4", "required"}, "sq": {"rreshti 1", "five", "rreshti 2", "dokument", "rreshti 4", "detyrueshme"}} {
		values := s.fill(t, "/series/new", language, "name", "Prices", "code", "p", reasonField, "x")
		typed := []string{"2030", "five", "", "", "2023", "4", "sourced", "", "", "", "", "", "", "1", "", "", "2050", "1", "", ""}
		values["rates"] = typed
		p := webtest.Post(t, s.Handler(), "/series/new", values, "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity || len(p.Find("td [aria-invalid=true]")) != 3 {
			t.Errorf("%d, %d cells", p.Status, len(p.Find("td [aria-invalid=true]")))
		}
		say(t, "the rows", p.One("#field-rates-problem"), says...)
		if kept := webtest.Values(p.One("form.form"))["rates"]; !slices.Equal(kept[:len(typed)], typed) {
			t.Errorf("%q", kept)
		}
	}
	if s.head(t) != head {
		t.Error("something was kept")
	}
}

// Without a script a button gives more rows and keeps what was typed.
func TestMoreRows(t *testing.T) {
	s := freshSite(t, true)
	values := s.fill(t, "/series/new", "en", "name", "Prices")
	values["rates"][0], values["rates"][1] = "2030", "three"
	before := len(values["rates"])
	values.Set("more", "rates")
	p := webtest.Post(t, s.Handler(), "/series/new", values)
	webtest.Check(t, p)
	kept := webtest.Values(p.One("form.form"))
	if p.Status != http.StatusOK || len(kept["rates"]) <= before || kept["rates"][1] != "three" || kept.Get("name") != "Prices" {
		t.Errorf("%d %q", p.Status, kept)
	}
}

// works adds an index series and returns its id.
func (s *realSite) works(t *testing.T) string {
	t.Helper()
	c := &planner.SaveSeries{Record: costmodel.Series{Code: "works", Name: text.Plain("Works")}}
	s.do(t, c)
	return idText(c.Record.ID)
}

// Assumptions are recorded once and then changed.
func TestAssumptionsForm(t *testing.T) {
	s := freshSite(t, true)
	id := s.works(t)
	at := "/projects/highway/cost/assumptions"
	values := s.fill(t, at, "sq", "discount_rate", "4,5", "caps_carry_over", "yes", "share_AL", "51", "share_XK", "49", reasonField, "fillimi")
	values["rules"] = []string{"", "", id, "acquisition", "", "0", "", "tunnels", id}
	values["caps"] = []string{"2027", "1.000.000,50", "", "", "2026", "5", "assumed", ""}
	s.accept(t, at, "sq", values)
	a := s.deskOf(t, "highway").Assumptions
	if a == nil || a.DiscountRate.Decimal.String() != "0.045" || !a.CapsCarryOver || len(a.Rules) != 3 || a.Rules[1].Index != 0 || a.Rules[2].Line != "tunnels" ||
		len(a.Caps) != 2 || a.Caps[1].Amount.Minor() != 100000050 || a.CountryShares[0].Share.String() != "0.51" {
		t.Fatalf("%+v", a)
	}
	s.untouched(t, at)
	for _, language := range []string{"en", "sq"} {
		p := soundPage(t, s.Handler(), "/projects/highway/cost/inputs", language)
		say(t, "the inputs", p.One("#assumptions"), "Works", "51", map[string]string{"en": "1,000,000.50", "sq": "1 000 000,50"}[language])
	}
	soundPage(t, s.Handler(), "/series", "en")
	for name, bad := range map[string]url.Values{
		"share_XK":        {"share_AL": {"60"}, "share_XK": {"60"}},
		"discount_series": {"discount_series": {"eu-other"}},
		"rules":           {"rules": {"construction", "tunnels", id}},
		"caps":            {"caps": {"2027", "1", "", "", "2027", "2", "", ""}},
	} {
		for language := range map[string]bool{"en": true, "sq": true} {
			values := s.fill(t, at, language, reasonField, "x")
			for field, typed := range bad {
				values[field] = typed
			}
			p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
			webtest.Check(t, p)
			if p.Status != http.StatusUnprocessableEntity {
				t.Errorf("%s: %d", name, p.Status)
			}
			say(t, name, p.One("#"+fieldID(name)+"-problem"), "")
		}
	}
	if p := webtest.Post(t, s.Handler(), at, s.fill(t, at, "en", "discount_rate", "5")); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", p.Status)
	}
}

// A scenario's changes are typed as people say them: percent, months, amounts.
func TestScenarioForm(t *testing.T) {
	s := freshSite(t, true)
	series, source := s.works(t), idText(s.deskOf(t, "railway").Sources[0].ID)
	at := "/projects/railway/scenarios/new"
	values := s.fill(t, at, "en", "name", "Late and dear", "code", "late")
	values["rate_changes"] = []string{"construction", "", "", "+10 %", "", "tunnel", "", "-2.5", "", "", "", ""}
	values["delays"] = []string{"", "1", "months", "p2", "-10", ""}
	values["indices"] = []string{"", series}
	values["cap_changes"] = []string{"2028", "1,000", "ALL"}
	values["allocation_changes"] = []string{"2028", source, "requested", "370,000,000", ""}
	s.accept(t, at, "en", values)
	d := s.deskOf(t, "railway")
	c := d.Scenarios[0].Changes
	if len(c) != 7 || c[0].Factor.Decimal.String() != "1.1" || c[1].Factor.Decimal.String() != "0.975" || c[2].Days != 31 || c[3].Days != -10 ||
		c[4].To == 0 || c[5].Amount.Currency().Code() != "ALL" || c[6].Amount.Minor() != 37_000_000_000 {
		t.Fatalf("%+v", c)
	}
	edit := "/projects/railway/scenarios/" + idText(d.Scenarios[0].ID) + "/edit"
	s.untouched(t, edit)
	for field, row := range map[string][]string{"rate_changes": {"construction", "tunnel", "", "5"}, "delays": {"", "0", ""}, "cap_changes": {"2028", "", ""},
		"allocation_changes": {"2028", "", "requested", "5", ""}, "indices": {series, ""}} {
		values := s.fill(t, edit, "sq")
		values[field] = row
		p := webtest.Post(t, s.Handler(), edit, values, "Accept-Language", "sq")
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", field, p.Status)
		}
		say(t, field, p.One("#"+fieldID(field)+"-problem"), "")
	}
	say(t, "the inputs", soundPage(t, s.Handler(), "/projects/railway/cost/inputs", "en").One("#scenarios"), "Late and dear", "7 changes")
	gone := strings.TrimSuffix(edit, "edit") + "delete"
	if p := webtest.Post(t, s.Handler(), gone, s.fill(t, gone, "en")); p.Status != http.StatusSeeOther {
		t.Errorf("deleting: %d", p.Status)
	}
}
