package planner

import (
	"cmp"
	"context"
	"slices"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// forbidden says that the acting person may not do this.
func forbidden() error {
	return fault.New(fault.Forbidden, fault.Say("forbidden", "you may not do this"))
}

// mustAdminister returns a Forbidden fault unless an administrator acts.
func mustAdminister(ctx context.Context) error {
	if !access.Of(ctx).Has(access.Administrator, 0) {
		return forbidden()
	}
	return nil
}

// MayAdminister returns nil where the person in the context manages accounts, else
// a Forbidden fault.
func (p *Planner) MayAdminister(ctx context.Context) error { return mustAdminister(ctx) }

// mustBe returns a Forbidden fault unless the user acts, signed in and not with
// a token, which must not be able to change the account that it belongs to.
func mustBe(ctx context.Context, user record.ID) error {
	if p := access.Of(ctx); p == nil || p.Token != 0 || user == 0 || p.ID != user {
		return forbidden()
	}
	return nil
}

// Users returns all accounts, by login, to an administrator.
func (p *Planner) Users(ctx context.Context) (users []access.User, err error) {
	if err := mustAdminister(ctx); err != nil {
		return nil, err
	}
	err = p.store.Read(ctx, func(r Reader) error {
		users, err = r.Users(ctx)
		return err
	})
	return users, err
}

// User returns an account, to its owner and to an administrator.
func (p *Planner) User(ctx context.Context, id record.ID) (access.User, error) {
	if mustBe(ctx, id) != nil {
		if err := mustAdminister(ctx); err != nil {
			return access.User{}, err
		}
	}
	return p.user(ctx, id)
}

// user reads the account as it stands, like all that follows from accounts:
// whatever former state a page shows, who may see it is decided today.
func (p *Planner) user(ctx context.Context, id record.ID) (u access.User, err error) {
	err = p.store.Read(ctx, func(r Reader) error { return r.Get(ctx, id, &u) })
	return u, err
}

// UserByLogin returns the account with the login, to an administrator.
func (p *Planner) UserByLogin(ctx context.Context, login string) (access.User, error) {
	users, err := p.Users(ctx)
	if err != nil {
		return access.User{}, err
	}
	if u := find(users, func(u *access.User) bool { return u.Login == access.PlainLogin(login) }); u != nil {
		return *u, nil
	}
	return access.User{}, fault.New(fault.NotFound, fault.Say("user.not_found", "there is no account with the login {login}", "login", login))
}

// AccountPerson returns who acts for the account, or a NotFound fault where it
// is gone or disabled.
func (p *Planner) AccountPerson(ctx context.Context, id record.ID) (*access.User, error) {
	u, err := p.user(ctx, id)
	if err != nil {
		return nil, err
	}
	if u.Disabled {
		return nil, fault.New(fault.NotFound, fault.Say("user.disabled", "this account is disabled"))
	}
	return &u, nil
}

// changeUser carries out a change of an account that is no Command: it may hold
// a secret, which must never be written down. fn changes the account, and what
// is kept beside it; the time is the one that the history notes, in microseconds.
func (p *Planner) changeUser(ctx context.Context, act Act, command string, id record.ID, fn func(s Secrets, u *access.User, now time.Time) error) error {
	if err := act.checkText(); err != nil {
		return err
	}
	stamp := record.Stamp{Actor: act.Actor, Reason: act.Reason, Command: command}
	if who := access.Of(ctx); who != nil {
		stamp.ActorID = who.ID
	}
	return p.store.Write(ctx, stamp, func(w Writer) error {
		var u access.User
		if err := w.Get(ctx, id, &u); err != nil {
			return err
		}
		if err := fn(secretsOf(w), &u, p.micros()); err != nil {
			return err
		}
		return w.Save(ctx, &u)
	})
}

// micros returns the time as it is kept.
func (p *Planner) micros() time.Time { return p.now().UTC().Truncate(time.Microsecond) }

// checkText checks what an act says, where no reason is needed.
func (a Act) checkText() error {
	var p fault.Problems
	text.CheckLine(&p, "actor", a.Actor, text.MaxName, true)
	text.CheckLine(&p, "reason", a.Reason, text.MaxLine, false)
	return p.Err(notMade)
}

// checkUserLife guards accounts when one is saved, which administrators do (see
// gate.may): one of them must remain; what tells of passwords, links and sessions is noted
// by the use cases that are about these.
func (t *tx) checkUserLife(ctx context.Context, was, u *access.User) error {
	if was == nil {
		was = &access.User{}
	}
	if !sameLife(was, u) {
		return fault.New(fault.Invalid, fault.Say("user.life", "tokens, passwords, links and sessions of an account are changed by commands of their own"))
	}
	others, err := t.Users(ctx)
	if err != nil {
		return err
	}
	if was.Administers() && !u.Administers() && !slices.ContainsFunc(others, func(o access.User) bool { return o.ID != u.ID && o.Administers() }) {
		field := "grants"
		if u.Disabled {
			field = "disabled"
		}
		var p fault.Problems
		p.Add(field, fault.Say("user.last_administrator", "nobody else can manage accounts: make somebody else an administrator first"))
		return p.Err(fault.Say("user.invalid", "the account cannot be kept"))
	}
	if !u.Disabled || was.Disabled {
		return nil
	}
	u.Tokens = nil
	return lockOut(ctx, secretsOf(t.Writer), u.ID)
}

// sameLife reports whether two states of an account tell the same of passwords,
// links, sessions and tokens.
func sameLife(a, b *access.User) bool {
	return a.Links == b.Links && a.LinkAt.Equal(b.LinkAt) && a.Passwords == b.Passwords && a.PasswordAt.Equal(b.PasswordAt) &&
		a.SignOuts == b.SignOuts && a.SignOutAt.Equal(b.SignOutAt) && a.TokensMade == b.TokensMade &&
		slices.EqualFunc(a.Tokens, b.Tokens, func(x, y access.Token) bool {
			return x.Number == y.Number && x.Name == y.Name && x.Scope == y.Scope && x.Expires.Equal(y.Expires) && slices.Equal(x.Projects, y.Projects)
		})
}

// lockOut ends whatever the account is signed in with.
func lockOut(ctx context.Context, s Secrets, user record.ID) error {
	return cmp.Or(s.DropSessions(ctx, user), s.DropTokens(ctx, user), s.DropLinks(ctx, user))
}
