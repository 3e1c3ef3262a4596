package web

import (
	"context"

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
	e.again = claimAgain
	e.find = findClaim
	e.titled = func(x *desk, c *project.Claim) string {
		return x.l.T("form.claim_title", "figure", claimedName(x, c), "name", recordName(x.l, x.Dossier, x.of))
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
	if x.of, err = s.planner.About(ctx, x.code, claim.Kind, claim.Entity); err != nil {
		return claim, err
	}
	x.claims, err = s.planner.ClaimsAbout(ctx, claim.Entity, claim.Field)
	return claim, err
}

// beginClaim begins a claim about the figure in the address.
func beginClaim(s *Server, c *gin.Context, x *desk) (project.Claim, error) {
	of, _ := form.ID(c.Query("of"))
	return newClaim(c.Request.Context(), s, x, of, c.Query("field"))
}

// claimAgain begins a claim about the figure that the deleted claim of the
// address was about, as the history tells.
func claimAgain(s *Server, c *gin.Context, x *desk) (claim project.Claim, query string, err error) {
	ctx := c.Request.Context()
	last, err := s.planner.LastChange(ctx, partID(c))
	if err != nil {
		return claim, "", err
	}
	var was project.Claim
	if last.Kind == record.Claim && last.Before != "" {
		if err := record.Decode(last.Before, &was); err != nil {
			return claim, "", err
		}
	}
	claim, err = newClaim(ctx, s, x, was.Entity, was.Field)
	return claim, claimQuery(was.Entity, was.Field), err
}

// newClaim begins a claim about a figure, with its unit.
func newClaim(ctx context.Context, s *Server, x *desk, of record.ID, field string) (project.Claim, error) {
	claim := project.Claim{Entity: of, Field: field, Chosen: true}
	if x.Dossier != nil {
		claim.Project = x.Project.ID
	}
	kind, _, err := s.planner.Place(ctx, claim.Entity)
	if err != nil {
		return claim, err
	}
	claim.Kind = kind
	if x.of, err = s.planner.About(ctx, x.code, kind, claim.Entity); err != nil {
		return claim, err
	}
	if x.claims, err = s.planner.ClaimsAbout(ctx, claim.Entity, claim.Field); err != nil {
		return claim, err
	}
	f, known := record.FigureOf(x.of, claim.Field)
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
