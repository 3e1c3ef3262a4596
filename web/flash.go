package web

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/web/locale"
)

const (
	flashCookie = "flash"
	flashLife   = time.Minute
)

// flash makes the next page say that something was done. The key names the
// text "flash."+key of the catalogue: the cookie carries no text of its own.
func (s *Server) flash(c *gin.Context, key string) {
	s.setCookie(c.Writer, c.Request, flashCookie, key, flashLife)
}

// takeFlash returns what the page must say, once.
func (s *Server) takeFlash(w http.ResponseWriter, r *http.Request, l *locale.Locale) string {
	key, ok := cookie(r, flashCookie)
	if !ok {
		return ""
	}
	s.setCookie(w, r, flashCookie, "", 0)
	if !l.Has("flash." + key) {
		return ""
	}
	return l.T("flash." + key)
}
