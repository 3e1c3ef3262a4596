package web

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/web/webtest"
)

// What a spool is given comes out again, from memory or from a file, and
// nothing stays behind.
func TestSpool(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for _, size := range []int{0, 1, spoolMemory, spoolMemory + 1, 3*spoolMemory + 5} {
		var s spool
		var want bytes.Buffer
		for want.Len() < size {
			piece := bytes.Repeat([]byte{byte(want.Len())}, min(100_000, size-want.Len()))
			want.Write(piece)
			if n, err := s.Write(piece); n != len(piece) || err != nil {
				t.Fatalf("%d: %d, %v", size, n, err)
			}
		}
		if (s.file != nil) != (size > spoolMemory) || s.size != int64(size) {
			t.Errorf("%d bytes: held as %d, in a file: %v", size, s.size, s.file != nil)
		}
		var got bytes.Buffer
		if n, err := s.WriteTo(&got); n != int64(size) || err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%d bytes: %d came out, %v", size, n, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	wantNoFiles(t)
}

// wantNoFiles fails the test where files of reports are left.
func wantNoFiles(t *testing.T) {
	t.Helper()
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "korridor-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestSpoolWithoutRoom(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "gone"))
	d := newDownloads()
	for range 2 * downloadsHeld { // each of which gives its place back
		_, err := d.make(t.Context(), func(w io.Writer) error {
			_, err := w.Write(make([]byte, spoolMemory+1))
			return err
		})
		if !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
}

// As many readers as there are connections to the database, who ask for a
// large file and read none of it, hold up nobody.
func TestStalledDownloadsHoldUpNobody(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var made int
	large := bytes.Repeat([]byte("a line of the report\n"), 1<<20)
	s := newSite(t, map[string]string{"plain": plainPage}, func(s *site, e *gin.Engine) {
		show(e, "/large.csv", func(c *gin.Context) {
			c.Writer = patient(c.Writer)
			answer, err := s.downloads.make(c.Request.Context(), func(w io.Writer) error {
				made++
				_, err := w.Write(large)
				return err
			})
			if errors.Is(err, errBusy) {
				s.failBusy(c.Writer, c.Request)
			} else if !s.failed(c, err) {
				s.send(c, answer)
			}
		})
	})
	const readers = 5
	s.downloads = downloads{made: make(chan struct{}, 1), held: make(chan struct{}, readers), wait: time.Second}
	server := s.HTTPServer("127.0.0.1:0")
	listener, err := net.Listen("tcp", server.Addr)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	for range readers {
		stalled, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer stalled.Close()
		fmt.Fprintf(stalled, "GET /large.csv HTTP/1.1\r\nHost: localhost\r\n\r\n")
		line, err := bufio.NewReaderSize(stalled, 16).ReadString('\n') // it has begun, so its place is taken
		if err != nil || !strings.Contains(line, "200") {
			t.Fatalf("%q, %v", line, err)
		}
	}
	if len(s.downloads.made) != 0 || made != readers {
		t.Errorf("%d were made, %d are still being made", made, len(s.downloads.made))
	}
	response, err := http.Get("http://" + listener.Addr().String() + "/large.csv")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") != "10" {
		t.Errorf("one more: %d, %v", response.StatusCode, response.Header)
	}
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); len(s.downloads.held) > 0 && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	if len(s.downloads.held) != 0 {
		t.Errorf("%d downloads are still held", len(s.downloads.held))
	}
	wantNoFiles(t)
}

// A reader who comes at a bad time is told so in both languages, and reads the
// pages meanwhile.
func TestBusyWithOtherReports(t *testing.T) {
	s := freshSite(t, true)
	s.downloads.wait = time.Millisecond
	for range downloadsMade {
		s.downloads.made <- struct{}{}
	}
	for language, words := range map[string]string{"en": "ask for the report again", "sq": "kërkojeni raportin përsëri"} {
		p := webtest.Get(t, s.Handler(), "/reports/budget.csv", "Accept", "text/html", "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusServiceUnavailable || p.Header.Get("Retry-After") != "10" || !strings.Contains(p.Text(), words) ||
			p.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: %d, %v", language, p.Status, p.Header)
		}
	}
	if p := webtest.Get(t, s.Handler(), "/reports/budget"); p.Status != http.StatusOK {
		t.Errorf("the preview: %d", p.Status)
	}
	leave(s.downloads.made)
	p := webtest.Get(t, s.Handler(), "/reports/budget.csv")
	if p.Status != http.StatusOK || p.Header.Get("Content-Length") != strconv.Itoa(len(p.Body)) {
		t.Errorf("a place was free: %d, %v", p.Status, p.Header)
	}
	if len(s.downloads.held) != 0 || len(s.downloads.made) != downloadsMade-1 {
		t.Error("places are not given back")
	}
}

// What goes wrong after the first rows is told on a page, not by half a file.
func TestReportThatFailsOnTheWay(t *testing.T) {
	d := newDownloads()
	_, err := d.make(t.Context(), func(w io.Writer) error {
		_, _ = w.Write([]byte("project,fiscal_year\r\n"))
		return databaseDown
	})
	if !fault.Is(err, fault.Unavailable) || len(d.held) != 0 || len(d.made) != 0 {
		t.Errorf("%v; %d, %d", err, len(d.held), len(d.made))
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	d.made = make(chan struct{})
	if _, err := d.make(gone, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a reader who left: %v", err)
	}
}
