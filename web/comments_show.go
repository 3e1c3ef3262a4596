package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/form"
	"korridor/web/locale"
)

// commentsPage is what is said about the figures of a project, or about one of
// them, with the form that adds to it.
type commentsPage struct {
	*FormView        // nil where no figure is asked for, or the reader does not comment
	About     string // the figure; "": all
	Figure    string // the address at which it is shown
	All       string // the address of all comments
	Answering *commentView
	Editing   bool
	Open      []commentRow
	Done      []commentRow
}

// commentRow is a thread with what can be done about it.
type commentRow struct {
	threadView
	Anchor  string
	About   string // the figure; "" where all are about one
	On      string // the address of its thread
	Answer  string // the addresses of the forms; "": not for this reader
	Edit    string
	Resolve string
	Version int64
	Mine    map[record.ID]string // of the answers that can be changed, where
}

// commentAddress reads which figure the comments are about: that of the address,
// or that of the comment in it.
type commentAddress struct {
	code  string
	of    record.ID
	field string
}

func (s *Server) commentAddress(c *gin.Context) commentAddress {
	of, _ := form.ID(c.Query("of"))
	return commentAddress{code: c.Param("code"), of: of, field: c.Query("field")}
}

// at is an address under that of the comments, with the figure.
func (a commentAddress) at(under ...string) string {
	path := append([]string{"comments"}, under...)
	to := address(path)
	if a.code != "" {
		to = projectURL(a.code, path...)
	}
	if a.of == 0 {
		return to
	}
	return to + claimQuery(a.of, a.field)
}

// answer is the address at which the comment is answered.
func (a commentAddress) answer(id record.ID) string {
	return a.at("new") + "&" + url.Values{"answers": {idText(id)}}.Encode()
}

// commentPlaced leads from the short address of a figure's comments to the one
// under its project.
func (s *Server) commentPlaced(c *gin.Context) {
	if c.Param("code") == "" && c.Query("of") != "" {
		s.claimPlaced(c)
	}
}

// commentsShow lists what is said about figures.
func (s *Server) commentsShow(c *gin.Context) {
	a := s.commentAddress(c)
	var f *form.Form
	said := project.Comment{}
	if a.of != 0 && s.planner.MayComment(c.Request.Context(), a.code) == nil {
		f = commentForm(languageOf(c.Request), &said)
	}
	s.showComments(c, a, &said, f, nil, http.StatusOK)
}

// commentForm is the form of a comment.
func commentForm(l *locale.Locale, said *project.Comment) *form.Form {
	f := form.New(l)
	f.Group("comment")
	f.Note("text", &said.Text).Require()
	return f
}

// showComments answers with the comments and the form about one of them, where
// there is one.
func (s *Server) showComments(c *gin.Context, a commentAddress, said *project.Comment, f *form.Form, v *FormView, status int) {
	l := languageOf(c.Request)
	from, err := s.planner.Comments(c.Request.Context(), planner.CommentQueryOf{Project: a.code, Of: a.of, Field: a.field})
	if s.failed(c, err) {
		return
	}
	p := commentsPage{All: commentAddress{code: a.code}.at(), Editing: said.ID != 0}
	may := s.planner.MayComment(c.Request.Context(), a.code) == nil
	for i := range from.Open {
		p.Open = append(p.Open, s.commentRow(c, l, a, from, &from.Open[i], may))
	}
	for i := range from.Done {
		p.Done = append(p.Done, s.commentRow(c, l, a, from, &from.Done[i], false))
	}
	if a.of != 0 {
		p.About = aboutFigure(l, from, a.field, from.About)
		p.Figure = "/sources"
		if a.code != "" {
			p.Figure = projectURL(a.code, "sources") + "#" + figureAnchor(a.of, a.field)
		}
	}
	if f != nil && v == nil {
		v = newFormView(f, false, nil)
		v.Version = said.Version
	}
	if v != nil {
		s.finishComment(l, a, &p, said, v, from)
	}
	page := Page{Title: l.T("comments.title"), Nav: "figures", Crumbs: sourcesCrumbs(l), Data: p}
	if from.Dossier != nil {
		page = projectPage(l, from.Project, "sources", p)
		page.Title, page.Heading = l.T("comments.title"), l.T("comments.title")
	}
	if p.About != "" {
		page.Title = l.T("comments.on", "name", p.About)
		page.Heading = page.Title
	}
	s.render(c, status, "comments", page.asOf(from.Head))
}

// aboutFigure names a figure with its record.
func aboutFigure(l *locale.Locale, v *planner.CommentView, field string, e record.Entity) string {
	return l.T("history.name_of", "name", fieldName(l, field), "of", recordName(l, v.Dossier, e))
}

// finishComment sets where the form about a comment is sent, and what its
// button says.
func (s *Server) finishComment(l *locale.Locale, a commentAddress, p *commentsPage, said *project.Comment, v *FormView, from *planner.CommentView) {
	v.Action, v.Foot = a.at("new"), FootView{Save: l.T("comments.write"), Back: a.at()}
	switch {
	case said.ID != 0:
		v.Action, v.Foot.Save = a.at(idText(said.ID), "edit"), l.T("form.save")
	case said.Answers != 0:
		v.Action, v.Foot.Save = a.answer(said.Answers), l.T("comments.answer")
		for i := range from.Open {
			if t := &from.Open[i]; t.ID == said.Answers {
				p.Answering = new(newCommentView(&t.Comment))
			}
		}
	}
	p.FormView = v
}

func (s *Server) commentRow(c *gin.Context, l *locale.Locale, a commentAddress, v *planner.CommentView, from *planner.CommentedOn, may bool) commentRow {
	own := commentAddress{code: a.code, of: from.Entity, field: from.Field}
	row := commentRow{threadView: newThreadView(&from.Thread), Anchor: "comment-" + idText(from.ID), Version: from.Version, On: own.at()}
	if a.of == 0 {
		row.About = aboutFigure(l, v, from.Field, from.About)
	}
	if !may {
		return row
	}
	row.Answer, row.Resolve = own.answer(from.ID), own.at(idText(from.ID), "resolve")
	mine := func(said *project.Comment) string {
		if !planner.OwnComment(c.Request.Context(), said) {
			return ""
		}
		return own.at(idText(said.ID), "edit")
	}
	if len(from.Answers) == 0 {
		row.Edit = mine(&from.Comment)
	}
	row.Mine = map[record.ID]string{}
	for i := range from.Answers {
		row.Mine[from.Answers[i].ID] = mine(&from.Answers[i])
	}
	return row
}
