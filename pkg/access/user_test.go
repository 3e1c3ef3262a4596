package access

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/record"
)

func TestUserIsChecked(t *testing.T) {
	good := User{Login: "ana.hoxha", Name: "Ana Hoxha", Grants: []Grant{{Administrator, 0}, {Planner, 7}}}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	for name, c := range map[string]struct {
		change func(*User)
		field  string
	}{
		"no login":                    {func(u *User) { u.Login = "" }, "login"},
		"short login":                 {func(u *User) { u.Login = "a" }, "login"},
		"long login":                  {func(u *User) { u.Login = strings.Repeat("a", 65) }, "login"},
		"upper case":                  {func(u *User) { u.Login = "Ana" }, "login"},
		"login like another":          {func(u *User) { u.Login = "аna" }, "login"}, // a Cyrillic а
		"login with a path":           {func(u *User) { u.Login = "../ana" }, "login"},
		"login that ends in a dot":    {func(u *User) { u.Login = "ana." }, "login"},
		"no name":                     {func(u *User) { u.Name = " " }, "name"},
		"name that deceives":          {func(u *User) { u.Name = "Ana \u202exoh" }, "name"},
		"unknown language":            {func(u *User) { u.Language = "fr" }, "language"},
		"unknown role":                {func(u *User) { u.Grants[1].Role = "owner" }, "grants"},
		"administrator of a project":  {func(u *User) { u.Grants[0].Project = 7 }, "grants"},
		"a role twice":                {func(u *User) { u.Grants = append(u.Grants, u.Grants[1]) }, "grants"},
		"a person without a provider": {func(u *User) { u.Subject = "1" }, "issuer"},
		"a token without a name":      {func(u *User) { u.Tokens = []Token{{Scope: ReadScope, Expires: time.Now()}} }, "token_name"},
	} {
		u := good
		u.Grants = slices.Clone(good.Grants)
		c.change(&u)
		err, _ := u.Validate().(*fault.Error)
		if err == nil || !slices.ContainsFunc(err.Fields, func(f fault.Field) bool { return f.Name == c.field }) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A token never holds more than its owner, nothing of an account's management,
// and with the scope of reading nothing but that.
func TestTokensHoldNoMoreThanTheirOwner(t *testing.T) {
	owner := &User{Meta: record.Meta{ID: 5}, Name: "Ana", Grants: []Grant{{Administrator, 0}, {Planner, 7}, {Confirmer, 8}, {Viewer, 9}}}
	rail := &User{Name: "Ana", Grants: []Grant{{Planner, 7}, {Confirmer, 8}}}
	tokens := []Token{{Scope: ReadScope}, {Scope: WriteScope}, {Scope: ReadScope, Projects: []record.ID{7, 10}}, {Scope: WriteScope, Projects: []record.ID{7, 10}}}
	for _, of := range []*User{owner, rail} {
		for _, token := range tokens {
			token.Number = 3
			p := token.Person(of)
			for _, role := range Roles {
				for _, project := range []record.ID{0, 7, 8, 9, 10} {
					has := p.Has(role, project)
					outside := len(token.Projects) > 0 && !slices.Contains(token.Projects, project)
					if has && (outside || role == Administrator || !of.Person().Sees(project) || (role != Viewer && (token.Scope == ReadScope || !of.Person().Has(role, project)))) {
						t.Errorf("%+v of %v: %s in %d", token, of.Grants, role, project)
					}
				}
			}
			if p.Token != 3 || p.ID != of.ID || p.Name != "Ana" {
				t.Errorf("%+v", p)
			}
		}
	}
	if p := tokens[3].Person(rail); !p.Has(Planner, 7) || p.Sees(8) || p.Sees(10) {
		t.Errorf("%+v", p)
	}
	if p := tokens[0].Person(rail); !p.Sees(7) || !p.Sees(8) {
		t.Errorf("%+v", p)
	}
}

// A secret is not printed by accident, and no two are alike.
func TestSecrets(t *testing.T) {
	s, again := NewTokenSecret(), NewTokenSecret()
	for _, printed := range []string{fmt.Sprint(s), fmt.Sprintf("%v %s %q %#v %+v", s, s, s, s, struct{ S Secret }{s})} {
		if strings.Contains(printed, string(s)) {
			t.Errorf("%q tells the secret", printed)
		}
	}
	if !s.IsToken() || len(s) != 4+43 || again == s || len(s.Hash()) != 32 {
		t.Errorf("%d characters", len(s))
	}
}
