package planner_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// office is a planner with accounts and a clock of its own.
type office struct {
	*planner.Planner
	t     *testing.T
	store *db.Store
	now   time.Time
	admin *access.User
}

const (
	goodPassword = "three blue trams"
	newPassword  = "four green trams"
	home         = "192.0.2.7"
)

var cheap = access.Params{MemoryKiB: 64, Passes: 1, Lanes: 1}

// eachOffice runs the test on both databases, with an administrator.
func eachOffice(t *testing.T, test func(t *testing.T, o *office)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, dsn string) {
		o := openOffice(t, dsn)
		secret, err := o.FirstAdministrator(t.Context())
		o.must(err)
		o.admin, err = o.Accept(t.Context(), secret, planner.Choice{Login: "Admin", Name: "Besa Krasniqi", Password: goodPassword})
		o.must(err)
		test(t, o)
	})
}

func openOffice(t *testing.T, dsn string) *office {
	t.Helper()
	o := &office{t: t, now: time.Date(2026, 7, 1, 8, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return o.now }
	o.store = dbtest.Open(t, dsn, db.Options{Now: clock})
	o.Planner = planner.Guarded(o.store, clock)
	o.SetHasher(access.NewHasher(cheap))
	return o
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) refused(err error, kind fault.Kind, key string) {
	o.t.Helper()
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != kind || f.Message.Key != key && (len(f.Fields) == 0 || f.Fields[0].Message.Key != key) {
		o.t.Errorf("%v; want the %v fault %q", err, kind, key)
	}
}

// as is the context of what the user does, as the account stands now.
func (o *office) as(u *access.User) context.Context {
	return access.With(o.t.Context(), o.fresh(u).Person())
}

func (o *office) fresh(u *access.User) *access.User {
	o.t.Helper()
	found, err := o.User(access.With(o.t.Context(), &access.Person{Operator: true}), u.ID)
	o.must(err)
	return &found
}

func (o *office) act() planner.Act { return planner.Act{Actor: "Besa Krasniqi"} }

// add creates an account that chose its password.
func (o *office) add(login string, grants ...access.Grant) *access.User {
	o.t.Helper()
	c := &planner.SaveUser{Record: access.User{Login: login, Name: "Person " + login, Grants: grants}}
	o.must(o.Do(o.as(o.admin), o.act(), c))
	secret, err := o.Invite(o.as(o.admin), o.act(), c.Record.ID)
	o.must(err)
	u, err := o.Accept(o.t.Context(), secret, planner.Choice{Password: goodPassword})
	o.must(err)
	return u
}

func (o *office) project() record.ID {
	o.t.Helper()
	programme := &planner.SaveProgramme{Record: project.Programme{Code: "corridor", Name: text.Plain("Corridor"), Currency: money.EUR}}
	ctx := access.With(o.t.Context(), &access.Person{Operator: true})
	o.must(o.Do(ctx, o.act(), programme))
	c := &planner.SaveProject{Record: project.Project{Programme: programme.Record.ID, Code: "railway", Name: text.Plain("Railway"),
		Sector: "transport.rail", Type: "construction", Stage: project.Preparation}}
	o.must(o.Do(ctx, o.act(), c))
	return c.Record.ID
}

func (o *office) signIn(login, password string) planner.SignedIn {
	o.t.Helper()
	in, err := o.SignIn(o.t.Context(), login, password, home)
	o.must(err)
	return in
}

// The link of the first administrator works once, for a day, and the newest only.
func TestFirstAdministrator(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, dsn string) {
		o := openOffice(t, dsn)
		choice := planner.Choice{Login: " Besa ", Name: "Besa Krasniqi", Password: goodPassword}
		replaced, err := o.FirstAdministrator(t.Context())
		o.must(err)
		late, err := o.FirstAdministrator(t.Context())
		o.must(err)
		_, err = o.Accept(t.Context(), replaced, choice)
		o.refused(err, fault.NotFound, "link.gone")
		o.now = o.now.Add(planner.FirstLife)
		_, err = o.Accept(t.Context(), late, choice)
		o.refused(err, fault.NotFound, "link.gone")
		secret, err := o.FirstAdministrator(t.Context())
		o.must(err)
		_, err = o.Accept(t.Context(), secret, planner.Choice{Login: "x", Name: "", Password: "short"})
		if f, ok := errors.AsType[*fault.Error](err); !ok || len(f.Fields) != 3 {
			t.Errorf("%v does not tell of three fields", err)
		}
		u, err := o.Accept(t.Context(), secret, choice)
		o.must(err)
		if u.Login != "besa" || !u.Administers() || u.Passwords != 1 {
			t.Errorf("%+v", u)
		}
		_, err = o.Accept(t.Context(), secret, planner.Choice{Login: "second", Name: "Second", Password: goodPassword})
		o.refused(err, fault.NotFound, "link.gone")
		if again, err := o.FirstAdministrator(t.Context()); again != "" || err != nil {
			t.Error("there is a link for another first administrator")
		}
		if in := o.signIn("besa", goodPassword); in.User == nil {
			t.Error("the first administrator cannot sign in")
		}
	})
}

