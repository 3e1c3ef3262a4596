package web

import (
	"net/http"
	"net/url"
	"path"
	"strings"
)

// plainAddress leads from an address with a trailing slash, doubled slashes or
// dots to its one plain form.
func plainAddress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if plain := path.Clean("/" + r.URL.Path); plain != r.URL.Path && r.URL.RawPath == "" {
			redirect(w, r, &url.URL{Path: plain, RawQuery: r.URL.RawQuery}, http.StatusPermanentRedirect)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// redirect leads to a path on this site. The path begins with exactly one
// slash, since a browser takes two for the name of another site.
func redirect(w http.ResponseWriter, r *http.Request, to *url.URL, status int) {
	if !strings.HasPrefix(to.Path, "/") || strings.HasPrefix(to.Path, "//") {
		to.Path, to.RawPath = "/"+strings.TrimLeft(to.Path, "/"), ""
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to.String(), status)
}

// projectURL returns the address of a project's page, or of one under it:
// projectURL("railway", "estimates", "study").
func projectURL(code string, under ...string) string {
	return address(append([]string{"projects", code}, under...))
}

// address joins the segments to a path, each escaped.
func address(segments []string) string {
	var b strings.Builder
	for _, s := range segments {
		b.WriteString("/" + url.PathEscape(s))
	}
	return b.String()
}
