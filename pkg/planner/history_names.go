package planner

import (
	"cmp"
	"context"
	"reflect"
	"regexp"
	"strconv"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/text"
)

// recordNames returns the names of a project's parts, of the documents that the
// changes refer to, and of what the changes themselves are about, by id.
func recordNames(ctx context.Context, r Reader, id record.ID, batches []Batch) (map[record.ID]text.Label, error) {
	names := map[record.ID]text.Label{}
	talk := false
	for i := range batches {
		for _, e := range batches[i].Changes {
			names[e.Change.Entity] = e.Name
			talk = talk || e.Change.Kind == record.Comment
		}
	}
	if talk {
		said, err := r.Comments(ctx, CommentQuery{Projects: []record.ID{id}})
		if err != nil {
			return nil, err
		}
		for i := range said {
			names[said[i].ID] = text.Plain(said[i].Text)
		}
	}
	var own project.Project
	if id != 0 {
		if err := r.Get(ctx, id, &own); err != nil {
			return nil, err
		}
	}
	of := partsOf{ctx, id, names}
	for _, load := range []func() error{
		addNames(of, r.Sections, func(s *project.Section) text.Label { return s.Name }),
		addNames(of, r.Phases, func(p *project.Phase) text.Label { return p.Name }),
		addNames(of, r.Milestones, func(m *project.Milestone) text.Label { return m.Name }),
		addNames(of, r.Structures, structureName),
		addNames(of, r.Estimates, func(e *estimate.Estimate) text.Label { return e.Title }),
		addNames(of, r.FundingSources, func(s *funding.Source) text.Label { return s.Name }),
		addNames(of, r.Ceilings, func(c *funding.Ceiling) text.Label { return ofYear(names[c.Source], c.FiscalYear) }),
		addNames(of, r.Assumptions, func(*costmodel.Assumptions) text.Label { return own.Name }),
		addNames(of, r.Expenditures, expenditureName),
		addNames(of, r.Scenarios, func(s *costmodel.Scenario) text.Label { return s.Name }),
		addNames(of, r.Benefits, func(b *costmodel.Benefit) text.Label { return b.Name }),
		addNames(of, r.Uncertainties, func(u *risk.Range) text.Label {
			return cmp.Or(names[u.Phase], text.Plain(cmp.Or(u.Line, string(u.Category))))
		}),
		addNames(of, r.Risks, func(e *risk.Entry) text.Label { return e.Name }),
		addNames(of, r.RiskSettings, func(*risk.Settings) text.Label { return own.Name }),
		addNames(of, r.Allocations, func(a *funding.Allocation) text.Label { return ofYear(names[a.Source], a.FiscalYear) }),
	} {
		if err := load(); err != nil {
			return nil, err
		}
	}
	ids := references(batches)
	lines, err := r.LinesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i := range lines {
		names[lines[i].ID] = withCode(lines[i].Name, lines[i].Code)
	}
	return names, addSharedNames(ctx, r, names, ids)
}

// addSharedNames notes the names of the records of no project that are among
// the ids.
func addSharedNames(ctx context.Context, r Reader, names map[record.ID]text.Label, ids []record.ID) error {
	documents, err := r.DocumentsByID(ctx, ids)
	for _, d := range documents {
		names[d.ID] = d.Title
	}
	if err != nil {
		return err
	}
	series, err := r.IndexSeries(ctx)
	for _, s := range series {
		names[s.ID] = s.Name
	}
	if err != nil {
		return err
	}
	budgets, err := r.BudgetProgrammes(ctx)
	for _, b := range budgets {
		names[b.ID] = b.Name
	}
	return err
}

// partsOf is the project whose parts are named, and the names so far.
type partsOf struct {
	ctx     context.Context
	project record.ID
	names   map[record.ID]text.Label
}

// addNames returns a function that notes the names of the parts of one kind.
func addNames[T any, P entityPointer[T]](of partsOf, list func(context.Context, ...record.ID) ([]T, error), name func(P) text.Label) func() error {
	return func() error {
		parts, err := list(of.ctx, of.project)
		for i := range parts {
			e := P(&parts[i])
			of.names[e.RecordMeta().ID] = name(e)
		}
		return err
	}
}

// references returns the ids of records that the changes put or took away.
func references(batches []Batch) []record.ID {
	var ids []record.ID
	for i := range batches {
		for _, e := range batches[i].Changes {
			for _, f := range e.Fields {
				if !f.Reference {
					continue
				}
				for _, side := range []string{f.Before, f.After} {
					if id, err := strconv.ParseInt(side, 10, 64); err == nil {
						ids = append(ids, record.ID(id))
					}
				}
			}
		}
	}
	return ids
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

// withCode is the name of a cost line: several may be called the same.
func withCode(name text.Label, code string) text.Label {
	named := text.Label{Default: name.Default + " (" + code + ")"}
	if name.Albanian != "" {
		named.Albanian = name.Albanian + " (" + code + ")"
	}
	return named
}

// expenditureName is what an expenditure is called: by its reference, or its date.
func expenditureName(e *costmodel.Expenditure) text.Label {
	return text.Plain(cmp.Or(e.Reference, e.Date.String()))
}

// structureName is what a structure is called: those without a name by their code.
func structureName(s *project.Structure) text.Label {
	if s.Name.IsZero() {
		return text.Plain(s.Code)
	}
	return s.Name
}
