package web

import (
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

const hostile = "\"><script>alert(1)</script>' onload=x \u202Egnp.exe javascript:alert(2)"

// claims are one of each basis; the chosen one is not the first.
var claims = []project.Claim{
	{Value: "35.3", Unit: "km", Basis: project.Derived, Formula: text.Plain("35.3 / 105.8")},
	{Value: "1800000000.00", Unit: "EUR", Basis: project.Assumed, Note: text.Label{Default: "spread by length", Albanian: "sipas gjatësisë"}, Chosen: true},
	{Value: "2011-11", Unit: "date", Basis: project.Sourced, Quote: "38 km Nov 2011", Confidence: project.High, Date: schedule.MustDate("2012")},
}

// showFigures answers with a page that shows the figures in a table.
func showFigures(t *testing.T, language string, figures ...*Figure) *webtest.Page {
	t.Helper()
	s := newSite(t, map[string]string{"figures": `{{define "content"}}<p>{{template "figure" index . 0}}</p>
		<div class="table" role="group" aria-label="F"><table><thead><tr><th scope="col" class="num">F</th></tr></thead>
		<tbody>{{range slice . 1}}<tr><td class="num">{{template "figure" .}}</td></tr>{{end}}</tbody></table></div>{{end}}`},
		func(s *site, e *gin.Engine) { s.page(e, "/", "figures", Page{Title: "Figures", Data: figures}) })
	p := webtest.Get(t, s.Handler(), "/", "Accept-Language", language)
	webtest.Check(t, p)
	return p
}

// A figure takes its basis from the chosen claim, which comes first; its values
// are written in the language of the page.
func TestFigure(t *testing.T) {
	s := newSite(t, nil, nil)
	albanian, _ := s.languages.Get("sq")
	made := newTrail(albanian, planner.Trail{})
	f := made.vouched("Kosto", "1,80 mld €", claims)
	none := made.figure(1, "length_m", "Gjatësia", "")
	if f.Basis != project.Assumed || f.ID == none.ID || none.Basis != "" || none.Claims != nil {
		t.Errorf("%+v, %+v", f, none)
	}
	var got []string
	for _, c := range f.Claims {
		got = append(got, strings.ReplaceAll(c.Value, "\u00a0", " "))
	}
	if want := "1 800 000 000,00 €|35,3 km|nëntor 2011"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
	p := showFigures(t, "sq", f, none)
	trail := p.One("#" + f.ID)
	for _, want := range []string{"në përdorim", "e supozuar", "sipas gjatësisë", "35.3 / 105.8", "38 km Nov 2011", "2012", "e lartë"} {
		if !strings.Contains(trail.Text(), want) {
			t.Errorf("%q is missing in %q", want, trail.Text())
		}
	}
	if trail.Find(".claim-chosen")[0].One("strong").Text() != f.Claims[0].Value || trail.One("q").Attr("lang") != "und" {
		t.Error("the chosen claim is not first, or the quote claims a language")
	}
}

// Each basis is told by a word that is read and printed, and by its own mark.
func TestFigureSaysItsBasis(t *testing.T) {
	for basis, want := range map[project.Basis]struct{ shown, name string }{
		project.Sourced: {"105.8 km", "Length: sourced. Show where the figure comes from"},
		project.Derived: {"derived 105.8 km", "Length: derived. Show where the figure comes from"},
		project.Assumed: {"assumed 105.8 km", "Length: assumed. Show where the figure comes from"},
		"":              {"105.8 km", "Length: no document. Show what is missing"},
	} {
		f := &Figure{ID: "f", Name: "Length", Text: "105.8", Unit: "km", Basis: basis}
		if basis != "" {
			f.Claims = []ClaimView{{Value: "105.8 km", Basis: basis, Chosen: true}}
		}
		p := showFigures(t, "en", f)
		shown := p.One(".figure").Text()
		if shown = strings.ReplaceAll(shown, "\u00a0", " "); !strings.HasPrefix(shown, want.shown) {
			t.Errorf("%q: %q", basis, shown)
		}
		mark := p.One(".trail-mark")
		if mark.Attr("aria-label") != want.name || mark.Attr("popovertarget") != "f" || p.One("#f").Attr("popover") != "" || !p.One("#f").Has("popover") {
			t.Errorf("%q: the mark says %q", basis, mark.Attr("aria-label"))
		}
	}
}

// Text from outside stays text, wherever a figure shows it.
func TestFigureEscapes(t *testing.T) {
	f := &Figure{ID: "f", Name: hostile, Text: hostile, Unit: hostile, Exact: hostile, Basis: project.Sourced, Claims: []ClaimView{{
		Value: hostile, Basis: project.Sourced, Quote: hostile, Formula: hostile, Note: hostile, Chosen: true,
		Document: &DocumentView{Title: hostile, Publisher: hostile, Address: "javascript:alert(3)", URL: webAddress("javascript:alert(3)")},
	}}}
	p := showFigures(t, "en", f, &Figure{ID: "g", Name: hostile, Text: hostile, Exact: hostile})
	if n := len(p.Find("script")); n != 1 {
		t.Errorf("the page has %d scripts", n)
	}
	if len(p.Find(".claim a")) != 0 || len(p.Find("[onload]")) != 0 {
		t.Error("hostile text became an address or a handler")
	}
	for _, part := range []string{".figure-value", ".claim-quote", ".claim-formula", ".trail-name"} {
		if got := p.One(part).Text(); !strings.Contains(got, `"><script>alert(1)</script>' onload=x`) {
			t.Errorf("%s reads %q", part, got)
		}
	}
}

// Only what a browser can open becomes a link.
func TestWebAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://ost.al/a b": "https://ost.al/a%20b", "http://x.al": "http://x.al", "ost.al/x": "", "": "",
		"javascript:alert(1)": "", "https:///x": "", "//x.al": "", "ftp://x.al": "", "https://x.al/%zz": "",
	} {
		if got := webAddress(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

// Units and the names of currencies are those of the reader's language.
func TestClaimValueInAlbanian(t *testing.T) {
	albanian, _ := newSite(t, nil, nil).languages.Get("sq")
	for _, c := range []struct{ value, unit, want string }{
		{"123.0", "ALL/EUR", "123,0 lekë/EUR"}, {"168900000.00", "ALL", "168 900 000,00 lekë"}, {"17", "M€/km", "17 mln €/km"},
		{"29.7", "M USD/km", "29,7 mln USD/km"}, {"129", "k€/m", "129 mijë €/m"}, {"2.0", "%", "2,0 %"}, {"30", "years", "30 vjet"},
		{"20000000", "EUR/bridge", "20 000 000 EUR/urë"},
	} {
		if got := strings.ReplaceAll(claimValue(albanian, c.value, c.unit), "\u00a0", " "); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.value, c.unit, got, c.want)
		}
	}
}

// A value that is not of its unit's kind is shown as it stands.
func TestClaimValue(t *testing.T) {
	english := newSite(t, nil, nil).languages.Default()
	for _, c := range []struct{ value, unit, want string }{
		{"105.8", "km", "105.8 km"}, {"5490", "m", "5,490 m"}, {"43", "", "43"}, {"2014", "year", "2014"}, {"1e9", "EUR", "1e9 EUR"},
		{"0.001", "EUR", "0.001 EUR"}, {"33.4", "%", "33.4%"}, {"soon", "date", "soon"}, {"123.0", "ALL/EUR", "123.0 ALL/EUR"}, {"2.0", "%", "2.0%"},
		{"17", "M€/km", "17 M€/km"}, {"Bechtel-Enka", "", "Bechtel-Enka"}, {"168900000.00", "ALL", "ALL 168,900,000.00"},
	} {
		if got := strings.ReplaceAll(claimValue(english, c.value, c.unit), "\u00a0", " "); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.value, c.unit, got, c.want)
		}
	}
}
