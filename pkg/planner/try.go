package planner

import (
	"context"
	"errors"
)

var errTried = errors.New("only tried")

// Try returns what Do would: it carries out the command and takes all of it back.
func (p *Planner) Try(ctx context.Context, act Act, c Command) error {
	err := p.do(ctx, act, c, func() error { return errTried })
	if errors.Is(err, errTried) {
		return nil
	}
	return err
}
