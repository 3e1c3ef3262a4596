package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/user"
	"strings"
	"text/tabwriter"
	"time"

	"korridor/config"
	"korridor/db"
	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web"
)

// userCommand manages accounts for whoever may read and write the database,
// which is how to get in where no administrator can.
type userCommand struct {
	Add     userAddCommand     `cmd:"" help:"Add an account and print the link with which its owner chooses a password."`
	List    userListCommand    `cmd:"" help:"List the accounts with their roles."`
	Reset   userResetCommand   `cmd:"" help:"Take the password away, end sessions and tokens, and print a link for a new one."`
	Roles   userRolesCommand   `cmd:"" help:"Replace the roles of an account."`
	Disable userDisableCommand `cmd:"" help:"Let nobody sign in with an account any more."`
	Enable  userEnableCommand  `cmd:"" help:"Let an account in again."`
}

// linkFlags say where the links lead that are printed.
type linkFlags struct {
	URL string `name:"url" help:"Address at which browsers find the service." default:"http://127.0.0.1:8080" placeholder:"ADDRESS"`
}

// Validate refuses what is not the address of a site.
func (f linkFlags) Validate() error {
	u, err := url.Parse(f.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return fmt.Errorf("--url %q is not the address of a service: write it such as https://korridor.example", f.URL)
	}
	return nil
}

func (f linkFlags) print(p *program, secret access.Secret, days string) error {
	_, err := fmt.Fprintf(p.stdout, "Whoever opens this link chooses the password; it works once, for %s:\n%s\n", days,
		web.WelcomeLink(strings.TrimRight(f.URL, "/"), secret))
	return err
}

// roleFlags are what an account is trusted with.
type roleFlags struct {
	Roles []string `name:"role" help:"viewer, planner, confirmer or administrator, for all projects, or ROLE:PROJECT for one; may be repeated." placeholder:"ROLE[:PROJECT]"`
}

// grants reads the roles; projects are named by their codes.
func (f roleFlags) grants(ctx context.Context, pl *planner.Planner) ([]access.Grant, error) {
	var grants []access.Grant
	for _, text := range f.Roles {
		role, code, _ := strings.Cut(text, ":")
		g := access.Grant{Role: access.Role(role)}
		if code != "" {
			of, err := pl.Project(ctx, code)
			if err != nil {
				return nil, err
			}
			g.Project = of.ID
		}
		grants = append(grants, g)
	}
	return grants, nil
}

// people opens the database for a command about accounts. The history names who
// is at the machine.
func people(p *program, c config.Database, do func(ctx context.Context, pl *planner.Planner, act planner.Act) error) (err error) {
	store, err := db.Open(p.ctx, c.DB, db.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	name := "Command line"
	if who, err := user.Current(); err == nil && who.Username != "" {
		name += " (" + who.Username + ")"
	}
	ctx := access.With(p.ctx, &access.Person{Name: name, Operator: true})
	return do(ctx, planner.New(store, time.Now), planner.Act{Actor: name})
}

type userAddCommand struct {
	config.Database
	linkFlags
	roleFlags
	Login string `arg:"" help:"What is typed to sign in."`
	Name  string `help:"As the history shows it." required:"" placeholder:"NAME"`
}

// Validate checks every part.
func (c *userAddCommand) Validate() error {
	return errors.Join(c.Database.Validate(), c.linkFlags.Validate())
}

// Run adds an account.
func (c *userAddCommand) Run(p *program) error {
	return people(p, c.Database, func(ctx context.Context, pl *planner.Planner, act planner.Act) error {
		grants, err := c.grants(ctx, pl)
		if err != nil {
			return err
		}
		added := &planner.SaveUser{Record: access.User{Login: access.PlainLogin(c.Login), Name: c.Name, Grants: grants}}
		if err := pl.Do(ctx, act, added); err != nil {
			return err
		}
		secret, err := pl.Invite(ctx, act, added.Record.ID)
		if err != nil {
			return err
		}
		return c.print(p, secret, "a week")
	})
}

type userListCommand struct {
	config.Database
}

// Run lists the accounts.
func (c *userListCommand) Run(p *program) error {
	return people(p, c.Database, func(ctx context.Context, pl *planner.Planner, _ planner.Act) error {
		users, err := pl.Users(ctx)
		if err != nil {
			return err
		}
		projects, err := pl.ProjectsSeen(ctx)
		if err != nil {
			return err
		}
		codes := map[record.ID]string{}
		for i := range projects {
			codes[projects[i].ID] = ":" + projects[i].Code
		}
		w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
		for i := range users {
			u := &users[i]
			var roles []string
			for _, g := range u.Grants {
				roles = append(roles, string(g.Role)+codes[g.Project])
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", u.Login, u.Name, stateOf(u), strings.Join(roles, " "))
		}
		return w.Flush()
	})
}

// stateOf says whether somebody can sign in with the account.
func stateOf(u *access.User) string {
	switch {
	case u.Disabled:
		return "disabled"
	case u.LinkAt.After(u.PasswordAt):
		return "link handed out"
	case u.CanSignIn():
		return "active"
	}
	return "no password"
}

// named is the account that a command is about.
type named struct {
	Login string `arg:"" help:"The login of the account."`
}

type userResetCommand struct {
	config.Database
	linkFlags
	named
}

// Validate checks every part.
func (c *userResetCommand) Validate() error {
	return errors.Join(c.Database.Validate(), c.linkFlags.Validate())
}

// Run takes the password of an account away.
func (c *userResetCommand) Run(p *program) error {
	return people(p, c.Database, func(ctx context.Context, pl *planner.Planner, act planner.Act) error {
		u, err := pl.UserByLogin(ctx, c.Login)
		if err != nil {
			return err
		}
		secret, err := pl.Reset(ctx, act, u.ID)
		if err != nil {
			return err
		}
		return c.print(p, secret, "a day")
	})
}

// change keeps the account after fn changed it.
func (c *named) change(p *program, d config.Database, fn func(ctx context.Context, pl *planner.Planner, u *access.User) error) error {
	return people(p, d, func(ctx context.Context, pl *planner.Planner, act planner.Act) error {
		u, err := pl.UserByLogin(ctx, c.Login)
		if err != nil {
			return err
		}
		if err := fn(ctx, pl, &u); err != nil {
			return err
		}
		if err := pl.Do(ctx, act, &planner.SaveUser{Record: u}); err != nil {
			return err
		}
		_, err = fmt.Fprintf(p.stdout, "%s is kept\n", u.Login)
		return err
	})
}

type userRolesCommand struct {
	config.Database
	roleFlags
	named
}

// Run replaces the roles of an account; without --role it has none.
func (c *userRolesCommand) Run(p *program) error {
	return c.change(p, c.Database, func(ctx context.Context, pl *planner.Planner, u *access.User) (err error) {
		u.Grants, err = c.grants(ctx, pl)
		return err
	})
}

type userDisableCommand struct {
	config.Database
	named
}

// Run disables an account.
func (c *userDisableCommand) Run(p *program) error { return c.setDisabled(p, c.Database, true) }

type userEnableCommand struct {
	config.Database
	named
}

// Run lets an account in again.
func (c *userEnableCommand) Run(p *program) error { return c.setDisabled(p, c.Database, false) }

func (c *named) setDisabled(p *program, d config.Database, disabled bool) error {
	return c.change(p, d, func(_ context.Context, _ *planner.Planner, u *access.User) error {
		u.Disabled = disabled
		return nil
	})
}
