package planner

import (
	"context"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// SignedIn is the answer to somebody who wants to sign in.
type SignedIn struct {
	User *access.User  // nil: refused, without a word why
	Wait time.Duration // refused unseen: too much was tried; when to try again
}

// SignIn checks a login and a password that come from an address. An unknown
// login, a wrong password and a disabled account are answered alike: each costs
// one hashing, and each counts towards the waits of the login and the address.
func (p *Planner) SignIn(ctx context.Context, login, password, address string) (SignedIn, error) {
	account, from := access.AccountKey(login), access.AddressKey(address)
	wait, err := p.tryOnce(ctx, account, from)
	if err != nil || wait > 0 {
		return SignedIn{Wait: wait}, err
	}
	known, hash, err := p.credential(ctx, access.PlainLogin(login))
	if err != nil {
		return SignedIn{}, err
	}
	ok, outdated, err := p.hasher.Verify(ctx, hash, password)
	if err != nil || !ok || known == nil || known.Disabled {
		return SignedIn{}, err
	}
	renewed := ""
	if outdated {
		if renewed, err = p.hasher.Hash(ctx, password); err != nil {
			return SignedIn{}, err
		}
	}
	return SignedIn{User: known}, p.welcomeBack(ctx, known.ID, hash, renewed, account, from)
}

// credential returns the account with the login, nil for none, and its password's
// hash. It asks the same of the store either way.
func (p *Planner) credential(ctx context.Context, login string) (known *access.User, hash string, err error) {
	err = p.store.Read(ctx, func(r Reader) error {
		users, err := r.Users(ctx)
		if err != nil {
			return err
		}
		var id record.ID
		if known = find(users, func(u *access.User) bool { return u.Login == login }); known != nil {
			id = known.ID
		}
		hash, err = secretsOf(r).Password(ctx, id)
		return err
	})
	return known, hash, err
}

// tryOnce counts an attempt under the keys as failed before it is made, so that
// many at the same time do not slip through, or returns how long to wait. The
// address is locked before the account, always: two who try never wait for each
// other in a circle.
func (p *Planner) tryOnce(ctx context.Context, account, from []byte) (wait time.Duration, err error) {
	err = p.store.Keep(ctx, func(s Secrets) error {
		now := p.now()
		byAddress, err := s.Attempts(ctx, from)
		if err != nil {
			return err
		}
		byAccount, err := s.Attempts(ctx, account)
		if err != nil {
			return err
		}
		wait = max(access.AccountThrottle.Wait(byAccount, now), access.AddressThrottle.Wait(byAddress, now))
		if wait > 0 {
			return nil
		}
		if err := s.SetAttempts(ctx, from, access.AddressThrottle.Count(byAddress, now)); err != nil {
			return err
		}
		return s.SetAttempts(ctx, account, access.AccountThrottle.Count(byAccount, now))
	})
	return wait, err
}

// welcomeBack takes back what tryOnce counted, forgets the failures of the
// account, and keeps a password hash that was made anew, unless the password was
// changed meanwhile. The address keeps its other failures: an account of one's
// own is no way around the wait.
func (p *Planner) welcomeBack(ctx context.Context, user record.ID, hash, renewed string, account, from []byte) error {
	return p.store.Keep(ctx, func(s Secrets) error {
		now := p.now()
		byAddress, err := s.Attempts(ctx, from)
		if err != nil {
			return err
		}
		byAddress.Failures = max(0, byAddress.Failures-1)
		if err := s.SetAttempts(ctx, from, byAddress); err != nil {
			return err
		}
		if err := s.SetAttempts(ctx, account, access.Attempts{Last: now}); err != nil {
			return err
		}
		if err := s.DropOld(ctx, now, now.Add(-access.AccountThrottle.Forget)); err != nil || renewed == "" {
			return err
		}
		if is, err := s.Password(ctx, user); err != nil || is != hash {
			return err
		}
		return s.SetPassword(ctx, user, renewed)
	})
}

// ChangePassword replaces the acting person's own password, and ends all their
// sessions. The present one is asked for; wrong ones make wait as at signing in.
func (p *Planner) ChangePassword(ctx context.Context, user record.ID, present, password, address string) (SignedIn, error) {
	if err := mustBe(ctx, user); err != nil {
		return SignedIn{}, err
	}
	u, err := p.AccountPerson(ctx, user)
	if err != nil {
		return SignedIn{}, err
	}
	if err := checkPassword(password, u.Login, u.Name); err != nil {
		return SignedIn{}, err
	}
	in, err := p.SignIn(ctx, u.Login, present, address)
	if err != nil || in.User == nil {
		return in, err
	}
	return in, p.setPassword(ctx, Act{Actor: u.Name}, "change_password", u, password)
}

// setPassword keeps a new password and ends the account's sessions.
func (p *Planner) setPassword(ctx context.Context, act Act, command string, u *access.User, password string) error {
	hash, err := p.hasher.Hash(ctx, password) // before the transaction, which others wait for
	if err != nil {
		return err
	}
	return p.changeUser(ctx, act, command, u.ID, func(s Secrets, u *access.User, now time.Time) error {
		if u.Disabled {
			return fault.New(fault.NotFound, fault.Say("user.disabled", "this account is disabled"))
		}
		notePassword(u, now)
		if err := s.DropSessions(ctx, u.ID); err != nil {
			return err
		}
		return s.SetPassword(ctx, u.ID, hash)
	})
}

func notePassword(u *access.User, now time.Time) {
	u.Passwords++
	u.PasswordAt = now
}

func checkPassword(password, login, name string) error {
	var problems fault.Problems
	access.CheckPassword(&problems, "password", password, login, name)
	return problems.Err(fault.Say("password.invalid", "this password cannot be taken"))
}