// Whatever is wrong, the answer and the number of hashings are the same.
func TestNobodyLearnsWhoHasAnAccount(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		ana := o.add("ana")
		gone := *o.fresh(o.add("gone"))
		gone.Disabled = true
		o.must(o.Do(o.as(o.admin), o.act(), &planner.SaveUser{Record: gone}))
		blank := &planner.SaveUser{Record: access.User{Login: "invited", Name: "Invited"}}
		o.must(o.Do(o.as(o.admin), o.act(), blank))
		for name, login := range map[string][2]string{
			"unknown": {"nobody", goodPassword}, "wrong password": {"ana", newPassword}, "disabled": {"gone", goodPassword},
			"no password yet": {"invited", goodPassword}, "no password": {"ana", ""}, "no login": {"", ""}, "long": {"ana", strings.Repeat("x", 5000)},
		} {
			made := o.Hasher().Made()
			in, err := o.SignIn(t.Context(), login[0], login[1], home)
			if !reflect.DeepEqual(in, planner.SignedIn{}) || err != nil || o.Hasher().Made() != made+1 {
				t.Errorf("%s: %+v, %v, %d hashings", name, in, err, o.Hasher().Made()-made)
			}
		}
		made := o.Hasher().Made()
		if in := o.signIn(" ANA ", goodPassword); in.User == nil || in.User.ID != ana.ID || o.Hasher().Made() != made+1 {
			t.Error("the right password does not let in")
		}
	})
}

// Failures make wait, ever longer: by login, known or not, and by address, also
// where many try at once and on another server. The right password in between
// clears the account and not the address.
func TestGuessingIsSlow(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		o.add("ana")
		for _, login := range []string{"ana", "nobody"} {
			var waits []time.Duration
			for range 12 {
				in := o.signIn(login, newPassword)
				if waits = append(waits, in.Wait); in.Wait > 0 {
					made := o.Hasher().Made()
					if right := o.signIn(login, goodPassword); right.User != nil || o.Hasher().Made() != made {
						t.Fatal("the right password is looked at during the wait")
					}
					o.now = o.now.Add(in.Wait)
				}
			}
			if want := []time.Duration{0, 0, 0, 0, 0, 2, 0, 4, 0, 8, 0, 16}; !slices.EqualFunc(waits, want, func(a, b time.Duration) bool { return a == b*time.Second }) {
				t.Errorf("%s: %v", login, waits)
			}
		}
		o.now = o.now.Add(time.Hour)
		if o.signIn("ana", goodPassword).User == nil || o.signIn("ana", newPassword).Wait != 0 {
			t.Error("the right password does not clear the account")
		}
		waited := false
		for i := range 60 {
			in := o.signIn(fmt.Sprintf("guess%d", i), newPassword)
			waited = waited || in.Wait > 0
			if in.Wait > 0 {
				break
			}
			if i%3 == 2 { // an account of one's own does not help
				o.signIn("ana", goodPassword)
			}
		}
		if !waited {
			t.Error("an address may guess for ever")
		}
	})
}

