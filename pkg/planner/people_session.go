package planner

import (
	"context"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// SessionLimits say when a session ends by itself.
type SessionLimits struct {
	Life time.Duration // after signing in, whatever happens
	Idle time.Duration // after the last request
}

// touchEvery is how exactly the last request of a session is kept: page views
// must not queue up to be written.
const touchEvery = time.Minute

// Session returns the session of the token, or a NotFound fault where there is
// none or its time is over. It notes that the session is in use.
func (p *Planner) Session(ctx context.Context, token access.Secret, limits SessionLimits) (v Session, err error) {
	err = p.store.Read(ctx, func(r Reader) error {
		v, err = secretsOf(r).Session(ctx, token.Hash())
		return err
	})
	if err != nil {
		return Session{}, err
	}
	now := p.now()
	if v.Over(now, limits) {
		return Session{}, fault.New(fault.NotFound, fault.Say("session.over", "this session is over: sign in again"))
	} else if now.Sub(v.Seen) < touchEvery {
		return v, nil
	}
	return v, p.store.Keep(ctx, func(s Secrets) error { return s.TouchSession(ctx, v.Hash, now) })
}

// KeepSession keeps the data of the user's session with the token. A new one
// begins now.
func (p *Planner) KeepSession(ctx context.Context, token access.Secret, user record.ID, agent string, data []byte, limits SessionLimits) error {
	now := p.now()
	return p.store.Keep(ctx, func(s Secrets) error {
		return s.KeepSession(ctx, Session{Hash: token.Hash(), User: user, Created: now, Seen: now, Expires: now.Add(limits.Life), Agent: agent, Data: data})
	})
}

// EndSession forgets the session with the token.
func (p *Planner) EndSession(ctx context.Context, token access.Secret) error {
	return p.store.Keep(ctx, func(s Secrets) error { return s.DropSession(ctx, token.Hash()) })
}

// Sessions returns the sessions of an account, to its owner and to an
// administrator.
func (p *Planner) Sessions(ctx context.Context, user record.ID) (list []Session, err error) {
	if mustBe(ctx, user) != nil {
		if err := mustAdminister(ctx); err != nil {
			return nil, err
		}
	}
	err = p.store.Read(ctx, func(r Reader) error {
		list, err = secretsOf(r).Sessions(ctx, user)
		return err
	})
	return list, err
}

// SignOutEverywhere ends all sessions of an account, for its owner and for an
// administrator. Tokens stay.
func (p *Planner) SignOutEverywhere(ctx context.Context, act Act, user record.ID) error {
	if mustBe(ctx, user) != nil {
		if err := mustAdminister(ctx); err != nil {
			return err
		}
	}
	return p.changeUser(ctx, act, "sign_out_everywhere", user, func(s Secrets, u *access.User, now time.Time) error {
		u.SignOuts++
		u.SignOutAt = now
		return s.DropSessions(ctx, u.ID)
	})
}

// SaveAccount keeps what people may change of their own account.
func (p *Planner) SaveAccount(ctx context.Context, user record.ID, version int64, name, language string) error {
	if err := mustBe(ctx, user); err != nil {
		return err
	}
	return p.changeUser(ctx, Act{Actor: access.Of(ctx).Name}, "save_account", user, func(_ Secrets, u *access.User, _ time.Time) error {
		u.Version, u.Name, u.Language = version, name, language
		return nil
	})
}
