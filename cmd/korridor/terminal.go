package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// sayAfter tells people at a terminal the message once the time has passed,
// unless the function that it returns is called before.
func (p *program) sayAfter(d time.Duration, message string) (done func()) {
	if !isTerminal(p.stderr) {
		return func() {}
	}
	timer := time.AfterFunc(d, func() { fmt.Fprintf(p.stderr, "korridor: %s\n", message) })
	return func() { timer.Stop() }
}

// isTerminal reports whether somebody reads along.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
