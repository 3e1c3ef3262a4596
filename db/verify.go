package db

import (
	"context"
	"errors"
	"fmt"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// Check names one of the checks of Verify.
type Check string

// The checks, in the order in which they are made.
const (
	Storage    Check = "storage"    // the database itself is intact
	References Check = "references" // every reference leads to a record
	Chain      Check = "chain"      // the changes follow each other, none altered
	History    Check = "history"    // the records are what their newest changes say
)

// Finding is something that Verify found wrong.
type Finding struct {
	Check   Check
	Message fault.Message
}

// maxFindings bounds what one check reports; it then says that there is more.
const maxFindings = 20

// verifyBatch is how many rows a check holds at a time.
const verifyBatch = 500

// Verify checks the whole database, in one consistent state, and returns what
// it found wrong, nothing being well. An error means that a check could not be
// made; the findings before it are returned with it.
func (s *Store) Verify(ctx context.Context) ([]Finding, error) {
	v := &verifier{}
	err := s.Read(ctx, func(r planner.Reader) error {
		v.reader = r.(*reader)
		var failures []error
		for _, c := range []struct {
			check Check
			run   func(context.Context) error
		}{
			{Storage, v.storage}, {References, v.references}, {Chain, v.changes}, {History, v.history},
		} {
			v.check, v.count = c.check, 0
			if err := c.run(ctx); err != nil && !errors.Is(err, errEnough) {
				failures = append(failures, err)
			}
		}
		return errors.Join(failures...)
	})
	if len(v.findings) > 0 && fault.Is(err, fault.Unavailable) {
		err = nil // damage that a check ran into is among the findings
	}
	return v.findings, err
}

type verifier struct {
	*reader
	check    Check
	count    int
	findings []Finding
}

// errEnough ends a check that found too much.
var errEnough = errors.New("enough findings")

// found notes a finding; its error ends the check.
func (v *verifier) found(key, english string, pairs ...any) error {
	m := fault.Say(key, english, pairs...)
	if v.count++; v.count > maxFindings {
		m = fault.Say("check.more", "there is more of this kind; the rest is not listed")
	}
	v.findings = append(v.findings, Finding{Check: v.check, Message: m})
	if v.count > maxFindings {
		return errEnough
	}
	return nil
}

// storage runs SQLite's own checks. PostgreSQL keeps its constraints itself.
func (v *verifier) storage(ctx context.Context) error {
	if !isSQLite(v.tx) {
		return nil
	}
	var lines []string
	err := v.fail(ctx, v.db(ctx).Raw("PRAGMA integrity_check(20)").Scan(&lines).Error)
	if fault.Is(err, fault.Unavailable) {
		return errors.Join(err, v.found("check.damaged", "{problem}", "problem", err.Error()))
	}
	for _, line := range lines {
		if line == "ok" {
			break
		}
		if err := v.found("check.damaged", "{problem}", "problem", line); err != nil {
			return err
		}
	}
	return err
}

// references finds references to records that are not there.
func (v *verifier) references(ctx context.Context) error {
	if isSQLite(v.tx) {
		var broken []struct {
			Table  string
			Rowid  int64
			Parent string
		}
		if err := v.db(ctx).Raw("PRAGMA foreign_key_check").Scan(&broken).Error; err != nil {
			return v.fail(ctx, err)
		}
		for _, b := range broken {
			if err := v.found("check.reference", "the row {row} of {table} refers to a record that is not in {parent}",
				"row", b.Rowid, "table", b.Table, "parent", b.Parent); err != nil {
				return err
			}
		}
	}
	for _, k := range kinds {
		if err := v.lost(ctx, k, "claims", func(id record.ID) error {
			return v.found("check.claim", "the claim {id} is about a record of the kind {kind} that is not there",
				"id", int64(id), "kind", string(k.info().kind))
		}); err != nil {
			return err
		}
		if err := v.lost(ctx, k, "comments", func(id record.ID) error {
			return v.found("check.comment", "the comment {id} is about a record of the kind {kind} that is not there",
				"id", int64(id), "kind", string(k.info().kind))
		}); err != nil {
			return err
		}
	}
	return nil
}

// lost finds the rows of a table that are about a record of the kind that is not
// there.
func (v *verifier) lost(ctx context.Context, k stored, table string, found func(record.ID) error) error {
	var lost []record.ID
	err := v.db(ctx).Raw(fmt.Sprintf(`SELECT id FROM %s c WHERE kind = ?
		AND NOT EXISTS (SELECT 1 FROM %s e WHERE e.id = c.entity_id) ORDER BY id LIMIT %d`, table, k.info().name, maxFindings+1),
		k.info().kind).Scan(&lost).Error
	if err != nil {
		return v.fail(ctx, err)
	}
	for _, id := range lost {
		if err := found(id); err != nil {
			return err
		}
	}
	return nil
}
