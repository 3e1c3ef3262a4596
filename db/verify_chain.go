package db

import (
	"context"
	"fmt"
	"strings"

	"korridor/pkg/record"
)

// changes follows the chain from its beginning to the head.
func (v *verifier) changes(ctx context.Context) error {
	var last record.Change
	for {
		var rows []changeRow
		err := v.db(ctx).Table("changes").Where("seq > ?", last.Seq).Order("seq").Limit(verifyBatch).Find(&rows).Error
		if err != nil {
			return v.fail(ctx, err)
		}
		if len(rows) == 0 {
			return v.headAgrees(ctx, last)
		}
		for _, row := range rows {
			change := row.domain()
			if err := v.link(&last, &change); err != nil {
				return err
			}
			last = change
		}
	}
}

// link checks one change against the one before it.
func (v *verifier) link(last, change *record.Change) error {
	if change.Seq != last.Seq+1 {
		if err := v.found("check.gap", "changes are missing between {from} and {to}", "from", last.Seq, "to", change.Seq); err != nil {
			return err
		}
	} else if change.Prev != last.Hash {
		if err := v.found("check.unchained", "change {seq} does not carry the hash of the change before it", "seq", change.Seq); err != nil {
			return err
		}
	}
	if change.At.Before(last.At) {
		if err := v.found("check.time", "change {seq} is dated before the change before it", "seq", change.Seq); err != nil {
			return err
		}
	}
	if change.ComputeHash() != change.Hash {
		return v.found("check.altered", "change {seq}, of {kind} {id}, was altered after it was recorded: its hash does not fit",
			"seq", change.Seq, "kind", string(change.Kind), "id", int64(change.Entity))
	}
	return nil
}

func (v *verifier) headAgrees(ctx context.Context, last record.Change) error {
	var head headRow
	if err := v.db(ctx).Table(headTable).Take(&head).Error; err != nil {
		return v.fail(ctx, err)
	}
	if head.Seq != last.Seq || head.Hash != last.Hash || (last.Seq != 0 && head.AtUs != last.At.UnixMicro()) {
		if err := v.found("check.head", "the chain ends with change {last}, but its head says {head}", "last", last.Seq, "head", head.Seq); err != nil {
			return err
		}
	}
	return v.nextID(ctx, head.NextID)
}

// nextID checks that the next id to give out is one that no record ever had.
func (v *verifier) nextID(ctx context.Context, next record.ID) error {
	columns := []string{"SELECT MAX(entity_id) AS id FROM changes"}
	for _, k := range kinds {
		columns = append(columns, "SELECT MAX(id) FROM "+k.info().name)
	}
	var newest record.ID
	query := "SELECT COALESCE(MAX(id), 0) FROM (" + strings.Join(columns, " UNION ALL ") + ") AS given"
	if err := v.db(ctx).Raw(query).Scan(&newest).Error; err != nil {
		return v.fail(ctx, err)
	}
	if next <= newest {
		return v.found("check.next_id", "the next record would get the id {next}, but {newest} was given out already", "next", int64(next), "newest", int64(newest))
	}
	return nil
}

// history compares every record with its newest change.
func (v *verifier) history(ctx context.Context) error {
	for _, k := range kinds {
		var after record.ID
		for {
			live, err := k.after(v.db(ctx), after, verifyBatch)
			if err != nil {
				return v.fail(ctx, err)
			}
			if len(live) == 0 {
				break
			}
			after = live[len(live)-1].RecordMeta().ID
			if err := v.compare(ctx, k, live); err != nil {
				return err
			}
		}
		if err := v.vanished(ctx, k); err != nil {
			return err
		}
	}
	return nil
}

// compare holds live records against their newest changes.
func (v *verifier) compare(ctx context.Context, k stored, live []record.Entity) error {
	ids := make([]record.ID, len(live))
	for i, e := range live {
		ids[i] = e.RecordMeta().ID
	}
	tx := v.db(ctx)
	var rows []changeRow
	err := tx.Table("changes").Where("seq IN (SELECT MAX(seq) FROM changes WHERE "+among(tx, "entity_id")+" GROUP BY entity_id)",
		idList(tx, ids)).Find(&rows).Error
	if err != nil {
		return v.fail(ctx, err)
	}
	newest := make(map[record.ID]changeRow, len(rows))
	for _, row := range rows {
		newest[row.EntityID] = row
	}
	for _, e := range live {
		if err := v.compareOne(k, e, newest[e.RecordMeta().ID]); err != nil {
			return err
		}
	}
	return nil
}

// compareOne reads the snapshot and writes it again first, so that a field that
// records have gained since then does not count as a difference.
func (v *verifier) compareOne(k stored, e record.Entity, newest changeRow) error {
	kind, id := string(k.info().kind), int64(e.RecordMeta().ID)
	if newest.Seq == 0 || newest.After == "" {
		return v.found("check.unrecorded", "the {kind} {id} is there, but no change says so", "kind", kind, "id", id)
	}
	told := k.blank()
	if err := record.Decode(newest.After, told); err != nil {
		return v.found("check.unreadable", "the snapshot in change {seq} cannot be read: {problem}", "seq", newest.Seq, "problem", err.Error())
	}
	says, err := record.Encode(told)
	if err != nil {
		return err
	}
	is, err := record.Encode(e)
	if err != nil {
		return err
	}
	if is != says {
		return v.found("check.differs", "the {kind} {id} is not what change {seq}, its newest, says", "kind", kind, "id", id, "seq", newest.Seq)
	}
	return nil
}

// vanished finds records whose newest change says that they are there and that are not.
func (v *verifier) vanished(ctx context.Context, k stored) error {
	var rows []struct {
		EntityID record.ID
		Seq      int64
	}
	err := v.db(ctx).Raw(fmt.Sprintf(`SELECT c.entity_id, c.seq FROM changes c WHERE c.kind = ? AND c.after <> ''
		AND NOT EXISTS (SELECT 1 FROM %s e WHERE e.id = c.entity_id)
		AND NOT EXISTS (SELECT 1 FROM changes n WHERE n.entity_id = c.entity_id AND n.seq > c.seq)
		ORDER BY c.seq LIMIT %d`, k.info().name, maxFindings+1), k.info().kind).Scan(&rows).Error
	if err != nil {
		return v.fail(ctx, err)
	}
	for _, r := range rows {
		if err := v.found("check.vanished", "the {kind} {id} is not there, but change {seq}, its newest, says so",
			"kind", string(k.info().kind), "id", int64(r.EntityID), "seq", r.Seq); err != nil {
			return err
		}
	}
	return nil
}
