package web

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// failingStore is a store whose database is down, or whose reads find nothing.
type failingStore struct {
	planner.Store
	err error
}

// Read implements planner.Store.
func (s failingStore) Read(context.Context, func(planner.Reader) error) error { return s.err }

var databaseDown = fault.New(fault.Unavailable, fault.Say("problem", "{problem}", "problem", "disk full at /secret"))

// site is a server with the pages and addresses of a test instead of its own.
type site struct {
	*Server
	log bytes.Buffer
}

// newSite returns a site; pages are templates by name, routes may be nil.
func newSite(t testing.TB, pages map[string]string, routes func(*site, *gin.Engine)) *site {
	t.Helper()
	templates := fstest.MapFS{}
	err := fs.WalkDir(templateFiles, "templates", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := templateFiles.ReadFile(name)
		templates[name[len("templates/"):]] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, source := range pages {
		templates["pages/"+name+".html"] = &fstest.MapFile{Data: []byte(source)}
	}
	s := &site{}
	p := planner.New(failingStore{}, time.Now)
	s.Server, err = newServer(p, Options{Demo: true, Person: "Demo planner", Log: slog.New(slog.NewTextHandler(&s.log, nil))}, templates)
	if err != nil {
		t.Fatal(err)
	}
	s.handler = s.wrap(s.engine(func(e *gin.Engine) {
		show(e, "/healthz", s.healthShow)
		show(e, "/readyz", s.readyShow)
		show(e, "/assets/:version/:name", s.assetShow)
		if routes != nil {
			routes(s, e)
		}
	}))
	return s
}

// page adds an address that shows a page.
func (s *site) page(e *gin.Engine, path, page string, p Page) {
	show(e, path, func(c *gin.Context) { s.render(c, http.StatusOK, page, p) })
}

// soundPage returns a page after checking it by the rules for all pages, and
// in English its links: they are the same in every language.
func soundPage(t *testing.T, h http.Handler, at, language string) *webtest.Page {
	t.Helper()
	p := webtest.Get(t, h, at, "Accept-Language", language)
	webtest.Check(t, p)
	if p.Status != http.StatusOK {
		t.Errorf("%s in %s: %d", at, language, p.Status)
	}
	if language == "en" {
		webtest.CheckLinks(t, h, p)
	}
	return p
}
