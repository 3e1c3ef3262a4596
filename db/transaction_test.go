package db_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"korridor/db"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// An error or a panic keeps nothing, and the records are as they were.
func TestAFailedCommandLeavesNothing(t *testing.T) {
	boom := errors.New("boom")
	for name, end := range map[string]func() error{
		"error": func() error { return boom },
		"panic": func() error { panic(boom) },
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *db.Store) {
				p := newProgramme()
				command := func() (err error) {
					defer func() {
						if r := recover(); r != nil {
							err = r.(error)
						}
					}()
					return s.Write(t.Context(), stamp, func(w planner.Writer) error {
						if err := w.Save(t.Context(), p); err != nil {
							return err
						}
						return end()
					})
				}
				if err := command(); err != boom {
					t.Errorf("%v; want the command's own error", err)
				}
				if p.Meta != (record.Meta{}) {
					t.Errorf("the record kept %v", p.Meta)
				}
				wantNothing(t, s)
				save(t, s, p) // and can be kept now
				if p.ID != 1 {
					t.Errorf("id %d: the failed command used one up", p.ID)
				}
			})
		})
	}
}

func TestReadingErrorsPassThrough(t *testing.T) {
	boom := errors.New("boom")
	each(t, func(t *testing.T, s *db.Store) {
		if err := s.Read(t.Context(), func(planner.Reader) error { return boom }); err != boom {
			t.Errorf("%v", err)
		}
	})
}

func TestCancellationPassesThrough(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		ctx, cancel := context.WithCancel(t.Context())
		err := s.Write(ctx, stamp, func(w planner.Writer) error {
			if err := w.Save(ctx, newProgramme()); err != nil {
				return err
			}
			cancel()
			return w.Save(ctx, &project.Document{Code: "d", Title: text.Plain("t")})
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("writing: %v", err)
		}
		if err := s.Read(ctx, func(planner.Reader) error { return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("reading: %v", err)
		}
		wantNothing(t, s)
	})
}

// A reading sees one state, whatever is written meanwhile.
func TestAReadingSeesOneState(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		p := newProgramme()
		save(t, s, p)
		read(t, s, func(r planner.Reader) error {
			before, err := r.Head(t.Context())
			if err != nil {
				return err
			}
			var group sync.WaitGroup
			group.Go(func() {
				p.Name = text.Plain("Renamed")
				save(t, s, p)
			})
			group.Wait()
			after, err := r.Head(t.Context())
			if before != after {
				t.Errorf("the head went from %v to %v", before, after)
			}
			list, err2 := r.Programmes(t.Context())
			if list[0].Version != 1 {
				t.Errorf("version %d", list[0].Version)
			}
			return errors.Join(err, err2)
		})
	})
}
