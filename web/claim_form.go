package web

import (
	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
)

// claimEditor adds and changes what is claimed about figures: those of the
// project with the code, or with "" those of no project. A new claim is about
// the figure that the address names.
func claimEditor(code string) *editor[project.Claim, *project.Claim] {
	e := reference[project.Claim]("claims", "figures")
	if code != "" {
		e = part[project.Claim]("claims", "sources")
	}
	e.fields = claimForm
	e.begin = beginClaim
	e.find = findClaim
	e.titled = func(x *desk, c *project.Claim) string {
		return x.l.T("form.claim_title", "figure", claimedName(x, c), "name", recordName(x.l, x.Dossier, x.about))
	}
	e.like = func(x *desk, _ *project.Claim) []project.Claim { return x.claims }
	e.shown = func(x *desk, c *project.Claim) string { return e.list(x) + "#" + figureAnchor(c.Entity, c.Field) }
	if code == "" {
		e.shown = func(*desk, *project.Claim) string { return "/sources" }
	}
	return e
}

// findClaim finds the claim of the address, and those beside it.
func findClaim(s *Server, c *gin.Context, x *desk) (project.Claim, error) {
	claim, err := findPart[project.Claim](s, c, x)
	if err != nil {
		return claim, err
	}
	ctx := c.Request.Context()
	if x.about, err = s.planner.About(ctx, x.code, claim.Kind, claim.Entity); err != nil {
		return claim, err
	}
	x.claims, err = s.planner.ClaimsAbout(ctx, claim.Entity, claim.Field)
	return claim, err
}

// beginClaim begins a claim about the figure in the address, with its unit.
func beginClaim(s *Server, c *gin.Context, x *desk) (project.Claim, error) {
	ctx := c.Request.Context()
	claim := project.Claim{Field: c.Query("field"), Chosen: true}
	if x.Dossier != nil {
		claim.Project = x.Project.ID
	}
	claim.Entity, _ = form.ID(c.Query("of"))
	kind, _, err := s.planner.Place(ctx, claim.Entity)
	if err != nil {
		return claim, err
	}
	claim.Kind = kind
	if x.about, err = s.planner.About(ctx, x.code, kind, claim.Entity); err != nil {
		return claim, err
	}
	if x.claims, err = s.planner.ClaimsAbout(ctx, claim.Entity, claim.Field); err != nil {
		return claim, err
	}
	f, known := record.FigureOf(x.about, claim.Field)
	switch {
	case known:
		claim.Unit = f.Unit
	case len(x.claims) > 0:
		claim.Unit, claim.Label = x.claims[0].Unit, x.claims[0].Label
	default:
		return claim, fault.New(fault.NotFound, fault.Say("figure.unknown_field",
			"a {kind} has no figure called {field}", "kind", kind, "field", claim.Field))
	}
	return claim, nil
}

func claimForm(x *desk, c *project.Claim) *form.Form {
	f := form.New(x.l)
	f.Group("claim")
	_, err := record.ParseNumber(c.Value)
	f.Value("value", &c.Value, &c.Unit, c.Unit != "" && (c.Value == "" || err == nil)).Called(claimedName(x, c))
	f.Line("unit", &c.Unit).Like(x.l.T("form.example.unit"))
	f.Check("chosen", &c.Chosen).Called(x.l.T("form.claim_chosen"))
	f.Group("trail")
	form.Select(f, "basis", &c.Basis, named(x.l, project.Bases)).Require().Like(x.l.T("form.basis_hint"))
	f.Refer("document", &c.Document, x.documents())
	f.Note("quote", &c.Quote)
	f.Date("date", &c.Date)
	form.Select(f, "confidence", &c.Confidence, named(x.l, project.Confidences))
	f.Label("formula", &c.Formula, text.MaxLine)
	f.Group("note")
	f.Label("note", &c.Note, text.MaxNote)
	f.Group("words")
	f.Line("value_sq", &c.ValueAlbanian).Called(x.l.T("history.in_albanian", "field", x.l.T("field.value")))
	f.Label("label", &c.Label, text.MaxName)
	return f
}

// claimedName is what the figure is called that a claim is about.
func claimedName(x *desk, c *project.Claim) string {
	if !c.Label.IsZero() {
		return c.Label.In(x.l.Code)
	}
	return fieldName(x.l, c.Field)
}