func TestManyGuessesAtOnceAreCountedOneByOne(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		o.add("ana")
		made := o.Hasher().Made()
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				if _, err := o.SignIn(t.Context(), "ana", newPassword, home); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if got := o.Hasher().Made() - made; got != access.AccountThrottle.Free+1 {
			t.Errorf("%d passwords were looked at", got)
		}
	})
}

// A hash of the past is made anew when its owner signs in.
func TestHashesAreMadeAnew(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		o.SetHasher(access.NewHasher(access.Params{MemoryKiB: 128, Passes: 1, Lanes: 1}))
		for _, hashings := range []int64{2, 1} {
			made := o.Hasher().Made()
			if o.signIn("admin", goodPassword).User == nil || o.Hasher().Made() != made+hashings {
				t.Errorf("%d hashings, want %d", o.Hasher().Made()-made, hashings)
			}
		}
	})
}

// Only administrators manage accounts, whichever way; the last of them stays.
func TestWhoManagesAccounts(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.project()
		ana := o.add("ana", access.Grant{Role: access.Planner}, access.Grant{Role: access.Confirmer, Project: p})
		raised := *o.fresh(ana)
		raised.Grants = append(raised.Grants, access.Grant{Role: access.Administrator})
		token := access.With(t.Context(), (&access.Token{Number: 1, Scope: access.WriteScope}).Person(o.fresh(o.admin)))
		for name, ctx := range map[string]context.Context{"nobody": t.Context(), "a planner": o.as(ana), "an administrator's token": token} {
			for what, err := range map[string]error{
				"raise":    o.Do(ctx, o.act(), &planner.SaveUser{Record: raised}),
				"add":      o.Do(ctx, o.act(), &planner.SaveUser{Record: access.User{Login: "new-one", Name: "N"}}),
				"sign out": o.SignOutEverywhere(ctx, o.act(), o.admin.ID),
				"revoke":   o.RevokeToken(ctx, o.act(), o.admin.ID, 1),
				"invite":   second(o.Invite(ctx, o.act(), ana.ID)),
				"reset":    second(o.Reset(ctx, o.act(), o.admin.ID)),
				"list":     second(o.Users(ctx)),
				"look":     second(o.User(ctx, o.admin.ID)),
				"sessions": second(o.Sessions(ctx, o.admin.ID)),
				"token":    second(o.CreateToken(ctx, o.admin.ID, access.Token{Name: "t", Scope: access.ReadScope, Expires: o.now.Add(time.Hour)})),
				"password": second(o.ChangePassword(ctx, o.admin.ID, goodPassword, newPassword, home)),
				"account":  o.SaveAccount(ctx, o.admin.ID, 1, "Other", ""),
			} {
				if !fault.Is(err, fault.Forbidden) && !(what == "raise" && fault.Is(err, fault.Conflict)) { // an account that one may not see
					t.Errorf("%s may %s: %v", name, what, err)
				}
			}
		}
		last := *o.fresh(o.admin)
		last.Grants = nil
		o.refused(o.Do(o.as(o.admin), o.act(), &planner.SaveUser{Record: last}), fault.Invalid, "user.last_administrator")
		last = *o.fresh(o.admin)
		last.Disabled = true
		o.refused(o.Do(o.as(o.admin), o.act(), &planner.SaveUser{Record: last}), fault.Invalid, "user.last_administrator")
		o.must(o.Do(o.as(o.admin), o.act(), &planner.SaveUser{Record: raised}))
		o.must(o.Do(o.as(o.admin), o.act(), &planner.SaveUser{Record: last}))
		forged := *o.fresh(ana)
		forged.Passwords = 0
		o.refused(o.Do(o.as(ana), o.act(), &planner.SaveUser{Record: forged}), fault.Invalid, "user.life")
		o.refused(o.Do(o.as(ana), o.act(), &planner.Delete{Kind: record.User, ID: ana.ID, Version: o.fresh(ana).Version}), fault.Invalid, "user.stays")
	})
}

func second[T any](_ T, err error) error { return err }

