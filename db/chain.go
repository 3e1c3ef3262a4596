package db

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// headRow is the one row of chain_head: the end of the chain of changes and
// the next id to give out.
type headRow struct {
	Seq    int64
	AtUs   int64
	Hash   string
	NextID record.ID
}

// headTable is the table of headRow, apart from the records.
const headTable = "chain_head"

// lockHead reads the end of the chain and locks it until the transaction ends:
// two writers that both read it first would fork the chain. SQLite has one
// writer at a time anyhow.
func lockHead(tx *gorm.DB) (headRow, error) {
	if !isSQLite(tx) {
		tx = tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
	}
	var head headRow
	err := tx.Table(headTable).Take(&head).Error
	return head, err
}

// Head implements planner.Reader.
func (r *reader) Head(ctx context.Context) (planner.Head, error) {
	var head headRow
	if err := r.db(ctx).Table(headTable).Take(&head).Error; err != nil || head.Seq == 0 {
		return planner.Head{}, r.fail(ctx, err)
	}
	return planner.Head{Seq: head.Seq, At: time.UnixMicro(head.AtUs).UTC(), Hash: head.Hash}, nil
}

// chain appends one command's changes.
type chain struct {
	head    headRow
	stored  headRow // as the database has it
	stamp   record.Stamp
	at      time.Time
	batch   int64
	pending []changeRow
}

// maxPending bounds the changes held in memory before they are written.
const maxPending = 200

func newChain(head headRow, stamp record.Stamp, now time.Time) chain {
	at := max(now.UnixMicro(), head.AtUs) // a clock that was set back does not turn the history around
	return chain{head: head, stored: head, stamp: stamp, at: time.UnixMicro(at).UTC(), batch: head.Seq + 1}
}

// newID gives out an id that no record of any kind ever had.
func (c *chain) newID() record.ID {
	id := c.head.NextID
	c.head.NextID++
	return id
}

// add chains a change, of which the record's part is given.
func (c *chain) add(tx *gorm.DB, change record.Change) error {
	change.Seq, change.At, change.Batch, change.Prev = c.head.Seq+1, c.at, c.batch, c.head.Hash
	change.Actor, change.Reason, change.Command = c.stamp.Actor, c.stamp.Reason, c.stamp.Command
	change.ActorID, change.ConfirmedBy, change.ConfirmerID = c.stamp.ActorID, c.stamp.ConfirmedBy, c.stamp.ConfirmerID
	change.Format = record.ChangeFormat
	change.Hash = change.ComputeHash()
	c.head.Seq, c.head.AtUs, c.head.Hash = change.Seq, c.at.UnixMicro(), change.Hash
	c.pending = append(c.pending, newChangeRow(&change))
	if len(c.pending) < maxPending {
		return nil
	}
	return c.flush(tx)
}

// flush writes the pending changes and the end of the chain.
func (c *chain) flush(tx *gorm.DB) error {
	if c.head == c.stored {
		return nil
	}
	if len(c.pending) > 0 {
		if err := tx.Table("changes").Create(&c.pending).Error; err != nil {
			return err
		}
	}
	err := tx.Table(headTable).Where("id = 1").Updates(map[string]any{
		"seq": c.head.Seq, "at_us": c.head.AtUs, "hash": c.head.Hash, "next_id": c.head.NextID}).Error
	if err == nil {
		c.pending, c.stored = c.pending[:0], c.head
	}
	return err
}
