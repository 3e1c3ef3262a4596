package access

import (
	"slices"
	"strings"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// User is an account. It holds no secret: whatever happens to an account can be
// read in the history, and password, sessions and tokens are kept beside it as
// hashes. Accounts are disabled and never deleted, so that whoever acted once
// stays known.
type User struct {
	record.Meta
	Login    string // unique; see CheckLogin
	Name     string // as the history shows it; unique, so that it tells who acted
	Language string // of the pages: "en", "sq", or "" for the browser's
	Grants   []Grant
	Disabled bool
	// Issuer and Subject are who the person is to the OpenID provider; both are
	// empty where the account signs in with a password only.
	Issuer  string
	Subject string
	Tokens  []Token

	// What an auditor asks of an account, each with the time of the last one.
	Links      int64 // invitations and resets that were handed out
	LinkAt     time.Time
	Passwords  int64 // passwords that were chosen
	PasswordAt time.Time
	SignOuts   int64 // times that all sessions were ended
	SignOutAt  time.Time
	TokensMade int64 // API tokens, also those of the past
}

// Limits on accounts.
const (
	MaxLogin  = 64 // characters
	maxGrants = 200
	MaxTokens = 20
	maxOIDC   = 255 // characters of issuer and subject
)

// RecordKind implements record.Entity.
func (*User) RecordKind() record.Kind { return record.User }

// Owner implements record.Entity: accounts belong to no project.
func (*User) Owner() record.ID { return 0 }

// Refs implements record.Entity.
func (u *User) Refs() []record.Ref {
	var refs []record.Ref
	for i := range u.Grants {
		refs = append(refs, record.Ref{Field: "grants", Kind: record.Project, ID: &u.Grants[i].Project})
	}
	for i := range u.Tokens {
		for j := range u.Tokens[i].Projects {
			refs = append(refs, record.Ref{Field: "tokens", Kind: record.Project, ID: &u.Tokens[i].Projects[j]})
		}
	}
	return refs
}

// Validate implements record.Entity.
func (u *User) Validate() error {
	var p fault.Problems
	CheckLogin(&p, "login", u.Login)
	text.CheckLine(&p, "name", u.Name, text.MaxName, true)
	text.CheckOneOf(&p, "language", u.Language, []string{"", "en", "sq"})
	record.CheckCount(&p, "grants", len(u.Grants), maxGrants)
	for i, g := range u.Grants {
		text.CheckOneOf(&p, "grants", g.Role, Roles)
		p.Check(g.Role != Administrator || g.Project == 0, "grants",
			fault.Say("user.administers_all", "an administrator is one for all projects"))
		p.Check(!slices.Contains(u.Grants[:i], g), "grants", fault.Say("user.grant_twice", "the same role is given twice"))
	}
	text.CheckLine(&p, "issuer", u.Issuer, maxOIDC, u.Subject != "")
	text.CheckLine(&p, "subject", u.Subject, maxOIDC, u.Issuer != "")
	record.CheckCount(&p, "tokens", len(u.Tokens), MaxTokens)
	for i := range u.Tokens {
		u.Tokens[i].check(&p)
	}
	return p.Err(fault.Say("user.invalid", "the account cannot be kept"))
}

// CheckLogin notes a problem unless the login is 2 to MaxLogin lower-case
// letters a–z, digits, and single hyphens, dots or underscores between them.
func CheckLogin(p *fault.Problems, field, login string) {
	switch {
	case login == "":
		p.Add(field, fault.Say("required", "is required"))
	case len(login) < 2 || len(login) > MaxLogin:
		p.Add(field, fault.Say("user.login_length", "must have 2 to {max} characters", "max", MaxLogin))
	case !isLogin(login):
		p.Add(field, fault.Say("user.bad_login", "may hold only the letters a–z, digits, and single hyphens, dots or underscores between them"))
	}
}

func isLogin(s string) bool {
	between := true // none at the start
	for _, c := range s {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			between = false
		case strings.ContainsRune("-._", c) && !between:
			between = true
		default:
			return false
		}
	}
	return !between
}

// PlainLogin is the login as people may type it: case and spaces around it do
// not count.
func PlainLogin(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

// Person returns who acts when the user is signed in.
func (u *User) Person() *Person {
	return &Person{ID: u.ID, Name: u.Name, Grants: slices.Clone(u.Grants)}
}

// CanSignIn reports whether the account has a way in: it is not disabled, and a
// password was chosen or an OpenID person is linked.
func (u *User) CanSignIn() bool {
	return !u.Disabled && (!u.PasswordAt.IsZero() || u.Subject != "")
}

// Administers reports whether the user can manage accounts now.
func (u *User) Administers() bool {
	return u.CanSignIn() && u.Person().Has(Administrator, 0)
}
