package db_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// codes joins what people know the records by.
func codes[T any](list []T, code func(T) string) string {
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = code(e)
	}
	return strings.Join(names, " ")
}

func TestProjectsAreFoundAndPaged(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		p := newProgramme()
		save(t, s, p)
		for i, code := range []string{"b", "a-b", "ab", "a", "a-c", "z-1", "z-10", "z-9"} {
			e := newProject(p.ID, code)
			if i%2 == 1 {
				e.Sector, e.Stage, e.Name = "transport.road", project.Completion, text.Label{Default: "100%_Ëmbël", Albanian: `Çlirimi \ Dija`}
			}
			save(t, s, e)
		}
		for _, c := range []struct {
			q     planner.ProjectQuery
			want  string
			total int
		}{
			{planner.ProjectQuery{}, "a a-b a-c ab b z-1 z-10 z-9", 8}, // by bytes, whatever the collation
			{planner.ProjectQuery{Limit: 3}, "a a-b a-c", 8},
			{planner.ProjectQuery{Limit: 3, Offset: 7}, "z-9", 8},
			{planner.ProjectQuery{Limit: 3, Offset: 8}, "", 8},
			{planner.ProjectQuery{Offset: 6}, "z-10 z-9", 8},
			{planner.ProjectQuery{Sector: "energy", Limit: 1}, "a-c", 4},
			{planner.ProjectQuery{Stage: project.Completion, Search: "z-"}, "z-1 z-9", 2},
			{planner.ProjectQuery{Search: "ëMBËL"}, "a a-b z-1 z-9", 4},
			{planner.ProjectQuery{Search: "çlir"}, "a a-b z-1 z-9", 4},
			{planner.ProjectQuery{Search: "Embel"}, "a a-b z-1 z-9", 4},
			{planner.ProjectQuery{Search: "clirimi"}, "a a-b z-1 z-9", 4},
			{planner.ProjectQuery{Search: "100%_"}, "a a-b z-1 z-9", 4},
			{planner.ProjectQuery{Search: `\`}, "a a-b z-1 z-9", 4},
			{planner.ProjectQuery{Search: "%"}, "a a-b z-1 z-9", 4},
			{planner.ProjectQuery{Search: "a_b"}, "", 0},
			{planner.ProjectQuery{Search: "' OR 1=1 --"}, "", 0},
		} {
			read(t, s, func(r planner.Reader) error {
				page, total, err := r.Projects(t.Context(), c.q)
				if got := codes(page, func(p project.Project) string { return p.Code }); got != c.want || total != c.total {
					t.Errorf("%+v: %q of %d, want %q of %d", c.q, got, total, c.want, c.total)
				}
				return err
			})
		}
	})
}

// Lists come in the planners' order: position, then code; by date where there
// is one, also where only its year or month is known.
func TestListsAreOrdered(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		p, name := w.other.ID, text.Plain("n")
		for i, date := range []string{"", "2026", "2026-01", "2025-12-31", "2026-01-01", "2026-02"} {
			d, code := schedule.MustDate(date), fmt.Sprintf("c%d", 9-i)
			save(t, s, &project.Milestone{Project: p, Code: code, Name: name, Planned: d},
				&project.Section{Project: p, Code: code, Name: name, Position: i % 3},
				&estimate.Estimate{Project: p, Code: code, Title: name, Kind: estimate.Contract, Status: estimate.Draft, AsOf: d, Currency: money.EUR})
		}
		read(t, s, func(r planner.Reader) error {
			milestones, err1 := r.Milestones(t.Context(), p)
			estimates, err2 := r.Estimates(t.Context(), w.project.ID, p, 424242)
			sections, err3 := r.Sections(t.Context(), p, w.project.ID)
			if got := codes(milestones, func(m project.Milestone) string { return m.Planned.String() }); got != "2025-12-31 2026-01-01 2026-01 2026 2026-02 " {
				t.Errorf("milestones %q", got)
			}
			if got := codes(estimates, func(e estimate.Estimate) string { return e.Code }); got != "c6 c5 c7 c8 c4 c9 e1 e0" {
				t.Errorf("estimates %q", got)
			}
			if got := codes(sections, func(e project.Section) string { return e.Code }); got != "c6 c9 c5 c8 c4 c7 inner east" {
				t.Errorf("sections %q", got)
			}
			none, err4 := r.Phases(t.Context())
			if none == nil || len(none) != 0 {
				t.Errorf("the phases of no project are %v", none)
			}
			return errors.Join(err1, err2, err3, err4)
		})
	})
}

func TestClaimsAreFound(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		claim := func(p record.ID, kind record.Kind, entity record.ID, field, value string, chosen bool) {
			save(t, s, &project.Claim{Project: p, Kind: kind, Entity: entity, Field: field, Value: value, Basis: project.Derived, Formula: text.Plain("f"), Chosen: chosen})
		}
		claim(w.project.ID, record.Project, w.project.ID, "length_m", "238", false)
		claim(w.project.ID, record.Project, w.project.ID, "length_m", "242", true)
		claim(w.project.ID, record.Project, w.project.ID, "length_m", "241.1", false)
		claim(w.other.ID, record.Project, w.other.ID, "length_m", "1", true)
		claim(0, record.Programme, w.programme.ID, "population", "2", true)
		for _, c := range []struct {
			q    planner.ClaimQuery
			want string
		}{
			{planner.ClaimQuery{}, "2 1 242 238 241.1 370000000.00"},
			{planner.ClaimQuery{OnlyChosen: true}, "2 1 242 370000000.00"},
			{planner.ClaimQuery{Projects: []record.ID{0}}, "2"},
			{planner.ClaimQuery{Projects: []record.ID{0, w.other.ID}}, "2 1"},
			{planner.ClaimQuery{Projects: []record.ID{w.project.ID}, ExceptKind: record.Allocation}, "242 238 241.1"},
			{planner.ClaimQuery{Kinds: []record.Kind{record.Allocation, record.Programme}}, "2 370000000.00"},
			{planner.ClaimQuery{Entities: []record.ID{w.project.ID, w.allocation.ID}, OnlyChosen: true}, "242 370000000.00"},
			{planner.ClaimQuery{Entities: []record.ID{424242}}, ""},
		} {
			read(t, s, func(r planner.Reader) error {
				list, err := r.Claims(t.Context(), c.q)
				if got := codes(list, func(c project.Claim) string { return c.Value }); got != c.want {
					t.Errorf("%+v: %q, want %q", c.q, got, c.want)
				}
				return err
			})
		}
	})
}

func TestChangesAreFound(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		all := changes(t, s)
		last := all[len(all)-1]
		for name, c := range map[string]struct {
			q    planner.ChangeQuery
			want int
		}{
			"all":       {planner.ChangeQuery{}, len(all)},
			"limit":     {planner.ChangeQuery{Limit: 2}, 2},
			"entity":    {planner.ChangeQuery{Entity: w.project.ID}, 2},
			"project":   {planner.ChangeQuery{Project: w.project.ID}, len(all) - 9},
			"batch":     {planner.ChangeQuery{Batch: 1}, len(all)},
			"no batch":  {planner.ChangeQuery{Batch: 2}, 0},
			"after":     {planner.ChangeQuery{After: last.Seq - 3}, 3},
			"between":   {planner.ChangeQuery{After: 2, Before: 5}, 2},
			"from":      {planner.ChangeQuery{From: last.At}, len(all)},
			"until":     {planner.ChangeQuery{Until: last.At}, 0},
			"different": {planner.ChangeQuery{Entity: w.phase.ID, Project: w.other.ID}, 0},
		} {
			read(t, s, func(r planner.Reader) error {
				list, err := r.Changes(t.Context(), c.q)
				if len(list) != c.want {
					t.Errorf("%s: %d changes, want %d", name, len(list), c.want)
				}
				if !slices.IsSortedFunc(list, func(a, b record.Change) int { return int(b.Seq - a.Seq) }) {
					t.Errorf("%s: not latest first", name)
				}
				return err
			})
		}
	})
}

// counter counts the statements of a store.
type counter struct {
	mu         sync.Mutex
	statements []string
}

func (c *counter) note(sql string, _ int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.statements = append(c.statements, sql)
}

// The number of queries does not grow with the number of records.
func TestListsTakeOneQuery(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, dsn string) {
		var c counter
		s := dbtest.Open(t, dsn, db.Options{OnQuery: c.note})
		w := newWorld(t, s)
		p := []record.ID{w.project.ID, w.other.ID}
		for i := range 30 {
			save(t, s, &project.Phase{Project: w.project.ID, Code: fmt.Sprintf("x%d", i), Name: text.Plain("n"), After: []project.Link{{Phase: w.phase.ID}}},
				&funding.Allocation{Project: w.project.ID, Source: w.source.ID, FiscalYear: 2030 + i, Currency: money.EUR, Requested: euro(1)})
		}
		ctx := t.Context()
		read(t, s, func(r planner.Reader) error {
			for name, list := range map[string]struct {
				want int
				run  func() error
			}{
				"projects":        {2, func() error { _, _, err := r.Projects(ctx, planner.ProjectQuery{}); return err }},
				"page":            {3, func() error { _, _, err := r.Projects(ctx, planner.ProjectQuery{Limit: 1}); return err }},
				"phases":          {2, func() error { _, err := r.Phases(ctx, p...); return err }},
				"estimates":       {2, func() error { _, err := r.Estimates(ctx, p...); return err }},
				"sections":        {1, func() error { _, err := r.Sections(ctx, p...); return err }},
				"structures":      {1, func() error { _, err := r.Structures(ctx, p...); return err }},
				"milestones":      {1, func() error { _, err := r.Milestones(ctx, p...); return err }},
				"funding sources": {1, func() error { _, err := r.FundingSources(ctx, p...); return err }},
				"ceilings":        {1, func() error { _, err := r.Ceilings(ctx, p...); return err }},
				"allocations":     {1, func() error { _, err := r.Allocations(ctx, p...); return err }},
				"lines":           {1, func() error { _, err := r.Lines(ctx, w.estimate.ID); return err }},
				"claims":          {1, func() error { _, err := r.Claims(ctx, planner.ClaimQuery{Projects: p}); return err }},
				"documents":       {1, func() error { _, err := r.Documents(ctx); return err }},
				"some documents":  {1, func() error { _, err := r.DocumentsByID(ctx, []record.ID{w.document.ID}); return err }},
				"some lines":      {1, func() error { _, err := r.LinesByID(ctx, []record.ID{w.line.ID}); return err }},
				"document use":    {3, func() error { _, _, err := r.DocumentUse(ctx, 10, 0); return err }},
				"rates":           {1, func() error { _, err := r.ExchangeRates(ctx); return err }},
				"series":          {1, func() error { _, err := r.IndexSeries(ctx); return err }},
				"budgets":         {1, func() error { _, err := r.BudgetProgrammes(ctx); return err }},
				"assumptions":     {1, func() error { _, err := r.Assumptions(ctx, p...); return err }},
				"scenarios":       {1, func() error { _, err := r.Scenarios(ctx, p...); return err }},
				"expenditures":    {1, func() error { _, err := r.Expenditures(ctx, p...); return err }},
				"benefits":        {1, func() error { _, err := r.Benefits(ctx, p...); return err }},
				"uncertainties":   {1, func() error { _, err := r.Uncertainties(ctx, p...); return err }},
				"risks":           {1, func() error { _, err := r.Risks(ctx, p...); return err }},
				"risk settings":   {1, func() error { _, err := r.RiskSettings(ctx, p...); return err }},
				"simulations":     {1, func() error { _, err := r.Simulations(ctx, p...); return err }},
				"proposals":       {2, func() error { _, _, err := r.Proposals(ctx, planner.ProposalQuery{Projects: p}); return err }},
				"users":           {1, func() error { _, err := r.Users(ctx); return err }},
				"attributions":    {1, func() error { _, err := r.Attributions(ctx, p...); return err }},
				"periods":         {1, func() error { _, err := r.Periods(ctx); return err }},
				"baselines":       {1, func() error { _, err := r.Baselines(ctx); return err }},
				"comments":        {1, func() error { _, err := r.Comments(ctx, planner.CommentQuery{Projects: p}); return err }},
				"programmes":      {1, func() error { _, err := r.Programmes(ctx); return err }},
				"changes":         {1, func() error { _, err := r.Changes(ctx, planner.ChangeQuery{}); return err }},
				"walk":            {1, func() error { return r.EachAllocation(ctx, 0, func(planner.AllocationRow) error { return nil }) }},
			} {
				c.statements = nil
				if err := list.run(); err != nil {
					return err
				}
				if len(c.statements) != list.want {
					t.Errorf("%s take %d queries, want %d: %q", name, len(c.statements), list.want, c.statements)
				}
			}
			return nil
		})
	})
}
