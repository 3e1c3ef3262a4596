package web

import (
	"context"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// Limits on requests.
const (
	maxAddress   = 4 << 10 // bytes of path and query
	maxBody      = 1 << 20 // bytes
	maxSheetBody = 8 << 20 // bytes, of the sheets with their thousands of cells
	requestTime  = 20 * time.Second
)

// bodyLimit returns how many bytes the body of a request to the path may have.
func bodyLimit(at string) int64 {
	isFunding, _ := path.Match("/projects/*/funding/edit", at)
	isSpending, _ := path.Match("/projects/*/expenditures/sheet", at)
	if isFunding || isSpending || (strings.HasPrefix(at, "/projects/") && strings.Contains(at, "/estimates/")) {
		return maxSheetBody
	}
	return maxBody
}

// limited refuses addresses and bodies that are too long. A body whose length
// is not announced is cut off at the limit, which its reader reports.
func (s *Server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := bodyLimit(r.URL.Path)
		switch {
		case len(r.URL.RequestURI()) > maxAddress:
			s.failStatus(w, r, http.StatusRequestURITooLong)
			return
		case r.ContentLength > limit:
			s.failStatus(w, r, http.StatusRequestEntityTooLarge)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses forms that another site sends in the reader's name.
func (s *Server) sameOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.log.Warn("cross-origin request refused", "request", visitOf(r).id, "method", r.Method, "path", visitOf(r).path)
		s.failStatus(w, r, http.StatusForbidden)
	}))
	return protection.Handler(next)
}

// timed ends the work on a request after requestTime.
func (s *Server) timed(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), requestTime)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}
