package web

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
)

// A download that takes longer than the server's time-outs arrives whole; a
// page that does is cut off.
func TestDownloadOutlastsTimeouts(t *testing.T) {
	const pieces, pause = 6, 50 * time.Millisecond
	s := newSite(t, nil, func(s *site, e *gin.Engine) {
		slowly := func(c *gin.Context, w gin.ResponseWriter) {
			for range pieces {
				if c.Request.Context().Err() != nil {
					return
				}
				_, _ = w.WriteString("piece\n")
				w.Flush()
				time.Sleep(pause)
			}
		}
		show(e, "/slow.csv", func(c *gin.Context) { slowly(c, patient(c.Writer)) })
		show(e, "/slow", func(c *gin.Context) { slowly(c, c.Writer) })
	})
	server := s.HTTPServer("127.0.0.1:0")
	server.ReadTimeout, server.WriteTimeout = 2*pause, 2*pause
	listener, err := net.Listen("tcp", server.Addr)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })

	get := func(path string) (string, error) {
		response, err := http.Get("http://" + listener.Addr().String() + path)
		if err != nil {
			return "", err
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		return string(body), err
	}
	if body, err := get("/slow.csv"); err != nil || body != strings.Repeat("piece\n", pieces) {
		t.Errorf("the download: %q, %v", body, err)
	}
	if body, err := get("/slow"); err == nil && body == strings.Repeat("piece\n", pieces) {
		t.Error("a slow page was not cut off")
	}
}

// The server gives no client unlimited time.
func TestServerTimeouts(t *testing.T) {
	h := newSite(t, nil, nil).HTTPServer(":0")
	if h.ReadHeaderTimeout == 0 || h.ReadTimeout == 0 || h.WriteTimeout <= requestTime || h.IdleTimeout == 0 || h.MaxHeaderBytes == 0 {
		t.Errorf("%+v", h)
	}
}
