package web

import (
	"bytes"
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/modelfile"
	"korridor/pkg/planner"
	"korridor/pkg/report"
)

// costModel answers /projects/{code}/cost/model.yaml with the project's cost
// model as a model file: of the working estimate or ?estimate=, changed by ?scenario=.
func (s *Server) costModel(c *gin.Context) {
	v, err := s.planner.Risk(c.Request.Context(), planner.RiskQuery{CostQuery: costQuery(c)})
	if err == nil {
		err = v.Problem()
	}
	if s.failed(c, err) {
		return
	}
	var file bytes.Buffer
	if s.failed(c, modelfile.Write(&file, v.ModelFile())) {
		return
	}
	s.attached(c, "korridor-"+v.Project.Code+"-model.yaml")
	sendModel(c, "application/yaml; charset=utf-8", file.Bytes())
}

// costCSV answers /projects/{code}/cost.csv with the cash flow that the page
// shows at the same address, with its scenario and what is tried out. The name of
// the file says that it is not the record as it stands.
func (s *Server) costCSV(c *gin.Context) {
	l := languageOf(c.Request)
	if written, ok := s.languages.Get(c.Query("locale")); ok { // in which numbers of the address are typed
		l = written
	}
	typed := readTry(l, c.Request.URL.Query())
	if typed.wrong() {
		s.failStatus(c.Writer, c.Request, http.StatusUnprocessableEntity)
		return
	}
	v, err := s.planner.Cost(c.Request.Context(), typed.query(c.Param("code")))
	if err == nil {
		err = v.Problem()
	}
	if s.failed(c, err) {
		return
	}
	name := v.Project.Code + "-cashflow"
	if v.Estimate.ID != v.Project.Working.Estimate {
		name += "-" + v.Estimate.Code
	}
	if v.Scenario != nil {
		name += "-" + v.Scenario.Code
	}
	if len(v.Tried) > 0 {
		name += "-tried"
	}
	s.sendTable(c, name, report.CashFlow, func(w report.Writer) error { return v.WriteCashFlow(w, typed.length()) })
}

// costJSON answers /projects/{code}/cost.json with what korridor cost --json
// prints of that file.
func (s *Server) costJSON(c *gin.Context) {
	v, ok := s.computed(c)
	if !ok {
		return
	}
	var result bytes.Buffer
	if s.failed(c, modelfile.WriteCost(&result, v.Result)) {
		return
	}
	sendModel(c, "application/json", result.Bytes())
}

// computed returns the cost model that the address names with its result; ok is
// false where there is none, and that is answered.
func (s *Server) computed(c *gin.Context) (v *planner.CostView, ok bool) {
	v, err := s.planner.Cost(c.Request.Context(), costQuery(c))
	if err == nil {
		err = v.Problem()
	}
	return v, !s.failed(c, err)
}

// costQuery is the cost model that the address names.
func costQuery(c *gin.Context) planner.CostQuery {
	return planner.CostQuery{Project: c.Param("code"), Estimate: c.Query("estimate"), Scenario: c.Query("scenario")}
}

func sendModel(c *gin.Context, contentType string, body []byte) {
	c.Header("Cache-Control", "private, no-cache")
	c.Data(http.StatusOK, contentType, body)
}
