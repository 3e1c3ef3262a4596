package db

import (
	"context"
	"strings"

	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// check refuses a record that refers to one that is not there, or that has the
// code of another. It asks before writing, and no other writer can come in
// between: so both databases give the same faults, and the transaction goes on
// after them.
func (w *writer) check(ctx context.Context, k stored, e record.Entity) error {
	if err := w.checkRefs(ctx, k, e); err != nil {
		return err
	}
	field, err := k.taken(w.db(ctx), e)
	if err != nil {
		return w.broke(ctx, err)
	}
	if field == "" {
		return nil
	}
	kind := k.info().kind
	f := fault.New(fault.Conflict, fault.Say("duplicate", "another {kind} has the same {field}", "kind", kind, "field", field))
	f.Fields = []fault.Field{{Name: field, Message: fault.Say("duplicate_field", "is already that of another {kind}", "kind", kind)}}
	return f
}

func (w *writer) checkRefs(ctx context.Context, k stored, e record.Entity) error {
	var p fault.Problems
	for _, ref := range e.Refs() {
		if *ref.ID == 0 || w.known[*ref.ID] == ref.Kind {
			continue
		}
		there, err := w.exists(ctx, ref.Kind, *ref.ID)
		if err != nil {
			return w.broke(ctx, err)
		}
		if there {
			w.known[*ref.ID] = ref.Kind
		}
		p.Check(there, ref.Field, fault.Say("not_found", "there is no {kind} with the id {id}",
			"kind", ref.Kind, "id", int64(*ref.ID)))
	}
	return p.Err(fault.Say("reference.invalid", "the {kind} cannot be kept", "kind", k.info().kind))
}

func (w *writer) exists(ctx context.Context, kind record.Kind, id record.ID) (bool, error) {
	k, ok := kindsByName[kind]
	if !ok {
		return false, nil
	}
	var found []record.ID
	err := w.db(ctx).Table(k.info().name).Where("id = ?", id).Pluck("id", &found).Error
	return len(found) > 0, err
}

// maxExamples is how many of the dependent records a fault names.
const maxExamples = 3

// checkUnused refuses to delete a record that others depend on. The claims
// about the record itself do not count: they go with it.
func (w *writer) checkUnused(ctx context.Context, k stored, e record.Entity) error {
	f := fault.New(fault.Conflict, fault.Say("in_use",
		"this {kind} cannot be deleted because other records depend on it", "kind", k.info().kind))
	found, err := w.dependents(ctx, k.info().kind, e.RecordMeta().ID, maxExamples)
	if err != nil {
		return w.broke(ctx, err)
	}
	for _, d := range found {
		examples := d.names
		if d.Count > len(examples) {
			examples = append(examples, "…")
		}
		f.Fields = append(f.Fields, fault.Field{Name: string(d.Kind), Message: fault.Say("in_use_by",
			"{count} ({examples})", "count", d.Count, "examples", strings.Join(examples, ", "))})
	}
	if len(f.Fields) == 0 {
		return nil
	}
	return f
}
