package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Limits on downloads.
const (
	// downloadsMade is how many reports are made at once. It is below the number
	// of the database's readers, so that pages never wait for reports.
	downloadsMade = 2
	// downloadsHeld is how many made reports are being sent, each of them in
	// memory or in a file.
	downloadsHeld = 32
	// downloadWait is how long a report waits for its turn.
	downloadWait = 5 * time.Second
	// retryAfter is when a reader who was turned away may come again.
	retryAfter = 10 * time.Second
)

// errBusy says that too many reports are asked for at once.
var errBusy = errors.New("too many downloads at once")

// downloads bounds the reports under way.
type downloads struct {
	made, held chan struct{}
	wait       time.Duration
}

func newDownloads() downloads {
	return downloads{made: make(chan struct{}, downloadsMade), held: make(chan struct{}, downloadsHeld), wait: downloadWait}
}

// download is an answer that is complete. Close makes place for another.
type download struct {
	spool
	held chan struct{}
}

// Close lets go of the answer.
func (d *download) Close() error {
	leave(d.held)
	return d.spool.Close()
}

// make returns the answer that fn writes, all of it, or errBusy where its turn
// does not come in time. The caller closes it.
func (d downloads) make(ctx context.Context, fn func(io.Writer) error) (*download, error) {
	waiting, cancel := context.WithTimeoutCause(ctx, d.wait, errBusy)
	defer cancel()
	if err := enter(waiting, d.held); err != nil {
		return nil, err
	}
	answer := &download{held: d.held}
	err := enter(waiting, d.made)
	if err == nil {
		err = func() error {
			defer leave(d.made)
			return fn(&answer.spool)
		}()
	}
	if err != nil {
		return nil, errors.Join(err, answer.Close())
	}
	return answer, nil
}

// enter takes a place, waiting for one as long as the context lasts.
func enter(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func leave(places chan struct{}) { <-places }

// failBusy answers a reader who must come again later.
func (s *Server) failBusy(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", strconv.Itoa(int(retryAfter.Seconds())))
	s.showFailure(w, r, failure{Status: http.StatusServiceUnavailable, Words: "busy"})
}
