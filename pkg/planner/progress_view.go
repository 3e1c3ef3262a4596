package planner

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/evm"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// ProgressQuery says whose progress is wanted, and at the end of which date.
type ProgressQuery struct {
	Project string
	At      schedule.Date // the status date; zero: today
}

// ProgressView sets what is done and spent of a project beside its plan. What
// is planned and earned is at the prices of the working estimate, without
// contingency; what was spent is in the money of the days on which it was.
type ProgressView struct {
	*CostView                  // its Obstacle says why nothing can be measured
	At           schedule.Date // the status date
	Spending     Spending      // what the actual cost is made from
	Statements   []ProgressStatement
	Phases       []PhaseProgress
	Untied       *money.Amount // spent by the status date on no phase of the plan; nil: nothing on record
	Unrated      bool          // something spent by the status date has no exchange rate, as the Notes say
	Curve        *evm.Curve    // nil with an obstacle
	Measures     []EarnedMeasure
	Forecasts    []EarnedForecast
	Periods      period.Calendar
	expenditures []costmodel.Expenditure
	frozen       *period.Period  // the closed period of the status date; nil: none
	movements    []SpentMovement // read where a period is closed
	stated       []statedClaim   // read where a period is closed
}

// Spending says which records the actual cost is made from.
type Spending string

// The records of actual cost. Yearly disbursements count where no expenditure
// is recorded, each at the end of its year.
const (
	SpentExpenditures Spending = "expenditures"
	SpentDisbursed    Spending = "disbursed"
	SpentNothing      Spending = ""
)

// ProgressStatement is one statement about how much of a phase is done.
type ProgressStatement struct {
	Phase   *project.Phase
	Claim   project.Claim // without an id where the phase's figure is not claimed by anybody
	Percent decimal.Decimal
	Left    *fault.Message // why it does not count at the status date; nil: it does
	Late    bool           // entered after the cut-off of its date's period
	In      *period.Period // where it counts; nil: in no period
}

// PhaseProgress is where one phase stands at the status date.
type PhaseProgress struct {
	ID       record.ID // 0: what is planned over the whole project
	Code     string
	Name     text.Label
	Stated   *ProgressStatement // the one that counts; nil: none by the status date
	Curve    *evm.Curve
	Measures []EarnedMeasure
	unrated  bool // something spent on it by the status date has no exchange rate
}

// Progress returns the earned value of a project, with the claims about its
// phases in the trail. Faults: NotFound for a project that is not there. What
// cannot be measured is told as the Obstacle.
func (p *Planner) Progress(ctx context.Context, q ProgressQuery) (*ProgressView, error) {
	v := &ProgressView{CostView: &CostView{EstimateSheet: &EstimateSheet{Dossier: &Dossier{Today: p.Today(ctx)}}}, At: q.At}
	if v.At.IsZero() {
		v.At = v.Today
	}
	err := p.read(ctx, func(r Reader) error {
		if err := v.read(ctx, r, CostQuery{Project: q.Project}); err != nil {
			return err
		}
		var err error
		if v.expenditures, err = r.Expenditures(ctx, v.Project.ID); err != nil {
			return err
		}
		return v.readPeriods(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	if err := v.compute(ctx); err != nil {
		return nil, err
	}
	v.state()
	if v.Base == nil {
		return v, nil
	}
	if err := v.measure(); err != nil {
		v.Curve, v.Phases, v.Measures, v.Forecasts = nil, nil, nil, nil
		return v, v.obstacle(err)
	}
	return v, nil
}

// progressField is the figure of a phase that statements are about.
const progressField = "progress_percent"

// state lists the statements of all phases by date, undated ones last, those of one date in the
// order of the phases: every claim about a phase's progress, and the figure of
// a phase that nobody claims.
func (v *ProgressView) state() {
	for i := range v.Dossier.Phases {
		p := &v.Dossier.Phases[i]
		v.Statements = append(v.Statements, v.statementsOf(p)...)
		if p.ProgressPercent.Valid && v.Trail.Chosen(p.ID, progressField) == nil {
			v.Statements = append(v.Statements, ProgressStatement{Phase: p, Percent: p.ProgressPercent.Decimal,
				Left: new(fault.Say("progress.no_statement", "is on record without a statement, so nobody knows since when"))})
		}
	}
	slices.SortStableFunc(v.Statements, func(a, b ProgressStatement) int { return a.Claim.Date.Compare(b.Claim.Date) })
}

// statement reads a claim and says whether it counts at the status date.
func (v *ProgressView) statement(p *project.Phase, c project.Claim) ProgressStatement {
	s := ProgressStatement{Phase: p, Claim: c}
	stated := project.Phase{Project: p.Project, Code: p.Code, Name: p.Name}
	err := record.SetFigure(&stated, progressField, c.Value, c.Unit)
	s.Percent = stated.ProgressPercent.Decimal
	hundred := decimal.NewFromInt(100)
	switch {
	case err != nil || !stated.ProgressPercent.Valid || s.Percent.IsNegative() || s.Percent.GreaterThan(hundred):
		s.Left = new(fault.Say("progress.unreadable", "is not a percentage between 0 and 100"))
	case c.Date.IsZero():
		s.Left = new(fault.Say("progress.no_date", "does not say for which date it holds"))
	case c.Date.Last().After(v.At.Last()):
		s.Left = new(fault.Say("progress.later", "is of a later date than the status date"))
	}
	return s
}

// Unreported lists the phases that nothing counts about at the status date.
func (v *ProgressView) Unreported() []*PhaseProgress {
	var all []*PhaseProgress
	for i := range v.Phases {
		if v.Phases[i].Stated == nil {
			all = append(all, &v.Phases[i])
		}
	}
	return all
}
