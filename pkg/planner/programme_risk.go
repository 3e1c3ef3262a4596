package planner

import (
	"cmp"
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
)

// ProgrammeRiskQuery says which projects are added up, and how.
type ProgrammeRiskQuery struct {
	Projects   []string       // codes; nil: see Candidate.Usual
	With       string         // code of one more; "": none
	Currency   money.Currency // none: the one that most of the projects are estimated in
	Rho        decimal.NullDecimal
	Iterations int    // 0: risk.DefaultIterations
	Seed       *int64 // nil: each project's own, and programmeSeed between them
}

// programmeSeed is the seed of the coupling between projects where none is given.
const programmeSeed = 1

// ProgrammeRisk is a simulation of the sum of projects, each with its working
// estimate and its recorded uncertainties, in the money of each year.
type ProgrammeRisk struct {
	Head       Head
	Today      schedule.Date
	Candidates []Candidate // by code
	More       int         // projects that are not among them, since they are too many
	Currency   money.Currency
	Rho        decimal.Decimal
	Parts      []ProgrammePart // those added up, by code
	Left       []NotAdded      // those that were to be, and are not
	Simulated  *risk.Programme // nil: no part is left, or Refused
	Refused    *fault.Error    // why the projects cannot be coupled so
}

// Candidate is a project with a working estimate, which can be added up.
type Candidate struct {
	Project project.Project
	Chosen  bool
	Usual   bool // chosen unless somebody says otherwise: of the programme, and its works not complete
}

// ProgrammePart is a project that is added up.
type ProgrammePart struct {
	*RiskView
	Rate  *funding.Rate // between the currencies; nil: they are the same
	Added *risk.PartResult
}

// NotAdded is a project that is not added up, and why.
type NotAdded struct {
	Project project.Project
	Why     *fault.Error
}

// MaxCandidates is how many projects are offered to be added up.
const MaxCandidates = 200

