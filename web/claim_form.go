package web

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
)

// claimEditor adds and changes what is claimed about the figures of a project.
// A new claim is about the figure that the address names.
func claimEditor() *editor[project.Claim, *project.Claim] {
	e := part[project.Claim]("claims", "sources")
	e.fields = claimForm
	e.begin = beginClaim
	e.like = func(x *desk, c *project.Claim) []project.Claim { return x.Trail.Of(c.Entity, c.Field) }
	e.shown = func(x *desk, c *project.Claim) string {
		return projectURL(x.code, "sources") + "#" + figureAnchor(c.Entity, c.Field)
	}
	return e
}

// beginClaim begins a claim about the figure in the address, with its unit.
func beginClaim(s *Server, c *gin.Context, x *desk) (project.Claim, error) {
	claim := project.Claim{Project: x.Project.ID, Kind: record.Kind(c.Query("kind")), Field: c.Query("field"), Chosen: true}
	id, _ := form.ID(c.Query("of"))
	about, err := s.planner.About(c.Request.Context(), x.code, claim.Kind, id)
	if err != nil {
		return claim, err
	}
	claim.Entity = id
	claims := x.Trail.Of(id, claim.Field)
	f, known := record.FigureOf(about, claim.Field)
	switch {
	case known:
		claim.Unit = f.Unit
	case len(claims) > 0:
		claim.Unit, claim.Label = claims[0].Unit, claims[0].Label
	default:
		return claim, fault.New(fault.NotFound, fault.Say("figure.unknown_field",
			"a {kind} has no figure called {field}", "kind", claim.Kind, "field", claim.Field))
	}
	return claim, nil
}

// claimURL is the address of the form that adds a claim about a figure.
func claimURL(code string, kind record.Kind, id record.ID, field string) string {
	return projectURL(code, "claims", "new") + "?kind=" + string(kind) + "&of=" + strconv.FormatInt(int64(id), 10) + "&field=" + field
}

func claimForm(x *desk, c *project.Claim) *form.Form {
	f := form.New(x.l)
	f.Group("claim")
	_, err := record.ParseNumber(c.Value)
	f.Value("value", &c.Value, &c.Unit, c.Unit != "" && (c.Value == "" || err == nil)).Called(fieldName(x.l, c.Field))
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
