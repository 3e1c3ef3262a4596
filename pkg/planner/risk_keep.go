package planner

import (
	"bytes"
	"context"
	"strconv"

	"korridor/pkg/fault"
	"korridor/pkg/modelfile"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/text"
)

// KeepSimulation keeps the simulation with the model that it ran on, under a name
// or none. Program is the version of the program. Faults: those of Do, and Invalid where the view
// holds no simulation.
func (p *Planner) KeepSimulation(ctx context.Context, act Act, v *RiskView, program, name string, note text.Label) (*risk.Run, error) {
	if v.Simulated == nil {
		return nil, fault.New(fault.Invalid, fault.Say("simulation.none", "there is no simulation to keep"))
	}
	var model, result bytes.Buffer
	if err := modelfile.Write(&model, v.ModelFile()); err != nil {
		return nil, err
	}
	if err := modelfile.WriteKept(&result, v.Simulated); err != nil {
		return nil, err
	}
	c := &SaveSimulation{Record: risk.Run{Project: v.Project.ID, Estimate: v.Estimate.ID, Seed: int64(v.Inputs.Seed), Iterations: v.Simulated.Iterations,
		Program: program, Model: model.String(), Result: result.String(), Name: name, Note: note}}
	if v.Scenario != nil {
		c.Record.Scenario = v.Scenario.ID
	}
	return &c.Record, p.Do(ctx, act, c)
}

// KeptRun is a simulation that was kept with its result.
type KeptRun struct {
	risk.Run
	Simulated *risk.Result // see modelfile.ReadKept
}

// Simulations returns the simulations of a project that were kept, the newest
// first. Fault: NotFound for a project that is not there.
func (p *Planner) Simulations(ctx context.Context, project string) (runs []KeptRun, err error) {
	err = p.read(ctx, func(r Reader) error {
		of, err := r.ProjectByCode(ctx, project)
		if err != nil {
			return err
		}
		kept, err := r.Simulations(ctx, of.ID)
		if err != nil {
			return err
		}
		for _, run := range kept {
			result, err := modelfile.ReadKept(run.Result)
			if err != nil {
				return err
			}
			runs = append(runs, KeptRun{run, result})
		}
		return nil
	})
	return runs, err
}

// RunPair are two simulations of a project side by side.
type RunPair struct {
	A, B KeptRun
	// SameCurrency reports whether amounts can be subtracted; without it there are
	// no differences.
	SameCurrency bool
	Percentiles  []PercentileChange // those that both have
	Mean         money.Amount       // B − A
	Inputs       []ModelDifference  // what differs between their models
}

// PercentileChange is a percentile in both simulations.
type PercentileChange struct {
	P          int
	A, B       money.Amount
	Difference money.Amount // B − A
	Apart      bool         // their 95 % intervals do not meet: it is not the draw alone
}

// CompareSimulations sets two kept simulations of a project side by side. Fault:
// NotFound for one that is not there.
func (p *Planner) CompareSimulations(ctx context.Context, project string, a, b record.ID) (*RunPair, error) {
	runs, err := p.Simulations(ctx, project)
	if err != nil {
		return nil, err
	}
	pair := &RunPair{}
	for _, side := range []struct {
		id   record.ID
		into *KeptRun
	}{{a, &pair.A}, {b, &pair.B}} {
		found := find(runs, func(r *KeptRun) bool { return r.ID == side.id })
		if found == nil {
			return nil, fault.New(fault.NotFound, fault.Say("simulation.not_found", "the project {project} has no simulation {id}",
				"project", project, "id", strconv.FormatInt(int64(side.id), 10)))
		}
		*side.into = *found
	}
	if pair.Inputs, err = pair.differences(); err != nil {
		return nil, err
	}
	if pair.SameCurrency = pair.A.Simulated.Currency == pair.B.Simulated.Currency; !pair.SameCurrency {
		return pair, nil
	}
	return pair, pair.compare()
}

func (pair *RunPair) compare() (err error) {
	one, two := pair.A.Simulated, pair.B.Simulated
	if pair.Mean, err = two.Mean.Sub(one.Mean); err != nil {
		return err
	}
	for _, x := range one.Percentiles {
		y := find(two.Percentiles, func(y *risk.Percentile) bool { return y.P == x.P })
		if y == nil {
			continue
		}
		difference, err := y.Value.Sub(x.Value)
		if err != nil {
			return err
		}
		pair.Percentiles = append(pair.Percentiles, PercentileChange{P: x.P, A: x.Value, B: y.Value, Difference: difference,
			Apart: x.High.Minor() < y.Low.Minor() || y.High.Minor() < x.Low.Minor()})
	}
	return nil
}

// Repeat runs a kept simulation again from the model that it was kept with, and
// reports whether it comes to the same bytes. Errors: those of modelfile.Read
// and of the simulation.
func (r *KeptRun) Repeat(ctx context.Context, progress func(done, total int)) (same bool, err error) {
	file, err := modelfile.Read("simulation.yaml", []byte(r.Model))
	if err != nil {
		return false, err
	}
	result, err := file.Simulate(ctx, risk.Options{Progress: progress})
	if err != nil {
		return false, err
	}
	var again bytes.Buffer
	if err := modelfile.WriteKept(&again, result); err != nil {
		return false, err
	}
	return again.String() == r.Result, nil
}
