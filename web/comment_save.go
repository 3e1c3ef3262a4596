package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/form"
	"korridor/web/locale"
)

// commentNew is the form of a comment on a figure, or of an answer to one.
func (s *Server) commentNew(c *gin.Context) {
	a := s.commentAddress(c)
	if s.failed(c, s.planner.MayComment(c.Request.Context(), a.code)) {
		return
	}
	said, err := s.newComment(c, a)
	if s.failed(c, err) {
		return
	}
	s.showComments(c, a, &said, commentForm(languageOf(c.Request), &said), nil, http.StatusOK)
}

// newComment begins a comment on the figure of the address.
func (s *Server) newComment(c *gin.Context, a commentAddress) (said project.Comment, err error) {
	v, err := s.planner.Comments(c.Request.Context(), planner.CommentQueryOf{Project: a.code, Of: a.of, Field: a.field})
	if err != nil {
		return said, err
	}
	if v.About == nil {
		return said, planner.NoRecord(record.Comment, 0)
	}
	said = project.Comment{Kind: v.About.RecordKind(), Entity: a.of, Field: a.field}
	if v.Dossier != nil {
		said.Project = v.Project.ID
	}
	said.Answers, _ = form.ID(c.Query("answers"))
	return said, nil
}

// commentAdd keeps a comment. Sent twice, it is kept once.
func (s *Server) commentAdd(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	a := s.commentAddress(c)
	said, err := s.newComment(c, a)
	if s.failed(c, err) {
		return
	}
	s.keepComment(c, a, &said, values)
}

// commentEdit is the form of one's own comment, as long as nobody answered it.
func (s *Server) commentEdit(c *gin.Context) {
	a, said, ok := s.commentOf(c)
	if !ok {
		return
	}
	s.showComments(c, a, &said, commentForm(languageOf(c.Request), &said), nil, http.StatusOK)
}

// commentOf returns the comment of the address and its figure, or answers that
// there is none or that it is not for this person to change.
func (s *Server) commentOf(c *gin.Context) (a commentAddress, said project.Comment, ok bool) {
	a = s.commentAddress(c)
	if s.failed(c, s.planner.MayComment(c.Request.Context(), a.code)) {
		return a, said, false
	}
	if s.failed(c, s.planner.Record(c.Request.Context(), a.code, partID(c), &said)) {
		return a, said, false
	}
	a.of, a.field = said.Entity, said.Field
	return a, said, true
}

// commentChange keeps one's own comment as it was changed.
func (s *Server) commentChange(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	a, said, ok := s.commentOf(c)
	if !ok {
		return
	}
	said.Version, _ = strconv.ParseInt(values.Get("version"), 10, 64)
	s.keepComment(c, a, &said, values)
}

// keepComment keeps what was typed, or shows the form with what is wrong with it.
func (s *Server) keepComment(c *gin.Context, a commentAddress, said *project.Comment, values url.Values) {
	l := languageOf(c.Request)
	f := readTyped(l, s.typedIn(c, values), values, func(l *locale.Locale) *form.Form { return commentForm(l, said) })
	var err error
	if f.Valid() {
		err = s.comment(c, a, said, values.Get(reasonField))
	}
	if err == nil && f.Valid() {
		s.done(c, a.at(), "saved")
		return
	}
	v := newFormView(f, false, values)
	v.Version = said.Version
	status := v.refuse(f, err)
	if status == 0 {
		s.failed(c, err)
		return
	}
	v.Unsaved = true
	s.showComments(c, a, said, f, v, status)
}

// comment carries out the command, unless the same was said already.
func (s *Server) comment(c *gin.Context, a commentAddress, said *project.Comment, reason string) error {
	ctx := c.Request.Context()
	v, err := s.planner.Comments(ctx, planner.CommentQueryOf{Project: a.code, Of: a.of, Field: a.field})
	if err != nil {
		return err
	}
	same := func(o project.Comment) bool {
		return o.Text == said.Text && o.Answers == said.Answers && planner.OwnComment(ctx, &o) && (said.ID == 0 || o.ID == said.ID)
	}
	if slices.ContainsFunc(v.Open, func(t planner.CommentedOn) bool { return same(t.Comment) || slices.ContainsFunc(t.Answers, same) }) {
		return nil
	}
	return s.planner.Do(ctx, s.act(c, reason), &planner.SaveComment{Record: *said})
}

// commentResolve says that a comment needs nothing more.
func (s *Server) commentResolve(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	a, said, ok := s.commentOf(c)
	if !ok {
		return
	}
	version, _ := strconv.ParseInt(values.Get("version"), 10, 64)
	var err error
	if said.ResolvedBy == "" {
		err = s.planner.Do(c.Request.Context(), s.act(c, values.Get(reasonField)), &planner.ResolveComment{Comment: said.ID, Version: version})
	}
	if fault.Is(err, fault.Conflict) { // they see what was said since
		l := languageOf(c.Request)
		begun := project.Comment{}
		f := commentForm(l, &begun)
		v := newFormView(f, false, nil)
		s.showComments(c, a, &begun, f, v, v.refuse(f, err))
		return
	}
	if s.failed(c, err) {
		return
	}
	s.done(c, a.at(), "saved")
}

// commentBack leads back from the address of a form that is only sent.
func (s *Server) commentBack(c *gin.Context) {
	if a, _, ok := s.commentOf(c); ok {
		u, err := url.Parse(a.at())
		if !s.failed(c, err) {
			redirect(c.Writer, c.Request, u, http.StatusSeeOther)
		}
	}
}
