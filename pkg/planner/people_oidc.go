package planner

import (
	"context"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// UserBySubject returns the account that is linked to the person of an OpenID
// provider, or a NotFound fault. A disabled one is returned as it is.
func (p *Planner) UserBySubject(ctx context.Context, issuer, subject string) (*access.User, error) {
	var found *access.User
	err := p.store.Read(ctx, func(r Reader) error {
		users, err := r.Users(ctx)
		found = find(users, func(u *access.User) bool { return subject != "" && u.Issuer == issuer && u.Subject == subject })
		return err
	})
	if err == nil && found == nil {
		err = fault.New(fault.NotFound, fault.Say("oidc.unknown", "no account is linked to this person"))
	}
	return found, err
}

// Pend notes an unknown person of an OpenID provider as a disabled account
// without any role, for an administrator to look at.
func (p *Planner) Pend(ctx context.Context, u access.User) error {
	pending := access.User{Login: u.Login, Name: u.Name, Issuer: u.Issuer, Subject: u.Subject, Disabled: true}
	stamp := record.Stamp{Actor: "OpenID", Command: "pend_person"}
	return p.store.Write(ctx, stamp, func(w Writer) error { return w.Save(ctx, &pending) })
}