// ProgrammeRisk simulates the sum of projects; progress may be nil. Faults: NotFound
// for a project that is not there; the context's error. A project without a model, or
// whose currency has no exchange rate of the day, is told as Left, a correlation or a
// number of iterations that there is not as Refused.
func (p *Planner) ProgrammeRisk(ctx context.Context, q ProgrammeRiskQuery, progress func(done, total int)) (*ProgrammeRisk, error) {
	v := &ProgrammeRisk{Today: p.Today(ctx), Currency: q.Currency, Rho: risk.DefaultProjectRho}
	if q.Rho.Valid {
		v.Rho = q.Rho.Decimal
	}
	var views []*RiskView
	var rates []funding.Rate
	err := p.read(ctx, func(r Reader) (err error) {
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		if rates, err = r.ExchangeRates(ctx); err != nil {
			return err
		}
		views, err = v.read(ctx, r, &q)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, of := range views {
		if err := of.prepare(ctx, &RiskQuery{Iterations: q.Iterations, Seed: q.Seed}); err != nil {
			return nil, err
		}
		if why, err := invalid(of.Problem()); why != nil {
			v.Left = append(v.Left, NotAdded{of.Project, why})
		} else if err != nil {
			return nil, err
		} else {
			v.Parts = append(v.Parts, ProgrammePart{RiskView: of})
		}
	}
	v.convert(rates)
	return v, v.simulate(ctx, &q, progress)
}

// read reads the candidates and the projects chosen.
func (v *ProgrammeRisk) read(ctx context.Context, r Reader, q *ProgrammeRiskQuery) (views []*RiskView, err error) {
	chosen := slices.Clone(q.Projects)
	if q.With != "" {
		chosen = append(chosen, q.With)
	}
	page, total, err := r.Projects(ctx, ProjectQuery{Limit: MaxCandidates})
	if err != nil {
		return nil, err
	}
	v.More = total - len(page)
	for _, code := range chosen {
		if find(page, func(p *project.Project) bool { return p.Code == code }) == nil {
			of, err := r.ProjectByCode(ctx, code)
			if err != nil {
				return nil, err
			}
			page, v.More = append(page, of), v.More-1
		}
	}
	slices.SortFunc(page, func(a, b project.Project) int { return cmp.Compare(a.Code, b.Code) })
	usual := 0
	for _, of := range page {
		asked := slices.Contains(chosen, of.Code)
		if of.Working.Estimate == 0 {
			if asked {
				v.Left = append(v.Left, NotAdded{of, noEstimate})
			}
			continue
		}
		c := Candidate{Project: of, Usual: !of.External && of.Stage.Open() && usual < risk.MaxParts-len(chosen)}
		if c.Usual {
			usual++
		}
		if c.Chosen = asked || q.Projects == nil && c.Usual; c.Chosen {
			view := &RiskView{CostView: &CostView{EstimateSheet: &EstimateSheet{Dossier: &Dossier{Today: v.Today}}}}
			if err := view.CostView.read(ctx, r, CostQuery{Project: of.Code}); err != nil {
				return nil, err
			}
			if err := view.RiskRecords.read(ctx, r, of.ID); err != nil {
				return nil, err
			}
			views = append(views, view)
		}
		v.Candidates = append(v.Candidates, c)
	}
	return views, nil
}

// convert finds the currency of the sum and what each project's is worth in it; a
// project without an exchange rate is left out.
func (v *ProgrammeRisk) convert(rates []funding.Rate) {
	if v.Currency.IsZero() {
		v.Currency = v.usualCurrency()
	}
	v.Parts = slices.DeleteFunc(v.Parts, func(p ProgrammePart) bool {
		from := p.Estimate.Currency
		return from != v.Currency && funding.RateFor(rates, from, v.Currency, v.Today.Year(), v.Today) == nil && v.leave(p.Project, from)
	})
	for i := range v.Parts {
		if from := v.Parts[i].Estimate.Currency; from != v.Currency {
			v.Parts[i].Rate = funding.RateFor(rates, from, v.Currency, v.Today.Year(), v.Today)
		}
	}
}

// leave leaves a project out for want of an exchange rate; it returns true.
func (v *ProgrammeRisk) leave(of project.Project, from money.Currency) bool {
	v.Left = append(v.Left, NotAdded{of, fault.New(fault.Invalid, fault.Say("programme_risk.no_rate",
		"no exchange rate from {from} to {to} is known", "from", from.Code(), "to", v.Currency.Code()))})
	return true
}

// usualCurrency is the one that most projects are estimated in, the first of them
// where several are; EUR where none is.
func (v *ProgrammeRisk) usualCurrency() money.Currency {
	counts, most := map[money.Currency]int{}, money.EUR
	for i := range v.Parts {
		counts[v.Parts[i].Estimate.Currency]++
	}
	for i := range v.Parts {
		if c := v.Parts[i].Estimate.Currency; counts[c] > counts[most] {
			most = c
		}
	}
	return most
}

// simulate adds the parts up.
func (v *ProgrammeRisk) simulate(ctx context.Context, q *ProgrammeRiskQuery, progress func(done, total int)) error {
	if len(v.Parts) == 0 {
		return nil
	}
	c := risk.Coupling{Currency: v.Currency, Rho: v.Rho, Iterations: cmp.Or(q.Iterations, risk.DefaultIterations), Seed: programmeSeed}
	if q.Seed != nil {
		c.Seed = uint64(*q.Seed)
	}
	parts := make([]risk.Part, len(v.Parts))
	for i := range v.Parts {
		p := &v.Parts[i]
		parts[i] = risk.Part{Code: p.Project.Code, Model: p.Result.Model, Inputs: &p.Inputs, Rate: decimal.NewFromInt(1)}
		if p.Rate != nil {
			parts[i].Rate = p.Rate.Factor(p.Estimate.Currency)
		}
	}
	simulated, err := risk.SimulateProgramme(ctx, parts, c, risk.Options{Progress: progress})
	if v.Refused, err = invalid(err); err != nil || v.Refused != nil {
		return err
	}
	v.Simulated = simulated
	kept := v.Parts[:0]
	for i, p := range v.Parts {
		if p.Added = &simulated.Parts[i]; p.Added.Refused != nil {
			v.Left = append(v.Left, NotAdded{p.Project, p.Added.Refused})
			continue
		}
		kept = append(kept, p)
	}
	v.Parts = kept
	return nil
}

// Coupled reports whether two projects at least vary, so that what goes together
// between them matters.
func (v *ProgrammeRisk) Coupled() bool {
	varying := 0
	for i := range v.Parts {
		if !v.Parts[i].Added.SD.IsZero() {
			varying++
		}
	}
	return varying > 1
}

// Diversification returns the sum of the projects' own P80, and what that is above the
// P80 of the programme: what projects that do not all turn out dear at once save
// together. It is negative where what is rare in each is not rare in all. Errors: sums
// beyond money's range.
func (v *ProgrammeRisk) Diversification() (apart, saved money.Amount, err error) {
	apart = money.Zero(v.Currency)
	for i := range v.Parts {
		if apart, err = apart.Add(v.Parts[i].Added.P80); err != nil {
			return apart, saved, err
		}
	}
	at := find(v.Simulated.Percentiles, func(p *risk.Percentile) bool { return p.P == 80 })
	saved, err = apart.Sub(at.Value)
	return apart, saved, err
}
