package web

import (
	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/text"
	"korridor/web/form"
)

// expenditureEditor adds and changes what was spent on a project.
func expenditureEditor() *editor[costmodel.Expenditure, *costmodel.Expenditure] {
	e := modelPart[costmodel.Expenditure]("expenditures", "")
	e.list = func(x *desk) string { return projectURL(x.code, "expenditures") }
	e.fields = func(x *desk, p *costmodel.Expenditure) *form.Form {
		f := form.New(x.l)
		f.Group("payment")
		f.Date("date", &p.Date).Require()
		form.SelectText(f, "currency", &p.Currency, currencies()).Require()
		f.Amount("amount", &p.Amount, &p.Currency).Require().Like(x.l.T("form.example.spent"))
		f.Line("reference", &p.Reference).Like(x.l.T("form.example.reference"))
		f.Group("where")
		f.Refer("phase", &p.Phase, x.phases(0))
		form.Select(f, "category", &p.Category, x.categories())
		f.Refer("source", &p.Source, x.sources()).Called(x.l.T("field.funding_source"))
		f.Group("note")
		f.Label("note", &p.Note, text.MaxNote)
		return f
	}
	e.begin = func(s *Server, c *gin.Context, x *desk) (costmodel.Expenditure, error) {
		v, err := s.planner.Expenditures(c.Request.Context(), x.code)
		if err != nil {
			return costmodel.Expenditure{}, err
		}
		x.spent = v.Expenditures
		return costmodel.Expenditure{Project: x.Project.ID, Currency: x.Programme.Currency}, nil
	}
	e.like = func(x *desk, _ *costmodel.Expenditure) []costmodel.Expenditure { return x.spent }
	return e
}
