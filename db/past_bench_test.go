package db_test

import (
	"database/sql"
	"fmt"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/text"
)

// What a long history holds: documents that are added and changed by turns.
const (
	benchChanges   = 100_000
	benchDocuments = 20_000
	benchChunk     = 1_000 // changes in one write
)

// BenchmarkPast reads a former state of a record with 100,000 changes: the first
// time, when another one near it is kept, and when it is kept itself.
func BenchmarkPast(b *testing.B) {
	if testing.Short() {
		b.Skip("makes a history of 100,000 changes")
	}
	dsn := dbtest.SQLite(b)
	s := dbtest.Open(b, dsn, db.Options{})
	documents := make([]project.Document, benchDocuments)
	for from := 0; from < benchChanges; from += benchChunk {
		write(b, s, func(w planner.Writer) error {
			for i := from; i < from+benchChunk; i++ {
				d := &documents[i%benchDocuments]
				d.Code, d.Title = fmt.Sprintf("d-%d", i%benchDocuments), text.Plain(fmt.Sprintf("Edition %d", i))
				if err := w.Save(b.Context(), d); err != nil {
					return err
				}
			}
			return nil
		})
	}
	look := func(b *testing.B, s *db.Store, seq int64) {
		d := project.Document{}
		err := s.ReadAt(b.Context(), seq, func(r planner.Reader) error { return r.Get(b.Context(), documents[7].ID, &d) })
		if err != nil || d.Code != "d-7" {
			b.Fatalf("%+v, %v", d, err)
		}
	}
	b.Run("First", func(b *testing.B) {
		for b.Loop() {
			fresh, err := db.Open(b.Context(), dsn, db.Options{})
			if err != nil {
				b.Fatal(err)
			}
			look(b, fresh, benchChanges-benchChunk)
			if err := fresh.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Near", func(b *testing.B) {
		seq := int64(benchChanges - benchChunk)
		look(b, s, seq)
		for b.Loop() {
			seq -= benchChunk
			look(b, s, seq)
		}
	})
	b.Run("Kept", func(b *testing.B) {
		for b.Loop() {
			look(b, s, benchChanges-benchChunk)
		}
	})
}

// BenchmarkAudit writes a document durably: into its table alone, and with the
// change, its hash and the head of the chain that the store keeps with it.
func BenchmarkAudit(b *testing.B) {
	b.Run("TableAlone", func(b *testing.B) {
		dsn := dbtest.SQLite(b)
		pool, err := sql.Open("sqlite3", dsn+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_foreign_keys=on")
		if err != nil {
			b.Fatal(err)
		}
		defer pool.Close()
		pool.SetMaxOpenConns(1)
		for i := 0; b.Loop(); i++ {
			if _, err := pool.Exec(`INSERT INTO documents VALUES (?, 1, ?, 'Study', '', '', '', NULL, '', '')`, 100+i, fmt.Sprintf("d-%d", i)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("WithHistory", func(b *testing.B) {
		s := dbtest.Open(b, dbtest.SQLite(b), db.Options{})
		for i := 0; b.Loop(); i++ {
			write(b, s, func(w planner.Writer) error {
				return w.Save(b.Context(), &project.Document{Code: fmt.Sprintf("d-%d", i), Title: text.Plain("Study")})
			})
		}
	})
}
