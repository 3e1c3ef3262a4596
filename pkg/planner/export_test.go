package planner

import (
	"context"

	"korridor/pkg/access"
)

// ReadAs runs fn on the record as the person may see it.
func ReadAs(ctx context.Context, s Store, person *access.Person, fn func(Reader) error) error {
	return s.Read(ctx, func(r Reader) error { return fn(shown(r, person)) })
}
