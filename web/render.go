package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/web/locale"
)

// renderer holds a template set for each page and language. Sets are parsed
// once and share nothing.
type renderer struct {
	sets map[setName]*template.Template
}

type setName struct{ page, language string }

// newRenderer parses layout.html, partials/*.html and each page of
// pages/*.html, which defines the template "content".
func newRenderer(files fs.FS, s *Server) (*renderer, error) {
	pages, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		return nil, err
	}
	r := &renderer{sets: map[setName]*template.Template{}}
	for _, l := range s.languages.All() {
		for _, file := range pages {
			set, err := template.New("layout.html").Funcs(s.functions(l)).Option("missingkey=error").
				ParseFS(files, "layout.html", "partials/*.html", file)
			if err != nil {
				return nil, err
			}
			name := strings.TrimSuffix(path.Base(file), ".html")
			if set.Lookup("content") == nil {
				return nil, fmt.Errorf("%s does not define the template content", file)
			}
			r.sets[setName{name, l.Code}] = set
		}
	}
	return r, nil
}

// html returns the page as it is sent: all of it, or an error.
func (r *renderer) html(page string, l *locale.Locale, data any) ([]byte, error) {
	set, ok := r.sets[setName{page, l.Code}]
	if !ok {
		return nil, fmt.Errorf("there is no page %q in %q", page, l.Code)
	}
	var b bytes.Buffer
	if err := set.Execute(&b, data); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// part returns one template of a page by itself.
func (r *renderer) part(page, name string, l *locale.Locale, data any) ([]byte, error) {
	set, ok := r.sets[setName{page, l.Code}]
	if !ok {
		return nil, fmt.Errorf("there is no page %q in %q", page, l.Code)
	}
	var b bytes.Buffer
	if err := set.ExecuteTemplate(&b, name, data); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// showPart answers with a part of a page, for a script to put in its place.
func (s *Server) showPart(w http.ResponseWriter, r *http.Request, page, name string, data any) {
	body, err := s.pages.part(page, name, languageOf(r), data)
	if err != nil {
		s.log.Error("part of a page failed", "request", visitOf(r).id, "page", page, "part", name, "error", err)
		s.failStatus(w, r, http.StatusInternalServerError)
		return
	}
	body = s.offered(r, body, s.projectAsked(r))
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", languageOf(r).Code)
	if _, err := w.Write(body); err != nil {
		s.log.Debug("the reader left", "request", visitOf(r).id, "error", err)
	}
}

// render answers a request with a page.
func (s *Server) render(c *gin.Context, status int, page string, p Page) {
	s.show(c.Writer, c.Request, status, page, p)
}

// show answers with a page. A browser may keep it for itself, and asks every
// time whether it is still the same.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, page string, p Page) {
	body, err := s.pages.html(page, languageOf(r), s.newView(w, r, p))
	if err != nil {
		s.log.Error("page failed", "request", visitOf(r).id, "page", page, "path", visitOf(r).path, "error", err)
		s.showBroken(w, r, page)
		return
	}
	body = s.offered(r, body, p.subject())
	if visitOf(r).asked.Problem != nil && status == http.StatusOK {
		status = http.StatusUnprocessableEntity
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", languageOf(r).Code)
	if status == http.StatusOK && !visitOf(r).secret {
		sum := sha256.Sum256(body)
		etag := `"` + hex.EncodeToString(sum[:12]) + `"`
		h.Set("Cache-Control", "private, no-cache")
		h.Set("ETag", etag)
		if reading(r) && r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	w.WriteHeader(status)
	if _, err := w.Write(body); err != nil {
		s.log.Debug("the reader left", "request", visitOf(r).id, "error", err)
	}
}

// showBroken answers for a page whose template failed: with the error page, or
// with plain text when that one is it.
func (s *Server) showBroken(w http.ResponseWriter, r *http.Request, page string) {
	f := failure{Status: http.StatusInternalServerError, Reference: visitOf(r).id}
	if page == "error" {
		s.plain(w, f.Status, s.failureText(r, f))
		return
	}
	s.showFailure(w, r, f)
}
