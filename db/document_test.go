package db_test

import (
	"fmt"
	"testing"

	"korridor/db"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

func documentCode(d project.Document) string { return d.Code }

// Documents are found by id, and those that the most claims rest on stand first
// among all.
func TestDocumentsByIDAndByUse(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		var more []*project.Document
		for i := range 4 {
			d := &project.Document{Code: fmt.Sprintf("d%d", i), Title: text.Plain("Document")}
			save(t, s, d)
			more = append(more, d)
		}
		for i := range 3 { // on d2; newWorld's own claim rests on study
			save(t, s, &project.Claim{Kind: record.Programme, Entity: w.programme.ID, Field: fmt.Sprintf("f%d", i), Label: text.Plain("Fact"), Value: "1",
				Basis: project.Sourced, Document: more[2].ID, Quote: "q"})
		}
		read(t, s, func(r planner.Reader) error {
			for want, ids := range map[string][]record.ID{"": nil, "d1 d3": {more[3].ID, more[1].ID, more[1].ID, w.project.ID, 0}} {
				found, err := r.DocumentsByID(t.Context(), ids)
				if err != nil || codes(found, documentCode) != want {
					t.Errorf("%v: %q, %v, want %q", ids, codes(found, documentCode), err, want)
				}
			}
			for _, c := range []struct {
				limit, offset int
				want          string
			}{{10, 0, "d2:3 study:1 d0:0 d1:0 d3:0"}, {2, 1, "study:1 d0:0"}, {2, 4, "d3:0"}, {2, 6, ""}} {
				page, total, err := r.DocumentUse(t.Context(), c.limit, c.offset)
				got := codes(page, func(u planner.DocumentUse) string { return fmt.Sprintf("%s:%d", u.Code, u.Claims) })
				if err != nil || total != 5 || got != c.want {
					t.Errorf("%d from %d: %q of %d, %v, want %q", c.limit, c.offset, got, total, err, c.want)
				}
			}
			return nil
		})
	})
}
