package web

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/form"
)

// chooseView asks whether a claim is to be the one that pages show.
type chooseView struct {
	*FormView
	Figure string      // what it is about
	Claims []ClaimView // all about the figure
	Chosen ClaimView   // the one to be chosen
}

// claimChooseShow shows the claims about a figure and asks why this one is to
// be used.
func (s *Server) claimChooseShow(c *gin.Context) {
	x, claim, ok := s.claimOf(c)
	if ok {
		s.askChoose(c, x, &claim, newFormView(form.New(x.l), true, nil), http.StatusOK)
	}
}

// claimChooseDo makes the claim the one that pages show. Sent twice, it is
// chosen once.
func (s *Server) claimChooseDo(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	x, claim, ok := s.claimOf(c)
	if !ok {
		return
	}
	e := claimEditor(x.code)
	if claim.Chosen {
		s.done(c, e.shown(x, &claim), "saved")
		return
	}
	version, _ := strconv.ParseInt(values.Get("version"), 10, 64)
	err := s.planner.Do(c.Request.Context(), s.act(c, values.Get(reasonField)), &planner.ChooseClaim{Claim: claim.ID, Version: version})
	if err == nil {
		s.done(c, e.shown(x, &claim), "saved")
		return
	}
	f := form.New(x.l)
	v := newFormView(f, true, values)
	status := v.refuse(f, err)
	if status == 0 {
		s.failed(c, err)
		return
	}
	s.askChoose(c, x, &claim, v, status)
}

// claimOf returns the claim of the address, or answers that there is none.
func (s *Server) claimOf(c *gin.Context) (*desk, project.Claim, bool) {
	x, err := s.desk(c)
	if s.failed(c, err) {
		return nil, project.Claim{}, false
	}
	claim, err := findClaim(s, c, x)
	return x, claim, !s.failed(c, err)
}

func (s *Server) askChoose(c *gin.Context, x *desk, claim *project.Claim, v *FormView, status int) {
	e := claimEditor(x.code)
	v.Action, v.Version = c.Request.URL.Path, claim.Version
	v.Foot = FootView{Save: x.l.T("form.claim_choose"), Back: e.shown(x, claim)}
	if planner.MayWait(claim) {
		v.Foot.Waits = waitsNote(c)
	}
	t := newTrail(x.l, x.trail())
	data := chooseView{FormView: v, Figure: fieldName(x.l, claim.Field), Claims: t.claims(x.claims), Chosen: t.claim(claim)}
	s.render(c, status, "claim_choose", e.page(x, x.l.T("form.claim_choose_title", "figure", data.Figure), data))
}
