package web

import (
	"fmt"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

// attached says what the file of the answer is kept as. A file of a former state
// names its date.
func attached(c *gin.Context, name string) {
	if past := visitOf(c.Request).past; past != nil {
		ending := path.Ext(name)
		name = strings.TrimSuffix(name, ending) + "-as-of-" + past.Day.String() + ending
	}
	c.Header("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
}
