package main

import (
	"fmt"

	"korridor/config"
	"korridor/db"
)

type backupCommand struct {
	config.Database
	File string `arg:"" help:"New file for the copy." placeholder:"FILE"`
}

// Run copies the database, which may be in use, into a new file.
func (c *backupCommand) Run(p *program) error {
	store, err := db.Open(p.ctx, c.DB, db.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer store.Close()
	line := p.progress("copying", "")
	err = store.Backup(p.ctx, c.File)
	line.end()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s holds a copy of %s\n", c.File, store)
	return err
}
