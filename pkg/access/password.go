package access

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"korridor/pkg/fault"
)

// Limits on passwords, in bytes. There are no rules of composition: length is
// what counts.
const (
	MinPassword = 12
	MaxPassword = 256
)

//go:embed common_passwords.txt
var commonPasswords string

// common are passwords that everybody tries first, without case.
var common = func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(commonPasswords) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			set[line] = true
		}
	}
	return set
}()

// CheckPassword notes a problem with a password that somebody chooses for the
// account of the login.
func CheckPassword(p *fault.Problems, field, password, login, name string) {
	plain := strings.ToLower(password)
	switch {
	case password == "":
		p.Add(field, fault.Say("required", "is required"))
	case !utf8.ValidString(password):
		p.Add(field, fault.Say("not_utf8", "is not valid UTF-8 text"))
	case len(password) < MinPassword:
		p.Add(field, fault.Say("password.short", "is too short: take at least {min} characters, several words for example", "min", MinPassword))
	case len(password) > MaxPassword:
		p.Add(field, fault.Say("password.long", "is too long: at most {max} characters are taken", "max", MaxPassword))
	case plain == login || plain == strings.ToLower(name) || repeats(plain, login):
		p.Add(field, fault.Say("password.own_name", "must not be the login or the name of the account"))
	case common[plain] || repeatsOne(plain):
		p.Add(field, fault.Say("password.common", "is among those that everybody tries first: choose another one"))
	}
}

// repeats reports whether s is nothing but the part, several times.
func repeats(s, part string) bool {
	return part != "" && strings.ReplaceAll(s, part, "") == ""
}

// repeatsOne reports whether s is one character, or one common password, again
// and again.
func repeatsOne(s string) bool {
	for n := 1; n <= len(s)/2; n++ {
		if len(s)%n == 0 && repeats(s, s[:n]) && (n <= 2 || common[s[:n]]) {
			return true
		}
	}
	return false
}

// Params are the costs of a hash by Argon2id.
type Params struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
}

// DefaultParams are above OWASP's least (19 MiB, 2 passes, 1 lane).
var DefaultParams = Params{MemoryKiB: 32 << 10, Passes: 2, Lanes: 1}

// Bounds of stored parameters: a hash that asks for more was not made here.
const (
	maxMemoryKiB = 1 << 20
	maxPasses    = 64
	saltBytes    = 16
	keyBytes     = 32
)

// Hasher hashes passwords, a few at a time: each needs the memory of Params,
// and many at once would need all there is.
type Hasher struct {
	params Params
	slots  chan struct{}
	made   atomic.Int64
	dummy  string
}

// NewHasher returns a hasher with the costs.
func NewHasher(p Params) *Hasher {
	h := &Hasher{params: p, slots: make(chan struct{}, min(4, max(1, runtime.NumCPU())))}
	h.dummy = p.encode(make([]byte, saltBytes), make([]byte, keyBytes)) // no password is known to have this hash
	return h
}

// Made returns how many hashes were made.
func (h *Hasher) Made() int64 { return h.made.Load() }

// Hash returns the hash of a password in PHC form with a new salt.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	key, err := h.key(ctx, password, salt, h.params, keyBytes)
	if err != nil {
		return "", err
	}
	return h.params.encode(salt, key), nil
}

// Verify reports whether the password has the hash, and whether it was made with
// lower costs than today's, so that it should be made anew. With "" for a hash
// it takes as long and is not the password.
func (h *Hasher) Verify(ctx context.Context, hash, password string) (ok, outdated bool, err error) {
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	p, salt, want, err := decodeHash(hash)
	if err != nil {
		return false, false, err
	}
	got, err := h.key(ctx, password, salt, p, uint32(len(want)))
	if err != nil {
		return false, false, err
	}
	ok = subtle.ConstantTimeCompare(got, want) == 1 && known
	return ok, ok && (p.MemoryKiB < h.params.MemoryKiB || p.Passes < h.params.Passes), nil
}

// key waits for its turn and derives the key. Passwords of the same look are the
// same, whichever keyboard composed them; of one that nobody can have chosen only
// the beginning is looked at.
func (h *Hasher) key(ctx context.Context, password string, salt []byte, p Params, length uint32) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	h.made.Add(1)
	password = password[:min(len(password), 4*MaxPassword)]
	return argon2.IDKey([]byte(norm.NFC.String(password)), salt, p.Passes, p.MemoryKiB, p.Lanes, length), nil
}

// encode writes a hash in PHC form.
func (p Params) encode(salt, key []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.MemoryKiB, p.Passes, p.Lanes,
		b64.EncodeToString(salt), b64.EncodeToString(key))
}

// errHash says that a stored hash cannot be read.
var errHash = errors.New("a stored password hash is no Argon2id hash in PHC form")

// decodeHash reads a hash in PHC form.
func decodeHash(s string) (p Params, salt, key []byte, err error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, nil, nil, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.MemoryKiB, &p.Passes, &p.Lanes); err != nil {
		return p, nil, nil, errHash
	}
	salt, err = base64.RawStdEncoding.DecodeString(parts[4])
	if err == nil {
		key, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	if err != nil || len(salt) < 8 || len(key) < 16 || len(key) > 64 || p.Lanes < 1 || p.Passes < 1 || p.Passes > maxPasses ||
		p.MemoryKiB < 8*uint32(p.Lanes) || p.MemoryKiB > maxMemoryKiB || p.encode(salt, key) != s {
		return p, nil, nil, errHash
	}
	return p, salt, key, nil
}
