package web

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"korridor/pkg/report"
	"korridor/web/webtest"
)

var addressAttributes = []string{"href", "xlink:href", "src", "action", "formaction", "poster", "data"}

var dangerousAddress = regexp.MustCompile(`(?i)^\s*(javascript|data|vbscript):`)

// isHarmless fails the test where text of the record became an element, an
// attribute or a script of the page, or broke a picture.
func isHarmless(t *testing.T, p *webtest.Page) {
	t.Helper()
	for _, e := range p.Elements() {
		if strings.Contains(e.Tag(), "hostile") {
			t.Errorf("%s: text became the element %s", p.Address, e.Tag())
		}
		for _, name := range e.Attributes() {
			if strings.Contains(name, "hostile") || strings.HasPrefix(name, "on") || name == "style" {
				t.Errorf("%s: <%s> has the attribute %s", p.Address, e.Tag(), name)
			}
			if slices.Contains(addressAttributes, name) && dangerousAddress.MatchString(e.Attr(name)) {
				t.Errorf("%s: %s=%q", p.Address, name, e.Attr(name))
			}
		}
		if e.Tag() == "script" && strings.Contains(e.Text(), "hostile") {
			t.Errorf("%s: text became script", p.Address)
		}
	}
	if strings.Contains(p.Body, "ZgotmplZ") {
		t.Errorf("%s: text stands where none may", p.Address)
	}
	for _, picture := range regexp.MustCompile(`(?s)<svg.*?</svg>`).FindAllString(p.Body, -1) {
		decoder := xml.NewDecoder(strings.NewReader(picture))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: a picture is no XML: %v in %.300s", p.Address, err, picture)
				break
			}
		}
	}
}

// shapeOf is what addresses of one kind have in common: they differ in ids and in
// what is asked for in parameters.
func shapeOf(u *url.URL) string {
	shape := regexp.MustCompile(`/\d+`).ReplaceAllString(u.Path, "/N")
	shape = regexp.MustCompile(`/phases/[^/]+|/assets/.*`).ReplaceAllString(shape, "/…")
	var names []string
	for name := range u.Query() {
		names = append(names, name)
	}
	slices.Sort(names)
	return shape + "?" + strings.Join(names, "&")
}

// everyAddress walks from the programme's page over all links, one of each shape
// and of the railway only, and returns the addresses of pages and of files. Each
// page that it comes by is looked at.
func everyAddress(t *testing.T, s *realSite, look func(*webtest.Page)) (pages, files []string) {
	t.Helper()
	queue, seen := []string{"/", "/projects/new", "/documents/new", "/exchange-rates/new"}, map[string]bool{}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		u, err := url.Parse(at)
		if err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		code, isProject := strings.CutPrefix(u.Path, "/projects/")
		code, _, _ = strings.Cut(code, "/")
		if shape := shapeOf(u); seen[shape] || u.Query().Has(languageParameter) || isProject && code != "railway" && code != "new" {
			continue
		} else {
			seen[shape] = true
		}
		if ending := path.Ext(u.Path); ending == ".csv" || ending == ".json" || ending == ".yaml" {
			files = append(files, at)
			continue
		}
		p := webtest.Get(t, s.Handler(), at)
		if to := p.Header.Get("Location"); to != "" {
			queue = append(queue, to)
			continue
		}
		if p.Element == nil || p.Status != http.StatusOK {
			t.Errorf("%s: %d", at, p.Status)
			continue
		}
		pages = append(pages, at)
		look(p)
		for _, a := range p.Find("a[href]") {
			to, err := u.Parse(a.Attr("href"))
			if err != nil {
				t.Errorf("%s leads to %q: %v", at, a.Attr("href"), err)
				continue
			}
			if to.Fragment = ""; to.Host == "" {
				queue = append(queue, to.String())
			}
		}
	}
	return pages, files
}

