package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"korridor/config"
	"korridor/db"
	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/web"

	"github.com/alecthomas/kong"
)

type serveCommand struct {
	config.Database
	config.Server
	config.Reach
	config.Accounts
	Create bool            `help:"Set up the database where there is none."`
	Config kong.ConfigFlag `help:"YAML file with flags as keys." placeholder:"FILE"`
}

// Validate checks every part.
func (c *serveCommand) Validate() error {
	return errors.Join(c.Database.Validate(), c.Server.Validate(), c.Reach.Validate(c.Listen), c.Accounts.Validate(c.Listen, c.Reach))
}

// Run serves the record until the program is told to stop. A database that is
// not there is more likely a slip of the pen than meant, unless Create is set.
func (c *serveCommand) Run(p *program) (err error) {
	defer func() { err = stoppedWell(p, err) }()
	store, err := db.Open(p.ctx, c.DB, db.Options{Create: c.Create})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := adviseEmpty(p, store); err != nil {
		return err
	}
	log := newLog(p.stderr, c.LogFormat, slog.LevelInfo)
	first, err := c.firstLink(p, store)
	if err != nil {
		return err
	}
	o := web.Options{Log: log, RateLimits: true, Version: versionText(), Accounts: !c.SingleUser, PublicRead: c.PublicRead,
		Sessions: planner.SessionLimits{Idle: c.SessionIdle, Life: c.SessionLife}}
	return serve(p, store, c.Server, c.Reach, o, func(address string) {
		fmt.Fprintf(p.stdout, "Korridor serves %s at %s\n", store, address)
		if first != "" {
			fmt.Fprintf(p.stdout, "There is no administrator yet. Whoever opens this link becomes it; it works once, for a day:\n%s\n",
				web.WelcomeLink(strings.TrimSuffix(address, "/"), first))
		}
	})
}

// firstLink makes the link of the first administrator, "" where there is one or
// nobody signs in.
func (c *serveCommand) firstLink(p *program, store *db.Store) (access.Secret, error) {
	if c.SingleUser {
		return "", nil
	}
	return planner.New(store, time.Now).FirstAdministrator(p.ctx)
}

// adviseEmpty says how data come into a database that has none.
func adviseEmpty(p *program, store *db.Store) error {
	return store.Read(p.ctx, func(r planner.Reader) error {
		head, err := r.Head(p.ctx)
		if err == nil && head.Seq == 0 {
			fmt.Fprintf(p.stderr, "korridor: %s is empty: load data with `korridor load corridor --db %s`\n", store, store)
		}
		return err
	})
}

// stoppedWell turns the error of a service that was told to stop before it was
// ready into none: it did as it was told.
func stoppedWell(p *program, err error) error {
	if err != nil && p.ctx.Err() != nil {
		fmt.Fprintln(p.stderr, "korridor: stopped before the service was ready")
		return nil
	}
	return err
}

// newLog returns the log of the service, from the level on.
func newLog(w io.Writer, format string, level slog.Level) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// serve answers requests at the address until the program is told to stop,
// and then lets those under way finish. ready is told the address for browsers,
// which a port of 0 leaves open, once requests are taken.
func serve(p *program, store *db.Store, c config.Server, reach config.Reach, o web.Options, ready func(address string)) error {
	zone, err := c.Location()
	if err != nil {
		return err
	}
	o.Location, o.Hosts = zone, reach.Hosts
	if o.Proxies.Trusted, err = reach.Proxies(); err != nil {
		return err
	}
	o.Proxies.Forwarded = reach.ProxyHeaders == "forwarded"
	site, err := web.New(planner.Guarded(store, clock(zone)), o)
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(p.ctx, "tcp", c.Address)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; is another program using the port? choose one with --listen", c.Address, err)
	}
	server := site.HTTPServer(c.Address)
	answer := func() error { return server.Serve(listener) }
	if reach.TLS() {
		own, err := newCertificate(reach.TLSCert, reach.TLSKey, o.Log)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		server.TLSConfig = own.config()
		answer = func() error { return server.ServeTLS(listener, "", "") }
	}
	done := make(chan error, 1)
	go func() { done <- answer() }()
	ready(browserAddress(reach, listener.Addr().String()))
	select {
	case err := <-done:
		return err
	case <-p.ctx.Done():
	}
	return stop(server, c.ShutdownTimeout)
}

// browserAddress returns the address at which browsers find a service that
// listens at the given one: by its first name, which a proxy has at the usual port.
func browserAddress(reach config.Reach, listens string) string {
	scheme := "http://"
	if reach.TLS() || reach.BehindProxy {
		scheme = "https://"
	}
	if len(reach.Hosts) == 0 {
		return scheme + listens + "/"
	}
	host := reach.Hosts[0]
	_, port, err := net.SplitHostPort(listens)
	if err == nil && !reach.BehindProxy && (scheme+port != "https://443" && scheme+port != "http://80") {
		return scheme + net.JoinHostPort(host, port) + "/"
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return scheme + host + "/"
}

// clock returns the clock of planners in the zone, whose days are theirs.
func clock(zone *time.Location) func() time.Time {
	return func() time.Time { return time.Now().In(zone) }
}

// stop lets the requests under way finish, for as long as the timeout allows.
func stop(server *http.Server, timeout time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close() // stopping was asked for: what is late is cut off
	}
	return err
}
