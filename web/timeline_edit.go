package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// timelineEdit is the timeline with bars that can be moved beside a table of
// all phases' dates and progress.
func (s *Server) timelineEdit(c *gin.Context) {
	d, err := s.datesDossier(c)
	if s.failed(c, err) {
		return
	}
	s.showDates(c, http.StatusOK, newDatesEdit(languageOf(c.Request), d), nil)
}

// timelineSave keeps the dates and the progress of all phases at once, or shows
// them again with the followers that they move, where they are to be checked.
func (s *Server) timelineSave(c *gin.Context) {
	sent, ok := s.posted(c)
	if !ok {
		return
	}
	e, err := s.typedDates(c, sent)
	if s.failed(c, err) {
		return
	}
	if sent.Get("do") == "check" {
		s.showDates(c, e.status(), e, sent)
		return
	}
	act, command := s.act(c, sent.Get(reasonField)), e.command()
	if e.status() == http.StatusConflict { // all that is wrong is told at once
		e.blame(s.planner.Try(c.Request.Context(), act, command))
	}
	if status := e.status(); status != http.StatusOK {
		s.showDates(c, status, e, sent)
		return
	}
	timeline := projectURL(c.Param("code"), "timeline")
	if len(command.Rows) == 0 {
		s.done(c, timeline, "dates_same")
		return
	}
	switch err = s.planner.Do(c.Request.Context(), act, command); {
	case err == nil:
		s.done(c, timeline, "dates_saved")
	case fault.Is(err, fault.Invalid):
		e.blame(err)
		s.showDates(c, http.StatusUnprocessableEntity, e, sent)
	case fault.Is(err, fault.Conflict), fault.Is(err, fault.NotFound): // in this very moment
		if e, err = s.typedDates(c, sent); s.failed(c, err) {
			return
		}
		if e.status() == http.StatusOK { // in something that this table does not show
			e.mine.Problems = append(e.mine.Problems, e.mine.Language.T("dates.again"))
		}
		s.showDates(c, http.StatusConflict, e, sent)
	default:
		s.failed(c, err)
	}
}

// typedDates returns the table as the record holds it, with what was typed over it.
func (s *Server) typedDates(c *gin.Context, sent url.Values) (*datesEdit, error) {
	d, err := s.datesDossier(c)
	if err != nil {
		return nil, err
	}
	return readDates(languageOf(c.Request), s.typedIn(c, sent), d, sent), nil
}

// datesDossier returns the dossier of the project for somebody who may edit it.
func (s *Server) datesDossier(c *gin.Context) (*planner.Dossier, error) {
	ctx, code := c.Request.Context(), c.Param("code")
	if err := s.planner.MayPlan(ctx, code); err != nil {
		return nil, err
	}
	return s.planner.Dossier(ctx, code)
}

// typedIn returns the language that a form was typed in.
func (s *Server) typedIn(c *gin.Context, sent url.Values) *locale.Locale {
	if l, ok := s.languages.Get(sent.Get("typed_in")); ok {
		return l
	}
	return languageOf(c.Request)
}

// status says how the table is answered before anything is kept: 200 where it
// can be.
func (e *datesEdit) status() int {
	switch {
	case !e.mine.Valid():
		return http.StatusUnprocessableEntity
	case len(e.stale()) > 0 || len(e.gone) > 0:
		return http.StatusConflict
	}
	return http.StatusOK
}

func (s *Server) showDates(c *gin.Context, status int, e *datesEdit, sent url.Values) {
	l := languageOf(c.Request)
	p := projectPage(l, e.dossier.Project, "timeline", e.view(sent))
	p.Title, p.Heading = l.T("dates.title"), l.T("dates.title")
	s.render(c, status, "timeline_edit", p)
}
