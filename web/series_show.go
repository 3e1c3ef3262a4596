package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// seriesView is an index series on its page.
type seriesView struct {
	*costmodel.Series
	Cells []*Figure // by year, as Rates
	Uses  []project.Project
}

// seriesShow shows the index series, what vouches for each of their years, and
// which projects use them.
func (s *Server) seriesShow(c *gin.Context) {
	v, err := s.planner.IndexSeries(c.Request.Context())
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	t := newTrail(l, v.Trail)
	views := make([]seriesView, len(v.Series))
	for i := range v.Series {
		views[i] = seriesView{Series: &v.Series[i], Uses: v.Uses[v.Series[i].ID]}
		for _, r := range v.Series[i].Rates {
			views[i].Cells = append(views[i].Cells, t.known(&v.Series[i], record.YearlyField("rate", r.Year)))
		}
	}
	s.render(c, http.StatusOK, "series", Page{Title: l.T("series.title"), Lead: l.T("series.lead"), Nav: "sources", Crumbs: sourcesCrumbs(l), Data: views})
}

// sourcesCrumbs lead to the page that has links to the shared figures.
func sourcesCrumbs(l *locale.Locale) []Link {
	return []Link{{Text: l.T("nav.sources"), URL: "/sources"}}
}