// Whatever ends an account's access ends it at once, and nothing of it is undone.
func TestLockedOutAtOnce(t *testing.T) {
	limits := planner.SessionLimits{Life: time.Hour, Idle: time.Hour}
	for name, c := range map[string]struct {
		end                      func(o *office, ana *access.User)
		session, token, password bool
	}{
		"disabled": {func(o *office, ana *access.User) {
			ana.Disabled = true
			o.must(o.Do(o.as(o.admin), o.act(), &planner.SaveUser{Record: *ana}))
		}, false, false, false},
		"reset": {func(o *office, ana *access.User) {
			o.must(second(o.Reset(o.as(o.admin), o.act(), ana.ID)))
		}, false, false, false},
		"signed out by an administrator": {func(o *office, ana *access.User) {
			o.must(o.SignOutEverywhere(o.as(o.admin), o.act(), ana.ID))
		}, false, true, true},
		"signed out by oneself": {func(o *office, ana *access.User) {
			o.must(o.SignOutEverywhere(o.as(ana), o.act(), ana.ID))
		}, false, true, true},
		"another password": {func(o *office, ana *access.User) {
			in, err := o.ChangePassword(o.as(ana), ana.ID, goodPassword, newPassword, home)
			if err != nil || in.User == nil || o.signIn("ana", newPassword).User == nil {
				o.t.Error("the new password does not let in")
			}
		}, false, true, false},
		"nothing": {func(*office, *access.User) {}, true, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			eachOffice(t, func(t *testing.T, o *office) {
				ana := o.add("ana", access.Grant{Role: access.Planner})
				cookie := access.NewSecret()
				o.must(o.KeepSession(t.Context(), cookie, ana.ID, "Browser", []byte{1}, limits))
				secret, err := o.CreateToken(o.as(ana), ana.ID, access.Token{Name: "nightly", Scope: access.ReadScope, Expires: o.now.Add(time.Hour)})
				o.must(err)
				c.end(o, o.fresh(ana))
				_, noSession := o.Session(t.Context(), cookie, limits)
				_, noToken := o.TokenPerson(t.Context(), secret)
				if (noSession == nil) != c.session || (noToken == nil) != c.token || (o.signIn("ana", goodPassword).User != nil) != c.password {
					t.Errorf("session %v, token %v", noSession, noToken)
				}
			})
		})
	}
}

// Every change of an account is in the history, in the chain, without a secret,
// and is not undone.
func TestAccountsAreInTheHistory(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		ana := o.add("ana")
		secret, err := o.CreateToken(o.as(ana), ana.ID, access.Token{Name: "nightly", Scope: access.ReadScope, Expires: o.now.Add(time.Hour)})
		o.must(err)
		o.must(o.SaveAccount(o.as(ana), ana.ID, o.fresh(ana).Version, "Ana Hoxha", "sq"))
		o.must(o.RevokeToken(o.as(ana), planner.Act{Actor: "Ana Hoxha", Reason: "lost"}, ana.ID, 1))
		link, err := o.Reset(o.as(o.admin), planner.Act{Actor: "Besa Krasniqi", Reason: "asked on the phone"}, ana.ID)
		o.must(err)
		var commands []string
		o.must(o.store.Read(t.Context(), func(r planner.Reader) error {
			changes, err := r.Changes(t.Context(), planner.ChangeQuery{})
			for _, c := range slices.Backward(changes) {
				commands = append(commands, c.Command)
				for _, hidden := range []string{goodPassword, string(secret), string(link), "argon2"} {
					if strings.Contains(c.Before+c.After, hidden) {
						t.Errorf("%s tells a secret", c.Command)
					}
				}
			}
			return err
		}))
		if want := []string{"first_administrator", "save_user", "invite", "choose_password", "create_token", "save_account", "revoke_token", "reset_password"}; !slices.Equal(commands, want) {
			t.Errorf("%q", commands)
		}
		ctx := access.With(t.Context(), &access.Person{Operator: true})
		for seq := int64(1); seq <= int64(len(commands)); seq++ {
			if err := o.Do(ctx, planner.Act{Actor: "x", Reason: "y"}, &planner.Undo{Batch: seq}); err == nil {
				t.Errorf("%s can be undone", commands[seq-1])
			}
		}
		if findings, err := o.store.Verify(t.Context()); err != nil || len(findings) > 0 {
			t.Errorf("%v %v", findings, err)
		}
		o.refused(o.SaveAccount(o.as(ana), ana.ID, 1, "Ana", ""), fault.Conflict, "stale")
		c := &planner.SaveUser{Record: access.User{Login: "ana", Name: "Other"}}
		if err := o.Do(o.as(o.admin), o.act(), c); !fault.Is(err, fault.Conflict) {
			t.Errorf("two accounts have one login: %v", err)
		}
	})
}

