package planner

import (
	"context"
	"time"

	"korridor/pkg/project"
)

// Over reports whether the session has ended by itself.
func (v *Session) Over(now time.Time, limits SessionLimits) bool {
	return !now.Before(v.Expires) || now.Sub(v.Seen) >= limits.Idle
}

// ProjectsSeen returns the projects that who asks may read, in the order of lists.
func (p *Planner) ProjectsSeen(ctx context.Context) (list []project.Project, err error) {
	err = p.read(ctx, func(r Reader) error {
		list, _, err = r.Projects(ctx, ProjectQuery{})
		return err
	})
	return list, err
}
