package planner_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// movingDesk is a desk whose clock the test moves.
func movingDesk(t *testing.T, dsn string, now *time.Time) *desk {
	clock := func() time.Time { return *now }
	store := dbtest.Open(t, dsn, db.Options{Now: clock})
	d := &desk{Planner: planner.New(store, clock), t: t, store: store}
	d.fill()
	return d
}

func quarter(n int) period.Period {
	q := schedule.Period{Year: 2026 + n/4, Month: n%4*3 + 1}
	end := schedule.Period{Year: 2026 + n/4, Month: n%4*3 + 3}
	return period.Period{Code: fmt.Sprintf("%d-q%d", 2026+n/4, n%4+1), Name: text.Plain("Quarter"), First: q.First(), Last: schedule.DateOf(end.Last().Last())}
}

// sums writes what is reported of every period, and of none, as lines.
func sums(t *testing.T, d *desk) (byPeriod map[string]string, all map[string]int64) {
	t.Helper()
	v, err := d.Periods(ctx)
	if err != nil {
		t.Fatal(err)
	}
	byPeriod, all = map[string]string{}, map[string]int64{}
	add := func(code string, list []planner.PeriodSum) {
		for _, s := range list {
			byPeriod[code] += fmt.Sprintf("%s %s (%s late);", s.By, s.Total, s.Lates)
			all[string(s.By)+s.Total.Currency().Code()] += s.Total.Minor()
		}
	}
	for _, p := range v.Periods {
		add(p.Code, p.Sums)
	}
	add("", v.Outside)
	maps.DeleteFunc(all, func(_ string, sum int64) bool { return sum == 0 })
	return byPeriod, all
}

