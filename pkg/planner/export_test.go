package planner

import (
	"context"

	"korridor/pkg/access"
)

// ReadAs runs fn on the record as the person may see it.
func ReadAs(ctx context.Context, s Store, person *access.Person, fn func(Reader) error) error {
	return s.Read(ctx, func(r Reader) error { return fn(shown(r, person)) })
}

// Hasher returns the hasher of passwords, which counts.
func (p *Planner) Hasher() *access.Hasher { return p.hasher }

// SetHasher makes the planner hash at other costs.
func (p *Planner) SetHasher(h *access.Hasher) { p.hasher = h }
