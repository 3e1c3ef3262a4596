package access

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Scope is what a token may do.
type Scope string

// The scopes.
const (
	ReadScope  Scope = "read"  // pages and downloads
	WriteScope Scope = "write" // also what its owner may change, but for accounts
)

// Scopes lists the scopes.
var Scopes = []Scope{ReadScope, WriteScope}

// MaxTokenLife is how long a token may be valid.
const MaxTokenLife = 366 * 24 * time.Hour

// Token is what is known about an API token of an account, apart from the
// secret itself.
type Token struct {
	Number   int64 // tells the tokens of an account apart, also those of the past
	Name     string
	Scope    Scope
	Projects []record.ID // none: all that the owner sees
	Expires  time.Time
}

func (t *Token) check(p *fault.Problems) {
	text.CheckLine(p, "token_name", t.Name, text.MaxCode, true)
	text.CheckOneOf(p, "scope", t.Scope, Scopes)
	record.CheckDistinct(p, "projects", t.Projects)
	record.CheckCount(p, "projects", len(t.Projects), maxGrants)
	p.Check(!t.Expires.IsZero(), "expires", fault.Say("required", "is required"))
}

// Person returns who acts with the token: its owner, never with more than what
// the owner holds at the time, and never as an administrator.
func (t *Token) Person(owner *User) *Person {
	p := &Person{ID: owner.ID, Name: owner.Name, Token: t.Number}
	for _, g := range owner.Grants {
		role := g.Role
		if t.Scope != WriteScope || role == Administrator {
			role = Viewer
		}
		for _, project := range t.within(g.Project) {
			if limited := (Grant{role, project}); !slices.Contains(p.Grants, limited) {
				p.Grants = append(p.Grants, limited)
			}
		}
	}
	return p
}

// within returns the projects, of one or (0) of all, that the token is for.
func (t *Token) within(project record.ID) []record.ID {
	switch {
	case len(t.Projects) == 0:
		return []record.ID{project}
	case project == 0:
		return t.Projects
	case slices.Contains(t.Projects, project):
		return []record.ID{project}
	}
	return nil
}

// tokenPrefix begins every API token, so that people and secret scanners know one.
const tokenPrefix = "kor_"

// Secret is a random text of 256 bits that opens something to whoever holds it.
// It is shown once; only its hash is kept.
type Secret string

// NewSecret returns a new secret, for addresses and cookies.
func NewSecret() Secret {
	var b [32]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic(err) // it never fails
	}
	return Secret(base64.RawURLEncoding.EncodeToString(b[:]))
}

// NewTokenSecret returns a new secret of an API token.
func NewTokenSecret() Secret { return tokenPrefix + NewSecret() }

// IsToken reports whether the secret has the form of an API token.
func (s Secret) IsToken() bool { return strings.HasPrefix(string(s), tokenPrefix) }

// Hash is what is kept of the secret: SHA-256, which is enough for a text that
// nobody can guess.
func (s Secret) Hash() []byte {
	sum := sha256.Sum256([]byte(s))
	return sum[:]
}

// String keeps the secret out of logs.
func (Secret) String() string { return "(secret)" }

// GoString keeps the secret out of logs.
func (Secret) GoString() string { return "(secret)" }
