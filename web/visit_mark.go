package web

import (
	"fmt"
	"net/http"
	"time"
)

const (
	markCookie = "seen"
	markLife   = 365 * 24 * time.Hour
	visitGap   = 30 * time.Minute
)

// visitMark is how far a reader has seen the changes of the record. Views less
// than visitGap apart are one visit.
type visitMark struct {
	since int64     // the newest change of the visit before; 0: there was none
	head  int64     // the newest change at the last view
	at    time.Time // of the last view
}

// readMark returns the mark that the reader's browser keeps. With a new visit
// it moves to where the visit before ended.
func readMark(r *http.Request, now time.Time) visitMark {
	kept, ok := cookie(r, markCookie)
	if !ok {
		return visitMark{}
	}
	var m visitMark
	var at int64
	if n, err := fmt.Sscanf(kept, "%d-%d-%d", &m.since, &m.head, &at); n != 3 || err != nil || m.since < 0 || m.head < m.since {
		return visitMark{}
	}
	m.at = time.Unix(at, 0)
	if now.Sub(m.at) > visitGap {
		m.since = m.head
	}
	return m
}

// keepMark lets the reader's browser keep the mark after a view.
func (s *Server) keepMark(w http.ResponseWriter, r *http.Request, m visitMark) {
	s.setCookie(w, r, markCookie, fmt.Sprintf("%d-%d-%d", m.since, m.head, m.at.Unix()), markLife)
}
