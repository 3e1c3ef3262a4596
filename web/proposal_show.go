package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/web/form"
	"korridor/web/locale"
)

// proposalPage is the page of a proposal.
type proposalPage struct {
	proposal.Proposal
	URL          string
	What         string
	Batch        batchView
	About        *Link // to the figures as they stand; nil: their page is not known
	Moved        []movedView
	Again        string // the address of its form, with what is proposed; "": there is none
	Problem      *fault.Message
	CommentField *FieldView

	MayConfirm, MaySubmit, MayWithdraw, Own bool
}

// movedView is a record that was changed since, field by field.
type movedView struct {
	Name   string
	Kind   record.Kind
	Gone   bool
	Fields []movedField
}

// movedField is a value as the proposal found it, as it is now, and as proposed.
type movedField struct {
	Name, Was, Theirs, Mine string
	Contested               bool // both changed it
}

// proposalShow is the page of a proposal.
func (s *Server) proposalShow(c *gin.Context) {
	id, _ := form.ID(c.Param("id"))
	v, err := s.planner.Proposal(c.Request.Context(), id)
	if s.failed(c, err) {
		return
	}
	s.showProposal(c, http.StatusOK, v, "", nil)
}

// showProposal answers with the page of a proposal. The comment is what was typed,
// and refusal why it was not accepted.
func (s *Server) showProposal(c *gin.Context, status int, v *planner.ProposalView, comment string, refusal error) {
	l := languageOf(c.Request)
	words := changeWords{l: l, names: v.Names, local: s.local}
	p := &v.Proposal
	data := proposalPage{Proposal: *p, URL: proposalURL(idText(p.ID)), What: proposedWords(l, p.Command), Batch: words.batch(&v.Batch),
		MayConfirm: v.MayConfirm, MaySubmit: v.MaySubmit, MayWithdraw: v.MayWithdraw, Own: v.Own}
	data.About = aboutLink(l, v)
	for i := range v.Moved {
		data.Moved = append(data.Moved, words.moved(&v.Moved[i]))
	}
	if v.MayWithdraw && p.Status != proposal.Submitted {
		data.Again = againURL(v)
	}
	field := &form.Field{Name: "comment", Control: form.Line, Required: true, Values: []string{comment}, Hint: l.T("proposal.comment_hint")}
	if problem := fieldProblem(refusal, "comment"); problem != nil {
		field.Problems = []string{l.Message(*problem)}
	} else if refusal != nil {
		data.Problem = messageOf(refusal)
	}
	data.CommentField = newFieldView(l, field)
	page := Page{Title: l.T("proposal.title", "what", data.What), Nav: "proposals", Data: data,
		Crumbs: []Link{{Text: l.T("proposals.title"), URL: "/proposals"}}}
	if v.Project != nil {
		page.Lead = v.Project.Name.In(l.Code)
	}
	s.render(c, status, "proposal", page)
}

// aboutLink leads to the page of what a proposal is about.
func aboutLink(l *locale.Locale, v *planner.ProposalView) *Link {
	if len(v.Batch.Changes) == 0 {
		return nil
	}
	first := &v.Batch.Changes[len(v.Batch.Changes)-1] // they come latest first
	if first.Change.Kind == record.BudgetProgramme {
		return &Link{Text: l.T("budgets.title"), URL: "/budget-programmes"}
	}
	if v.Project == nil {
		return nil
	}
	tab := ""
	switch first.Change.Kind {
	case record.Allocation, record.Ceiling, record.FundingSource:
		tab = "funding"
	case record.Estimate:
		var e estimate.Estimate
		text := l.T("proposal.estimate", "name", v.Names[first.Change.Entity])
		if err := record.Decode(first.Change.After, &e); err == nil && e.Total != nil {
			text += " · " + l.Money(*e.Total)
		}
		return &Link{Text: text, URL: projectURL(v.Project.Code, "estimates", first.Code)}
	case record.Project, record.CostLine:
		tab = "estimates"
	default:
		tab = "sources"
	}
	return &Link{Text: l.T("proposal.tab", "tab", l.T("tab."+tab)), URL: projectURL(v.Project.Code, tab)}
}

func (w changeWords) moved(m *planner.MovedRecord) movedView {
	v := movedView{Name: w.name(&m.Entry), Kind: m.Entry.Change.Kind, Gone: m.Gone}
	for _, f := range m.Fields {
		if untoldField[f.Field] {
			continue
		}
		told := func(value string) string {
			return w.value(&m.Entry, planner.FieldChange{Field: f.Field, Reference: f.Reference}, value)
		}
		v.Fields = append(v.Fields, movedField{Name: fieldWord(w.l, f.Field), Was: told(f.Was), Theirs: told(f.Theirs), Mine: told(f.Mine),
			Contested: f.Was != f.Theirs && f.Was != f.Mine && f.Theirs != f.Mine})
	}
	return v
}

// proposalConfirm carries a proposal out.
func (s *Server) proposalConfirm(c *gin.Context) {
	if at := s.decideProposal(c, func(seen planner.Seen, _ string) planner.Command {
		return &planner.ConfirmProposal{ID: seen.ID, Version: seen.Version}
	}); at != "" {
		s.done(c, at, "proposal_confirmed")
	}
}

// proposalReturn gives a proposal back with a comment.
func (s *Server) proposalReturn(c *gin.Context) {
	if at := s.decideProposal(c, func(seen planner.Seen, comment string) planner.Command {
		return &planner.ReturnProposal{Seen: seen, Comment: comment}
	}); at != "" {
		s.done(c, at, "proposal_returned")
	}
}

// proposalSubmit gives a draft to the confirmers.
func (s *Server) proposalSubmit(c *gin.Context) {
	if at := s.decideProposal(c, func(seen planner.Seen, _ string) planner.Command {
		return &planner.SubmitProposal{ID: seen.ID, Version: seen.Version}
	}); at != "" {
		s.done(c, at, "proposal_submitted")
	}
}

// proposalWithdraw takes a proposal back.
func (s *Server) proposalWithdraw(c *gin.Context) {
	if at := s.decideProposal(c, func(seen planner.Seen, _ string) planner.Command {
		return &planner.WithdrawProposal{ID: seen.ID, Version: seen.Version}
	}); at != "" {
		s.done(c, at, "proposal_withdrawn")
	}
}
