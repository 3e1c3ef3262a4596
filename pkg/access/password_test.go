package access

import (
	"context"
	"strings"
	"testing"

	"korridor/pkg/fault"
)

// cheap costs keep tests quick; the form and the rules are the same.
var cheap = Params{MemoryKiB: 64, Passes: 1, Lanes: 1}

func TestPasswordsThatAreTaken(t *testing.T) {
	for password, want := range map[string]string{
		"three blue trams": "", "fjalë të gjata për ne": "", strings.Repeat("ab c", 64): "", "ÇDFGHJKLÇDFGHë1": "",
		"": "required", "short": "password.short", "elevenchars": "password.short", strings.Repeat("abcd ", 52): "password.long",
		"\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7\xf6\xf5\xf4": "not_utf8",
		"ana.hoxha.mira": "password.own_name", "Ana Hoxha Mira": "password.own_name", "ana.hoxha.miraana.hoxha.mira": "password.own_name",
		"password1234": "password.common", "PASSWORD1234": "password.common", "aaaaaaaaaaaaa": "password.common", "abababababab": "password.common",
		"qwertyqwertyqwerty": "password.common", "Fjalekalimi123": "password.common", "koRRidoRkoRRidoR": "password.common",
	} {
		var p fault.Problems
		CheckPassword(&p, "password", password, "ana.hoxha.mira", "Ana Hoxha Mira")
		err, _ := p.Err(fault.Message{}).(*fault.Error)
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", password, err)
		case want != "" && (err == nil || err.Fields[0].Message.Key != want):
			t.Errorf("%q: %v, want %s", password, err, want)
		}
	}
}

func TestHash(t *testing.T) {
	h, ctx := NewHasher(cheap), context.Background()
	hash, err := h.Hash(ctx, "three blue trams")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Fatalf("%q %v", hash, err)
	}
	if again, _ := h.Hash(ctx, "three blue trams"); again == hash {
		t.Error("two hashes of one password are the same: there is no salt")
	}
	composed, _ := h.Hash(ctx, "përralla të gjata")
	dearer := NewHasher(Params{MemoryKiB: 128, Passes: 1, Lanes: 1})
	for name, c := range map[string]struct {
		h              *Hasher
		hash, password string
		ok, outdated   bool
	}{
		"right":                          {h, hash, "three blue trams", true, false},
		"wrong":                          {h, hash, "three blue tram", false, false},
		"none":                           {h, "", "three blue trams", false, false},
		"of another keyboard":            {h, composed, "pe\u0308rralla te\u0308 gjata", true, false},
		"right, at costs of the past":    {dearer, hash, "three blue trams", true, true},
		"wrong, at costs of the past":    {dearer, hash, "three blue", false, false},
		"longer than anybody's password": {h, hash, strings.Repeat("x", 1<<20), false, false},
	} {
		made := c.h.Made()
		ok, outdated, err := c.h.Verify(ctx, c.hash, c.password)
		if ok != c.ok || outdated != c.outdated || err != nil {
			t.Errorf("%s: %v %v %v", name, ok, outdated, err)
		}
		if c.h.Made() != made+1 {
			t.Errorf("%s: %d hashings", name, c.h.Made()-made)
		}
	}
}

// The dummy that stands in for an unknown password costs what a real hash does.
func TestUnknownPasswordsCostTheSame(t *testing.T) {
	h := NewHasher(DefaultParams)
	p, _, key, err := decodeHash(h.dummy)
	if err != nil || p != DefaultParams || len(key) != keyBytes {
		t.Errorf("%v %v %v", p, key, err)
	}
	if DefaultParams.MemoryKiB < 19<<10 || DefaultParams.Passes < 2 {
		t.Error("the costs are below OWASP's least")
	}
}

// A hash is waited for no longer than the one who asks does.
func TestHashingIsLimited(t *testing.T) {
	h := NewHasher(cheap)
	for range cap(h.slots) {
		h.slots <- struct{}{}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := h.Hash(ctx, "three blue trams"); err == nil || h.Made() != 0 {
		t.Error("more hashes at a time than there are slots")
	}
}

func FuzzDecodeHash(f *testing.F) {
	hash, _ := NewHasher(cheap).Hash(context.Background(), "three blue trams")
	for _, s := range []string{hash, "", "$argon2id$v=19$m=4294967295,t=1,p=1$AAAA$AAAA", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA", "$$$$$", hash + "$", hash + "="} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, salt, key, err := decodeHash(s)
		if err == nil && (p.encode(salt, key) != s || p.MemoryKiB > maxMemoryKiB || p.Passes > maxPasses || len(key) < 16) {
			t.Errorf("%q is taken for a hash", s)
		}
	})
}

// What signing in costs: time and memory of one hash.
func BenchmarkHash(b *testing.B) {
	h := NewHasher(DefaultParams)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := h.Hash(b.Context(), "three blue trams"); err != nil {
			b.Fatal(err)
		}
	}
}
