package planner

import (
	"cmp"
	"context"
	"reflect"
	"regexp"
	"strconv"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// recordNames returns the names of a project's parts, of the documents, and of
// what the changes themselves are about, by id.
func recordNames(ctx context.Context, r Reader, id record.ID, batches []Batch) (map[record.ID]text.Label, error) {
	names := map[record.ID]text.Label{}
	for i := range batches {
		for _, e := range batches[i].Changes {
			names[e.Change.Entity] = e.Name
		}
	}
	err := cmp.Or(
		addNames(names, func(s *project.Section) text.Label { return s.Name })(r.Sections(ctx, id)),
		addNames(names, func(p *project.Phase) text.Label { return p.Name })(r.Phases(ctx, id)),
		addNames(names, func(m *project.Milestone) text.Label { return m.Name })(r.Milestones(ctx, id)),
		addNames(names, func(s *project.Structure) text.Label { return s.Name })(r.Structures(ctx, id)),
		addNames(names, func(e *estimate.Estimate) text.Label { return e.Title })(r.Estimates(ctx, id)),
		addNames(names, func(s *funding.Source) text.Label { return s.Name })(r.FundingSources(ctx, id)),
		addNames(names, func(c *funding.Ceiling) text.Label { return ofYear(names[c.Source], c.FiscalYear) })(r.Ceilings(ctx, id)),
		addNames(names, func(a *funding.Allocation) text.Label { return ofYear(names[a.Source], a.FiscalYear) })(r.Allocations(ctx, id)),
		addNames(names, func(d *project.Document) text.Label { return d.Title })(r.Documents(ctx)),
	)
	return names, err
}

// addNames returns a function that takes the answer of a Reader and notes the
// names in it.
func addNames[T any, P entityPointer[T]](names map[record.ID]text.Label, name func(P) text.Label) func([]T, error) error {
	return func(list []T, err error) error {
		for i := range list {
			e := P(&list[i])
			names[e.RecordMeta().ID] = name(e)
		}
		return err
	}
}

// ofYear names what a funding source gives in a year.
func ofYear(source text.Label, year int) text.Label {
	named := text.Label{Default: source.Default + " " + strconv.Itoa(year)}
	if source.Albanian != "" {
		named.Albanian = source.Albanian + " " + strconv.Itoa(year)
	}
	return named
}

// referenceFields are the fields of records that hold the ids of others, by
// their names in domain JSON: "Section", "After.Phase".
var referenceFields = func() map[string]bool {
	fields := map[string]bool{}
	for _, k := range record.Kinds {
		e, err := newEntity(k)
		if err != nil {
			panic(err) // every kind has a record
		}
		addReferences(fields, "", reflect.TypeOf(e).Elem())
	}
	return fields
}()

func addReferences(fields map[string]bool, name string, t reflect.Type) {
	switch {
	case t == reflect.TypeFor[record.ID]():
		fields[name] = true
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer:
		addReferences(fields, name, t.Elem())
	case t.Kind() == reflect.Struct:
		for _, f := range reflect.VisibleFields(t) {
			if f.Anonymous || f.Type == reflect.TypeFor[record.Meta]() || len(f.Index) > 1 {
				continue
			}
			inner := f.Name
			if name != "" {
				inner = name + "." + inner
			}
			addReferences(fields, inner, f.Type)
		}
	}
}

var numberPart = regexp.MustCompile(`\.\d+`)

// withoutNumbers is the field's name without the positions within lists:
// "After.1.Phase" is "After.Phase".
func withoutNumbers(field string) string { return numberPart.ReplaceAllString(field, "") }