// recorded is what the record says was spent.
func recorded(t *testing.T, d *desk) map[string]int64 {
	t.Helper()
	all := map[string]int64{}
	if err := d.store.Read(ctx, func(r planner.Reader) error {
		spent, err := r.Expenditures(ctx, d.project.ID)
		if err != nil {
			return err
		}
		for _, e := range spent {
			all["expenditures"+e.Currency.Code()] += e.Amount.Minor()
		}
		allocations, err := r.Allocations(ctx, d.project.ID)
		for _, a := range allocations {
			if a.Disbursed != nil {
				all["disbursed"+a.Currency.Code()] += a.Disbursed.Minor()
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(all, func(_ string, sum int64) bool { return sum == 0 })
	return all
}

// Whatever is entered, corrected, taken back, closed and opened again, in
// whatever order: what was reported of a closed period stays as it is, and every
// entry counts in exactly one period or in none.
func TestClosedPeriodsStayAsReported(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 7))
		now := time.Date(2026, 1, 2, 9, 0, 0, 0, time.UTC)
		d := movingDesk(t, dbtest.SQLite(t), &now)
		frozen, closings, lates := map[string]string{}, 0, 0
		for range 120 {
			now = now.Add(time.Duration(r.IntN(14*24)) * time.Hour)
			c := randomEntry(t, d, r, now)
			if c == nil {
				continue
			}
			err := d.Do(ctx, act, c)
			if k := fault.KindOf(err); err != nil && (k == fault.Internal || k == fault.Unavailable) {
				t.Fatalf("%s: %v", c.Name(), err)
			}
			byPeriod, all := sums(t, d)
			v, _ := d.Periods(ctx)
			if want := recorded(t, d); len(v.Periods) > 0 && !maps.Equal(all, want) {
				t.Fatalf("seed %d: the periods come to %v, the record to %v", seed, all, want)
			}
			for _, p := range v.Periods {
				was, closed := frozen[p.Code]
				switch {
				case !p.Closed():
					delete(frozen, p.Code)
				case !closed:
					frozen[p.Code] = byPeriod[p.Code]
					closings++
				case was != byPeriod[p.Code]:
					t.Fatalf("seed %d: after %s the closed period %s reports %q, not %q", seed, c.Name(), p.Code, byPeriod[p.Code], was)
				}
				for _, s := range p.Sums {
					lates += s.Late
				}
			}
		}
		if closings < 3 || lates == 0 {
			t.Errorf("seed %d: %d closings and %d late entries test too little", seed, closings, lates)
		}
	}
}

// randomEntry is a command of the property; nil where there is nothing to do.
func randomEntry(t *testing.T, d *desk, r *rand.Rand, now time.Time) planner.Command {
	t.Helper()
	v, err := d.Periods(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var spent []costmodel.Expenditure
	var allocations []funding.Allocation
	var heads []record.Change
	if err := d.store.Read(ctx, func(rd planner.Reader) (err error) {
		if spent, err = rd.Expenditures(ctx, d.project.ID); err != nil {
			return err
		}
		if allocations, err = rd.Allocations(ctx, d.project.ID); err != nil {
			return err
		}
		heads, err = rd.Changes(ctx, planner.ChangeQuery{Heads: true, Limit: 12})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	amount := money.FromMinor(int64(r.IntN(200_000)-50_000), money.EUR)
	date := schedule.DateOf(now.AddDate(0, 0, -r.IntN(200)))
	switch n := r.IntN(12); {
	case n < 4:
		return &planner.SaveExpenditure{Record: costmodel.Expenditure{Project: d.project.ID, Date: date, Amount: &amount, Currency: money.EUR, Phase: d.phases[r.IntN(2)].ID}}
	case n == 4 && len(spent) > 0:
		e := spent[r.IntN(len(spent))]
		e.Amount, e.Date = &amount, date
		return &planner.SaveExpenditure{Record: e}
	case n == 5 && len(spent) > 0:
		e := spent[r.IntN(len(spent))]
		return &planner.Delete{Kind: record.Expenditure, ID: e.ID, Version: e.Version}
	case n == 6:
		paid := money.FromMinor(int64(r.IntN(100_000)), money.EUR)
		if len(allocations) == 0 || r.IntN(2) == 0 {
			return &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2025 + r.IntN(3), Currency: money.EUR,
				Approved: &paid, Committed: &paid, Disbursed: &paid}}
		}
		a := allocations[r.IntN(len(allocations))]
		a.Approved, a.Committed, a.Disbursed = &paid, &paid, &paid
		return &planner.SaveAllocation{Record: a}
	case n == 7:
		p := quarter(len(v.Periods) + r.IntN(2))
		return &planner.SavePeriod{Record: p}
	case n < 10 && v.Closable != nil:
		cut := v.Closable.Last.Last().Add(time.Duration(r.IntN(40*24)) * time.Hour)
		if cut.After(now) {
			cut = now
		}
		p := v.Closable
		if r.IntN(8) == 0 {
			p = &v.Calendar[r.IntN(len(v.Calendar))]
		}
		return &planner.ClosePeriod{Period: p.ID, Version: p.Version, CutOff: cut}
	case n >= 10:
		return &planner.Undo{Batch: heads[r.IntN(len(heads))].Seq}
	}
	return nil
}

// What cannot be is refused by name: periods that overlap, closing into the
// future or out of turn, and any change of what is closed but by undoing.
func TestPeriodsAreRefused(t *testing.T) {
	now := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	d := movingDesk(t, dbtest.SQLite(t), &now)
	now = time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)
	q2, q3 := save(d, &planner.SavePeriod{Record: quarter(1)}).Record, save(d, &planner.SavePeriod{Record: quarter(2)}).Record
	refused := func(c planner.Command, key string) {
		t.Helper()
		err := d.Do(ctx, act, c)
		if err == nil || !slices.Contains(keysOf(err), key) {
			t.Errorf("%s: %v, want %s", c.Name(), err, key)
		}
	}
	overlapping := quarter(2)
	overlapping.Code = "other"
	refused(&planner.SavePeriod{Record: overlapping}, "period.overlaps")
	cut := time.Date(2026, 10, 10, 18, 0, 0, 0, time.UTC)
	refused(&planner.ClosePeriod{Period: q3.ID, Version: q3.Version, CutOff: cut}, "period.order")
	refused(&planner.ClosePeriod{Period: q2.ID, Version: q2.Version, CutOff: now.Add(time.Hour)}, "period.future")
	refused(&planner.ClosePeriod{Period: q2.ID, Version: q2.Version, CutOff: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -31)}, "period.before_record")
	refused(&planner.ClosePeriod{Period: q2.ID, Version: q2.Version, CutOff: time.Date(2026, 6, 20, 0, 0, 0, 0, time.UTC)}, "period.early")
	if err := d.Do(ctx, planner.Act{Actor: "Ana"}, &planner.ClosePeriod{Period: q2.ID, Version: q2.Version, CutOff: now}); !fault.Is(err, fault.Invalid) {
		t.Errorf("closed without a reason: %v", err)
	}
	save(d, &planner.ClosePeriod{Period: q2.ID, Version: q2.Version, CutOff: now})
	closing := d.head().Seq
	refused(&planner.ClosePeriod{Period: q3.ID, Version: q3.Version, CutOff: cut}, "period.cut_off_order")
	d.get(q2.ID, &q2)
	refused(&planner.SavePeriod{Record: q2}, "period.closed")
	refused(&planner.Delete{Kind: record.Period, ID: q2.ID, Version: q2.Version}, "period.closed")
	refused(&planner.ClosePeriod{Period: q2.ID, Version: q2.Version, CutOff: now}, "period.closed")
	refused(&planner.SavePeriod{Record: quarter(0)}, "period.before_closed")
	save(d, &planner.ClosePeriod{Period: q3.ID, Version: q3.Version, CutOff: now})
	refused(&planner.Undo{Batch: closing}, "period.order")
	save(d, &planner.Undo{Batch: d.head().Seq})
	save(d, &planner.Undo{Batch: closing})
	if d.get(q2.ID, &q2); q2.Closed() || q2.Through != 0 {
		t.Errorf("undone, it is %+v", q2)
	}
}

// keysOf are the keys of a fault and of its fields.
func keysOf(err error) []string {
	var keys []string
	if f, ok := err.(*fault.Error); ok {
		keys = append(keys, f.Message.Key)
		for _, field := range f.Fields {
			keys = append(keys, field.Message.Key)
		}
	}
	return keys
}
