package web

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// waitingHeader says of a file how many changes wait for confirmation that would
// change what is in it.
const waitingHeader = "Korridor-Waiting"

// attached says what the file of the answer is kept as. A file of a former state
// names its date, and one without changes that wait for confirmation how many.
func (s *Server) attached(c *gin.Context, name string) {
	waiting, err := s.planner.SubmittedCount(c.Request.Context(), c.Param("code"))
	if err == nil {
		c.Header(waitingHeader, strconv.Itoa(waiting))
	}
	if waiting > 0 {
		ending := path.Ext(name)
		name = strings.TrimSuffix(name, ending) + "-without-" + strconv.Itoa(waiting) + "-waiting" + ending
	}
	if v := visitOf(c.Request); v.past != nil {
		ending := path.Ext(name)
		name = strings.TrimSuffix(name, ending) + "-as-of-" + v.pastKey + ending
	}
	c.Header("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
}
