package planner

import (
	"context"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// Guarded returns a planner like New's that answers nobody who is not known:
// without a person in the context every call is a Forbidden fault.
func Guarded(store Store, now func() time.Time) *Planner {
	p := New(store, now)
	p.guarded = true
	return p
}

// administered lists the kinds of record that administrators keep; nobody else
// is shown them or their history.
var administered = []record.Kind{record.User}

// who returns who acts, nil for one from whom nothing is withheld: an operator,
// or the program itself. Somebody without any role is a Forbidden fault.
func (p *Planner) who(ctx context.Context) (*access.Person, error) {
	person := access.Of(ctx)
	switch {
	case person == nil && p.guarded:
		return nil, fault.New(fault.Forbidden, fault.Say("access.nobody", "only for people who have signed in"))
	case person == nil || person.Operator:
		return nil, nil
	}
	if seen, all := person.Seen(); !all && len(seen) == 0 {
		return nil, fault.New(fault.Forbidden, fault.Say("access.no_role", "{who} has no role here yet: an administrator can give one", "who", person.Name))
	}
	return person, nil
}

// lacking is the fault of somebody who does not hold the role in the project; 0
// stands for what belongs to no project.
func lacking(role access.Role, project record.ID) error {
	if project == 0 {
		return fault.New(fault.Forbidden, fault.Say("access.lacking_all",
			"this takes the role {role} for all projects", "role", role))
	}
	return fault.New(fault.Forbidden, fault.Say("access.lacking", "this takes the role {role} in this project", "role", role))
}

// require returns a Forbidden fault unless the person, nil for one who may do
// everything, holds one of the roles in the project.
func require(person *access.Person, project record.ID, roles ...access.Role) error {
	if person == nil {
		return nil
	}
	for _, role := range roles {
		if person.Has(role, project) {
			return nil
		}
	}
	return lacking(roles[0], project)
}

// mayWrite returns a Forbidden fault for somebody whose roles change nothing.
func mayWrite(person *access.Person) error {
	for _, g := range person.Grants {
		if g.Role != access.Viewer {
			return nil
		}
	}
	return lacking(access.Planner, person.Grants[0].Project)
}

// MayRead returns nil where the person in the context is shown the project with
// the code, or with the code "" anything at all; else a Forbidden or NotFound
// fault.
func (p *Planner) MayRead(ctx context.Context, code string) error {
	return p.read(ctx, func(r Reader) error {
		if code == "" {
			return nil
		}
		_, err := r.ProjectByCode(ctx, code)
		return err
	})
}

// MayPlan returns nil where the person in the context may enter figures of the
// project with the code, or with the code "" of what belongs to none; else a
// Forbidden or NotFound fault.
func (p *Planner) MayPlan(ctx context.Context, code string) error {
	return p.edit(ctx, code, func(Reader) error { return nil })
}

// edit is read for what only those need who enter figures: sheets and forms of
// the project with the code, or of no project.
func (p *Planner) edit(ctx context.Context, code string, fn func(Reader) error) error {
	person, err := p.who(ctx)
	if err != nil {
		return err
	}
	return p.read(ctx, func(r Reader) error {
		var project record.ID
		if code != "" {
			of, err := r.ProjectByCode(ctx, code)
			if err != nil {
				return err
			}
			project = of.ID
		}
		if person != nil {
			if err := require(person, project, access.Planner); err != nil {
				return err
			}
		}
		return fn(r)
	})
}
