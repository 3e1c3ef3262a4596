package web

import (
	"time"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// commentView is a comment as the trail of its figure shows it.
type commentView struct {
	ID     record.ID
	Author string
	At     time.Time
	Text   string
}

// threadView is a comment with its answers.
type threadView struct {
	commentView
	Answers    []commentView
	ResolvedBy string // "": it waits for somebody
	ResolvedAt time.Time
}

// commentsURL is the short address of what people say about a figure, which
// leads to the one under its project.
func commentsURL(id record.ID, field string) string { return "/comments" + claimQuery(id, field) }

// talk adds to a figure what people say about it, and where they do.
func (t *trail) talk(f *Figure, id record.ID, field string) {
	if id == 0 {
		return
	}
	f.Comments = commentsURL(id, field)
	f.Threads, f.Open = t.threads(id, field)
}

// threads returns what is said about a figure of a record, and how many of the
// comments are open.
func (t *trail) threads(id record.ID, field string) (views []threadView, open int) {
	said := t.record.Threads(id, field)
	for i := range said {
		if said[i].Open() {
			open++
		}
		views = append(views, newThreadView(&said[i]))
	}
	return views, open
}

func newThreadView(from *planner.Thread) threadView {
	v := threadView{commentView: newCommentView(&from.Comment), ResolvedBy: from.ResolvedBy, ResolvedAt: from.ResolvedAt}
	for i := range from.Answers {
		v.Answers = append(v.Answers, newCommentView(&from.Answers[i]))
	}
	return v
}

func newCommentView(c *project.Comment) commentView {
	return commentView{ID: c.ID, Author: c.Author, At: c.At, Text: c.Text}
}
