// Package planner holds the use cases: what planners ask of the record and the
// commands that change it. It declares the Store that keeps the record.
package planner

import (
	"context"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Store keeps the record. Its Readers and Writers are SecretKeepers. Nothing read or written escapes its transaction: the
// Reader and Writer are of use only until the function returns.
type Store interface {
	// Read runs fn on one consistent state of the record.
	Read(ctx context.Context, fn func(Reader) error) error
	// ReadAt runs fn on the record as it was after a change, 0: before the first
	// one. It returns an Invalid fault for a change that there is not, or that is
	// not the last one of its command.
	ReadAt(ctx context.Context, seq int64, fn func(Reader) error) error
	// Write runs fn in one transaction: all of it is kept, with its changes
	// appended to the chain under the stamp, or, on an error, none of it.
	Write(ctx context.Context, stamp record.Stamp, fn func(Writer) error) error
	// Keep runs fn in one transaction over what is kept beside the record. None
	// of it is noted in the history.
	Keep(ctx context.Context, fn func(Secrets) error) error
	// VisitMark returns how far somebody with the account has seen the changes,
	// zero where that was never kept. It stands beside the record.
	VisitMark(ctx context.Context, account int64) (VisitMark, error)
	// KeepVisitMark keeps it.
	KeepVisitMark(ctx context.Context, account int64, m VisitMark) error
}

// Reader asks for records. Lists are in a fixed order, the same for the same
// data, and empty rather than an error where there is nothing. Every method
// returns an Unavailable or Internal fault when the database fails.
type Reader interface {
	// Head returns the newest end of the chain of changes.
	Head(ctx context.Context) (Head, error)
	// Get loads the record of e's kind with the id into e, or returns a NotFound fault.
	Get(ctx context.Context, id record.ID, e record.Entity) error

	Programmes(ctx context.Context) ([]project.Programme, error)
	// ProjectByCode returns a NotFound fault for a code that no project has.
	ProjectByCode(ctx context.Context, code string) (project.Project, error)
	// Projects returns one page of the projects that match, by code, and how many match in all.
	Projects(ctx context.Context, q ProjectQuery) (page []project.Project, total int, err error)

	// The parts of the given projects, ordered by project and then as planners
	// order them: position, then code; by date where there is one.
	Sections(ctx context.Context, projects ...record.ID) ([]project.Section, error)
	Phases(ctx context.Context, projects ...record.ID) ([]project.Phase, error)
	Milestones(ctx context.Context, projects ...record.ID) ([]project.Milestone, error)
	Structures(ctx context.Context, projects ...record.ID) ([]project.Structure, error)
	Estimates(ctx context.Context, projects ...record.ID) ([]estimate.Estimate, error)
	FundingSources(ctx context.Context, projects ...record.ID) ([]funding.Source, error)
	Ceilings(ctx context.Context, projects ...record.ID) ([]funding.Ceiling, error)
	Allocations(ctx context.Context, projects ...record.ID) ([]funding.Allocation, error)
	Assumptions(ctx context.Context, projects ...record.ID) ([]costmodel.Assumptions, error) // at most one of a project
	Scenarios(ctx context.Context, projects ...record.ID) ([]costmodel.Scenario, error)
	Expenditures(ctx context.Context, projects ...record.ID) ([]costmodel.Expenditure, error)
	Benefits(ctx context.Context, projects ...record.ID) ([]costmodel.Benefit, error)
	Attributions(ctx context.Context, projects ...record.ID) ([]estimate.Attribution, error)
	Uncertainties(ctx context.Context, projects ...record.ID) ([]risk.Range, error)
	Risks(ctx context.Context, projects ...record.ID) ([]risk.Entry, error)
	RiskSettings(ctx context.Context, projects ...record.ID) ([]risk.Settings, error) // at most one of a project
	Simulations(ctx context.Context, projects ...record.ID) ([]risk.Run, error)       // the newest first
	// Lines returns the cost lines of the given estimates.
	Lines(ctx context.Context, estimates ...record.ID) ([]estimate.Line, error)
	// Claims returns the claims that match, chosen ones first within each figure.
	Claims(ctx context.Context, q ClaimQuery) ([]project.Claim, error)
	// Documents returns all documents, by code: thousands of them in a large
	// record, which only a choice among all is worth.
	Documents(ctx context.Context) ([]project.Document, error)
	// DocumentsByID returns those of the ids that are documents, by code.
	DocumentsByID(ctx context.Context, ids []record.ID) ([]project.Document, error)
	// LinesByID returns those of the ids that are cost lines.
	LinesByID(ctx context.Context, ids []record.ID) ([]estimate.Line, error)
	// DocumentUse returns one page of the documents, those that the most claims
	// rest on first, then by code, and how many documents there are in all. Only
	// the claims about the given projects count, 0 standing for none; all where
	// none are given.
	DocumentUse(ctx context.Context, limit, offset int, projects ...record.ID) (page []DocumentUse, total int, err error)
	// ExchangeRates returns all rates, by currencies and date.
	ExchangeRates(ctx context.Context) ([]funding.Rate, error)
	// IndexSeries returns all index series, by code.
	IndexSeries(ctx context.Context) ([]costmodel.Series, error)
	// BudgetProgrammes returns all budget programmes, by code.
	BudgetProgrammes(ctx context.Context) ([]funding.BudgetProgramme, error)

	// Periods returns all reporting periods, by their first day.
	Periods(ctx context.Context) ([]period.Period, error)
	// Baselines returns all baselines, by their moments.
	Baselines(ctx context.Context) ([]project.Baseline, error)
	// Comments returns the comments that match, by the time at which they were written.
	Comments(ctx context.Context, q CommentQuery) ([]project.Comment, error)
	// Users returns all accounts, by login.
	Users(ctx context.Context) ([]access.User, error)

	// Dependents returns, by kind, the records that refer to the one of the kind
	// with the id, but for the claims about it; of each kind the first ones up to
	// the limit are named.
	Dependents(ctx context.Context, kind record.Kind, id record.ID, limit int) ([]Dependents, error)

	// Proposals returns one page of the proposals that match, the newest first, and
	// how many match in all.
	Proposals(ctx context.Context, q ProposalQuery) (page []proposal.Proposal, total int, err error)
	// Changes returns the newest changes that match, latest first.
	Changes(ctx context.Context, q ChangeQuery) ([]record.Change, error)
	// EachAllocation calls fn for every allocation of a project (0: of all),
	// ordered by project code, fiscal year and funding source, without holding
	// them all in memory. An error of fn ends the walk and is returned.
	EachAllocation(ctx context.Context, projectID record.ID, fn func(AllocationRow) error) error
	// Attention finds the records that may want a planner's attention.
	Attention(ctx context.Context, q AttentionQuery) (AttentionHits, error)
}

// Writer also changes records. Each change is noted for the chain.
type Writer interface {
	Reader
	// Save creates the record when its id is 0, setting its id, and otherwise
	// replaces the stored one of the same version, raising the version in e. It
	// returns a Conflict fault when the stored record moved on or is gone, or
	// when another record has the same code, and an Invalid fault for a reference
	// to a record that is not there.
	Save(ctx context.Context, e record.Entity) error
	// Restore creates a record again that was deleted, with its id and with the
	// version after e's, which is the one of its deletion. It returns a Conflict
	// fault when there is a record of that id, or one with the same code.
	Restore(ctx context.Context, e record.Entity) error
	// Release lets go of the code of the stored record of e's version, so that
	// another one can have it: records exchange codes that way. The command then
	// has to save the record under another code or to delete it. It returns a
	// Conflict fault when the stored record moved on or is gone.
	Release(ctx context.Context, e record.Entity) error
	// Delete removes the record of e's version. It returns a Conflict fault when
	// the stored record moved on, or when other records depend on it.
	Delete(ctx context.Context, e record.Entity) error
}

// Head is the newest end of the chain of changes: the state of the record.
type Head struct {
	Seq  int64 // 0: nothing was ever recorded
	At   time.Time
	Hash string
}

// ProjectQuery selects projects. Zero values do not select.
type ProjectQuery struct {
	Search string // in code and names, any case
	Sector string
	Stage  project.Stage
	IDs    []record.ID

	OnlyExternal bool // those that are no part of the programme
	OnlyOpen     bool // those whose works are not complete
	// With a phase whose dates on record, actual before planned, touch these years.
	PhasesFrom, PhasesTo int

	Limit  int // 0: all
	Offset int
}

// ClaimQuery selects claims. Zero values do not select.
type ClaimQuery struct {
	Projects   []record.ID // 0 in it: claims about the programme
	Kinds      []record.Kind
	ExceptKind record.Kind
	Entities   []record.ID
	OnlyChosen bool
}

// ProposalQuery selects proposals. Zero values do not select.
type ProposalQuery struct {
	Projects  []record.ID // nil: all; 0 in it: of none, or of several
	Statuses  []proposal.Status
	By        *access.Person
	NotBy     *access.Person
	OnlyCount bool // no page
	Brief     bool // without the written commands
	Limit     int  // 0: all
	Offset    int
}

// CommentQuery selects comments. Zero values do not select.
type CommentQuery struct {
	Projects []record.ID // 0 in it: comments about what belongs to no project
	Entities []record.ID
}

// ChangeQuery selects changes. Zero values do not select.
type ChangeQuery struct {
	Project  record.ID
	Projects []record.ID   // 0 in it: of what belongs to none
	Except   []record.Kind // but for these
	Entity   record.ID
	Kinds    []record.Kind
	NotBy    record.ID // but for what somebody with this account did
	Batch    int64
	Heads    bool  // only the first change of each command
	After    int64 // Seq above
	Before   int64 // Seq below
	From     time.Time
	Until    time.Time // exclusive
	Limit    int       // 0: all
	Bare     bool      // without Before and After
}

// AllocationRow is one allocation with what a report says beside it.
type AllocationRow struct {
	Project       string // code
	FundingSource text.Label
	Allocation    funding.Allocation
	Bases         [4]project.Basis // of the amounts' chosen claims, by funding.Stages
	Basis         project.Basis    // the weakest of those of its figures
	Documents     text.Label       // titles of the chosen claims' documents, each once, in stage order, joined by "; "
}

// AttentionQuery says what is looked for. Limit bounds the hits of each kind.
type AttentionQuery struct {
	Today        schedule.Date
	Projects     []record.ID // only these; nil: all
	SpreadTenths int64       // estimates lie far apart when the largest is above this many tenths of the smallest
	Limit        int
}

// AttentionHits are the records found, each list cut at the limit, with how
// many there are in all. Only projects whose works are not complete count.
type AttentionHits struct {
	// Ceilings of funding sources, and of the budget programmes that they draw on, that may be exceeded, since the allocation requested under them is
	// larger or in another currency: of this fiscal year and the two after, and of
	// earlier ones while no outcome is on record. All of them, for which of them
	// count takes exchange rates.
	Ceilings []CeilingHit
	// Estimates are the published estimates of the projects whose largest is far
	// above the smallest in the same currency.
	Spread      []SpreadHit
	SpreadTotal int
	// NoOutcome are the allocations requested for this or an earlier fiscal year
	// without an approved amount on record.
	NoOutcome      []AllocationHit
	NoOutcomeTotal int
	// Breaches are the allocations with a recorded breach of the stage order.
	Breaches      []AllocationHit
	BreachesTotal int
	// Late are the phases that are planned to be finished and are not.
	Late      []PhaseHit
	LateTotal int
	// Unsourced are the projects whose working estimate nobody vouches for.
	Unsourced      []project.Project
	UnsourcedTotal int
}

// CeilingHit is a ceiling and the allocation requested under it.
type CeilingHit struct {
	Project    project.Project
	Ceiling    funding.Ceiling
	Programme  *funding.BudgetProgramme // whose ceiling it is; nil: that of the funding source alone
	Allocation funding.Allocation
}

// SpreadHit is a project whose estimates lie far apart.
type SpreadHit struct {
	Project  project.Project
	Smallest estimate.Estimate
	Largest  estimate.Estimate
}

// AllocationHit is an allocation of a project.
type AllocationHit struct {
	Project    project.Project
	Allocation funding.Allocation
}

// PhaseHit is a phase of a project.
type PhaseHit struct {
	Project project.Project
	Phase   project.Phase
}
