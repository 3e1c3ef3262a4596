package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// A percentage can be of lines that it names, in whatever phase these are; codes
// of no line and circles are told at the field, and nothing is kept.
func TestPercentageOfLines(t *testing.T) {
	s := draftSite(t)
	at := strings.Split(copyAddress, "?")[0]
	open := func() map[string][]string {
		p := webtest.Get(t, s.Handler(), at)
		return webtest.Values(p.One("form[data-draft]"))
	}
	add := func(values map[string][]string, key string, cells ...string) {
		for i := 0; i < len(cells); i += 2 {
			values["r."+key+"."+cells[i]] = []string{cells[i+1]}
		}
	}
	values := open()
	values["reason"], values["do"] = []string{"insurance"}, []string{"save"}
	add(values, "x1", "code", "insurance", "name", "Insurance", "category", "supervision", "percent", "0.5", "of_lines", "tunnels; nothing", "open", "yes")
	for language, says := range map[string]string{"en": "no line of this code", "sq": "asnjë zë"} {
		p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%d", p.Status)
		}
		say(t, "the line", p.One("#r-x1-of_lines-problem"), says)
		if kept := webtest.Values(p.One("form[data-draft]")); kept.Get("r.x1.of_lines") != "tunnels, nothing" {
			t.Errorf("%q", kept.Get("r.x1.of_lines"))
		}
	}
	add(values, "x1", "of_lines", "circle")
	add(values, "x2", "code", "circle", "name", "Circle", "category", "supervision", "percent", "1", "of_lines", "insurance", "open", "yes")
	p := webtest.Post(t, s.Handler(), at, values)
	say(t, "a circle", p.One("#r-x1-of_lines-problem"), "circle")
	add(values, "x1", "of_lines", "tunnels")
	add(values, "x2", "of_lines", "insurance tunnels")
	if p = webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	p = webtest.Get(t, s.Handler(), at)
	say(t, "the sheet", p.One("main"), "of tunnels", "of insurance + tunnels")
}
