package web

import (
	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/form"
)

// estimateEditor adds draft estimates and changes what heads them; their cost
// lines have a sheet.
func estimateEditor() *editor[estimate.Estimate, *estimate.Estimate] {
	e := part[estimate.Estimate]("estimates", "estimates")
	e.member = e.collection + "/:revision"
	e.form = "header" // edit is the sheet of its lines
	e.at = func(x *desk, r *estimate.Estimate) string { return projectURL(x.code, "estimates", r.Code) }
	e.shown = func(x *desk, r *estimate.Estimate) string {
		if r.ID == 0 {
			return projectURL(x.code, "estimates")
		}
		return e.at(x, r)
	}
	e.find = findDraft
	e.fields = estimateForm
	e.begin = begun(func(x *desk) estimate.Estimate {
		return estimate.Estimate{Project: x.Project.ID, Status: estimate.Draft, Currency: x.Programme.Currency, AsOf: x.Today}
	})
	e.like = func(x *desk, _ *estimate.Estimate) []estimate.Estimate { return x.Estimates }
	e.discard = func(r *estimate.Estimate) planner.Command {
		return &planner.DeleteDraft{Estimate: r.ID, Version: r.Version}
	}
	return e
}

// findDraft finds the estimate of the address; a published one is a Conflict
// fault, because it is frozen.
func findDraft(_ *Server, c *gin.Context, x *desk) (estimate.Estimate, error) {
	code := c.Param("revision")
	for _, r := range x.Estimates {
		if r.Code == code {
			return r, planner.CheckDraft(&r)
		}
	}
	return estimate.Estimate{}, fault.New(fault.NotFound, fault.Say("estimate.not_found",
		"the project {project} has no estimate {code}", "project", x.code, "code", code))
}

func estimateForm(x *desk, e *estimate.Estimate) *form.Form {
	f := form.New(x.l)
	f.Place("estimate.headline_and_lines", "headline")
	f.Group("what")
	f.Label("title", &e.Title, text.MaxName).Require()
	f.Code("code", &e.Code)
	form.Select(f, "kind", &e.Kind, named(x.l, estimate.Kinds)).Require()
	f.Date("as_of", &e.AsOf)
	f.Label("claimant", &e.Claimant, text.MaxName).Like(x.l.T("form.claimant_hint"))
	f.Group("money")
	form.SelectText(f, "currency", &e.Currency, currencies()).Require()
	f.Amount("headline", &e.Headline, &e.Currency)
	f.Year("price_year", &e.PriceYear)
	form.Select(f, "vat", &e.VAT, named(x.l, []estimate.VAT{estimate.VATIncluded, estimate.VATExcluded}))
	f.Integer("class", &e.Class, 1, 5).Like(x.l.T("form.example.class"))
	f.After(func() {
		if e.Total != nil && e.Total.Currency() != e.Currency {
			e.Total = nil // follows from the lines or the headline again
		}
	})
	f.Group("scope")
	f.Label("scope", &e.Scope, text.MaxLine)
	f.ReferAny("sections", &e.Sections, records(x.Sections, func(s *project.Section) string { return s.Name.In(x.l.Code) }, 0), estimate.MaxSections)
	f.Group("note")
	f.Label("note", &e.Note, text.MaxNote)
	return f
}
