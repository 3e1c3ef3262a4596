package planner

import (
	"encoding/json"

	"korridor/pkg/costmodel"
	"korridor/pkg/modelfile"
	"korridor/pkg/risk"
	"korridor/pkg/text"
)

// Input is a kind of input in which the models of two simulations can differ.
type Input string

// The kinds of inputs, in the order in which differences are told.
const (
	InputLine        Input = "line"  // a cost line: its amount, phase or index
	InputRange       Input = "range" // how a line can come out
	InputPhase       Input = "phase" // dates, profile or predecessors
	InputLength      Input = "length"
	InputRisk        Input = "risk"
	InputCorrelation Input = "correlation"
	InputIndex       Input = "index"
	InputMoney       Input = "money" // funding sources and allocations
	InputCaps        Input = "caps"
	InputSeed        Input = "seed"
)

// Inputs lists the kinds of inputs.
var Inputs = []Input{InputLine, InputRange, InputPhase, InputLength, InputRisk, InputCorrelation, InputIndex, InputMoney, InputCaps, InputSeed}

// ModelDifference is what differs of one kind between the models of two
// simulations: the names of what one of them lacks or has otherwise. Kinds that a
// model has one of only have no names.
type ModelDifference struct {
	Input Input
	Names []text.Label
}

// differences tells in which inputs the models of two simulations differ.
func (pair *RunPair) differences() ([]ModelDifference, error) {
	a, err := modelfile.Read("simulation.yaml", []byte(pair.A.Model))
	if err != nil {
		return nil, err
	}
	b, err := modelfile.Read("simulation.yaml", []byte(pair.B.Model))
	if err != nil {
		return nil, err
	}
	one, two := inputsOf(a), inputsOf(b)
	var list []ModelDifference
	for _, input := range Inputs {
		d, differs := ModelDifference{Input: input}, false
		for _, x := range one[input] {
			if y := find(two[input], func(y *modelInput) bool { return y.code == x.code }); y == nil || y.written != x.written {
				d.Names, differs = append(d.Names, x.name), true
			}
		}
		for _, y := range two[input] {
			if find(one[input], func(x *modelInput) bool { return x.code == y.code }) == nil {
				d.Names, differs = append(d.Names, y.name), true
			}
		}
		if single := len(d.Names) == 1 && d.Names[0].IsZero(); single {
			d.Names = nil
		}
		if differs {
			list = append(list, d)
		}
	}
	return list, nil
}

// modelInput is one input of a model, written down to be compared.
type modelInput struct {
	code    string
	name    text.Label
	written string
}

// inputsOf lists the inputs of a model in its own order.
func inputsOf(f *modelfile.File) map[Input][]modelInput {
	all := map[Input][]modelInput{}
	add := func(input Input, code string, name text.Label, values ...any) {
		written, _ := json.Marshal(values) // plain data: it can be written
		all[input] = append(all[input], modelInput{code, name, string(written)})
	}
	for i := range f.Model.Lines {
		line := &f.Model.Lines[i]
		add(InputLine, line.Code, line.Name, plainLine(line))
		if u, ok := f.Risk.Lines[line.Code]; ok {
			add(InputRange, line.Code, line.Name, u)
		}
	}
	for i := range f.Model.Phases {
		phase := &f.Model.Phases[i]
		add(InputPhase, phase.Code, phase.Name, phase)
		if d, ok := f.Risk.Durations[phase.Code]; ok {
			add(InputLength, phase.Code, phase.Name, d)
		}
	}
	for i := range f.Risk.Risks {
		r := &f.Risk.Risks[i]
		add(InputRisk, r.Code, r.Name, plainRisk(r))
	}
	add(InputCorrelation, "", text.Label{}, f.Risk.Correlation)
	add(InputIndex, "", text.Label{}, f.Model.Indices)
	add(InputMoney, "", text.Label{}, f.Model.Sources, f.Model.Allocations)
	add(InputCaps, "", text.Label{}, f.Model.Caps, f.Model.CapsCarryOver)
	add(InputSeed, "", text.Label{}, f.Risk.Seed, f.Risk.Iterations)
	return all
}

// plainLine and plainRisk are the input without what it is called.
func plainLine(line *costmodel.Line) costmodel.Line {
	plain := *line
	plain.Name = text.Label{}
	return plain
}

func plainRisk(r *risk.Risk) risk.Risk {
	plain := *r
	plain.Name = text.Label{}
	return plain
}
