package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"korridor/config"
	"korridor/db"
	"korridor/web"
)

type demoCommand struct {
	// KORRIDOR_DB names the real record, which the corridor must not be put into.
	DB string `name:"db" env:"KORRIDOR_DEMO_DB" help:"SQLite file to keep the demo's data in; without it they are gone at the end." placeholder:"FILE"`
	config.Server
}

// Validate keeps the demo on this machine: everybody may do everything there.
func (c *demoCommand) Validate() error { return errors.Join(c.Server.Validate(), c.ValidateLocal()) }

// Run loads the corridor into a database and serves it, with everybody a demo
// planner.
func (c *demoCommand) Run(p *program) (err error) {
	defer func() { err = stoppedWell(p, err) }()
	file := c.DB
	if file == "" {
		dir, err := os.MkdirTemp("", "korridor-demo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		file = filepath.Join(dir, "korridor.db")
	}
	store, err := db.Open(p.ctx, file, db.Options{Create: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := loadCorridor(p.ctx, store); err != nil {
		return err
	}
	log := newLog(p.stderr, c.LogFormat, slog.LevelWarn) // whoever tries it out does not read each request
	return serve(p, store, c.Server, config.Reach{}, web.Options{Demo: true, Log: log, Version: versionText()}, func(address string) {
		fmt.Fprintf(p.stdout, "The corridor is at %s\nStop with Ctrl-C.\n", address)
	})
}
