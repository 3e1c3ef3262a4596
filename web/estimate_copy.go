package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/text"
	"korridor/web/form"
	"korridor/web/locale"
)

// estimateCopyShow is the form of a new revision that begins as a copy.
func (s *Server) estimateCopyShow(c *gin.Context) {
	from, err := s.planned(c)
	if s.failed(c, err) {
		return
	}
	f := copyForm(languageOf(c.Request), s.suggestCopy(from))
	s.showCopy(c, http.StatusOK, from, newFormView(f, true, nil))
}

// estimateCopy makes a draft that is a copy of the revision of the address, and
// leads to its sheet.
func (s *Server) estimateCopy(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	from, err := s.planned(c)
	if s.failed(c, err) {
		return
	}
	l, command := languageOf(c.Request), &planner.CopyEstimate{From: from.Estimate.ID}
	f := readTyped(l, s.typedIn(c, values), values, func(l *locale.Locale) *form.Form { return copyForm(l, command) })
	made := f.Valid() && copied(from, command)
	if f.Valid() && !made {
		err = s.planner.Do(c.Request.Context(), s.act(c, values.Get(reasonField)), command)
		if fault.Is(err, fault.Conflict) { // of two clicks the other one may just have made it
			now, failed := s.planner.EstimateSheet(c.Request.Context(), c.Param("code"), c.Param("revision"))
			made = failed == nil && copied(now, command)
		}
	}
	if made || (f.Valid() && err == nil) {
		s.done(c, projectURL(from.Project.Code, "estimates", command.Code, "edit"), "estimate.copied")
		return
	}
	v := newFormView(f, true, values)
	status := v.refuse(f, err)
	if status == 0 {
		s.failed(c, err)
		return
	}
	s.showCopy(c, status, from, v)
}

// planned returns the revision of the address for somebody who may plan with it.
func (s *Server) planned(c *gin.Context) (*planner.EstimateSheet, error) {
	ctx, code := c.Request.Context(), c.Param("code")
	if err := s.planner.MayPlan(ctx, code); err != nil {
		return nil, err
	}
	return s.planner.EstimateSheet(ctx, code, c.Param("revision"))
}

// copied reports whether the copy is there already, as of a form sent twice.
func copied(from *planner.EstimateSheet, c *planner.CopyEstimate) bool {
	return slices.ContainsFunc(from.Estimates, func(e estimate.Estimate) bool {
		return e.CopyOf == c.From && e.Status == estimate.Draft && e.Code == c.Code && e.Title == c.Title && e.AsOf == c.AsOf
	})
}

func copyForm(l *locale.Locale, c *planner.CopyEstimate) *form.Form {
	f := form.New(l)
	f.Group("what")
	f.Label("title", &c.Title, text.MaxName).Require()
	f.Code("code", &c.Code)
	f.Date("as_of", &c.AsOf)
	return f
}

// origin returns the revision that a further one is named after: e itself, or,
// where its code and title only number another's, that one.
func (s *Server) origin(e *estimate.Estimate, all []estimate.Estimate) *estimate.Estimate {
	n, err := strconv.Atoi(e.Code[strings.LastIndex(e.Code, "-")+1:])
	if err != nil {
		return e
	}
	for i := range all {
		if o := &all[i]; o.ID != e.ID && numbered(o, n) == e.Code && s.numberedTitle(o, n) == e.Title {
			return o
		}
	}
	return e
}

// suggestCopy returns a copy under the next free code and number.
func (s *Server) suggestCopy(from *planner.EstimateSheet) *planner.CopyEstimate {
	c := &planner.CopyEstimate{From: from.Estimate.ID, AsOf: from.Today}
	taken := map[string]bool{}
	for i := range from.Estimates {
		taken[from.Estimates[i].Code] = true
	}
	n, origin := 2, s.origin(from.Estimate, from.Estimates)
	for c.Code = numbered(origin, n); taken[c.Code]; c.Code = numbered(origin, n) {
		n++
	}
	c.Title = s.numberedTitle(origin, n)
	return c
}

// numberedTitle returns the title of a further revision.
func (s *Server) numberedTitle(e *estimate.Estimate, n int) text.Label {
	var title text.Label
	for _, l := range s.languages.All() {
		says := l.T("copy.title", "title", e.Title.In(l.Code), "number", n)
		if l == s.languages.Default() {
			title.Default = says
		} else if e.Title.Albanian != "" {
			title.Albanian = says
		}
	}
	return title
}

// numbered returns the code of a further revision, within the length of codes.
func numbered(e *estimate.Estimate, n int) string {
	end := "-" + strconv.Itoa(n)
	return e.Code[:min(len(e.Code), text.MaxCode-len(end))] + end
}

func (s *Server) showCopy(c *gin.Context, status int, from *planner.EstimateSheet, v *FormView) {
	l := languageOf(c.Request)
	list := projectURL(from.Project.Code, "estimates")
	at := projectURL(from.Project.Code, "estimates", from.Estimate.Code)
	v.Action = at + "/copy"
	v.Foot = FootView{Save: l.T("copy.save"), Back: at}
	page := projectPage(l, from.Project, "estimates", v)
	page.Title = l.T("copy.heading", "title", from.Estimate.Title)
	page.Heading = page.Title
	page.Crumbs = []Link{{Text: l.T("tab.estimates"), URL: list}, {Text: from.Estimate.Title.In(l.Code), URL: at}}
	s.render(c, status, "record_form", page)
}
