package risk

import (
	"strings"
	"time"
	"unicode/utf8"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Run is a simulation that was kept: what it ran on and what it came to. It is
// never changed, only created and deleted. Running its model again gives its
// result to the byte.
type Run struct {
	record.Meta
	Project    record.ID
	Estimate   record.ID
	Scenario   record.ID // 0: none
	Seed       int64
	Iterations int
	Program    string    // its version
	By         string    // who kept it
	At         time.Time // when
	Model      string    // the model file, YAML
	Result     string    // JSON, as korridor simulate --json prints it, without elapsed_ms
	Note       text.Label
	Name       string // what whoever kept it calls it; "": nothing
}

// The largest model and result that are kept, in bytes.
const (
	MaxModel  = 8 << 20
	MaxResult = 1 << 20
)

// RecordKind implements record.Entity.
func (*Run) RecordKind() record.Kind { return record.Simulation }

// Owner implements record.Entity.
func (r *Run) Owner() record.ID { return r.Project }

// Refs implements record.Entity.
func (r *Run) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &r.Project},
		{Field: "estimate", Kind: record.Estimate, ID: &r.Estimate},
		{Field: "scenario", Kind: record.Scenario, ID: &r.Scenario},
	}
}

// Validate implements record.Entity. Who keeps it and when is set by the planner.
func (r *Run) Validate() error {
	var p fault.Problems
	p.Check(r.Project != 0, "project", fault.Say("required", "is required"))
	p.Check(r.Estimate != 0, "estimate", fault.Say("required", "is required"))
	p.Check(r.Seed >= 0, "seed", fault.Say("negative", "must not be negative"))
	p.Check(r.Iterations > 0 && r.Iterations <= MaxIterations, "iterations",
		fault.Say("risk.iterations", "must be between {min} and {max}", "min", 1, "max", MaxIterations))
	text.CheckLine(&p, "program", r.Program, text.MaxName, false)
	text.CheckLine(&p, "by", r.By, text.MaxName, false)
	checkWhole(&p, "model", r.Model, MaxModel)
	checkWhole(&p, "result", r.Result, MaxResult)
	text.CheckLine(&p, "name", r.Name, text.MaxName, false)
	text.CheckLabel(&p, "note", r.Note, text.MaxNote, false)
	return p.Err(fault.Say("simulation.invalid", "the simulation cannot be kept"))
}

// checkWhole notes a problem with a file's text that a database cannot keep.
func checkWhole(p *fault.Problems, field, s string, most int) {
	p.Check(s != "", field, fault.Say("required", "is required"))
	p.Check(len(s) <= most, field, fault.Say("file.too_large", "{file} is larger than {max} bytes", "file", field, "max", most))
	p.Check(utf8.ValidString(s) && !strings.ContainsRune(s, 0), field, fault.Say("not_utf8", "is not valid UTF-8 text"))
}
