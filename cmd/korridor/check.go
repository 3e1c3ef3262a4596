package main

import (
	"cmp"
	"fmt"
	"time"

	"korridor/config"
	"korridor/db"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
)

type checkCommand struct {
	config.Database
}

// Run verifies the database and the record in it, prints what it finds wrong,
// a line each, and fails when there is any.
func (c *checkCommand) Run(p *program) error {
	line := p.progress("checking", "rows")
	defer line.end()
	store, err := db.Open(p.ctx, c.DB, db.Options{ReadOnly: true, OnQuery: line.addRows})
	if err != nil {
		return err
	}
	defer store.Close()
	return checkStore(p, line, store, store.String())
}

// checkStore verifies the store, which messages call by the name, as
// checkCommand.Run says.
func checkStore(p *program, line *progress, store *db.Store, name string) error {
	findings, err := store.Verify(p.ctx)
	if err != nil {
		return err
	}
	wrong := len(findings)
	line.hide()
	for _, f := range findings {
		fmt.Fprintln(p.stdout, f.Message)
	}
	err = planner.New(store, time.Now).Check(p.ctx, func(project string, m fault.Message) {
		wrong++
		line.hide()
		fmt.Fprintf(p.stdout, "%s: %s\n", cmp.Or(project, "beside the projects"), m)
	})
	if err != nil {
		return err
	}
	line.hide()
	if err := printHead(p, store); err != nil {
		return err
	}
	switch {
	case wrong == 1:
		return fmt.Errorf("%s: 1 problem found", name)
	case wrong > 1:
		return fmt.Errorf("%s: %d problems found", name, wrong)
	}
	_, err = fmt.Fprintf(p.stdout, "%s is in order: totals, references and the chain of changes agree\n", name)
	return err
}

// printHead prints where the chain of changes ends. Who notes it elsewhere can
// tell later that no change before it was taken away or replaced.
func printHead(p *program, store *db.Store) error {
	return store.Read(p.ctx, func(r planner.Reader) error {
		head, err := r.Head(p.ctx)
		if err != nil || head.Seq == 0 {
			return err
		}
		_, err = fmt.Fprintf(p.stdout, "the chain ends with change %d, %s\n", head.Seq, head.Hash)
		return err
	})
}
