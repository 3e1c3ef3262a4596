package modelfile

import (
	"encoding/json"
	"io"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
)

// The forms below are the JSON that scripts read: names and order hold from
// release to release. Money is text with two decimals; what is not known is null.
type (
	costResult struct {
		Currency    string       `json:"currency"`
		PriceYear   int          `json:"price_year"`
		Base        string       `json:"base"`
		Contingency string       `json:"contingency"`
		Escalation  string       `json:"escalation"`
		Total       string       `json:"total"`
		Phases      []costPhase  `json:"phases"`
		Years       []costYear   `json:"years"`
		Capped      *cappedShape `json:"capped"`
		NPV         *string      `json:"npv"`
		Warnings    []string     `json:"warnings"`
	}
	costPhase struct {
		Code        string `json:"code"`
		Start       string `json:"start"`
		Finish      string `json:"finish"`
		Base        string `json:"base"`
		Contingency string `json:"contingency"`
		Total       string `json:"total"`
	}
	costYear struct {
		FiscalYear    int     `json:"fiscal_year"`
		Base          string  `json:"base"`
		Contingency   string  `json:"contingency"`
		Escalation    string  `json:"escalation"`
		Need          string  `json:"need"`
		Requested     *string `json:"requested"`
		Approved      *string `json:"approved"`
		Committed     *string `json:"committed"`
		Disbursed     *string `json:"disbursed"`
		Secured       *string `json:"secured"`
		Gap           *string `json:"gap"`
		CumulativeGap *string `json:"cumulative_gap"`
	}
	cappedShape struct {
		CompletionYear *int         `json:"completion_year"`
		Backlog        string       `json:"backlog"`
		Remaining      string       `json:"remaining"`
		ExtraYears     *int         `json:"extra_years"`
		Years          []cappedYear `json:"years"`
	}
	cappedYear struct {
		FiscalYear int    `json:"fiscal_year"`
		Demand     string `json:"demand"`
		Funded     string `json:"funded"`
		Backlog    string `json:"backlog"`
	}
)

// WriteCost writes a result as indented JSON. Errors: the writer's, and sums
// beyond money's range.
func WriteCost(w io.Writer, r *costmodel.Result) error {
	total, err := r.Need()
	if err != nil {
		return err
	}
	out := costResult{
		Currency: r.Model.Currency.Code(), PriceYear: r.Model.PriceYear,
		Base: r.Base.Plain(), Contingency: r.Contingency.Plain(), Escalation: r.Escalation.Plain(), Total: total.Plain(),
		Phases: []costPhase{}, Years: []costYear{}, Capped: cappedOf(r.Capped), NPV: known(r.NPV), Warnings: []string{},
	}
	for i := range r.Phases {
		p := &r.Phases[i]
		need, err := p.Need()
		if err != nil {
			return err
		}
		out.Phases = append(out.Phases, costPhase{p.Phase.Code, p.Placed.Start.String(), p.Placed.Finish.String(),
			p.Base.Plain(), p.Contingency.Plain(), need.Plain()})
	}
	for i := range r.Years {
		y := &r.Years[i]
		out.Years = append(out.Years, costYear{y.FiscalYear, y.Base.Plain(), y.Contingency.Plain(), y.Escalation.Plain(), y.Need.Plain(),
			known(y.Requested), known(y.Approved), known(y.Committed), known(y.Disbursed), known(y.KnownSecured()), known(y.KnownGap()), known(y.KnownCumulativeGap())})
	}
	for _, m := range r.Warnings {
		out.Warnings = append(out.Warnings, m.String())
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func known(a *money.Amount) *string {
	if a == nil {
		return nil
	}
	s := a.Plain()
	return &s
}

func cappedOf(c *costmodel.Capped) *cappedShape {
	if c == nil {
		return nil
	}
	out := &cappedShape{Backlog: c.Backlog.Plain(), Remaining: c.Remaining.Plain(), Years: []cappedYear{}}
	if c.CompletionYear != 0 {
		out.CompletionYear = &c.CompletionYear
	}
	if c.ExtraYears >= 0 {
		out.ExtraYears = &c.ExtraYears
	}
	for _, y := range c.Years {
		out.Years = append(out.Years, cappedYear{y.FiscalYear, y.Demand.Plain(), y.Funded.Plain(), y.Backlog.Plain()})
	}
	return out
}
