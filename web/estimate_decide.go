package web

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/form"
	"korridor/web/locale"
)

// decision is something that a planner decides about a whole revision, with a
// reason: a small form on its page.
type decision struct {
	name    string // the end of its address
	command func(e *planner.EstimateSheet, version int64) planner.Command
	// version is of the record that the decision changes.
	version func(e *planner.EstimateSheet) int64
	// made reports whether it is decided already.
	made func(e *planner.EstimateSheet) bool
}

// publishing freezes a draft.
var publishing = decision{
	name: "publish",
	command: func(e *planner.EstimateSheet, version int64) planner.Command {
		return &planner.PublishEstimate{Estimate: e.Estimate.ID, Version: version}
	},
	version: func(e *planner.EstimateSheet) int64 { return e.Estimate.Version },
	made:    func(e *planner.EstimateSheet) bool { return e.Estimate.Status == estimate.Published },
}

// choosing makes a published revision the working estimate of its project.
var choosing = decision{
	name: "choose",
	command: func(e *planner.EstimateSheet, version int64) planner.Command {
		return &planner.ChooseEstimate{Project: e.Project.ID, Version: version, Estimate: e.Estimate.ID}
	},
	version: func(e *planner.EstimateSheet) int64 { return e.Project.Version },
	made:    func(e *planner.EstimateSheet) bool { return e.Project.Working.Estimate == e.Estimate.ID },
}

// decisionView is a decision as a page shows it.
type decisionView struct {
	Name    string
	Action  string
	Version int64
	Summary *SummaryView
	Reason  *FieldView
}

// view returns the form of the decision, with what was wrong with it.
func (d *decision) view(l *locale.Locale, e *planner.EstimateSheet, reason string, err error) *decisionView {
	v := &decisionView{Name: d.name, Version: d.version(e), Action: projectURL(e.Project.Code, "estimates", e.Estimate.Code, d.name)}
	f := newFormView(form.New(l), true, map[string][]string{reasonField: {reason}})
	f.Reason.ID += "-" + d.name
	if err != nil {
		f.refuse(form.New(l), err)
	}
	v.Summary, v.Reason = f.Summary, f.Reason
	return v
}

// estimatePublish freezes a draft.
func (s *Server) estimatePublish(c *gin.Context) {
	if at := s.decide(c, &publishing); at != "" {
		s.done(c, at, "estimate.published")
	}
}

// estimateChoose makes a revision the working estimate.
func (s *Server) estimateChoose(c *gin.Context) {
	if at := s.decide(c, &choosing); at != "" {
		s.done(c, at, "estimate.chosen")
	}
}

// decide carries out a decision and returns the address of its estimate, or ""
// where it has answered that it could not. Sent twice, it is made once.
func (s *Server) decide(c *gin.Context, d *decision) (at string) {
	values, ok := s.posted(c)
	if !ok {
		return ""
	}
	e, err := s.planned(c)
	if s.failed(c, err) {
		return ""
	}
	version, _ := strconv.ParseInt(values.Get("version"), 10, 64)
	reason := values.Get(reasonField)
	if !d.made(e) {
		err = s.planner.Do(c.Request.Context(), s.act(c, reason), d.command(e, version))
	}
	switch {
	case err == nil:
		return projectURL(e.Project.Code, "estimates", e.Estimate.Code)
	case fault.Is(err, fault.Invalid), fault.Is(err, fault.Conflict):
		s.showEstimate(c, statusOf(err), e, d.view(languageOf(c.Request), e, reason, err))
	default:
		s.failed(c, err)
	}
	return ""
}
