package planner

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Batch is what one command changed.
type Batch struct {
	ID      int64 // the Seq of its first change
	At      time.Time
	Actor   string
	Reason  string
	Command string
	Changes []Entry
	More    bool // not all of its changes are listed
}

// Entry is one change with what it changed.
type Entry struct {
	Change record.Change
	Name   text.Label // of the record, as it was last called
	Code   string
	Fields []FieldChange
}

// FieldChange is one field before and after, as plain text; "" is not recorded.
type FieldChange struct {
	Field         string
	Before, After string
}

// recentChanges bounds the changes that the programme page looks at.
const recentChanges = 200

// recentBatches returns what was done after the given Seq, newest first.
func recentBatches(ctx context.Context, r Reader, since int64) ([]Batch, error) {
	changes, err := r.Changes(ctx, ChangeQuery{After: since, Limit: recentChanges})
	if err != nil {
		return nil, err
	}
	return batches(changes, len(changes) == recentChanges)
}

// batches groups changes, which come latest first, by the command that made
// them; cut says that older changes were left out.
func batches(changes []record.Change, cut bool) ([]Batch, error) {
	var all []Batch
	for _, c := range changes {
		if len(all) == 0 || all[len(all)-1].ID != c.Batch {
			all = append(all, Batch{ID: c.Batch, At: c.At, Actor: c.Actor, Reason: c.Reason, Command: c.Command})
		}
		e, err := entry(c)
		if err != nil {
			return nil, err
		}
		b := &all[len(all)-1]
		b.Changes = append(b.Changes, e)
	}
	if n := len(all); n > 0 && cut {
		all[n-1].More = all[n-1].Changes[len(all[n-1].Changes)-1].Change.Seq != all[n-1].ID
	}
	return all, nil
}

// HistoryQuery selects a part of a project's history.
type HistoryQuery struct {
	Project string // code
	Before  int64  // changes with a lower Seq; 0: the newest
	From    schedule.Date
	Until   schedule.Date // inclusive
}

// HistoryView is one page of what happened to a project's record; of the
// dossier it holds the project and its programme.
type HistoryView struct {
	*Dossier
	Query   HistoryQuery
	Batches []Batch
	Older   int64 // Before of the next page; 0 where there is none
}

// historyPage is how many changes one page of history shows.
const historyPage = 100

// History returns one page of a project's history, newest first.
func (p *Planner) History(ctx context.Context, q HistoryQuery) (*HistoryView, error) {
	if !q.From.IsZero() && !q.Until.IsZero() && q.Until.Before(q.From) {
		return nil, fault.New(fault.Invalid, fault.Say("finish_before_start",
			"{finish} lies before the start, {start}", "finish", q.Until, "start", q.From))
	}
	v := &HistoryView{Dossier: &Dossier{Today: p.Today()}, Query: q}
	err := p.store.Read(ctx, func(r Reader) error {
		if err := v.loadProject(ctx, r, q.Project); err != nil {
			return err
		}
		cq := ChangeQuery{Project: v.Project.ID, Before: q.Before, Limit: historyPage + 1}
		if !q.From.IsZero() {
			cq.From = q.From.First()
		}
		if !q.Until.IsZero() {
			cq.Until = q.Until.Last().AddDate(0, 0, 1)
		}
		changes, err := r.Changes(ctx, cq)
		if err != nil {
			return err
		}
		more := len(changes) > historyPage
		if more {
			changes = changes[:historyPage]
			v.Older = changes[historyPage-1].Seq
		}
		v.Batches, err = batches(changes, more)
		return err
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// entry reads what a change did from its two states.
func entry(c record.Change) (Entry, error) {
	before, err := flatten(c.Before)
	if err != nil {
		return Entry{}, err
	}
	after, err := flatten(c.After)
	if err != nil {
		return Entry{}, err
	}
	last := after
	if c.After == "" {
		last = before
	}
	e := Entry{Change: c, Code: last["Code"]}
	e.Name = text.Label{Default: firstOf(last, "Name.Default", "Title.Default", "Title", "Label.Default", "Field"),
		Albanian: firstOf(last, "Name.Albanian", "Title.Albanian", "Label.Albanian")}
	for _, field := range slices.Sorted(maps.Keys(union(before, after))) {
		if field == "ID" || field == "Version" || before[field] == after[field] {
			continue
		}
		e.Fields = append(e.Fields, FieldChange{Field: field, Before: before[field], After: after[field]})
	}
	return e, nil
}

func firstOf(fields map[string]string, names ...string) string {
	for _, n := range names {
		if v := fields[n]; v != "" {
			return v
		}
	}
	return ""
}

func union(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// flatten reads domain JSON into dotted field names and plain values; what is
// null, empty or false is left out, as it is not recorded.
func flatten(snapshot string) (map[string]string, error) {
	flat := map[string]string{}
	if snapshot == "" {
		return flat, nil
	}
	var s struct {
		Data map[string]any `json:"data"`
	}
	decoder := json.NewDecoder(strings.NewReader(snapshot))
	decoder.UseNumber() // ids must not pass through floats
	if err := decoder.Decode(&s); err != nil {
		return nil, err
	}
	flattenInto(flat, "", s.Data)
	return flat, nil
}

func flattenInto(flat map[string]string, name string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for k, inner := range v {
			if name != "" {
				k = name + "." + k
			}
			flattenInto(flat, k, inner)
		}
	case []any:
		for i, inner := range v {
			flattenInto(flat, name+"."+strconv.Itoa(i+1), inner)
		}
	case string:
		if v != "" && v != zeroTime {
			flat[name] = v
		}
	case json.Number:
		if v != "0" {
			flat[name] = v.String()
		}
	case bool:
		if v {
			flat[name] = "true"
		}
	}
}

const zeroTime = "0001-01-01T00:00:00Z"
