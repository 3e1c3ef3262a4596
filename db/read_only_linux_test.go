package db_test

import (
	"os"
	"path/filepath"
	"testing"

	"korridor/db"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// The right to read is enough to read a database, to check it and to copy it,
// whichever journal it was left with.
func TestReadingTakesTheRightToRead(t *testing.T) {
	used := filled(t)
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	source, err := db.Open(t.Context(), put(t, t.TempDir(), used), db.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	if err := source.Backup(t.Context(), fresh); err != nil { // which SQLite leaves in another journal mode
		t.Fatal(err)
	}
	copied, err := os.ReadFile(fresh)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"as it was left": used, "as it was copied": copied} {
		for _, folder := range []os.FileMode{0o555, 0o777} {
			path := readable(t, content, 0o444, folder)
			out := filepath.Dir(readable(t, nil, 0o666, 0o777))
			asNobody(t, func() {
				s, err := db.Open(t.Context(), path, db.Options{ReadOnly: true})
				if err != nil {
					t.Errorf("%s, folder %o: %v", name, folder, err)
					return
				}
				defer s.Close()
				mustVerify(t, s)
				if err := s.Backup(t.Context(), filepath.Join(out, "copy.db")); err != nil {
					t.Errorf("%s, folder %o: %v", name, folder, err)
				}
				err = s.Write(t.Context(), record.Stamp{Actor: "x", Command: "x"}, func(w planner.Writer) error {
					return w.Save(t.Context(), &project.Document{Code: "another", Title: text.Plain("New")})
				})
				wantFault(t, err, fault.Unavailable, "database.read_only")
			})
			if after, err := os.ReadFile(path); err != nil || string(after) != string(content) {
				t.Errorf("%s, folder %o: the file was changed (%v)", name, folder, err)
			}
		}
	}
}
