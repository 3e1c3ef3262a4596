package planner

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
)

// Limits on what is worked out while a page waits: so many projects, and so many
// changes to find them by.
const (
	shortfallsNow    = reportBatch
	shortfallChanges = 500
	shortfallTime    = 10 * time.Minute // in the background
)

// shortfall is what a project's cost model needs in the coming years beyond what
// is secured for them.
type shortfall struct {
	project              project.Project
	need, secured, short money.Amount // short: the gap of the model's headline
}

// shortfalls keeps the projects whose need is above the secured money. To make
// the models of ten thousand projects takes many seconds: only projects that
// changed are looked at again, and where too many did, all are in the background.
type shortfalls struct {
	mutex   sync.Mutex
	head    Head
	today   schedule.Date
	found   map[record.ID]shortfall
	working bool // in the background
}

// notices returns the largest shortfalls as notices; pending says that they are
// being worked out.
func (s *shortfalls) notices(ctx context.Context, p *Planner, r Reader, head Head, today schedule.Date) (list []Notice, pending bool, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if head.Seq != s.head.Seq || head.Hash != s.head.Hash || today != s.today {
		if err := s.update(ctx, p, whole(r), head, today); err != nil {
			return nil, false, err
		}
		if head.Hash != s.head.Hash || today != s.today {
			return nil, true, nil
		}
	}
	return s.list(r), false, nil
}

// update brings the list to the head, or has that done in the background.
func (s *shortfalls) update(ctx context.Context, p *Planner, r Reader, head Head, today schedule.Date) error {
	if s.working {
		return nil
	}
	ids, ok, err := s.changed(ctx, r, head, today)
	if err != nil {
		return err
	}
	found := map[record.ID]shortfall{}
	q := ProjectQuery{OnlyOpen: true, PhasesFrom: today.Year() + 1, PhasesTo: today.Year() + GapYears, Limit: 1}
	if ok {
		for id, was := range s.found {
			if !slices.Contains(ids, id) {
				found[id] = was
			}
		}
		q.IDs = ids
	} else if _, total, err := r.Projects(ctx, q); err != nil {
		return err
	} else if total > shortfallsNow {
		s.working = true
		go s.work(AsOf(context.Background(), PastOf(ctx)), p, today)
		return nil
	}
	if !ok || len(ids) > 0 {
		if err := findShortfalls(ctx, r, q, today, found); err != nil {
			return err
		}
	}
	s.head, s.today, s.found = head, today, found
	return nil
}

