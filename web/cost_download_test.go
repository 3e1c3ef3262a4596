package web

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"korridor/pkg/modelfile"
	"korridor/pkg/money"
	"korridor/web/webtest"
)

// The CSV beside the cash flow is of what is shown: another estimate, a scenario,
// what is tried out, in numbers as the language writes them. Its name says so.
func TestCostCSVIsOfWhatIsShown(t *testing.T) {
	s := corridorSite(t)
	for _, c := range []struct{ query, language, name string }{
		{"", "en", "korridor-railway-cashflow.csv"}, {"?by=quarter", "sq", "korridor-railway-cashflow-quarter-sq.csv"},
		{"?scenario=tunnels-a-third-dearer", "en", "korridor-railway-cashflow-tunnels-a-third-dearer.csv"},
		{"?scenario=tunnels-a-third-dearer&tunnel=12,5&by=quarter", "sq", "korridor-railway-cashflow-tunnels-a-third-dearer-tried-sq.csv"},
		{"?percent=-2.5&months=7", "en", "korridor-railway-cashflow-tried.csv"},
		{"?estimate=study-2025", "en", "korridor-railway-cashflow-study-2025.csv"},
	} {
		page := webtest.Get(t, s.Handler(), costAddress+c.query, "Accept-Language", c.language)
		file := webtest.Get(t, s.Handler(), page.One("#cash .adds a").Attr("href"))
		if got := file.Header.Get("Content-Disposition"); file.Status != http.StatusOK || !strings.Contains(got, c.name) {
			t.Errorf("%q: %d, %s", c.query, file.Status, got)
		}
		reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.Body, "\ufeff")))
		if c.language == "sq" {
			reader.Comma = ';'
		}
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		shown := page.Find("[data-cost-need] tbody tr")
		if len(shown) != len(rows)-1 {
			t.Fatalf("%q: %d rows on the page, %d in the file", c.query, len(shown), len(rows)-1)
		}
		l, _ := s.languages.Get(c.language)
		for i, row := range rows[1:] {
			need := strings.ReplaceAll(row[6], ",", ".")
			digits := func(text string) string { return strings.Join(strings.Fields(plainSpaces(text)), "") }
			if cells := strings.Join(texts(shown[i]), "|"); !strings.Contains(digits(cells), "|"+digits(l.Amount(*amountOf(t, need)))) {
				t.Errorf("%q: the file says %s where the page says %s", c.query, need, cells)
			}
		}
	}
	for at, want := range map[string]int{"?tunnel=dear": 422, "?months=0.5": 422, "?scenario=none": 404, "?percent=-100": 422} {
		if got := webtest.Get(t, s.Handler(), costAddress+".csv"+at).Status; got != want {
			t.Errorf("%s: %d, want %d", at, got, want)
		}
	}
}

func amountOf(t *testing.T, s string) *money.Amount {
	t.Helper()
	a, err := money.Parse(s + " EUR")
	if err != nil {
		t.Fatal(err)
	}
	return &a
}

// The model file of a project comes to the JSON beside it.
func TestModelFileComesToTheJSON(t *testing.T) {
	s := corridorSite(t)
	for _, code := range []string{"highway", "interconnection", "railway"} {
		file := webtest.Get(t, s.Handler(), "/projects/"+code+"/cost/model.yaml")
		model, err := modelfile.Read("model.yaml", []byte(file.Body))
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		result, err := model.Cost(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		var want bytes.Buffer
		if err := modelfile.WriteCost(&want, result); err != nil {
			t.Fatal(err)
		}
		if got := webtest.Get(t, s.Handler(), "/projects/"+code+"/cost.json"); got.Body != want.String() || got.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: the address answers\n%s\nthe file comes to\n%s", code, got.Body, want.String())
		}
	}
	for at, want := range map[string]int{
		"/projects/vore-hani-i-hotit/cost.json": 422, "/projects/vore-hani-i-hotit/cost/model.yaml": 422, "/projects/tramway/cost.json": 404,
		"/projects/railway/cost.json?estimate=none": 404, "/projects/railway/cost.json?scenario=none": 404,
		"/projects/railway/cost.json?estimate=study-2025": 200,
	} {
		if got := webtest.Get(t, s.Handler(), at).Status; got != want {
			t.Errorf("%s: %d, want %d", at, got, want)
		}
	}
}
