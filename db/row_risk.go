package db

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/risk"
)

// spreadText is a distribution as a column: ” where there is none.
type spreadText = jsonText[*risk.Spread]

func newSpreadText(s *risk.Spread) spreadText {
	if s.IsZero() {
		return spreadText{}
	}
	return asJSON(s)
}

// spread is the inverse of newSpreadText.
func spread(t spreadText) risk.Spread {
	if t.v == nil {
		return risk.Spread{}
	}
	return *t.v
}

type uncertaintyRow struct {
	Meta          meta `gorm:"embedded"`
	ProjectID     optional
	Line          string
	Category      estimate.Category
	PhaseID       optional
	Spread        spreadText
	Amounts       bool
	Currency      currency
	TimeDependent bool
	Note          string
	NoteSq        string
}

func newUncertaintyRow(r *risk.Range) uncertaintyRow {
	return uncertaintyRow{
		Meta: newMeta(r.Meta), ProjectID: optional(r.Project), Line: r.Line, Category: r.Category, PhaseID: optional(r.Phase),
		Spread: newSpreadText(&r.Spread), Amounts: r.Amounts, Currency: currency{r.Currency}, TimeDependent: r.TimeDependent,
		Note: r.Note.Default, NoteSq: r.Note.Albanian,
	}
}

func (r uncertaintyRow) domain() risk.Range {
	return risk.Range{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Line: r.Line, Category: r.Category, Phase: r.PhaseID.id(),
		Spread: spread(r.Spread), Amounts: r.Amounts, Currency: r.Currency.Currency, TimeDependent: r.TimeDependent,
		Note: label(r.Note, r.NoteSq),
	}
}

type riskRow struct {
	Meta                 meta `gorm:"embedded"`
	ProjectID            optional
	Code                 string
	Position             int
	Name                 string
	NameSq               string
	PhaseID              optional
	Probability          number
	Impact               spreadText
	Delay                spreadText
	Currency             currency
	MitigatedProbability number
	MitigatedImpact      spreadText
	MitigatedDelay       spreadText
	RiskOwner            string
	Response             risk.Response
	Status               risk.Status
	Description          string
	DescriptionSq        string
	Note                 string
	NoteSq               string
}

func newRiskRow(e *risk.Entry) riskRow {
	return riskRow{
		Meta: newMeta(e.Meta), ProjectID: optional(e.Project), Code: e.Code, Position: e.Position, Name: e.Name.Default, NameSq: e.Name.Albanian,
		PhaseID: optional(e.Phase), Probability: number{e.Probability}, Impact: newSpreadText(&e.Impact), Delay: newSpreadText(&e.Delay),
		Currency: currency{e.Currency}, MitigatedProbability: number{e.Mitigated.Probability},
		MitigatedImpact: newSpreadText(&e.Mitigated.Impact), MitigatedDelay: newSpreadText(&e.Mitigated.Delay),
		RiskOwner: e.RiskOwner, Response: e.Response, Status: e.Status, Description: e.Description.Default, DescriptionSq: e.Description.Albanian,
		Note: e.Note.Default, NoteSq: e.Note.Albanian,
	}
}

func (r riskRow) domain() risk.Entry {
	return risk.Entry{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Code: r.Code, Position: r.Position, Name: label(r.Name, r.NameSq),
		Phase: r.PhaseID.id(), Probability: canonical(r.Probability.NullDecimal), Impact: spread(r.Impact), Delay: spread(r.Delay),
		Currency:  r.Currency.Currency,
		Mitigated: risk.Exposure{Probability: canonical(r.MitigatedProbability.NullDecimal), Impact: spread(r.MitigatedImpact), Delay: spread(r.MitigatedDelay)},
		RiskOwner: r.RiskOwner, Response: r.Response, Status: r.Status, Description: label(r.Description, r.DescriptionSq), Note: label(r.Note, r.NoteSq),
	}
}

type riskSettingsRow struct {
	Meta       meta `gorm:"embedded"`
	ProjectID  optional
	Rho        number
	LineGroups jsonText[[]risk.LineGroup]
	Matrix     jsonText[[][]decimal.Decimal]
	Iterations optional
	Seed       int64
	Percentile optional
	Note       string
	NoteSq     string
}

func newRiskSettingsRow(s *risk.Settings) riskSettingsRow {
	return riskSettingsRow{
		Meta: newMeta(s.Meta), ProjectID: optional(s.Project), Rho: number{s.Rho}, LineGroups: listAsJSON(s.Groups), Matrix: listAsJSON(s.Matrix),
		Iterations: optional(s.Iterations), Seed: s.Seed, Percentile: optional(s.Percentile), Note: s.Note.Default, NoteSq: s.Note.Albanian,
	}
}

func (r riskSettingsRow) domain() risk.Settings {
	return risk.Settings{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Rho: canonical(r.Rho.NullDecimal), Groups: r.LineGroups.v, Matrix: r.Matrix.v,
		Iterations: int(r.Iterations), Seed: r.Seed, Percentile: int(r.Percentile), Note: label(r.Note, r.NoteSq),
	}
}

type simulationRow struct {
	Meta       meta `gorm:"embedded"`
	ProjectID  optional
	EstimateID optional
	ScenarioID optional
	Seed       int64
	Iterations int
	Program    string
	KeptBy     string
	KeptAtUs   optional
	Model      string
	Result     string
	Note       string
	NoteSq     string
	Name       string
}

func newSimulationRow(r *risk.Run) simulationRow {
	return simulationRow{
		Meta: newMeta(r.Meta), ProjectID: optional(r.Project), EstimateID: optional(r.Estimate), ScenarioID: optional(r.Scenario),
		Seed: r.Seed, Iterations: r.Iterations, Program: r.Program, KeptBy: r.By, KeptAtUs: micros(r.At), Model: r.Model, Result: r.Result,
		Note: r.Note.Default, NoteSq: r.Note.Albanian, Name: r.Name,
	}
}

func (r simulationRow) domain() risk.Run {
	return risk.Run{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Estimate: r.EstimateID.id(), Scenario: r.ScenarioID.id(),
		Seed: r.Seed, Iterations: r.Iterations, Program: r.Program, By: r.KeptBy, At: r.KeptAtUs.time(), Model: r.Model, Result: r.Result,
		Note: label(r.Note, r.NoteSq), Name: r.Name,
	}
}
