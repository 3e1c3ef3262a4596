package main

import (
	"fmt"

	"korridor/config"
	"korridor/db"
)

type migrateCommand struct {
	config.Database
}

// Run brings the schema up to date, creating the database where there is none.
func (c *migrateCommand) Run(p *program) error {
	from, to, err := db.Migrate(p.ctx, c.DB)
	if err != nil {
		return err
	}
	if from == to {
		_, err = fmt.Fprintf(p.stdout, "%s is up to date (schema %d)\n", db.Name(c.DB), to)
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s: schema %d → %d\n", db.Name(c.DB), from, to)
	return err
}
