package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/text"
	"korridor/web/form"
	"korridor/web/locale"
)

// newSourceFields are the fields with which a funding sheet adds a funding
// source; its own form has the others.
var newSourceFields = []string{"name", "name_sq", "code", "kind", "status", "currency"}

// newSource is the form of a funding source to be added from a funding sheet.
type newSource struct {
	Fields []*FieldView
	Open   bool
}

func newSourceForm(l *locale.Locale, s *funding.Source) *form.Form {
	f := form.New(l)
	f.Group("what")
	f.Label("name", &s.Name, text.MaxName).Require()
	f.Code("code", &s.Code)
	form.Select(f, "kind", &s.Kind, named(l, funding.Kinds)).Require()
	form.Select(f, "status", &s.Status, named(l, funding.Statuses)).Require()
	form.SelectText(f, "currency", &s.Currency, currencies()).Require()
	return f
}

// offerSource lets the sheet add a funding source, with what was typed for one.
func (s *fundingSheet) offerSource(typed *fundingForm) {
	var blank funding.Source
	if len(s.view.Sources) > 0 {
		blank.Currency = s.view.Sources[0].Currency
	}
	f := newSourceForm(s.l, &blank)
	if len(typed.Source) > 0 && s.AddedSource == 0 {
		f.Fill(typed.Source)
	}
	s.showSource(f)
}

// showSource shows the form of a funding source in the sheet, open where
// something was typed or is wrong.
func (s *fundingSheet) showSource(f *form.Form) {
	s.NewSource = newSource{Open: len(s.view.Sources) == 0}
	for _, field := range f.Fields() {
		v := newFieldView(s.l, field)
		s.NewSource.Fields = append(s.NewSource.Fields, v)
		typed := field.Text() != "" && field.Name != "currency"
		s.NewSource.Open = s.NewSource.Open || typed || len(field.Problems) > 0
	}
}

// addSource adds the funding source that a sheet describes, at once and for the
// sheet's reason, and shows the sheet again with everything typed and with rows
// of the new source. Sent twice, it is added once.
func (s *Server) addSource(c *gin.Context, sheet *fundingSheet, typed *fundingForm) {
	x, err := s.desk(c)
	if s.failed(c, err) {
		return
	}
	e := fundingSourceEditor()
	r, err := e.begin(s, c, x)
	if s.failed(c, err) {
		return
	}
	f := newSourceForm(x.l, &r)
	f.Read(typed.Source)
	same := func(there *funding.Source) bool { return f.Same(newSourceForm(x.l, there)) }
	act, command := s.act(c, typed.Reason), &planner.Save[funding.Source, *funding.Source]{Record: r}
	i := slices.IndexFunc(x.Sources, func(there funding.Source) bool { return same(&there) })
	switch {
	case !f.Valid():
		err = act.Check(command)
	case i >= 0:
		command.Record = x.Sources[i]
	default:
		err = planner.Add(c.Request.Context(), s.planner, act, command, x.Head, same)
	}
	if err != nil || !f.Valid() {
		v := newFormView(f, true, url.Values{reasonField: {typed.Reason}})
		status := v.refuse(f, err)
		if status == 0 {
			s.failed(c, err)
			return
		}
		v.Summary.Title = x.l.T("funding_sheet.source_refused")
		sheet.Summary, sheet.Reason = v.Summary, v.Reason
		sheet.showSource(f)
		s.showFundingSheet(c, status, sheet)
		return
	}
	typed.added = command.Record.ID
	if sheet, err = s.fundingSheet(c, typed); s.failed(c, err) {
		return
	}
	sheet.Summary = &SummaryView{Fine: true, Title: x.l.T("funding_sheet.source_added", "name", command.Record.Name)}
	s.showFundingSheet(c, http.StatusOK, sheet)
}

// typedYears are the first and the last of the years of the rows that were sent.
func (f *fundingForm) typedYears(v *planner.FundingSheet) (from, to int) {
	if len(f.Rows) == 0 {
		return recordedYears(v)
	}
	from, to = f.Rows[0].Year, f.Rows[0].Year
	for _, row := range f.Rows {
		from, to = min(from, row.Year), max(to, row.Year)
	}
	return from, to
}
