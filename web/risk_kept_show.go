package web

import (
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/modelfile"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/risk"
	"korridor/pkg/text"
	"korridor/web/chart"
	"korridor/web/form"
	"korridor/web/locale"
)

// keptRow is a simulation that was kept, in a list.
type keptRow struct {
	ID         string
	Name       string // "": none
	At         time.Time
	By         string
	URL        string
	Program    string
	Iterations int
	Seed       int64
	P50, P80   money.Amount
	Currency   string
}

// keptRows lists the simulations of a project that were kept, the newest first.
func (s *Server) keptRows(c *gin.Context, l *locale.Locale, code string) ([]keptRow, error) {
	runs, err := s.planner.Simulations(c.Request.Context(), code)
	if err != nil {
		return nil, err
	}
	rows := make([]keptRow, len(runs))
	for i := range runs {
		rows[i] = newKeptRow(l, code, &runs[i])
	}
	return rows, nil
}

func newKeptRow(l *locale.Locale, code string, r *planner.KeptRun) keptRow {
	return keptRow{ID: idText(r.ID), Name: r.Name, At: r.At, By: r.By, URL: projectURL(code, "risk", "kept", idText(r.ID)), Program: r.Program,
		Iterations: r.Iterations, Seed: r.Seed, P50: percentile(r.Simulated, 50).Value, P80: percentile(r.Simulated, 80).Value, Currency: l.Value(r.Simulated.Currency)}
}

// keptPage is one simulation that was kept, or two side by side.
type keptPage struct {
	Code     string
	A        keptRow
	B        *keptRow   // nil: only one
	Beside   string     // the id of B
	Note     text.Label // what the reader must know of it
	Back     string
	Again    string   // where it is run again
	Model    string   // where its model file is
	Delete   string   // where it is deleted
	Differs  []string // what differs between the models of A and B
	Currency string
	Charts   template.HTML
	Tiles    []Tile
	Pair     *planner.RunPair
	Years    []risk.YearResult
	Drivers  []driverRow
	Others   []keptRow // to compare with
	Warnings []string
}

// riskKeptShow shows a simulation that was kept; with ?with=ID another one
// beside it.
func (s *Server) riskKeptShow(c *gin.Context) {
	l, code, id := languageOf(c.Request), c.Param("code"), partID(c)
	other, _ := form.ID(c.Query("with"))
	if other == 0 {
		other = id
	}
	p, err := s.planner.Project(c.Request.Context(), code)
	if s.failed(c, err) {
		return
	}
	pair, err := s.planner.CompareSimulations(c.Request.Context(), code, id, other)
	if s.failed(c, err) {
		return
	}
	data, err := newKeptPage(l, code, pair)
	if s.failed(c, err) {
		return
	}
	rows, err := s.keptRows(c, l, code)
	if s.failed(c, err) {
		return
	}
	for _, r := range rows {
		if r.ID != data.A.ID {
			data.Others = append(data.Others, r)
		}
	}
	page := projectPage(l, p, "risk", data)
	page.Heading = l.T("risk.kept_title", "at", l.DateTime(s.local(data.A.At)))
	if data.A.Name != "" {
		page.Heading = data.A.Name
	}
	s.render(c, http.StatusOK, "risk_kept", page)
}

func newKeptPage(l *locale.Locale, code string, pair *planner.RunPair) (*keptPage, error) {
	r := pair.A.Simulated
	p := &keptPage{Code: code, A: newKeptRow(l, code, &pair.A), Back: projectURL(code, "risk"), Currency: l.Value(r.Currency), Years: r.Years, Note: pair.A.Note}
	p.Again, p.Model, p.Delete = p.A.URL+"/again", p.A.URL+"/model.yaml", p.A.URL+"/delete"
	w := &riskView{costView: &costView{l: l}, Simulated: r}
	f := chart.SCurve{Frame: chart.Frame{ID: "kept-curve", Title: l.T("risk.curve"), Desc: l.T("risk.tornado_desc"), Words: chartWords(l)}, Unit: l.T("risk.unit", "currency", currencyName(l, r.Currency)),
		Chance: l.T("risk.chance_within"), Tick: axisNumber(l), Percent: w.chance, Heading: l.T("risk.percentile"), Within: l.T("risk.chance"), Amount: l.T("chart.total")}
	f.Runs = []chart.Run{w.run(r)}
	if pair.A.ID != pair.B.ID {
		b := newKeptRow(l, code, &pair.B)
		p.B, p.Beside, p.Differs = &b, b.ID, differences(l, pair)
		if pair.SameCurrency {
			p.Pair = pair
			f.Runs = append(f.Runs, w.run(pair.B.Simulated))
			f.Runs[0].Name, f.Runs[1].Name = "A", "B"
			f.Runs[1].Color, f.Runs[1].Stroke = 4, chart.DashedLine
		}
	}
	p.Charts = f.HTML()
	p.Tiles = keptTiles(w, r)
	model, err := modelfile.Read("simulation.yaml", []byte(pair.A.Model))
	if err != nil {
		return nil, err
	}
	p.Drivers = keptDrivers(w, model, r)
	for _, m := range r.Warnings {
		p.Warnings = append(p.Warnings, fullSentence(l.Message(m)))
	}
	return p, nil
}

