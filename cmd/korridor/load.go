package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"korridor/config"
	"korridor/db"
	"korridor/pkg/corridor"
	"korridor/pkg/planner"
)

type loadCommand struct {
	Corridor loadCorridorCommand `cmd:"" help:"The highway, the 400 kV interconnection and the railway between Albania and Kosovo, with one external project that the railway depends on."`
}

type loadCorridorCommand struct {
	config.Database
}

// Run loads the corridor. A database that is not there yet is created.
func (c *loadCorridorCommand) Run(p *program) (err error) {
	line := p.progress("loading", "rows")
	defer line.end()
	store, err := db.Open(p.ctx, c.DB, db.Options{Create: true, OnQuery: line.addRows})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	loaded, err := loadCorridor(p.ctx, store)
	line.hide()
	if err != nil {
		return err
	}
	if loaded.Created == 0 {
		fmt.Fprintf(p.stdout, "nothing to load: %s are already in %s\n", strings.Join(loaded.Skipped, ", "), store)
		return nil
	}
	fmt.Fprintf(p.stdout, "loaded %d records into %s\n", loaded.Created, store)
	if len(loaded.Skipped) > 0 {
		fmt.Fprintf(p.stdout, "left as they are: %s\n", strings.Join(loaded.Skipped, ", "))
	}
	return nil
}

// loadCorridor puts the built-in projects into the store; those that are there
// already stay as they are.
func loadCorridor(ctx context.Context, store *db.Store) (*planner.Load, error) {
	bundle, err := corridor.Bundle()
	if err != nil {
		return nil, err
	}
	load := &planner.Load{Bundle: bundle}
	act := planner.Act{Actor: "Korridor", Reason: planner.BuiltInReason}
	return load, planner.New(store, time.Now).Do(ctx, act, load)
}
