package dbtest

import (
	"context"
	"testing"

	"korridor/db"
)

// A test's database is empty of records and of the current schema.
func TestEachGivesFreshDatabases(t *testing.T) {
	seen := map[string]bool{}
	for range 2 {
		Each(t, func(t *testing.T, dsn string) {
			if seen[dsn] {
				t.Errorf("%s was given out twice", dsn)
			}
			seen[dsn] = true
			s := Open(t, dsn, db.Options{})
			if findings, err := s.Verify(context.Background()); err != nil || len(findings) > 0 {
				t.Errorf("%v, %v", findings, err)
			}
		})
	}
}