// differences names what differs between the models of both simulations.
func differences(l *locale.Locale, pair *planner.RunPair) (list []string) {
	for _, d := range pair.Inputs {
		says := l.Term("risk.differs_in", string(d.Input))
		var names []string
		for _, name := range d.Names {
			names = append(names, name.In(l.Code))
		}
		if len(names) > 0 {
			says = l.T("register.part", "of", says, "part", strings.Join(names, ", "))
		}
		list = append(list, says)
	}
	return list
}

func keptTiles(w *riskView, r *risk.Result) []Tile {
	l := w.l
	var tiles []Tile
	for _, n := range []int{50, 80} {
		at := percentile(r, n)
		tiles = append(tiles, Tile{Label: l.T("risk.cost_percentile", "percentile", "P"+strconv.Itoa(n)), Text: l.Short(at.Value), Exact: l.Money(at.Value),
			Note: l.T("risk.interval", "low", l.Short(at.Low), "high", l.Short(at.High))})
	}
	return append(tiles, Tile{Label: l.T("risk.mean"), Text: l.Short(r.Mean), Exact: l.Money(r.Mean), Note: l.T("risk.mean_note", "sd", l.Short(r.SD), "above", l.Short(r.MeanAboveP80))},
		Tile{Label: l.T("risk.within_working"), Text: w.chance(r.WithinWorking)},
		w.securedTile(),
		Tile{Label: l.T("risk.finish_p80"), Text: l.Date(r.Finish.P80), Note: "P50 " + l.Date(r.Finish.P50)})
}

// keptDrivers names the inputs as the kept model does.
func keptDrivers(w *riskView, f *modelfile.File, r *risk.Result) []driverRow {
	l, names := w.l, map[risk.Kind]map[string]string{risk.LineRow: {}, risk.DurationRow: {}, risk.RiskRow: {}}
	for i := range f.Model.Lines {
		names[risk.LineRow][f.Model.Lines[i].Code] = f.Model.Lines[i].Name.In(l.Code)
	}
	for i := range f.Model.Phases {
		names[risk.DurationRow][f.Model.Phases[i].Code] = f.Model.Phases[i].Name.In(l.Code)
	}
	for i := range f.Risk.Risks {
		names[risk.RiskRow][f.Risk.Risks[i].Code] = f.Risk.Risks[i].Name.In(l.Code)
	}
	return w.driverRows(r, func(k risk.Kind, code string) string {
		if name := names[k][code]; name != "" {
			return name
		}
		return code
	})
}

// riskKeptModel answers with the model file that a simulation ran on.
func (s *Server) riskKeptModel(c *gin.Context) {
	pair, err := s.planner.CompareSimulations(c.Request.Context(), c.Param("code"), partID(c), partID(c))
	if s.failed(c, err) {
		return
	}
	c.Header("Cache-Control", "no-store")
	c.Data(http.StatusOK, "application/yaml; charset=utf-8", []byte(pair.A.Model))
}

// riskKeptAgain runs a kept simulation again and says whether it comes to the
// same bytes.
func (s *Server) riskKeptAgain(c *gin.Context) {
	code, id := c.Param("code"), partID(c)
	pair, err := s.planner.CompareSimulations(c.Request.Context(), code, id, id)
	if s.failed(c, err) {
		return
	}
	same, err := pair.A.Repeat(c.Request.Context(), nil)
	if s.failed(c, err) {
		return
	}
	at := projectURL(code, "risk", "kept", idText(id))
	if same {
		s.done(c, at, "risk.same")
		return
	}
	s.done(c, at, "risk.differs")
}
