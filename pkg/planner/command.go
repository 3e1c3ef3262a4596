package planner

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// Command is one change that somebody can make. Commands are plain data: they
// can be written down with EncodeCommand, kept, and carried out later against
// the versions they name.
type Command interface {
	// Name is the command's stable name, as the history shows it.
	Name() string
	movesMoney() bool
	apply(ctx context.Context, t *tx) error
}

// The commands that create or change one record: with ID 0 it is created, else
// the stored record of the same Version is replaced. Afterwards the command
// holds the record as stored.
type (
	SaveProgramme  = Save[project.Programme, *project.Programme]
	SaveProject    = Save[project.Project, *project.Project]
	SaveSection    = Save[project.Section, *project.Section]
	SavePhase      = Save[project.Phase, *project.Phase]
	SaveMilestone  = Save[project.Milestone, *project.Milestone]
	SaveStructure  = Save[project.Structure, *project.Structure]
	SaveDocument   = Save[project.Document, *project.Document]
	SaveClaim      = Save[project.Claim, *project.Claim]
	SaveEstimate   = Save[estimate.Estimate, *estimate.Estimate]
	SaveLine       = Save[estimate.Line, *estimate.Line]
	SaveSource     = Save[funding.Source, *funding.Source]
	SaveCeiling    = Save[funding.Ceiling, *funding.Ceiling]
	SaveAllocation = Save[funding.Allocation, *funding.Allocation]
	SaveRate       = Save[funding.Rate, *funding.Rate]

	SaveSeries          = Save[costmodel.Series, *costmodel.Series]
	SaveAssumptions     = Save[costmodel.Assumptions, *costmodel.Assumptions]
	SaveScenario        = Save[costmodel.Scenario, *costmodel.Scenario]
	SaveBudgetProgramme = Save[funding.BudgetProgramme, *funding.BudgetProgramme]
	SaveExpenditure     = Save[costmodel.Expenditure, *costmodel.Expenditure]
	SaveBenefit         = Save[costmodel.Benefit, *costmodel.Benefit]
	SaveAttribution     = Save[estimate.Attribution, *estimate.Attribution]

	SaveUncertainty  = Save[risk.Range, *risk.Range]
	SaveRisk         = Save[risk.Entry, *risk.Entry]
	SaveRiskSettings = Save[risk.Settings, *risk.Settings]
	SaveSimulation   = Save[risk.Run, *risk.Run]

	SavePeriod   = Save[period.Period, *period.Period]
	SaveComment  = Save[project.Comment, *project.Comment]
	SaveBaseline = Save[project.Baseline, *project.Baseline]
	SaveUser     = Save[access.User, *access.User]
)

// commands makes an empty command of every name, for DecodeCommand.
var commands = func() map[string]func() Command {
	all := []func() Command{
		func() Command { return new(SaveProgramme) }, func() Command { return new(SaveProject) },
		func() Command { return new(SaveSection) }, func() Command { return new(SavePhase) },
		func() Command { return new(SaveMilestone) }, func() Command { return new(SaveStructure) },
		func() Command { return new(SaveDocument) }, func() Command { return new(SaveClaim) },
		func() Command { return new(SaveEstimate) }, func() Command { return new(SaveLine) },
		func() Command { return new(SaveSource) }, func() Command { return new(SaveCeiling) },
		func() Command { return new(SaveAllocation) }, func() Command { return new(SaveRate) },
		func() Command { return new(SaveSeries) }, func() Command { return new(SaveAssumptions) },
		func() Command { return new(SaveScenario) }, func() Command { return new(SaveBudgetProgramme) },
		func() Command { return new(SaveExpenditure) }, func() Command { return new(SaveBenefit) },
		func() Command { return new(SaveAttribution) }, func() Command { return new(SaveUncertainty) },
		func() Command { return new(SaveRisk) }, func() Command { return new(SaveRiskSettings) },
		func() Command { return new(SaveSimulation) }, func() Command { return new(SavePeriod) },
		func() Command { return new(ClosePeriod) }, func() Command { return new(SaveComment) },
		func() Command { return new(ResolveComment) }, func() Command { return new(SaveUser) }, func() Command { return new(SaveBaseline) },
		func() Command { return new(Delete) }, func() Command { return new(PublishEstimate) },
		func() Command { return new(ChooseEstimate) }, func() Command { return new(ChooseClaim) },
		func() Command { return new(CopyEstimate) }, func() Command { return new(DeleteDraft) }, func() Command { return new(SaveSheet) },
		func() Command { return new(SaveAllocations) }, func() Command { return new(SavePhases) },
		func() Command { return new(AddExpenditures) },
		func() Command { return new(SubmitProposal) }, func() Command { return new(ConfirmProposal) },
		func() Command { return new(ReturnProposal) }, func() Command { return new(WithdrawProposal) },
		func() Command { return new(ApplyClass) }, func() Command { return new(SaveRanges) }, func() Command { return new(SaveRegister) },
		func() Command { return new(Undo) }, func() Command { return new(Load) },
	}
	byName := make(map[string]func() Command, len(all))
	for _, make := range all {
		byName[make().Name()] = make
	}
	return byName
}()

// written is the form of a command that is kept.
type written struct {
	V       int             `json:"v"`
	Command string          `json:"command"`
	Data    json.RawMessage `json:"data"`
}

// EncodeCommand writes the command down as JSON.
func EncodeCommand(c Command) ([]byte, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("encode command %s: %w", c.Name(), err)
	}
	return json.Marshal(written{V: commandVersion, Command: c.Name(), Data: data})
}

