package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// waitingView is a change of a figure that waits for confirmation.
type waitingView struct {
	Text string // what is proposed, and by whom
	URL  string // of the proposal
}

// waiting tells what waits for confirmation about a figure.
func (t *trail) waiting(pending []planner.Pending) (list []waitingView) {
	for _, p := range pending {
		value := ""
		if p.What == planner.PendingValue {
			value = claimValue(t.language, p.Value, p.Unit)
		}
		v := waitingView{Text: t.language.T("waiting.figure_"+string(p.What), "who", p.Author, "value", value), URL: proposalURL(idText(p.Proposal))}
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// WaitingAt is where what waits about the figure is decided: the proposal, or
// the page of them where there are several.
func (f *Figure) WaitingAt() string {
	at := ""
	for _, v := range f.Waiting {
		if at != "" && at != v.URL {
			return "/proposals"
		}
		at = v.URL
	}
	return at
}

// reportWaiting says of the reports of the address, of a project or of all, whether
// changes wait for confirmation: they are in none.
func (s *Server) reportWaiting(c *gin.Context) (Link, error) {
	code, l := c.Param("code"), languageOf(c.Request)
	n, err := s.planner.SubmittedCount(c.Request.Context(), code)
	if err != nil || n == 0 {
		return Link{Text: l.T("reports.waiting_none")}, err
	}
	return Link{Text: l.N("reports.waiting", n), URL: proposalsURL(code)}, nil
}

// proposalsURL is the address of the proposals of a project, or for "" of all.
func proposalsURL(code string) string {
	if code == "" {
		return "/proposals"
	}
	return "/proposals?" + url.Values{"project": {code}}.Encode()
}

// unknown returns the figure of an amount that is not recorded, where one waits
// for confirmation; nil where none does.
func (t *trail) unknown(id record.ID, field, name string) *Figure {
	if len(t.record.Pending(id, field)) == 0 {
		return nil
	}
	f := t.figure(id, field, name, t.language.T("figure.unknown"))
	f.Unknown = true
	return f
}

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
		v.Waiting = &Link{Text: v.Language.N("waiting.line", n), URL: proposalsURL(v.Project.Project.Code)}
	}
}
