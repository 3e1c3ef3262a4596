package web

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// streamed lets a download take as long as its reader keeps reading: the
// server's deadlines for a whole response give way to one for each stretch of
// it. A download whose reader stops for stallTime is cut off.
func (s *Server) streamed(c *gin.Context) {
	control := http.NewResponseController(c.Writer)
	// Without this the server takes the end of its read time for a reader
	// who has gone away, and cancels the request's context.
	_ = control.SetReadDeadline(time.Time{})
	c.Writer = &patientWriter{ResponseWriter: c.Writer, control: control}
	c.Next()
}

const (
	stallTime = 60 * time.Second
	renewTime = time.Second // a deadline is not set more often than this
)

// patientWriter moves the deadline of the response on as it is written.
type patientWriter struct {
	gin.ResponseWriter
	control *http.ResponseController
	renewed time.Time
}

// Write implements io.Writer.
func (w *patientWriter) Write(b []byte) (int, error) {
	w.renew()
	return w.ResponseWriter.Write(b)
}

// WriteString implements io.StringWriter.
func (w *patientWriter) WriteString(text string) (int, error) {
	w.renew()
	return w.ResponseWriter.WriteString(text)
}

// renew moves the deadline. Writers without deadlines, as in tests, refuse it
// and need none.
func (w *patientWriter) renew() {
	if now := time.Now(); now.Sub(w.renewed) > renewTime {
		w.renewed = now
		_ = w.control.SetWriteDeadline(now.Add(stallTime))
	}
}
