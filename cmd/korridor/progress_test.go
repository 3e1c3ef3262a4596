package main

import (
	"bytes"
	"os"
	"testing"
	"testing/synctest"
	"time"
)

// Long work is told about on a terminal, and the line is gone at the end.
func TestProgressOnATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var said bytes.Buffer
		p := &program{stderr: &said, terminal: true}
		g := p.progress("exporting", "rows")
		g.add(5)
		time.Sleep(900 * time.Millisecond)
		synctest.Wait()
		if said.Len() > 0 {
			t.Errorf("short work says %q", said.String())
		}
		time.Sleep(200 * time.Millisecond)
		synctest.Wait()
		if got := said.String(); got != "\r\x1b[Kexporting: 5 rows, 1 s" {
			t.Errorf("after a second it says %q", got)
		}
		g.addRows("", 2)
		g.addRows("", -1)
		time.Sleep(time.Second)
		said.Reset()
		g.hide()
		g.hide()
		g.end()
		if got := said.String(); got != "\r\x1b[K" || g.count.Load() != 7 {
			t.Errorf("at the end it says %q and has counted %d", got, g.count.Load())
		}
	})
}

// What is piped stays as it is.
func TestNoProgressInAPipe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var said bytes.Buffer
		g := (&program{stderr: &said}).progress("exporting", "rows")
		time.Sleep(time.Minute)
		g.end()
		if said.Len() > 0 {
			t.Errorf("it says %q", said.String())
		}
	})
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	defer writer.Close()
	if isTerminal(writer) || isTerminal(&bytes.Buffer{}) {
		t.Error("a pipe is taken for a terminal")
	}
}
