package main

import (
	"fmt"

	"korridor/config"
	"korridor/db"
)

type restoreCommand struct {
	config.Database
	File  string `arg:"" help:"Backup to restore; it is only read." placeholder:"FILE"`
	Force bool   `help:"A database that is there gives way; it is kept beside the restored one."`
}

// Run verifies a copy of the backup and puts it in the place of the database.
func (c *restoreCommand) Run(p *program) error {
	line := p.progress("restoring", "")
	defer line.end()
	r := db.Restore{Backup: c.File, Database: c.DB, Force: c.Force,
		Verify: func(copied *db.Store) error { return checkStore(p, line, copied, c.File) }}
	done, err := r.Run(p.ctx)
	if err != nil {
		return err
	}
	line.hide()
	if done.From != done.To {
		fmt.Fprintf(p.stdout, "its schema was brought up to date (%d → %d)\n", done.From, done.To)
	}
	fmt.Fprintf(p.stdout, "%s now holds what %s held\n", c.DB, c.File)
	if done.Kept != "" {
		fmt.Fprintf(p.stdout, "what it held before is kept as %s\n", done.Kept)
	}
	return nil
}
