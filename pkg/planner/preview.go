package planner

import (
	"context"
	"errors"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/report"
)

// Preview is the beginning of a report with what a reader must know of it.
type Preview struct {
	Head    Head
	Query   ReportQuery
	Project *project.Project // nil: all projects
	Rows    []report.Row     // the first ones
	Count   int              // rows looked at
	Cut     bool             // there are more rows than were looked at, so Totals are left out
	Totals  []ReportTotal
	VAT     []estimate.VAT // the VAT bases of the estimates that its rows draw on, each once; none where it is cut

	Unmodelled      []Unmodelled    // the first projects for which no cost model can be made
	UnmodelledCount int             // all of them among the rows looked at
	Notes           []fault.Message // of one project: what its model takes for granted

	Closed *period.Period // the newest closed period, whose cut-off the report names; nil: none
}

// Unmodelled is a project for which no cost model can be made, and why.
type Unmodelled struct {
	Project project.Project
	Why     fault.Message
}

// ReportTotal is what the rows of one project, estimate or stage, and currency
// add up to. Totals of different ones are never added.
type ReportTotal struct {
	Project string        // code
	Of      string        // the estimate's code; "" for allocations
	Stage   funding.Stage // of the project's allocations; "" for estimates
	Pending bool          // requested, and no later stage of any of it is on record
	Total   money.Amount
	Assumed money.Amount // the part of it that rests on assumptions
	Balance money.Amount // the part of it that only closes an estimate on a published total
}

// Limits on what a preview shows and looks at.
const (
	PreviewRows     = 200
	previewLookedAt = 20_000
	maxUnmodelled   = 20
)

var errPreviewFull = errors.New("the preview is full")

// Preview returns the beginning of a report, with names in the language ("" is
// the record's own, which files are in).
func (p *Planner) Preview(ctx context.Context, q ReportQuery, language string) (*Preview, error) {
	v := &Preview{Query: q}
	err := p.read(ctx, func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		run, err := p.newReportRun(ctx, r, q)
		if err != nil {
			return err
		}
		v.Project, run.language, run.told = run.project, language, v.tell
		calendar, err := readCalendar(ctx, r)
		if err != nil {
			return err
		}
		v.Closed = calendar.LastClosed()
		err = run.each(ctx, v.add)
		if errors.Is(err, errPreviewFull) {
			v.Cut, v.Totals, v.VAT, err = true, nil, nil, nil
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

func (v *Preview) add(l reportLine) error {
	if v.Count == previewLookedAt {
		return errPreviewFull
	}
	v.Count++
	if len(v.Rows) < PreviewRows {
		v.Rows = append(v.Rows, l.cells)
	}
	if l.vat != nil && !slices.Contains(v.VAT, *l.vat) {
		v.VAT = append(v.VAT, *l.vat)
	}
	for i := range l.sums {
		if err := v.count(l.cells[0], &l.sums[i]); err != nil {
			return err
		}
	}
	return nil
}

// count adds a sum of a project to its total.
func (v *Preview) count(project string, s *reportSum) error {
	t := find(v.Totals, func(t *ReportTotal) bool {
		return t.Project == project && t.Of == s.of && t.Stage == s.stage && t.Total.Currency() == s.amount.Currency()
	})
	if t == nil {
		zero := money.Zero(s.amount.Currency())
		v.Totals = append(v.Totals, ReportTotal{Project: project, Of: s.of, Stage: s.stage, Pending: s.pending, Total: zero, Assumed: zero, Balance: zero})
		t = &v.Totals[len(v.Totals)-1]
	}
	t.Pending = t.Pending && s.pending
	var err error
	if t.Total, err = t.Total.Add(s.amount); err != nil {
		return err
	}
	if t.Assumed, err = t.Assumed.Add(s.assumed); err != nil || s.balance.IsZero() {
		return err
	}
	t.Balance, err = t.Balance.Add(s.balance)
	return err
}

// tell keeps what is told of a project's model.
func (v *Preview) tell(m modelTold) {
	if v.Project != nil {
		v.Notes = m.notes
	}
	if m.obstacle == nil {
		return
	}
	v.UnmodelledCount++
	if len(v.Unmodelled) < maxUnmodelled {
		v.Unmodelled = append(v.Unmodelled, Unmodelled{Project: *m.project, Why: m.obstacle.Message})
	}
}
