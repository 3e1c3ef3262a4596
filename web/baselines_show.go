package web

import (
	"context"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/pkg/project"
)

// baselineRow is a moment that has a name.
type baselineRow struct {
	*project.Baseline
	AsOf, Compare string // addresses: of the record as of it, and beside today's
}

// baselinesShow lists the baselines, the latest first.
func (s *Server) baselinesShow(c *gin.Context) {
	v, err := s.planner.Baselines(c.Request.Context())
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	rows := make([]baselineRow, len(v.Baselines))
	for i := range v.Baselines {
		b := &v.Baselines[i]
		rows[i] = baselineRow{b, "/?" + url.Values{pastParameter: {b.Code}}.Encode(), "/compare?" + url.Values{"from": {b.Code}}.Encode()}
	}
	s.render(c, http.StatusOK, "baselines", Page{Title: l.T("baselines.title"), Lead: l.T("baselines.lead"), Nav: "programme", Data: rows}.asOf(v.Head))
}

// maxBaselineLinks bounds the baselines that a form offers; all are on their page.
const maxBaselineLinks = 6

// baselineLinks offers the newest baselines at the address, each as the value of
// the parameter; the one with the code is current.
func (s *Server) baselineLinks(ctx context.Context, language string, at *url.URL, parameter, current string) ([]Link, error) {
	list, err := s.planner.NamedMoments(ctx)
	if err != nil {
		return nil, err
	}
	var links []Link
	for i := range list[:min(maxBaselineLinks, len(list))] {
		b := &list[i]
		query := at.Query()
		query.Set(parameter, b.Code)
		links = append(links, Link{Text: b.Name.In(language), URL: at.Path + "?" + query.Encode(), Current: b.Code == current})
	}
	return links, nil
}
