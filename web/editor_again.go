package web

import (
	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/form"
)

// proposed puts the values of the proposal that the address names, a draft or a
// returned one of who asks, over the record, which keeps its id and version. It
// reports whether there were any; without a proposal in the address there are none.
func (e *editor[T, P]) proposed(s *Server, c *gin.Context, r P) (bool, error) {
	if c.Query(proposalParameter) == "" {
		return false, nil
	}
	id, _ := form.ID(c.Query(proposalParameter))
	command, err := s.planner.ProposedCommand(c.Request.Context(), id)
	if fault.Is(err, fault.NotFound) {
		return false, nil // it was decided meanwhile: the form is the usual one
	}
	if err != nil {
		return false, err
	}
	save, ok := command.(*planner.Save[T, P])
	if !ok || P(&save.Record).RecordMeta().ID != r.RecordMeta().ID {
		return false, nil
	}
	*P(&save.Record).RecordMeta() = *r.RecordMeta()
	*r = save.Record
	return true, nil
}
