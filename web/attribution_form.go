package web

import (
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
)

// attributionEditor adds and changes what planners say about the step from one
// estimate to another. A new attribution is of the step that the address names
// by the codes of the two.
func attributionEditor() *editor[estimate.Attribution, *estimate.Attribution] {
	e := modelPart[estimate.Attribution]("attributions", "attributions")
	e.fields = func(x *desk, a *estimate.Attribution) *form.Form {
		f := form.New(x.l)
		f.Group("step")
		form.Select(f, "cause", &a.Cause, named(x.l, estimate.Causes)).Require()
		f.Amount("amount", &a.Amount, &a.Currency).Require().Called(x.l.T("attribution.amount")).Like(x.l.T("form.example.attribution"))
		f.Refer("document", &a.Document, x.documents())
		f.Group("note")
		f.Label("note", &a.Note, text.MaxNote)
		return f
	}
	e.titled = func(x *desk, a *estimate.Attribution) string {
		from, to := x.Estimate(a.From), x.Estimate(a.To)
		return x.l.T("attribution.title", "from", from.Title, "to", to.Title)
	}
	e.shown = func(x *desk, a *estimate.Attribution) string {
		step := url.Values{"from": {x.Estimate(a.From).Code}, "to": {x.Estimate(a.To).Code}}
		return projectURL(x.code, "estimates", "bridge") + "?" + step.Encode()
	}
	e.begin = func(_ *Server, c *gin.Context, x *desk) (estimate.Attribution, error) {
		return x.attribution(c.Query("from"), c.Query("to"))
	}
	e.again = attributionAgain
	e.like = func(x *desk, a *estimate.Attribution) []estimate.Attribution {
		return slices.DeleteFunc(slices.Clone(x.Attributions), func(b estimate.Attribution) bool { return a.From != b.From || a.To != b.To })
	}
	return e
}

// attribution begins an attribution of the step between two estimates by their
// codes.
func (x *desk) attribution(from, to string) (estimate.Attribution, error) {
	byCode := func(code string) *estimate.Estimate {
		if i := slices.IndexFunc(x.Estimates, func(e estimate.Estimate) bool { return e.Code == code }); i >= 0 {
			return &x.Estimates[i]
		}
		return nil
	}
	before, after := byCode(from), byCode(to)
	if before == nil || after == nil || before == after {
		return estimate.Attribution{}, fault.New(fault.NotFound, fault.Say("attribution.no_step",
			"there is no step from the estimate {from} to the estimate {to}", "from", from, "to", to))
	}
	return estimate.Attribution{Project: x.Project.ID, From: before.ID, To: after.ID, Currency: after.Currency}, nil
}

// attributionAgain begins an attribution of the step that the deleted one of the
// address was of, as the history tells.
func attributionAgain(s *Server, c *gin.Context, x *desk) (a estimate.Attribution, query string, err error) {
	last, err := s.planner.LastChange(c.Request.Context(), partID(c))
	if err != nil {
		return a, "", err
	}
	var was estimate.Attribution
	if last.Kind == record.Attribution && last.Before != "" {
		if err := record.Decode(last.Before, &was); err != nil {
			return a, "", err
		}
	}
	code := func(id record.ID) string {
		if e := x.Estimate(id); e != nil {
			return e.Code
		}
		return ""
	}
	from, to := code(was.From), code(was.To)
	a, err = x.attribution(from, to)
	return a, "?" + url.Values{"from": {from}, "to": {to}}.Encode(), err
}
