package web

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/proposal"
	"korridor/web/locale"
)

// proposalList is one list of the page of proposals.
type proposalList struct {
	Name  string // names its texts
	Rows  []proposalRow
	Total int
	Empty string // what the page says where there is none; "": it leaves the list out
}

// proposalRow is a proposal in a list.
type proposalRow struct {
	URL     string
	What    string // "Allocation saved"
	First   string // the first figure that it changes, before and after
	More    int    // further records that it changes
	Of, At  string // its project and that one's address; "": of none or of several
	Author  string
	When    time.Time
	Reason  string
	Status  proposal.Status
	Decider string
}

// proposalURL is the address of a proposal.
func proposalURL(id string) string { return address([]string{"proposals", id}) }

// proposalsShow lists what waits for confirmation, and what was decided.
func (s *Server) proposalsShow(c *gin.Context) {
	lists, err := s.planner.Proposals(c.Request.Context(), c.Query("project"))
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	data := []proposalList{
		s.proposalList(l, "waiting", &lists.Waiting),
		s.proposalList(l, "mine", &lists.Mine),
		s.proposalList(l, "others", &lists.Others),
		s.proposalList(l, "decided", &lists.Decided),
	}
	if projects, all := access.Of(c.Request.Context()).In(access.Confirmer); all || len(projects) > 0 {
		data[0].Empty = l.T("proposals.none_waiting")
	}
	data[3].Empty = l.T("proposals.none_decided")
	s.render(c, http.StatusOK, "proposals", Page{Title: l.T("proposals.title"), Lead: l.T("proposals.lead"), Nav: "proposals", Data: data})
}

func (s *Server) proposalList(l *locale.Locale, name string, p *planner.ProposalPage) proposalList {
	list := proposalList{Name: name, Total: p.Total}
	words := changeWords{l: l, names: p.Names, local: s.local}
	for i := range p.Rows {
		list.Rows = append(list.Rows, newProposalRow(words, &p.Rows[i]))
	}
	return list
}

func newProposalRow(w changeWords, r *planner.ProposalRow) proposalRow {
	row := proposalRow{URL: proposalURL(idText(r.ID)), What: proposedWords(w.l, r.Command), Of: r.Of.In(w.l.Code), Author: r.Author,
		When: r.MadeAt, Reason: r.Reason, Status: r.Status, Decider: r.Decider}
	if r.Code != "" {
		row.At = projectURL(r.Code)
	}
	if !r.DecidedAt.IsZero() {
		row.When = r.DecidedAt
	} else if !r.SubmittedAt.IsZero() {
		row.When = r.SubmittedAt
	}
	row.More = max(0, len(r.Batch.Changes)-1) + r.Proposal.More
	if n := len(r.Batch.Changes); n > 0 {
		row.First = w.inOneLine(&r.Batch.Changes[n-1])
	}
	return row
}

// proposedWords is what a proposal would do: "Ceiling", "Publishing of an estimate".
func proposedWords(l *locale.Locale, command string) string {
	if what := l.Term("proposed", command); what != command {
		return what
	}
	return l.Term("command", command)
}

// inOneLine tells a change by its first amount before and after, or, where it is of
// none, by its first field or by what happens to the record.
func (w changeWords) inOneLine(e *planner.Entry) string {
	c := w.change(e)
	name := c.Name
	if name == "" {
		name = w.l.Enum(c.Kind)
	}
	for _, f := range e.Fields {
		for _, value := range []string{f.Before, f.After} {
			if a, err := money.Parse(value); err == nil && !a.Currency().IsZero() {
				return w.l.T("proposals.field", "name", name, "field", fieldWord(w.l, f.Field),
					"before", orUnknown(w.l, w.value(e, f, f.Before)), "after", orUnknown(w.l, w.value(e, f, f.After)))
			}
		}
	}
	if len(c.Fields) > 0 && !c.Created && !c.Deleted {
		f := c.Fields[0]
		return w.l.T("proposals.field", "name", name, "field", f.Name, "before", orUnknown(w.l, f.Before), "after", orUnknown(w.l, f.After))
	}
	return w.l.T("proposals.change", "name", name, "what", c.What)
}

func orUnknown(l *locale.Locale, value string) string {
	if value == "" {
		return l.T("figure.unknown")
	}
	return value
}
