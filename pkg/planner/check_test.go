package planner_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/db"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// A rate that its chosen claim does not agree with is found, though it belongs
// to no project.
func TestCheckGoesThroughWhatBelongsToNoProject(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, store *db.Store) {
		err := store.Write(ctx, record.Stamp{Actor: "test", Command: "test"}, func(w planner.Writer) error {
			rates, err := w.ExchangeRates(ctx)
			if err != nil {
				return err
			}
			rates[0].Rate.Decimal = rates[0].Rate.Decimal.Add(decimal.New(1, 0))
			return w.Save(ctx, &rates[0])
		})
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		if err := p.Check(ctx, func(code string, m fault.Message) { found = append(found, code+": "+m.String()) }); err != nil {
			t.Fatal(err)
		}
		if len(found) != 1 || !strings.HasPrefix(found[0], ": exchange_rate ") {
			t.Errorf("found %q", found)
		}
	})
}
