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
	if v := visitOf(c.Request); v.past != nil {
		ending := path.Ext(name)
		name = strings.TrimSuffix(name, ending) + "-as-of-" + v.pastKey + ending
	}
	c.Header("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
}