// Hostile text in every field of every kind of record stays text: on every page
// in both languages, in every form, as it is sent and as it is shown again, and
// in every file.
func TestHostileTexts(t *testing.T) {
	s := hostileSite(t)
	shown := 0
	look := func(p *webtest.Page) {
		webtest.Check(t, p)
		isHarmless(t, p)
		if strings.Contains(p.Body, "&lt;hostile") {
			shown++
		}
	}
	pages, files := everyAddress(t, s, look)
	if len(pages) < 60 || len(files) < 20 {
		t.Errorf("only %d pages and %d files are found", len(pages), len(files))
	}
	for _, at := range pages {
		look(webtest.Get(t, s.Handler(), at, "Accept-Language", "sq"))
	}
	if shown < len(pages) { // in both languages together: the test is worth something
		t.Errorf("hostile text is on %d of %d pages", shown, len(pages))
	}
	for _, at := range files {
		s.fileIsHarmless(t, at)
	}
	for _, r := range report.All {
		for _, at := range []string{"/reports/" + r.Name, "/projects/railway/reports/" + r.Name} {
			for _, ending := range []string{".csv", ".csv?locale=sq&drafts=1", ".json"} {
				s.fileIsHarmless(t, at+ending)
			}
		}
	}
}

// fileIsHarmless fails the test where a spreadsheet would run a cell of the file,
// or a program could not read it.
func (s *realSite) fileIsHarmless(t *testing.T, at string) {
	t.Helper()
	p := webtest.Get(t, s.Handler(), at, "Accept", "*/*")
	if p.Status != http.StatusOK {
		t.Errorf("%s: %d %s", at, p.Status, p.Body)
		return
	}
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	switch path.Ext(u.Path) {
	case ".json":
		if !json.Valid([]byte(p.Body)) {
			t.Errorf("%s is no JSON", at)
		}
	case ".yaml":
		var any map[string]any
		if err := yaml.Unmarshal([]byte(p.Body), &any); err != nil {
			t.Errorf("%s is no YAML: %v", at, err)
		}
	case ".csv":
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(p.Body, "\uFEFF")))
		r.FieldsPerRecord = -1
		if u.Query().Get("locale") == "sq" {
			r.Comma = ';'
		}
		rows, err := r.ReadAll()
		if err != nil {
			t.Errorf("%s is no CSV: %v", at, err)
		}
		number := regexp.MustCompile(`^-?[0-9]+([.,][0-9]+)?$`)
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) && !number.MatchString(cell) {
					t.Errorf("%s: a spreadsheet runs the cell %.40q", at, cell)
				}
			}
		}
	}
	if disposition := p.Header.Get("Content-Disposition"); strings.Contains(disposition, "hostile") {
		t.Errorf("%s is kept as %s", at, disposition)
	}
}

// Every form takes hostile text where it takes text, and the page after it shows
// it as text.
func TestHostileForms(t *testing.T) {
	s := freshSite(t, true)
	s.addCeiling(t)
	seen := map[string]bool{}
	for i, at := range append(s.editPages(t), "/projects/railway/cost/assumptions") {
		kind := shapeOf(&url.URL{Path: at})
		if seen[kind] {
			continue // one of each kind
		}
		seen[kind] = true
		language := []string{"en", "sq"}[i%2]
		if s.sendHostile(t, at, language) == 0 {
			continue // it has numbers only, or codes
		}
		p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
		isHarmless(t, p)
		if !strings.Contains(webtest.Values(p.One("form.form")).Encode(), url.QueryEscape(attackText)) {
			t.Errorf("%s keeps nothing of it", at)
		}
	}
	if findings, err := s.store.Verify(context.Background()); err != nil || len(findings) > 0 {
		t.Errorf("%v, %v", findings, err)
	}
	for _, at := range []string{"/", "/projects/railway", "/projects/railway/history", "/projects/railway/sources", "/projects/railway/timeline"} {
		isHarmless(t, webtest.Get(t, s.Handler(), at))
	}
}
