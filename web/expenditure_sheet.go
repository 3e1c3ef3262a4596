package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/planner"
	"korridor/web/form"
	"korridor/web/locale"
)

// expenditureRows are the empty rows that the sheet of expenditures begins with.
const expenditureRows = 20

// expenditureSheet shows the sheet in which many expenditures are added at once.
func (s *Server) expenditureSheet(c *gin.Context) {
	x, err := s.desk(c)
	if s.failed(c, err) {
		return
	}
	var rows []costmodel.Expenditure
	f := x.expenditureSheet(&rows)
	s.expenditureSheetShow(c, x, newFormView(f, true, nil), strconv.FormatInt(x.Head.Seq, 10), http.StatusOK)
}

// expenditureSheet is the form of many expenditures.
func (x *desk) expenditureSheet(rows *[]costmodel.Expenditure) *form.Form {
	f := form.New(x.l)
	f.Place("expenditures.none", "rows")
	f.Group("payments")
	form.Rows(f, "rows", rows, planner.MaxExpenditures, x.expenditureRow).Called(x.l.T("expenditures.title")).Offer(expenditureRows)
	return f
}

func (x *desk) expenditureRow(row *form.Form, e *costmodel.Expenditure) {
	if e.Currency.IsZero() {
		e.Currency = x.Programme.Currency
	}
	row.Date("date", &e.Date).Require()
	row.Refer("phase", &e.Phase, x.phases(0))
	form.Select(row, "category", &e.Category, x.categories())
	row.Amount("amount", &e.Amount, &e.Currency).Require().In("")
	row.OwnCurrency("currency", &e.Currency, x.Programme.Currency, currencies())
	row.Refer("source", &e.Source, x.sources()).Called(x.l.T("field.funding_source"))
	row.Line("reference", &e.Reference)
}

// expenditureSheetSave adds what stands in the sheet, all of it or nothing.
func (s *Server) expenditureSheetSave(c *gin.Context) {
	values := url.Values{}
	err := readSheetForm(c.Request, func(name, value string) error {
		values.Add(name, value)
		return nil
	})
	if s.failed(c, err) {
		return
	}
	x, err := s.desk(c)
	if s.failed(c, err) {
		return
	}
	var rows []costmodel.Expenditure
	f := readTyped(x.l, s.typedIn(c, values), values, func(l *locale.Locale) *form.Form { return x.in(l).expenditureSheet(&rows) })
	seen := values.Get("seen")
	if values.Get(moreField) != "" {
		f.Field("rows").Spare += expenditureRows
		v := newFormView(f, true, values)
		v.Unsaved = true
		s.expenditureSheetShow(c, x, v, seen, http.StatusOK)
		return
	}
	if f.Valid() {
		command := &planner.AddExpenditures{Project: x.Project.ID, Rows: rows}
		command.Seen, _ = strconv.ParseInt(seen, 10, 64)
		if err = s.planner.Do(c.Request.Context(), s.act(c, values.Get(reasonField)), command); err == nil {
			s.done(c, projectURL(x.code, "expenditures"), "created")
			return
		}
	}
	f.BlameRows("rows", err)
	v := newFormView(f, true, values)
	status := v.refuse(f, err)
	if status == 0 {
		s.failed(c, err)
		return
	}
	v.Unsaved = true
	s.expenditureSheetShow(c, x, v, seen, status)
}

func (s *Server) expenditureSheetShow(c *gin.Context, x *desk, v *FormView, seen string, status int) {
	v.Hidden = map[string]string{"seen": seen}
	v.Action, v.Wide = c.Request.URL.Path, true
	v.Foot = FootView{Save: x.l.T("expenditures.add_all"), Back: projectURL(x.code, "expenditures")}
	page := projectPage(x.l, x.Project, "cost", v)
	page.Title = x.l.T("expenditures.sheet_title")
	page.Heading = page.Title
	s.render(c, status, "record_form", page)
}
