package planner_test

import (
	"sync"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Of many requests to two servers on one database that add the same record, one
// adds it and all get it; another record is added beside it.
func TestAddedOnceByTwoServers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, dsn string) {
		var servers []*planner.Planner
		var d *desk
		for range 2 {
			store := dbtest.Open(t, dsn, db.Options{Now: func() time.Time { return today }})
			d = &desk{Planner: planner.New(store, func() time.Time { return today }), t: t, store: store}
			servers = append(servers, d.Planner)
		}
		d.fill()
		seen := d.head()
		claim := project.Claim{Project: d.project.ID, Kind: record.Phase, Entity: d.phases[0].ID, Field: "cost", Label: text.Plain("Cost"),
			Value: "5", Unit: "EUR", Basis: project.Sourced, Document: d.doc.ID, Quote: "cost: 5"}
		add := func(p *planner.Planner, c project.Claim) (record.ID, error) {
			command := &planner.SaveClaim{Record: c}
			err := planner.Add(ctx, p, act, command, seen, func(there *project.Claim) bool { return there.Value == c.Value })
			return command.Record.ID, err
		}
		ids, failed := make([]record.ID, 8), make([]error, 8)
		var all sync.WaitGroup
		for i := range ids {
			all.Go(func() { ids[i], failed[i] = add(servers[i%2], claim) })
		}
		all.Wait()
		for i := range ids {
			if failed[i] != nil || ids[i] != ids[0] || ids[i] == 0 {
				t.Errorf("%d: id %d, %v", i, ids[i], failed[i])
			}
		}
		other := claim
		other.Value = "6"
		if id, err := add(servers[0], other); err != nil || id == ids[0] {
			t.Errorf("another one: id %d, %v", id, err)
		}
		claims, err := d.ClaimsAbout(ctx, d.phases[0].ID, "cost")
		if err != nil || len(claims) != 2 || d.head().Seq != seen.Seq+2 {
			t.Errorf("%d claims in %d changes, %v", len(claims), d.head().Seq-seen.Seq, err)
		}
	})
}
