package web

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// The server starts with its own templates and assets.
func TestNew(t *testing.T) {
	s, err := New(planner.New(failingStore{}, time.Now), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p := webtest.Get(t, s.Handler(), "/healthz"); p.Status != 200 {
		t.Errorf("%d", p.Status)
	}
	if s.options.Location.String() != "Europe/Tirane" {
		t.Errorf("times are of %s", s.options.Location)
	}
}

// A broken template keeps the server from starting.
func TestBrokenTemplates(t *testing.T) {
	for page, want := range map[string]string{
		`{{define "content"}}{{if}}{{end}}`:      "missing value",
		`{{define "content"}}{{nothing}}{{end}}`: `"nothing" not defined`,
		`{{define "contents"}}{{end}}`:           "does not define",
	} {
		_, err := newServer(nil, Options{}, fstest.MapFS{
			"layout.html":        {Data: []byte(`<p>{{block "x" .}}{{end}}</p>`)},
			"partials/some.html": {Data: []byte(`{{define "some"}}{{end}}`)},
			"pages/broken.html":  {Data: []byte(page)},
		})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", page, err, want)
		}
	}
}

// The functions of templates write what is known in the language, say what is
// not, and refuse what they cannot write.
func TestFunctions(t *testing.T) {
	amount := money.FromMinor(1_800_000_000_00, money.EUR)
	count := int64(1234)
	length := decimal.NewNullDecimal(decimal.NewFromInt(5490))
	data := map[string]any{
		"amount": amount, "pointer": &amount, "none": (*money.Amount)(nil), "count": &count, "noCount": (*int64)(nil), "int": 1234,
		"length": length, "noLength": decimal.NullDecimal{}, "date": schedule.MustDate("2015-12-17"), "zero": schedule.Date{},
		"at": time.Date(2026, 7, 1, 22, 30, 0, 0, time.UTC), "never": time.Time{}, "stage": project.Preparation,
		"name": text.Label{Default: "Bridge", Albanian: "Urë"}, "message": fault.Say("required", "is required"),
	}
	for source, want := range map[string]string{
		`{{amount .amount}}|{{money .pointer}}|{{short .amount}}`:                         "1 800 000 000,00|1 800 000 000,00 €|1,80 mld €",
		`{{amount .none}}|{{length .noLength}}|{{integer .noCount}}`:                      "e paregjistruar|e paregjistruar|e paregjistruar",
		`{{length .length}}|{{number .length}}|{{percent .int}}`:                          "5 490 m|5 490|1 234 %",
		`{{integer .count}}|{{integer .int}}`:                                             "1 234|1 234",
		`{{date .date}}|{{isodate .date}}|{{date .zero}}`:                                 "17.12.2015|2015-12-17|",
		`{{datetime .at}}|{{isotime .at}}|{{datetime .never}}`:                            "02.07.2026, 00:30|2026-07-01T22:30:00Z|",
		`{{enum .stage}}|{{term "sector" "energy"}}|{{label .name}}|{{message .message}}`: "Përgatitje|Energji|Urë|është e detyrueshme",
		`{{t "pager.next"}}|{{projecturl "railway" "funding"}}`:                           "Më pas|/projects/railway/funding",
		`{{amount .date}}`: "", `{{length .name}}`: "", `{{integer .name}}`: "", `{{asset "x"}}`: "", `{{empty "a" "b" "c"}}`: "", `{{t "pager.next" "a"}}`: "", `{{.missing}}`: "",
	} {
		s := newSite(t, map[string]string{"f": `{{define "content"}}[` + source + `]{{end}}`}, nil)
		albanian, _ := s.languages.Get("sq")
		html, err := s.pages.html("f", albanian, &view{Page: Page{Title: "F", Data: data}, Language: albanian})
		if want == "" && err != nil {
			continue
		}
		got := strings.ReplaceAll(string(html), "\u00a0", " ")
		if err != nil || !strings.Contains(got, "["+want+"]") || want == "" {
			t.Errorf("%s: %v, want %s", source, err, want)
		}
	}
}
