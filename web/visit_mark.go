package web

import (
	"fmt"
	"net/http"
	"time"

	"korridor/pkg/planner"
)

const (
	markCookie = "seen"
	markLife   = 365 * 24 * time.Hour
)

// readMark returns how far the reader has seen the changes: what is kept with
// their account, or by the browser of one who has none.
func (s *Server) readMark(r *http.Request) (planner.VisitMark, error) {
	if planner.HasVisits(r.Context()) {
		return s.planner.Visit(r.Context())
	}
	return cookieMark(r, s.planner.Now()), nil
}

// cookieMark returns the mark that the reader's browser keeps.
func cookieMark(r *http.Request, now time.Time) planner.VisitMark {
	kept, ok := cookie(r, markCookie)
	if !ok {
		return planner.VisitMark{}
	}
	var m planner.VisitMark
	var at int64
	if n, err := fmt.Sscanf(kept, "%d-%d-%d", &m.Since, &m.Head, &at); n != 3 || err != nil || m.Since < 0 || m.Head < m.Since {
		return planner.VisitMark{}
	}
	m.At = time.Unix(at, 0)
	return m.Opened(now)
}

// keepMark keeps the mark after a view. A view does not fail because it cannot.
func (s *Server) keepMark(w http.ResponseWriter, r *http.Request, m planner.VisitMark) {
	if visitOf(r).past != nil {
		return // what was is not news
	}
	if !planner.HasVisits(r.Context()) {
		s.setCookie(w, r, markCookie, fmt.Sprintf("%d-%d-%d", m.Since, m.Head, m.At.Unix()), markLife)
		return
	}
	if err := s.planner.KeepVisit(r.Context(), m); err != nil {
		s.log.Warn("a visit was not kept", "request", visitOf(r).id, "error", err)
	}
}
