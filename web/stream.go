package web

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// patient lets a download take as long as its reader keeps reading: the
// server's deadlines for a whole response give way to one for each stretch of
// it. A download whose reader stops for stallTime is cut off, and so is one that
// is not over after longestTime.
func patient(w gin.ResponseWriter) gin.ResponseWriter {
	control := http.NewResponseController(w)
	// Without this the server takes the end of its read time for a reader
	// who has gone away, and cancels the request's context.
	_ = control.SetReadDeadline(time.Time{})
	return &patientWriter{ResponseWriter: w, control: control, end: time.Now().Add(longestTime)}
}

const (
	stallTime   = 60 * time.Second
	longestTime = time.Hour
	renewTime   = time.Second // a deadline is not set more often than this
)

// patientWriter moves the deadline of the response on as it is written.
type patientWriter struct {
	gin.ResponseWriter
	control *http.ResponseController
	renewed time.Time
	end     time.Time
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
		deadline := now.Add(stallTime)
		if deadline.After(w.end) {
			deadline = w.end
		}
		_ = w.control.SetWriteDeadline(deadline)
	}
}
