package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/project"
)

// plannersPages are the first parts of the addresses whose forms are planners'.
var plannersPages = []string{"projects", "programme", "claims", "changes", "documents", "exchange-rates", "series", "budget-programmes"}

// tried are the ends of those addresses under a project that only try something
// out, which whoever sees the project may.
var tried = []string{"/risk/runs", "/cancel"}

// projectAsked returns the project of the request's address where it matters to
// what a part of a page offers: for who plans only some projects.
func (s *Server) projectAsked(r *http.Request) *project.Project {
	code, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/projects/"), "/")
	if projects, all := access.Of(r.Context()).In(access.Planner); all || len(projects) == 0 || code == r.URL.Path {
		return nil
	}
	of, err := s.planner.Project(r.Context(), code)
	if err != nil {
		return nil
	}
	return &of
}

// waitsNote says under a form that what it changes may wait for confirmation; ""
// for an operator, for whom nothing does.
func waitsNote(c *gin.Context) string {
	person := access.Of(c.Request.Context())
	if person == nil || person.Operator {
		return ""
	}
	return languageOf(c.Request).T("form.waits")
}

// refused returns whether a page must not offer the form of an address to who
// asks, since they may not use it; nil where they may use all of them. That the
// planner would refuse it stays true, whatever pages offer. of is the page's
// project, nil for none.
func refused(r *http.Request, of *project.Project) func(path string) bool {
	person := access.Of(r.Context())
	if person.Has(access.Planner, 0) {
		return nil
	}
	inProject := of != nil && person.Has(access.Planner, of.ID)
	confirms := person.Has(access.Confirmer, 0) || of != nil && person.Has(access.Confirmer, of.ID)
	return func(path string) bool {
		first, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		if !slices.Contains(plannersPages, first) {
			return false
		}
		if first == "projects" && slices.ContainsFunc(tried, func(end string) bool { return strings.HasSuffix(path, end) }) {
			return false
		}
		if path == "/changes" { // their own visits
			return false
		}
		code, page, _ := strings.Cut(rest, "/")
		if confirms && first == "projects" && strings.HasPrefix(page, "comments") { // they ask before they confirm
			return false
		}
		own := first == "claims" || first == "changes" || first == "projects" && of != nil && code == of.Code
		return !own || !inProject
	}
}
