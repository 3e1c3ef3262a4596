package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// healthShow says that the process answers.
func (s *Server) healthShow(c *gin.Context) { s.plain(c.Writer, http.StatusOK, "ok\n") }

// readyShow says whether the database answers too.
func (s *Server) readyShow(c *gin.Context) {
	if err := s.planner.Ready(c.Request.Context()); err != nil {
		s.log.Warn("not ready", "error", err)
		s.plain(c.Writer, http.StatusServiceUnavailable, "unavailable\n")
		return
	}
	s.plain(c.Writer, http.StatusOK, "ok\n")
}