// changed returns the projects that changed since the list was made; ok is false
// where all are to be looked at.
func (s *shortfalls) changed(ctx context.Context, r Reader, head Head, today schedule.Date) (ids []record.ID, ok bool, err error) {
	if s.found == nil || today != s.today || head.Seq <= s.head.Seq { // not later: another record
		return nil, false, nil
	}
	changes, err := r.Changes(ctx, ChangeQuery{After: s.head.Seq, Limit: shortfallChanges + 1})
	if err != nil || len(changes) > shortfallChanges {
		return nil, false, err
	}
	for i := range changes {
		switch c := &changes[i]; {
		case c.Project != 0:
			ids = append(ids, c.Project)
		case c.Kind == record.Project:
			ids = append(ids, c.Entity)
		case c.Kind == record.IndexSeries || c.Kind == record.ExchangeRate:
			return nil, false, nil // any model may rest on it
		}
	}
	if n := len(changes); n > 0 && changes[n-1].Prev != s.head.Hash {
		return nil, false, nil // another record than the one that the list was made from
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids, len(ids) <= shortfallsNow, nil
}

// work looks at all projects. What fails is tried again by the next page.
func (s *shortfalls) work(ctx context.Context, p *Planner, today schedule.Date) {
	ctx, cancel := context.WithTimeout(ctx, shortfallTime)
	defer cancel()
	found := map[record.ID]shortfall{}
	var head Head
	err := p.state(ctx, func(r Reader) error {
		var err error
		if head, err = r.Head(ctx); err != nil {
			return err
		}
		return findShortfalls(ctx, r, ProjectQuery{OnlyOpen: true, PhasesFrom: today.Year() + 1, PhasesTo: today.Year() + GapYears}, today, found)
	})
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.working = false
	if err == nil {
		s.head, s.today, s.found = head, today, found
	}
}

// findShortfalls adds the shortfalls of the projects that match.
func findShortfalls(ctx context.Context, r Reader, q ProjectQuery, today schedule.Date, found map[record.ID]shortfall) error {
	run := &reportRun{r: r, q: ReportQuery{Report: report.CashFlow}, today: today}
	for q.Limit, q.Offset = reportBatch, 0; ; q.Offset += q.Limit {
		page, _, err := r.Projects(ctx, q)
		if err != nil || len(page) == 0 {
			return err
		}
		parts, err := run.load(ctx, reportRows[report.CashFlow.Name], page)
		if err != nil {
			return err
		}
		for i := range page {
			m, err := run.modelOf(ctx, parts, &page[i])
			if err != nil {
				return err
			}
			if m == nil {
				continue
			}
			short, ok, err := shortfallOf(m, page[i], today)
			if err != nil {
				return err
			}
			if ok {
				found[page[i].ID] = short
			}
		}
		if len(page) < q.Limit {
			return nil
		}
	}
}

// shortfallOf is the gap that the project's cost page tells; ok is false where
// there is none, or where it is not known.
func shortfallOf(m *modelResult, p project.Project, today schedule.Date) (s shortfall, ok bool, err error) {
	gap, err := nextGap(m.result, today.Year())
	if err != nil || gap == nil || gap.Sign() <= 0 {
		return s, false, err
	}
	zero := money.Zero(m.Currency)
	s = shortfall{project: p, need: zero, secured: zero, short: *gap}
	for i := range m.result.Years {
		y := &m.result.Years[i]
		if y.FiscalYear <= today.Year() || y.FiscalYear > today.Year()+GapYears {
			continue
		}
		if s.need, err = s.need.Add(y.Need); err != nil {
			return s, false, err
		}
		if s.secured, err = s.secured.Add(y.Secured); err != nil {
			return s, false, err
		}
	}
	return s, true, nil
}

// list returns the notices of the largest shortfalls that the reader shows,
// currency by currency.
func (s *shortfalls) list(r Reader) []Notice {
	all := make([]shortfall, 0, len(s.found))
	for _, f := range s.found {
		if view, ok := r.(*sight); !ok || view.sees(f.project.ID) {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b shortfall) int {
		return cmp.Or(cmp.Compare(a.short.Currency().Code(), b.short.Currency().Code())*-1, cmp.Compare(b.short.Minor(), a.short.Minor()), cmp.Compare(a.project.Code, b.project.Code))
	})
	shown := min(len(all), noticesPerKind)
	return appendNotices(nil, all[:shown], len(all), func(f shortfall) Notice {
		return Notice{Kind: Shortfall, Project: f.project, Message: f.message(s.today.Year() + 1)}
	})
}

// message says what is missing in the years from the one given on. Surpluses that
// lapse, and money carried on from before, keep it from being the difference of
// the sums, and are told then.
func (f *shortfall) message(from int) fault.Message {
	years := []any{"need", f.need, "from", funding.FiscalYear(from), "to", funding.FiscalYear(from + GapYears - 1), "secured", f.secured, "short", f.short}
	if difference, err := f.need.Sub(f.secured); err != nil || difference != f.short {
		return fault.Say("notice.shortfall_years", "{need} are needed in {from}–{to}, {secured} are secured for these years: year by year, with what funding sources carry on, {short} are missing", years...)
	}
	return fault.Say("notice.shortfall", "{need} are needed in {from}–{to}, {secured} are secured for these years: {short} are missing", years...)
}
