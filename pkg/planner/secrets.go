package planner

import (
	"context"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/record"
)

// Secrets keeps what belongs to accounts and not into the history, as hashes
// from which nothing can be won. Of a Reader's only the methods that look
// something up may be called; they return a NotFound fault for what is not there.
type Secrets interface {
	// Password returns the hash of the user's password, "" where there is none.
	Password(ctx context.Context, user record.ID) (string, error)
	// SetPassword keeps a hash; "" takes the password away.
	SetPassword(ctx context.Context, user record.ID, hash string) error

	Session(ctx context.Context, hash []byte) (Session, error)
	// Sessions returns the user's sessions, the one last seen first.
	Sessions(ctx context.Context, user record.ID) ([]Session, error)
	// KeepSession adds a session, or replaces the data of the one with its hash.
	KeepSession(ctx context.Context, s Session) error
	TouchSession(ctx context.Context, hash []byte, seen time.Time) error
	DropSession(ctx context.Context, hash []byte) error
	DropSessions(ctx context.Context, user record.ID) error

	Token(ctx context.Context, hash []byte) (TokenUse, error)
	// Tokens returns the user's tokens, by number.
	Tokens(ctx context.Context, user record.ID) ([]TokenUse, error)
	AddToken(ctx context.Context, t TokenUse) error
	// UseToken notes the day of use.
	UseToken(ctx context.Context, hash []byte, day string) error
	DropToken(ctx context.Context, user record.ID, number int64) error
	DropTokens(ctx context.Context, user record.ID) error

	Link(ctx context.Context, hash []byte) (Link, error)
	// Links returns the links of the user that were not used; 0: of the first administrator.
	Links(ctx context.Context, user record.ID) ([]Link, error)
	AddLink(ctx context.Context, l Link) error
	// DropLinks takes all links of the user away; 0: of the first administrator.
	DropLinks(ctx context.Context, user record.ID) error

	// Attempts returns what is noted under the key, and locks it until the
	// transaction ends: those who try at the same time are counted one by one.
	Attempts(ctx context.Context, key []byte) (access.Attempts, error)
	SetAttempts(ctx context.Context, key []byte, a access.Attempts) error

	// DropOld forgets sessions and links that expired, and attempts before a time.
	DropOld(ctx context.Context, now, attempts time.Time) error
}

// SecretKeeper is a Reader or Writer of a Store, which also gives what is kept
// beside the accounts, in the same transaction. It is no part of Reader: what
// pages read with does not lead to any secret.
type SecretKeeper interface{ Secrets() Secrets }

// secretsOf returns what is kept beside the accounts.
func secretsOf(r Reader) Secrets { return whole(r).(SecretKeeper).Secrets() }

// Session is a person signed in with a browser.
type Session struct {
	Hash    []byte // of the token in the cookie
	User    record.ID
	Created time.Time
	Seen    time.Time // at most a minute behind
	Expires time.Time
	Agent   string // what the browser calls itself
	Data    []byte
}

// TokenUse is the secret part of an API token.
type TokenUse struct {
	Hash   []byte
	User   record.ID
	Number int64
	Day    string // the last one on which it was used, "" for none
}

// Purpose is what a link is for.
type Purpose string

// The purposes.
const (
	FirstLink      Purpose = "first" // creates the first administrator
	InvitationLink Purpose = "invitation"
	ResetLink      Purpose = "reset"
)

// Link lets somebody choose a password, once.
type Link struct {
	Hash    []byte
	Purpose Purpose
	User    record.ID // 0 for the first administrator
	Expires time.Time
}
