package db

import (
	"cmp"
	"context"

	"gorm.io/gorm"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
)

var proposals = &kind[proposal.Proposal, *proposal.Proposal, proposalRow]{
	table:   table{kind: record.Proposal, name: "proposals", label: "id"},
	newRow:  newProposalRow,
	compare: func(a, b *proposal.Proposal) int { return cmp.Compare(b.ID, a.ID) },
}

type proposalRow struct {
	Meta          meta `gorm:"embedded"`
	ProjectID     optional
	Command       string
	Written       string
	Based         jsonText[[]proposal.Base]
	Changes       jsonText[[]proposal.Change]
	More          int
	Reason        string
	Status        proposal.Status
	Author        string
	AuthorID      record.ID
	MadeAtUs      optional
	SubmittedAtUs optional
	Comment       string
	Moved         bool
	Decider       string
	DeciderID     record.ID
	DecidedAtUs   optional
}

func newProposalRow(p *proposal.Proposal) proposalRow {
	return proposalRow{
		Meta: newMeta(p.Meta), ProjectID: optional(p.Project), Command: p.Command, Written: p.Written,
		Based: listAsJSON(p.Based), Changes: listAsJSON(p.Changes), More: p.More, Reason: p.Reason, Status: p.Status,
		Author: p.Author, AuthorID: p.AuthorID, MadeAtUs: micros(p.MadeAt), SubmittedAtUs: micros(p.SubmittedAt),
		Comment: p.Comment, Moved: p.Moved, Decider: p.Decider, DeciderID: p.DeciderID, DecidedAtUs: micros(p.DecidedAt),
	}
}

func (r proposalRow) domain() proposal.Proposal {
	return proposal.Proposal{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Command: r.Command, Written: r.Written,
		Based: r.Based.v, Changes: r.Changes.v, More: r.More, Reason: r.Reason, Status: r.Status,
		Author: r.Author, AuthorID: r.AuthorID, MadeAt: r.MadeAtUs.time(), SubmittedAt: r.SubmittedAtUs.time(),
		Comment: r.Comment, Moved: r.Moved, Decider: r.Decider, DeciderID: r.DeciderID, DecidedAt: r.DecidedAtUs.time(),
	}
}

// authorIs selects by author: by account, or by name where there is none.
func authorIs(p *access.Person) (condition string, args []any) {
	if p.ID != 0 {
		return "author_id = ?", []any{p.ID}
	}
	return "(author_id = 0 AND author = ?)", []any{p.Name}
}

// Proposals implements planner.Reader.
func (r *reader) Proposals(ctx context.Context, q planner.ProposalQuery) ([]proposal.Proposal, int, error) {
	matching := func() *gorm.DB {
		tx := r.db(ctx).Table(proposals.name)
		if q.Projects != nil {
			condition, ids := amongOrNone(tx, "project_id", q.Projects)
			tx = tx.Where(condition, ids)
		}
		if len(q.Statuses) > 0 {
			tx = tx.Where("status IN ?", q.Statuses)
		}
		if q.By != nil {
			condition, args := authorIs(q.By)
			tx = tx.Where(condition, args...)
		}
		if q.NotBy != nil {
			condition, args := authorIs(q.NotBy)
			tx = tx.Where("NOT "+condition, args...)
		}
		return tx
	}
	var total int64
	if err := matching().Count(&total).Error; err != nil || total == 0 || q.OnlyCount {
		return nil, int(total), r.fail(ctx, err)
	}
	query := matching().Order("id DESC").Offset(q.Offset)
	if q.Limit > 0 {
		query = query.Limit(q.Limit)
	}
	if q.Brief {
		query = query.Model(&proposalRow{}).Omit("written")
	}
	page, err := proposals.load(query, nil)
	return page, int(total), r.fail(ctx, err)
}
