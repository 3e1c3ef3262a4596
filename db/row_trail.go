package db

import (
	"time"

	"korridor/pkg/project"
	"korridor/pkg/record"
)

type documentRow struct {
	Meta      meta `gorm:"embedded"`
	Code      string
	Title     string
	TitleSq   string
	Publisher string
	Address   string
	Date      date
	Note      string
	NoteSq    string
}

func newDocumentRow(d *project.Document) documentRow {
	return documentRow{
		Meta: newMeta(d.Meta), Code: d.Code, Title: d.Title.Default, TitleSq: d.Title.Albanian, Publisher: d.Publisher,
		Address: d.Address, Date: date{d.Date},
		Note: d.Note.Default, NoteSq: d.Note.Albanian,
	}
}

func (r documentRow) domain() project.Document {
	return project.Document{
		Meta: r.Meta.domain(), Code: r.Code, Title: label(r.Title, r.TitleSq), Publisher: r.Publisher,
		Address: r.Address, Date: r.Date.Date, Note: label(r.Note, r.NoteSq),
	}
}

type claimRow struct {
	Meta       meta `gorm:"embedded"`
	ProjectID  optional
	Kind       record.Kind
	EntityID   record.ID
	Field      string
	Label      string
	LabelSq    string
	Value      string
	ValueSq    string
	Unit       string
	Basis      project.Basis
	DocumentID optional
	Quote      string
	Confidence project.Confidence
	Date       date
	Formula    string
	FormulaSq  string
	Note       string
	NoteSq     string
	Chosen     bool
}

func newClaimRow(c *project.Claim) claimRow {
	return claimRow{
		Meta: newMeta(c.Meta), ProjectID: optional(c.Project), Kind: c.Kind, EntityID: c.Entity,
		Field: c.Field, Label: c.Label.Default, LabelSq: c.Label.Albanian,
		Value: c.Value, ValueSq: c.ValueAlbanian, Unit: c.Unit, Basis: c.Basis, DocumentID: optional(c.Document),
		Quote: c.Quote, Confidence: c.Confidence, Date: date{c.Date}, Formula: c.Formula.Default, FormulaSq: c.Formula.Albanian,
		Note: c.Note.Default, NoteSq: c.Note.Albanian, Chosen: c.Chosen,
	}
}

func (r claimRow) domain() project.Claim {
	return project.Claim{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Kind: r.Kind, Entity: r.EntityID,
		Field: r.Field, Label: label(r.Label, r.LabelSq),
		Value: r.Value, ValueAlbanian: r.ValueSq, Unit: r.Unit, Basis: r.Basis, Document: r.DocumentID.id(),
		Quote: r.Quote, Confidence: r.Confidence, Date: r.Date.Date, Formula: label(r.Formula, r.FormulaSq),
		Note: label(r.Note, r.NoteSq), Chosen: r.Chosen,
	}
}

// changeRow is one entry of the chain. It is written once and never updated.
type changeRow struct {
	Seq       int64 `gorm:"primaryKey;autoIncrement:false"`
	AtUs      int64
	Actor     string
	Reason    string
	Command   string
	Batch     int64
	Kind      record.Kind
	EntityID  record.ID
	ProjectID record.ID
	Version   int64
	Before    string
	After     string
	Format    int
	PrevHash  string
	Hash      string

	ActorID     record.ID
	ConfirmedBy string
	ConfirmerID record.ID
}

func newChangeRow(c *record.Change) changeRow {
	return changeRow{
		Seq: c.Seq, AtUs: c.At.UnixMicro(), Actor: c.Actor, Reason: c.Reason, Command: c.Command,
		Batch: c.Batch, Kind: c.Kind, EntityID: c.Entity, ProjectID: c.Project, Version: c.Version,
		Before: c.Before, After: c.After, Format: c.Format, PrevHash: c.Prev, Hash: c.Hash,
		ActorID: c.ActorID, ConfirmedBy: c.ConfirmedBy, ConfirmerID: c.ConfirmerID,
	}
}

func (r changeRow) domain() record.Change {
	return record.Change{
		Seq: r.Seq, At: time.UnixMicro(r.AtUs).UTC(), Actor: r.Actor, Reason: r.Reason, Command: r.Command,
		Batch: r.Batch, Kind: r.Kind, Entity: r.EntityID, Project: r.ProjectID, Version: r.Version,
		Before: r.Before, After: r.After, Format: r.Format, Prev: r.PrevHash, Hash: r.Hash,
		ActorID: r.ActorID, ConfirmedBy: r.ConfirmedBy, ConfirmerID: r.ConfirmerID,
	}
}
