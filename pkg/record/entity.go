// Package record holds what every recorded thing has in common: an id, a
// version, the figures that claims vouch for, and the chain of changes.
package record

// ID identifies a record of any kind within one database. Ids come from one
// sequence, so an id alone names a record. 0 is no record.
type ID int64

// Kind names a kind of record in changes, claims and addresses.
type Kind string

// The kinds of record.
const (
	Programme     Kind = "programme"
	Project       Kind = "project"
	Section       Kind = "section"
	Phase         Kind = "phase"
	Milestone     Kind = "milestone"
	Structure     Kind = "structure"
	Document      Kind = "document"
	Claim         Kind = "claim"
	Estimate      Kind = "estimate"
	CostLine      Kind = "cost_line"
	FundingSource Kind = "funding_source"
	Ceiling       Kind = "ceiling"
	Allocation    Kind = "allocation"
	ExchangeRate  Kind = "exchange_rate"

	IndexSeries     Kind = "index_series"
	Assumptions     Kind = "assumptions"
	Scenario        Kind = "scenario"
	BudgetProgramme Kind = "budget_programme"
	Expenditure     Kind = "expenditure"
	Benefit         Kind = "benefit"
	Attribution     Kind = "attribution"

	Uncertainty  Kind = "uncertainty"
	Risk         Kind = "risk"
	RiskSettings Kind = "risk_settings"
	Simulation   Kind = "simulation"

	Proposal Kind = "proposal"
	Period   Kind = "period"
	Comment  Kind = "comment"
	Baseline Kind = "baseline"
	User     Kind = "user"
)

// Kinds lists the kinds of record.
var Kinds = []Kind{Programme, Project, Section, Phase, Milestone, Structure, Document, Claim,
	Estimate, CostLine, FundingSource, Ceiling, Allocation, ExchangeRate,
	IndexSeries, Assumptions, Scenario, BudgetProgramme, Expenditure, Benefit, Attribution,
	Uncertainty, Risk, RiskSettings, Simulation, Proposal, Period, Comment, Baseline, User}

// Meta is embedded in every record.
type Meta struct {
	ID      ID
	Version int64 // 1 at creation, one more at each change; 0 before it is stored
}

// RecordMeta returns the record's id and version, for the store to set.
func (m *Meta) RecordMeta() *Meta { return m }

// Entity is a record that the store keeps. It is implemented by pointers.
type Entity interface {
	RecordKind() Kind
	RecordMeta() *Meta
	// Owner is the project the record belongs to, 0 when it belongs to none.
	Owner() ID
	// Refs points at the record's references to other records.
	Refs() []Ref
	// Validate checks what can be known from the record alone; it returns an
	// Invalid fault with all problems, or nil.
	Validate() error
}

// Ref is a reference from one record to another; *ID is 0 when unset.
type Ref struct {
	Field string
	Kind  Kind
	ID    *ID
}
