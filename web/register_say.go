package web

import (
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// amountExample is an amount as somebody could type it.
var amountExample = decimal.New(12_500_000, 0)

// change implements editedSheet. Figures that were changed rest on the reason;
// the others keep what vouches for them.
func (s *registerSheet) change() planner.Command {
	c := &planner.SaveRegister{Project: s.view.Project.ID}
	s.sent = nil
	taken := map[string]bool{}
	for i := range s.view.Risks {
		taken[s.view.Risks[i].Code] = true
	}
	for _, r := range s.Rows {
		switch {
		case !r.Changed:
		case !r.Gone:
			var before record.Entity
			code := ""
			if r.Stored != nil {
				before = r.Stored
			} else {
				code = freshCode(taken, r.Cell("name").Text)
			}
			row := planner.RecordRow[risk.Entry]{Record: r.Entry(s.view.Project.ID, code)}
			row.Vouch = s.vouch(before, &row.Record, "")
			c.Rows, s.sent = append(c.Rows, row), append(s.sent, &r.recordRow)
		case r.Stored != nil:
			c.Removed = append(c.Removed, r.now)
		}
	}
	return c
}

// tell says of every row what it is expected to come to, or what is wrong with it.
func (s *registerSheet) tell() {
	for _, r := range s.Rows {
		if r.Gone {
			r.Result = s.l.T("register.goes")
			continue
		}
		if r.Empty() {
			continue
		}
		e := r.Entry(s.view.Project.ID, "risk")
		if err := e.Validate(); err != nil || r.wrong() {
			s.problem(&r.recordRow, err)
			continue
		}
		r.Result = s.expected(&e)
	}
}

// expected tells what a risk comes to on average, now and after the response.
func (s *registerSheet) expected(e *risk.Entry) string {
	now, counts := e.Current()
	if !counts {
		return s.l.T("register.closed")
	}
	says := s.average(now, e)
	after := *e
	after.Status = risk.StatusMitigated
	if later, _ := after.Current(); e.Status == risk.StatusOpen && later != now {
		says = s.l.T("register.then", "now", says, "after", s.average(later, e))
	}
	return says
}

// average writes the means of an exposure: "€15.2 M · 2.3 months".
func (s *registerSheet) average(x risk.Exposure, e *risk.Entry) string {
	if !x.Probability.Valid {
		return s.l.T("register.no_probability")
	}
	p := x.Probability.Decimal.InexactFloat64()
	var parts []string
	if mean, _, ok := x.Impact.Outlook(); ok {
		parts = append(parts, s.major(p*mean, e.Currency))
	}
	if mean, _, ok := x.Delay.Outlook(); ok {
		parts = append(parts, s.l.T("register.months", "months", s.l.Number(decimal.NewFromFloat(p*mean).Round(1))))
	}
	if len(parts) == 0 {
		return s.l.T("register.no_impact")
	}
	return s.l.T("register.expected", "mean", strings.Join(parts, " · "))
}
