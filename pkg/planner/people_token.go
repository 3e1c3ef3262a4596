package planner

import (
	"context"
	"slices"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// CreateToken adds an API token to the acting person's own account and returns
// its secret, which nobody can read again. The token's number is given here.
func (p *Planner) CreateToken(ctx context.Context, user record.ID, t access.Token) (access.Secret, error) {
	if err := mustBe(ctx, user); err != nil {
		return "", err
	}
	secret := access.NewTokenSecret()
	act := Act{Actor: access.Of(ctx).Name}
	return secret, p.changeUser(ctx, act, "create_token", user, func(s Secrets, u *access.User, now time.Time) error {
		if err := dropExpired(ctx, s, u, now); err != nil {
			return err
		}
		var problems fault.Problems
		problems.Check(t.Expires.After(now), "expires", fault.Say("token.past", "must lie in the future"))
		problems.Check(t.Expires.Sub(now) <= access.MaxTokenLife, "expires", fault.Say("token.long", "must lie within a year"))
		for _, project := range t.Projects {
			problems.Check(u.Person().Sees(project), "projects", fault.Say("token.beyond", "names a project that the account may not see"))
		}
		u.TokensMade++
		t.Number = u.TokensMade
		u.Tokens = append(u.Tokens, t)
		problems.Merge("", u.Validate())
		if err := problems.Err(fault.Say("token.invalid", "the token was not made")); err != nil {
			return err
		}
		return s.AddToken(ctx, TokenUse{Hash: secret.Hash(), User: u.ID, Number: t.Number})
	})
}

// dropExpired forgets the account's tokens whose time is over.
func dropExpired(ctx context.Context, s Secrets, u *access.User, now time.Time) error {
	var kept []access.Token
	for _, t := range u.Tokens {
		if now.Before(t.Expires) {
			kept = append(kept, t)
		} else if err := s.DropToken(ctx, u.ID, t.Number); err != nil {
			return err
		}
	}
	u.Tokens = kept
	return nil
}

// RevokeToken ends a token of an account, for its owner and for an administrator.
func (p *Planner) RevokeToken(ctx context.Context, act Act, user record.ID, number int64) error {
	if mustBe(ctx, user) != nil {
		if err := mustAdminister(ctx); err != nil {
			return err
		}
	}
	return p.changeUser(ctx, act, "revoke_token", user, func(s Secrets, u *access.User, _ time.Time) error {
		kept := slices.DeleteFunc(slices.Clone(u.Tokens), func(t access.Token) bool { return t.Number == number })
		if len(kept) == len(u.Tokens) {
			return noToken()
		}
		u.Tokens = kept
		return s.DropToken(ctx, u.ID, number)
	})
}

func noToken() error {
	return fault.New(fault.NotFound, fault.Say("token.unknown", "this token is not valid, or not any more"))
}

// TokenPerson returns who acts with the API token, or a NotFound fault where it
// was never given out, was revoked or expired. It notes the day.
func (p *Planner) TokenPerson(ctx context.Context, secret access.Secret) (*access.Person, error) {
	if !secret.IsToken() {
		return nil, noToken()
	}
	var use TokenUse
	var owner access.User
	err := p.store.Read(ctx, func(r Reader) (err error) {
		if use, err = secretsOf(r).Token(ctx, secret.Hash()); err != nil {
			return err
		}
		return r.Get(ctx, use.User, &owner)
	})
	switch {
	case fault.Is(err, fault.NotFound):
		return nil, noToken()
	case err != nil:
		return nil, err
	}
	t := find(owner.Tokens, func(t *access.Token) bool { return t.Number == use.Number })
	if t == nil || owner.Disabled || !p.now().Before(t.Expires) {
		return nil, noToken()
	}
	if today := schedule.DateOf(p.now()).String(); use.Day != today {
		err = p.store.Keep(ctx, func(s Secrets) error { return s.UseToken(ctx, use.Hash, today) })
	}
	return t.Person(&owner), err
}

// TokenDays returns when the tokens of an account were last used, by number, to
// its owner and to an administrator.
func (p *Planner) TokenDays(ctx context.Context, user record.ID) (map[int64]string, error) {
	if mustBe(ctx, user) != nil {
		if err := mustAdminister(ctx); err != nil {
			return nil, err
		}
	}
	days := map[int64]string{}
	return days, p.store.Read(ctx, func(r Reader) error {
		uses, err := secretsOf(r).Tokens(ctx, user)
		for _, use := range uses {
			days[use.Number] = use.Day
		}
		return err
	})
}
