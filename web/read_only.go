package web

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"golang.org/x/net/html"

	"korridor/pkg/project"
)

// shownForms are the addresses that take a form and are pages all the same: they
// show more than it.
var shownForms = []string{"/changes", "/projects/:code/phases/:id/progress"}

// formAddresses returns the addresses that take a form, by their parts.
func formAddresses(routes gin.RoutesInfo) (list [][]string) {
	for _, r := range routes {
		if r.Method == http.MethodPost && !slices.Contains(shownForms, r.Path) {
			list = append(list, strings.Split(r.Path, "/"))
		}
	}
	return list
}

// isForm reports whether the address takes a form, and shows nothing else.
func (s *Server) isForm(path string) bool {
	parts := strings.Split(path, "/")
	return slices.ContainsFunc(s.forms, func(form []string) bool {
		return slices.EqualFunc(form, parts, func(want, part string) bool {
			return want == part || strings.HasPrefix(want, ":") && part != ""
		})
	})
}

// readOnly returns the page without what changes the record: forms, links to them
// and to their addresses. Links to files name the date whose state they are to
// hold, for whoever keeps the address without the browser.
func (s *Server) readOnly(r *http.Request, page []byte) []byte {
	return s.without(r, page, func(path string) bool { return !isTimeless(path) })
}

// offered returns the page as it is for who asks: without what changes anything
// where a former state is shown, else without what they may not use. of is the
// page's project, nil for none.
func (s *Server) offered(r *http.Request, page []byte, of *project.Project) []byte {
	if visitOf(r).past != nil {
		return s.readOnly(r, page)
	}
	if not := refused(r, of); not != nil {
		return s.without(r, page, not)
	}
	return page
}

// without returns the page without the forms that go to the addresses which are
// refused, and without the links and buttons that lead to them.
func (s *Server) without(r *http.Request, page []byte, not func(path string) bool) []byte {
	gone := map[string]bool{}
	s.strip(r, page, not, gone) // a link may stand before the form that it leads to
	return s.strip(r, page, not, gone)
}

// strip is without where gone are the ids of what is left out; it adds to them.
func (s *Server) strip(r *http.Request, page []byte, not func(path string) bool, gone map[string]bool) []byte {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(page))
	skip := "" // the tag whose content is left out
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		raw := slices.Clone(z.Raw())
		token := z.Token()
		if skip == "" && kind == html.StartTagToken && s.changes(r, &token, not, gone) {
			skip = token.Data
		}
		if skip == "" {
			out.Write(dated(r, &token, raw))
			continue
		}
		if id := attribute(&token, "id"); id != "" && skip == "form" {
			gone[id] = true
		}
		if kind == html.EndTagToken && token.Data == skip {
			skip = ""
		}
	}
}

// changes reports whether the tag begins a form that is posted, or a link that
// leads to one, to an address that is refused.
func (s *Server) changes(r *http.Request, t *html.Token, not func(path string) bool, gone map[string]bool) bool {
	switch t.Data {
	case "form":
		return strings.EqualFold(attribute(t, "method"), http.MethodPost) && s.leadsTo(r, attribute(t, "action"), not)
	case "button":
		return attribute(t, "formaction") != "" && s.leadsTo(r, attribute(t, "formaction"), not)
	case "a":
		to, err := r.URL.Parse(attribute(t, "href"))
		if err != nil || to.Host != r.URL.Host || to.Query().Has(pastParameter) {
			return false
		}
		return s.isForm(to.Path) && not(to.Path) || to.Path == r.URL.Path && gone[to.Fragment]
	}
	return false
}

// leadsTo reports whether a form's address is one that is refused.
func (s *Server) leadsTo(r *http.Request, action string, not func(path string) bool) bool {
	to, err := r.URL.Parse(action)
	return err != nil || not(to.Path)
}

// dated returns a tag as it was written, but a link to a file with the date that
// is shown.
func dated(r *http.Request, t *html.Token, raw []byte) []byte {
	to, err := r.URL.Parse(attribute(t, "href"))
	if visitOf(r).past == nil || t.Data != "a" || t.Type != html.StartTagToken || err != nil || to.Host != r.URL.Host || !isFile(to.Path) {
		return raw
	}
	query := to.Query()
	query.Set(pastParameter, visitOf(r).pastKey)
	to.RawQuery = query.Encode()
	for i := range t.Attr {
		if t.Attr[i].Key == "href" {
			t.Attr[i].Val = to.String()
		}
	}
	return []byte(t.String())
}

func attribute(t *html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