// DecodeCommand reads a command that EncodeCommand wrote. An unknown name or
// broken JSON is an Invalid fault.
func DecodeCommand(b []byte) (Command, error) {
	var w written
	if err := strict(b, &w); err != nil {
		return nil, fault.Wrap(fault.Invalid, err, fault.Say("command.unreadable", "the command cannot be read"))
	}
	make, ok := commands[w.Command]
	if !ok || w.V != commandVersion {
		return nil, fault.New(fault.Invalid, fault.Say("command.unknown",
			"there is no command called {name} in version {version}", "name", w.Command, "version", w.V))
	}
	c := make()
	if err := strict(w.Data, c); err != nil {
		return nil, fault.Wrap(fault.Invalid, err, fault.Say("command.unreadable", "the command cannot be read"))
	}
	return c, nil
}

// commandVersion is the version of the form in which commands are written.
const commandVersion = 1

// strict reads JSON and refuses fields that it does not know: half a command
// must not be carried out.
func strict(b []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// entityPointer is the pointer type of a record, which implements Entity.
type entityPointer[T any] interface {
	*T
	record.Entity
}

// Save creates or changes one record; see SavePhase and its siblings.
type Save[T any, P entityPointer[T]] struct {
	Record T
	// Vouch says what some of the record's figures rest on, stated together with
	// them. The others keep what vouches for them as far as it still agrees.
	Vouch []Vouching `json:",omitempty"`
}

// Name implements Command: "save_phase" for phases.
func (c *Save[T, P]) Name() string { return "save_" + string(P(&c.Record).RecordKind()) }

func (c *Save[T, P]) movesMoney() bool { return kindMovesMoney(P(&c.Record)) }

func (c *Save[T, P]) validate() error { return P(&c.Record).Validate() }

func (c *Save[T, P]) apply(ctx context.Context, t *tx) error {
	if err := t.save(ctx, P(&c.Record)); err != nil || len(c.Vouch) == 0 {
		return err
	}
	if err := t.vouchFor(ctx, P(&c.Record), c.Vouch); err != nil {
		return err
	}
	return t.Get(ctx, P(&c.Record).RecordMeta().ID, P(&c.Record))
}

// Delete removes a record that no other depends on, with the claims about it.
type Delete struct {
	Kind    record.Kind
	ID      record.ID
	Version int64
}

// Name implements Command.
func (*Delete) Name() string { return "delete" }

func (c *Delete) movesMoney() bool {
	e, err := newEntity(c.Kind)
	return err == nil && kindMovesMoney(e)
}

func (c *Delete) apply(ctx context.Context, t *tx) error {
	e, err := newEntity(c.Kind)
	if err != nil {
		return err
	}
	if err := t.Get(ctx, c.ID, e); err != nil {
		return err
	}
	e.RecordMeta().Version = c.Version // the one that was seen: the store compares
	return t.delete(ctx, e)
}

// kindMovesMoney says whether a change of the record changes what is estimated,
// asked for or paid.
func kindMovesMoney(e record.Entity) bool {
	switch e := e.(type) {
	case *estimate.Estimate, *estimate.Line, *funding.Source, *funding.Ceiling, *funding.Allocation, *funding.Rate,
		*costmodel.Series, *costmodel.Assumptions, *funding.BudgetProgramme, *costmodel.Expenditure, *costmodel.Benefit,
		*estimate.Attribution:
		return true
	case *project.Claim:
		about, err := newEntity(e.Kind)
		return err == nil && kindMovesMoney(about)
	default:
		return false
	}
}

// newEntity returns an empty record of the kind, or an Invalid fault.
func newEntity(k record.Kind) (record.Entity, error) {
	switch k {
	case record.Programme:
		return new(project.Programme), nil
	case record.Project:
		return new(project.Project), nil
	case record.Section:
		return new(project.Section), nil
	case record.Phase:
		return new(project.Phase), nil
	case record.Milestone:
		return new(project.Milestone), nil
	case record.Structure:
		return new(project.Structure), nil
	case record.Document:
		return new(project.Document), nil
	case record.Claim:
		return new(project.Claim), nil
	case record.Estimate:
		return new(estimate.Estimate), nil
	case record.CostLine:
		return new(estimate.Line), nil
	case record.FundingSource:
		return new(funding.Source), nil
	case record.Ceiling:
		return new(funding.Ceiling), nil
	case record.Allocation:
		return new(funding.Allocation), nil
	case record.ExchangeRate:
		return new(funding.Rate), nil
	case record.IndexSeries:
		return new(costmodel.Series), nil
	case record.Assumptions:
		return new(costmodel.Assumptions), nil
	case record.Scenario:
		return new(costmodel.Scenario), nil
	case record.BudgetProgramme:
		return new(funding.BudgetProgramme), nil
	case record.Expenditure:
		return new(costmodel.Expenditure), nil
	case record.Benefit:
		return new(costmodel.Benefit), nil
	case record.Attribution:
		return new(estimate.Attribution), nil
	case record.Uncertainty:
		return new(risk.Range), nil
	case record.Risk:
		return new(risk.Entry), nil
	case record.RiskSettings:
		return new(risk.Settings), nil
	case record.Simulation:
		return new(risk.Run), nil
	case record.Proposal:
		return new(proposal.Proposal), nil
	case record.Period:
		return new(period.Period), nil
	case record.Comment:
		return new(project.Comment), nil
	case record.Baseline:
		return new(project.Baseline), nil
	case record.User:
		return new(access.User), nil
	}
	return nil, fault.New(fault.Invalid, fault.Say("kind.unknown", "there is no kind of record called {kind}", "kind", k))
}
