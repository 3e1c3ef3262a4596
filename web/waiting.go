package web

import (
	"net/http"
	"net/url"

	"korridor/pkg/access"
)

// addWaiting adds what waits for confirmation to what the layout shows: the entry
// of the navigation, with how much waits for who asks, and a line over a project's
// pages. Where an operator works alone nothing waits for anybody.
func (s *Server) addWaiting(r *http.Request, v *view) {
	ctx := r.Context()
	person := access.Of(ctx)
	if person == nil || person.Operator {
		return
	}
	n, err := s.planner.WaitingCount(ctx)
	if err != nil { // the page says what is wrong, if it needs the record at all
		return
	}
	text := v.Language.T("nav.proposals")
	if n > 0 {
		text = v.Language.N("nav.proposals_waiting", n)
	}
	v.Navigation = append(v.Navigation, Link{Text: text, URL: "/proposals", Current: v.Nav == "proposals"})
	if v.Project == nil {
		return
	}
	if n, err = s.planner.SubmittedCount(ctx, v.Project.Project.Code); err == nil && n > 0 {
		query := url.Values{"project": {v.Project.Project.Code}}
		v.Waiting = &Link{Text: v.Language.N("waiting.line", n), URL: "/proposals?" + query.Encode()}
	}
}
