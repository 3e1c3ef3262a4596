package web

import (
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// dependentsView is what of one kind stands in the way of deleting a record.
type dependentsView struct {
	Kinds string // "Phases"
	Names []Link // without an address where no page leads to it alone
	More  int    // how many are not named
}

// newDependents names the records that depend on one, with links to their forms.
func newDependents(x *desk, found []planner.Dependents) []dependentsView {
	var views []dependentsView
	for _, of := range found {
		v := dependentsView{Kinds: x.l.Term("kinds", string(of.Kind)), More: of.Count - len(of.Records)}
		for _, d := range of.Records {
			v.Names = append(v.Names, Link{Text: x.dependentName(d), URL: recordFormURL(d)})
		}
		views = append(views, v)
	}
	return views
}

// dependentName is what a dependent is called, also one of another project.
func (x *desk) dependentName(d planner.Dependent) string {
	switch r := d.Entity.(type) {
	case *project.Claim:
		name := x.l.Term("field", r.Field) + ": " + claimValue(x.l, r.ValueLabel().In(x.l.Code), r.Unit)
		if d.Project != "" && d.Project != x.code {
			name += " (" + d.Project + ")"
		}
		return name
	case *estimate.Line:
		return r.Name.In(x.l.Code) + " (" + r.Code + ")"
	case *costmodel.Scenario:
		return r.Name.In(x.l.Code)
	case *funding.Allocation, *funding.Ceiling, *project.Structure, *costmodel.Assumptions:
		if d.Project != x.code { // its name is made of other records of its project
			return x.l.Enum(d.RecordKind()) + " (" + d.Project + ")"
		}
	}
	return recordName(x.l, x.Dossier, d.Entity)
}

// formPaths are where the forms of the parts of a project are, by kind.
var formPaths = map[record.Kind]string{record.Section: "sections", record.Phase: "phases", record.Milestone: "milestones",
	record.Structure: "structures", record.FundingSource: "funding-sources", record.Ceiling: "ceilings", record.Allocation: "allocations",
	record.Claim: "claims", record.Uncertainty: "ranges", record.Risk: "risks", record.Scenario: "scenarios"}

// recordFormURL is the address at which a record is changed, or the page that
// shows it; "" where there is none.
func recordFormURL(d planner.Dependent) string {
	switch r := d.Entity.(type) {
	case *project.Project:
		return projectURL(r.Code, "edit")
	case *project.Claim:
		return claimFormURL(r.ID, "edit")
	case *estimate.Estimate:
		return projectURL(d.Project, "estimates", r.Code)
	case *estimate.Line:
		return projectURL(d.Project, "estimates")
	case *risk.Run:
		return projectURL(d.Project, "risk", "kept", idText(r.ID))
	}
	if path := formPaths[d.RecordKind()]; path != "" {
		return projectURL(d.Project, path, idText(d.RecordMeta().ID), "edit")
	}
	return ""
}