// Tokens end in time, stay within what their owner sees, and are numbered once.
func TestTokens(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.project()
		ana := o.add("ana", access.Grant{Role: access.Planner, Project: p})
		day := 24 * time.Hour
		for name, c := range map[string]struct {
			token access.Token
			key   string
		}{
			"past":     {access.Token{Name: "t", Scope: access.ReadScope, Expires: o.now}, "token.past"},
			"too long": {access.Token{Name: "t", Scope: access.ReadScope, Expires: o.now.Add(367 * day)}, "token.long"},
			"beyond":   {access.Token{Name: "t", Scope: access.ReadScope, Expires: o.now.Add(day), Projects: []record.ID{p + 999}}, "token.beyond"},
			"no scope": {access.Token{Name: "t", Expires: o.now.Add(day)}, "required"},
		} {
			_, err := o.CreateToken(o.as(ana), ana.ID, c.token)
			t.Log(name)
			o.refused(err, fault.Invalid, c.key)
		}
		good := access.Token{Name: "t", Scope: access.WriteScope, Projects: []record.ID{p}, Expires: o.now.Add(day)}
		secret, err := o.CreateToken(o.as(ana), ana.ID, good)
		o.must(err)
		who, err := o.TokenPerson(t.Context(), secret)
		if err != nil || who.ID != ana.ID || who.Token != 1 || !who.Has(access.Planner, p) {
			t.Errorf("%+v %v", who, err)
		}
		days, err := o.TokenDays(o.as(ana), ana.ID)
		if err != nil || days[1] != "2026-07-01" {
			t.Errorf("%v %v", days, err)
		}
		o.must(o.RevokeToken(o.as(ana), o.act(), ana.ID, 1))
		o.must(second(o.CreateToken(o.as(ana), ana.ID, good)))
		if tokens := o.fresh(ana).Tokens; len(tokens) != 1 || tokens[0].Number != 2 {
			t.Errorf("%+v", tokens)
		}
		secret, err = o.CreateToken(o.as(ana), ana.ID, good)
		o.must(err)
		o.now = o.now.Add(day)
		for _, bad := range []access.Secret{secret, "", "kor_", access.NewSecret(), access.NewTokenSecret()} {
			_, err := o.TokenPerson(t.Context(), bad)
			o.refused(err, fault.NotFound, "token.unknown")
		}
	})
}

// A session ends when its time is over, used or not, and when nobody uses it.
func TestSessionsEnd(t *testing.T) {
	limits := planner.SessionLimits{Life: 12 * time.Hour, Idle: 30 * time.Minute}
	eachOffice(t, func(t *testing.T, o *office) {
		idle, busy := access.NewSecret(), access.NewSecret()
		for _, cookie := range []access.Secret{idle, busy} {
			o.must(o.KeepSession(t.Context(), cookie, o.admin.ID, "Browser", []byte("data"), limits))
		}
		list, err := o.Sessions(o.as(o.admin), o.admin.ID)
		if err != nil || len(list) != 2 || bytes.Contains(list[0].Hash, []byte(idle)) {
			t.Errorf("%v %v", list, err)
		}
		for range 36 {
			if _, err := o.Session(t.Context(), busy, limits); err != nil {
				t.Fatalf("at %v: %v", o.now, err)
			}
			o.now = o.now.Add(20 * time.Minute)
		}
		_, err = o.Session(t.Context(), busy, limits)
		o.refused(err, fault.NotFound, "session.over")
		_, err = o.Session(t.Context(), idle, limits)
		o.refused(err, fault.NotFound, "session.over")
		if o.signIn("admin", goodPassword).User == nil {
			t.Fatal("the administrator cannot sign in")
		}
		if list, _ := o.Sessions(o.as(o.admin), o.admin.ID); len(list) != 0 {
			t.Error("sessions of the past are kept")
		}
	})
}
