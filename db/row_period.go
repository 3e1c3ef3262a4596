package db

import (
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

type periodRow struct {
	Meta       meta `gorm:"embedded"`
	Code       string
	Name       string
	NameSq     string
	FirstDay   date
	LastDay    date
	CutOffUs   optional
	ClosedBy   string
	ClosedAtUs optional
	Through    optional
	Note       string
	NoteSq     string
}

func newPeriodRow(p *period.Period) periodRow {
	return periodRow{
		Meta: newMeta(p.Meta), Code: p.Code, Name: p.Name.Default, NameSq: p.Name.Albanian,
		FirstDay: date{p.First}, LastDay: date{p.Last}, CutOffUs: micros(p.CutOff),
		ClosedBy: p.ClosedBy, ClosedAtUs: micros(p.ClosedAt), Through: optional(p.Through),
		Note: p.Note.Default, NoteSq: p.Note.Albanian,
	}
}

func (r periodRow) domain() period.Period {
	return period.Period{
		Meta: r.Meta.domain(), Code: r.Code, Name: label(r.Name, r.NameSq),
		First: r.FirstDay.Date, Last: r.LastDay.Date, CutOff: r.CutOffUs.time(),
		ClosedBy: r.ClosedBy, ClosedAt: r.ClosedAtUs.time(), Through: int64(r.Through),
		Note: label(r.Note, r.NoteSq),
	}
}

type commentRow struct {
	Meta         meta `gorm:"embedded"`
	ProjectID    optional
	Kind         record.Kind
	EntityID     record.ID
	Field        string
	AnswersID    optional
	Text         string
	Author       string
	Account      optional
	WrittenAtUs  optional
	ResolvedBy   string
	ResolvedAtUs optional
}

func newCommentRow(c *project.Comment) commentRow {
	return commentRow{
		Meta: newMeta(c.Meta), ProjectID: optional(c.Project), Kind: c.Kind, EntityID: c.Entity, Field: c.Field,
		AnswersID: optional(c.Answers), Text: c.Text, Author: c.Author, Account: optional(c.Account),
		WrittenAtUs: micros(c.At), ResolvedBy: c.ResolvedBy, ResolvedAtUs: micros(c.ResolvedAt),
	}
}

func (r commentRow) domain() project.Comment {
	return project.Comment{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Kind: r.Kind, Entity: r.EntityID, Field: r.Field,
		Answers: r.AnswersID.id(), Text: r.Text, Author: r.Author, Account: int64(r.Account),
		At: r.WrittenAtUs.time(), ResolvedBy: r.ResolvedBy, ResolvedAt: r.ResolvedAtUs.time(),
	}
}
