package planner

import (
	"context"
	"errors"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
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
	VAT     []estimate.VAT // the VAT bases of the estimates in it, each once; empty where it holds none
}

// ReportTotal is what the rows of one project, estimate and currency add up to.
// Totals of different projects or estimates are never added.
type ReportTotal struct {
	Project string // code
	Of      string // the estimate's code; "": the project's allocations, as requested
	Total   money.Amount
	Assumed money.Amount // the part of it that rests on assumptions
}

// Limits on what a preview shows and looks at.
const (
	PreviewRows     = 200
	previewLookedAt = 20_000
)

var errPreviewFull = errors.New("the preview is full")

// Preview returns the beginning of a report.
func (p *Planner) Preview(ctx context.Context, q ReportQuery) (*Preview, error) {
	v := &Preview{Query: q}
	err := p.store.Read(ctx, func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		run, err := newReportRun(ctx, r, q)
		if err != nil {
			return err
		}
		v.Project = run.project
		err = run.each(ctx, v.add)
		if errors.Is(err, errPreviewFull) {
			v.Cut, v.Totals, err = true, nil, nil
		}
		if err != nil {
			return err
		}
		return v.loadVAT(ctx, r)
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
	if l.amount == nil {
		return nil
	}
	t := find(v.Totals, func(t *ReportTotal) bool {
		return t.Project == l.cells[0] && t.Of == l.of && t.Total.Currency() == l.amount.Currency()
	})
	if t == nil {
		zero := money.Zero(l.amount.Currency())
		v.Totals = append(v.Totals, ReportTotal{Project: l.cells[0], Of: l.of, Total: zero, Assumed: zero})
		t = &v.Totals[len(v.Totals)-1]
	}
	var err error
	if t.Total, err = t.Total.Add(*l.amount); err != nil {
		return err
	}
	t.Assumed, err = t.Assumed.Add(l.assumed)
	return err
}

// loadVAT notes the VAT bases of a project's estimates that the report draws on.
func (v *Preview) loadVAT(ctx context.Context, r Reader) error {
	name := v.Query.Report.Name
	if v.Project == nil || name == report.Allocations.Name || name == report.Structures.Name {
		return nil
	}
	estimates, err := r.Estimates(ctx, v.Project.ID)
	if err != nil {
		return err
	}
	onlyWorking := name == report.Budget.Name || name == report.Phases.Name
	seen := map[estimate.VAT]bool{}
	for i := range estimates {
		e := &estimates[i]
		if (onlyWorking && e.ID != v.Project.Working.Estimate) || seen[e.VAT] {
			continue
		}
		seen[e.VAT] = true
		v.VAT = append(v.VAT, e.VAT)
	}
	return nil
}
