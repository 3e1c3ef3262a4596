package config

import (
	"errors"
	"fmt"
	"time"
)

// Accounts says who is let in: people who sign in, unless it is told otherwise.
type Accounts struct {
	SingleUser  bool          `help:"Without accounts: whoever reaches the service, which then listens on this machine only, may do everything."`
	PublicRead  bool          `help:"Let people read who have not signed in. They change nothing."`
	SessionIdle time.Duration `help:"How long a session lasts without use." default:"2h" placeholder:"TIME"`
	SessionLife time.Duration `help:"How long a session lasts at most." default:"12h" placeholder:"TIME"`
}

// Validate checks that the parts fit together and to where the service listens.
func (a Accounts) Validate(l Listen, r Reach) error {
	switch {
	case a.SessionIdle < 5*time.Minute || a.SessionIdle > a.SessionLife:
		return fmt.Errorf("--session-idle %s must lie between 5m and --session-life", a.SessionIdle)
	case a.SessionLife > 30*24*time.Hour:
		return fmt.Errorf("--session-life %s must be at most 720h", a.SessionLife)
	case !a.SingleUser:
		return nil
	case a.PublicRead:
		return errors.New("--single-user and --public-read exclude each other: without accounts everybody may do everything")
	case r.BehindProxy:
		return errors.New("--single-user and --behind-proxy exclude each other: the proxy would let others in, and nobody is asked who they are")
	}
	return l.ValidateLocal()
}
