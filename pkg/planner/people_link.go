package planner

import (
	"context"
	"slices"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// How long links are valid.
const (
	FirstLife      = 24 * time.Hour
	InvitationLife = 7 * 24 * time.Hour
	ResetLife      = 24 * time.Hour
)

// FirstAdministrator returns the secret of a link that creates the first
// administrator, valid for FirstLife, and "" where there is an administrator.
// The one before is worth nothing then.
func (p *Planner) FirstAdministrator(ctx context.Context) (access.Secret, error) {
	there, err := p.someoneAdministers(ctx)
	if err != nil || there {
		return "", err
	}
	secret := access.NewSecret()
	return secret, p.store.Keep(ctx, func(s Secrets) error {
		return newLink(ctx, s, Link{Hash: secret.Hash(), Purpose: FirstLink, Expires: p.now().Add(FirstLife)})
	})
}

// someoneAdministers reports whether somebody can manage accounts.
func (p *Planner) someoneAdministers(ctx context.Context) (there bool, err error) {
	err = p.store.Read(ctx, func(r Reader) error {
		there, err = someAdministrator(ctx, r)
		return err
	})
	return there, err
}

func someAdministrator(ctx context.Context, r Reader) (bool, error) {
	users, err := r.Users(ctx)
	return slices.ContainsFunc(users, func(u access.User) bool { return u.Administers() }), err
}

// newLink keeps a link in place of those before it.
func newLink(ctx context.Context, s Secrets, l Link) error {
	if err := s.DropLinks(ctx, l.User); err != nil {
		return err
	}
	return s.AddLink(ctx, l)
}

// Invite returns the secret of a link with which the account's owner chooses a
// password, for an administrator to hand over. Links before it are worth nothing
// then.
func (p *Planner) Invite(ctx context.Context, act Act, user record.ID) (access.Secret, error) {
	return p.handOut(ctx, act, "invite", Link{Purpose: InvitationLink, User: user, Expires: p.now().Add(InvitationLife)})
}

// Reset is Invite for an account whose password is lost or known to others: the
// password, the sessions and the tokens end at once.
func (p *Planner) Reset(ctx context.Context, act Act, user record.ID) (access.Secret, error) {
	return p.handOut(ctx, act, "reset_password", Link{Purpose: ResetLink, User: user, Expires: p.now().Add(ResetLife)})
}

func (p *Planner) handOut(ctx context.Context, act Act, command string, l Link) (access.Secret, error) {
	if err := mustAdminister(ctx); err != nil {
		return "", err
	}
	secret := access.NewSecret()
	l.Hash = secret.Hash()
	return secret, p.changeUser(ctx, act, command, l.User, func(s Secrets, u *access.User, now time.Time) error {
		if u.Disabled {
			return fault.New(fault.Invalid, fault.Say("user.disabled", "this account is disabled"))
		}
		u.Links++
		u.LinkAt = now
		if l.Purpose == ResetLink {
			u.Tokens = nil
			if err := lockOut(ctx, s, u.ID); err != nil {
				return err
			}
			if err := s.SetPassword(ctx, u.ID, ""); err != nil {
				return err
			}
		}
		return newLink(ctx, s, l)
	})
}

// Welcome is what a link opens.
type Welcome struct {
	Purpose Purpose
	User    access.User // none for the first administrator
}

// Welcome returns what the link with the secret opens, or a NotFound fault for
// one that was used, replaced or never given out, or whose time is over.
func (p *Planner) Welcome(ctx context.Context, secret access.Secret) (v Welcome, err error) {
	err = p.store.Read(ctx, func(r Reader) error {
		v, err = p.welcome(ctx, r, secret)
		return err
	})
	return v, err
}

func (p *Planner) welcome(ctx context.Context, r Reader, secret access.Secret) (v Welcome, err error) {
	gone := fault.New(fault.NotFound, fault.Say("link.gone", "this link is not valid any more, or was used already: ask for a new one"))
	l, err := secretsOf(r).Link(ctx, secret.Hash())
	switch {
	case fault.Is(err, fault.NotFound), err == nil && !p.now().Before(l.Expires):
		return v, gone
	case err != nil:
		return v, err
	}
	v.Purpose = l.Purpose
	if l.Purpose == FirstLink {
		there, err := someAdministrator(ctx, r)
		if err == nil && there {
			err = gone
		}
		return v, err
	}
	err = r.Get(ctx, l.User, &v.User)
	if err == nil && v.User.Disabled {
		err = gone
	}
	return v, err
}

// Choice is what somebody chooses who follows a link. Login and name are of use
// to the first administrator only.
type Choice struct {
	Login    string
	Name     string
	Password string
}

// Accept carries out what the link with the secret is for, once, and returns the
// account. All that is wrong with the choice is an Invalid fault with fields.
func (p *Planner) Accept(ctx context.Context, secret access.Secret, c Choice) (*access.User, error) {
	v, err := p.Welcome(ctx, secret)
	if err != nil {
		return nil, err
	}
	u, command := v.User, "choose_password"
	if v.Purpose == FirstLink {
		command = "first_administrator"
		u = access.User{Login: access.PlainLogin(c.Login), Name: c.Name, Grants: []access.Grant{{Role: access.Administrator}}}
	}
	var problems fault.Problems
	problems.Merge("", u.Validate())
	problems.Merge("", checkPassword(c.Password, u.Login, u.Name))
	if err := problems.Err(notMade); err != nil {
		return nil, err
	}
	hash, err := p.hasher.Hash(ctx, c.Password)
	if err != nil {
		return nil, err
	}
	return &u, p.useLink(ctx, secret, &u, command, func(s Secrets, now time.Time) error {
		notePassword(&u, now)
		return nil
	}, func(s Secrets) error {
		if err := s.DropSessions(ctx, u.ID); err != nil {
			return err
		}
		return s.SetPassword(ctx, u.ID, hash)
	})
}

// LinkPerson ties the account of an invitation to a person of an OpenID
// provider, who signs in there from then on, and returns the account.
func (p *Planner) LinkPerson(ctx context.Context, secret access.Secret, issuer, subject string) (*access.User, error) {
	v, err := p.Welcome(ctx, secret)
	if err != nil {
		return nil, err
	}
	if v.Purpose == FirstLink || (v.User.Subject != "" && (v.User.Issuer != issuer || v.User.Subject != subject)) {
		return nil, forbidden()
	}
	u := v.User
	return &u, p.useLink(ctx, secret, &u, "link_person", func(Secrets, time.Time) error {
		u.Issuer, u.Subject = issuer, subject
		return nil
	}, func(Secrets) error { return nil })
}

// useLink saves the account that a link opens, in one transaction that finds the
// link unused and uses it up. change is made to the account before it is saved,
// keep is called afterwards, when a new one has its id.
func (p *Planner) useLink(ctx context.Context, secret access.Secret, u *access.User, command string,
	change func(Secrets, time.Time) error, keep func(Secrets) error) error {
	stamp := record.Stamp{Actor: u.Name, ActorID: u.ID, Command: command}
	return p.store.Write(ctx, stamp, func(w Writer) error {
		v, err := p.welcome(ctx, w, secret)
		if err != nil {
			return err
		}
		if v.Purpose != FirstLink {
			*u = v.User
		}
		s := secretsOf(w)
		if err := s.DropLinks(ctx, v.User.ID); err != nil {
			return err
		}
		if err := change(s, p.micros()); err != nil {
			return err
		}
		if err := w.Save(ctx, u); err != nil {
			return err
		}
		return keep(s)
	})
}
