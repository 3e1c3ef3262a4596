package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
)

// riskClass gives every line of the estimate that was shown, where it has no
// range, that of the estimate's class.
func (s *Server) riskClass(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	if s.failed(c, s.planner.MayPlan(c.Request.Context(), c.Param("code"))) {
		return
	}
	seen, ok := parseSeen(values.Get("seen"))
	if !ok {
		s.failStatus(c.Writer, c.Request, http.StatusUnprocessableEntity)
		return
	}
	err := s.planner.Do(c.Request.Context(), s.act(c, values.Get(reasonField)), &planner.ApplyClass{Estimate: seen.ID, Version: seen.Version})
	if s.failed(c, err) {
		return
	}
	s.done(c, projectURL(c.Param("code"), "risk")+"#ranges", "risk.classed")
}
