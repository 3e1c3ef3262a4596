// Package access says who somebody is and what they may do.
package access

import (
	"context"
	"slices"

	"korridor/pkg/record"
)

// Role is what somebody is trusted with, in one project or in all of them. Roles
// do not contain one another, but for the right to view, which each brings along:
// whoever enters figures and confirms those of others holds two roles.
type Role string

// The roles.
const (
	Viewer        Role = "viewer"        // reads
	Planner       Role = "planner"       // changes the record; what moves money waits for a confirmer
	Confirmer     Role = "confirmer"     // confirms what somebody else entered, or returns it
	Administrator Role = "administrator" // manages accounts and settings
)

// Roles lists the roles.
var Roles = []Role{Viewer, Planner, Confirmer, Administrator}

// Grant is a role in a project, or, with no project, in all of them and in what
// belongs to none: documents, exchange rates, index series, budget programmes.
type Grant struct {
	Role    Role
	Project record.ID // 0: all
}

// Person is somebody who acts.
type Person struct {
	ID     record.ID // of the account; 0: none, as of the program itself
	Name   string    // as the history shows it
	Grants []Grant
	// Operator is who runs the program on its own machine, on the command line or
	// alone: nothing is withheld, and nothing waits for anybody's confirmation.
	Operator bool
	// Token is the number of the API token that the person acts with; 0: signed in.
	Token int64
}

// Has reports whether the person holds the role in the project; for project 0,
// in all of them.
func (p *Person) Has(role Role, project record.ID) bool {
	if p == nil {
		return false
	}
	return p.Operator || slices.ContainsFunc(p.Grants, func(g Grant) bool {
		return g.Role == role && (g.Project == 0 || g.Project == project)
	})
}

// Same reports whether both are one person: by their accounts, or, where
// neither has one, by their names. Nobody is only nobody.
func (p *Person) Same(other *Person) bool {
	if p == nil || other == nil {
		return p == other
	}
	if p.ID != 0 && other.ID != 0 {
		return p.ID == other.ID
	}
	return p.ID == other.ID && p.Name == other.Name
}

// Sees reports whether the person may read the project; for project 0, all of them.
func (p *Person) Sees(project record.ID) bool {
	return slices.ContainsFunc(Roles, func(role Role) bool { return p.Has(role, project) })
}

// In returns the projects in which the person holds the role, in the order of
// their ids, or all.
func (p *Person) In(role Role) (projects []record.ID, all bool) {
	if p.Has(role, 0) {
		return nil, true
	}
	if p == nil {
		return nil, false
	}
	for _, g := range p.Grants {
		if g.Role == role {
			projects = append(projects, g.Project)
		}
	}
	slices.Sort(projects)
	return slices.Compact(projects), false
}

// Seen returns the projects that the person may read, in the order of their ids,
// or all.
func (p *Person) Seen() (projects []record.ID, all bool) {
	if p.Sees(0) {
		return nil, true
	}
	if p == nil {
		return nil, false
	}
	for _, g := range p.Grants {
		projects = append(projects, g.Project)
	}
	slices.Sort(projects)
	return slices.Compact(projects), false
}

type personKey struct{}

// With returns the context of what the person does.
func With(ctx context.Context, p *Person) context.Context {
	return context.WithValue(ctx, personKey{}, p)
}

// Of returns who acts in the context, nil where nobody is known.
func Of(ctx context.Context) *Person {
	p, _ := ctx.Value(personKey{}).(*Person)
	return p
}
