package web

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/form"
)

// decideProposal does something about the proposal of the address, which it
// returns; "" where it has answered that it could not.
func (s *Server) decideProposal(c *gin.Context, command func(seen planner.Seen, comment string) planner.Command) (at string) {
	values, ok := s.posted(c)
	if !ok {
		return ""
	}
	id, _ := form.ID(c.Param("id"))
	version, _ := strconv.ParseInt(values.Get("version"), 10, 64)
	comment := strings.TrimSpace(values.Get("comment"))
	ctx := c.Request.Context()
	err := s.planner.Do(ctx, s.act(c, ""), command(planner.Seen{ID: id, Version: version}, comment))
	if err == nil {
		return proposalURL(idText(id))
	}
	if !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Invalid) {
		s.failed(c, err)
		return ""
	}
	v, failed := s.planner.Proposal(ctx, id)
	if !s.failed(c, failed) {
		s.showProposal(c, statusOf(err), v, comment, err)
	}
	return ""
}

// waits answers for a change that was not made but kept for confirmation: it leads
// to the proposal.
func (s *Server) waits(c *gin.Context, err error) bool {
	kept, ok := errors.AsType[*planner.Proposed](err)
	if !ok {
		return false
	}
	at := proposalURL(idText(kept.ID))
	if kept.Draft {
		s.done(c, at, "proposal_kept")
	} else {
		s.done(c, at, "proposed")
	}
	c.Abort()
	return true
}

// messageOf returns what a fault says, nil for other errors.
func messageOf(err error) *fault.Message {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return &e.Message
	}
	return nil
}

// proposalParameter names in an address the proposal whose values its form shows.
const proposalParameter = "proposal"

// againURL is the address of the form in which a proposal is given anew; "" where
// there is none.
func againURL(v *planner.ProposalView) string {
	command, err := planner.DecodeCommand([]byte(v.Proposal.Written))
	if err != nil {
		return ""
	}
	code := ""
	if v.Project != nil {
		code = v.Project.Code
	}
	filled := "?" + proposalParameter + "=" + idText(v.Proposal.ID)
	switch c := command.(type) {
	case *planner.SaveAllocation:
		return formURL("allocations", code, &c.Record) + filled
	case *planner.SaveCeiling:
		return formURL("ceilings", code, &c.Record) + filled
	case *planner.SaveBudgetProgramme:
		return formURL("budget-programmes", "", &c.Record) + filled
	case *planner.SaveAllocations:
		return projectURL(code, "funding", "edit") + filled
	case *planner.SaveClaim:
		if c.Record.ID != 0 {
			return formURL("claims", code, &c.Record)
		}
		return addClaimURL(c.Record.Entity, c.Record.Field)
	case *planner.ChooseClaim:
		return projectURL(code, "claims", idText(c.Claim), "choose")
	case *planner.Undo:
		return undoURL(c.Batch)
	case *planner.PublishEstimate:
		if n := len(v.Batch.Changes); n > 0 {
			return projectURL(code, "estimates", v.Batch.Changes[n-1].Code)
		}
		return projectURL(code, "estimates")
	case *planner.ChooseEstimate, *planner.SaveEstimate:
		return projectURL(code, "estimates")
	case *planner.Delete:
		return deleteURL(code, c)
	}
	return projectURL(code)
}

// formURL is the address of the form of a record in a collection, of a project or,
// with no code, of none.
func formURL(collection, code string, e record.Entity) string {
	path := []string{collection}
	if code != "" {
		path = []string{"projects", code, collection}
	}
	if id := e.RecordMeta().ID; id != 0 {
		return address(append(path, idText(id), "edit"))
	}
	return address(append(path, "new"))
}

// deleteURL is the address of the page that deletes a record whose deletion moves
// money.
func deleteURL(code string, c *planner.Delete) string {
	collection := map[record.Kind]string{record.Allocation: "allocations", record.Ceiling: "ceilings", record.Claim: "claims"}[c.Kind]
	switch {
	case c.Kind == record.BudgetProgramme:
		return address([]string{"budget-programmes", idText(c.ID), "delete"})
	case collection == "":
		return projectURL(code)
	}
	return projectURL(code, collection, idText(c.ID), "delete")
}
