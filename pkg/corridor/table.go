package corridor

import (
	"strconv"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// table reads one table of a file key by key. Keys that nobody asked for are
// unknown ones, which done notes.
type table struct {
	r     *reader
	at    *node
	asked map[string]bool
}

// table opens a node as a table; a node of another kind is noted and reads as
// an empty one.
func (r *reader) table(n *node) *table {
	t := &table{r: r, at: n, asked: map[string]bool{}}
	r.is(n, tableNode)
	return t
}

func (r *reader) is(n *node, kind nodeKind) bool {
	if n.kind != kind {
		r.note(n.place, fault.Say("corridor.kind", "must be a {kind}", "kind", kind))
	}
	return n.kind == kind
}

// done notes every key that was not asked for.
func (t *table) done() {
	for _, e := range t.at.keys {
		t.r.noteUnless(t.asked[e.key], e.value, fault.Say("corridor.unknown_key", "is not a key that belongs here"))
	}
}

func (r *reader) noteUnless(ok bool, n *node, m fault.Message) {
	if !ok {
		r.note(n.place, m)
	}
}

// key returns the value of a key if it is there and of the kind.
func (t *table) key(key string, kind nodeKind) *node {
	t.asked[key] = true
	n := t.at.child(key)
	if n == nil || !t.r.is(n, kind) {
		return nil
	}
	return n
}

// text returns a text, "" where the key is not there.
func (t *table) text(key string) string {
	if n := t.key(key, textNode); n != nil {
		return n.text
	}
	return ""
}

// label reads key and, for the Albanian version, key_sq.
func (t *table) label(key string) text.Label {
	return text.Label{Default: t.text(key), Albanian: t.text(key + "_sq")}
}

// flag reads "true" or "false", false where the key is not there.
func (t *table) flag(key string) bool {
	n := t.key(key, textNode)
	if n == nil {
		return false
	}
	t.r.noteUnless(n.text == "true" || n.text == "false", n,
		fault.Say("corridor.bad_flag", "{text} is neither true nor false", "text", strconv.Quote(n.text)))
	return n.text == "true"
}

// whole reads a whole number, 0 where the key is not there.
func (t *table) whole(key string) int {
	n := t.key(key, textNode)
	if n == nil {
		return 0
	}
	i, err := strconv.Atoi(n.text)
	t.r.noteUnless(err == nil, n, fault.Say("bad_count", "{text} is not a whole number", "text", strconv.Quote(n.text)))
	return i
}

// date reads a date, the unknown one where the key is not there.
func (t *table) date(key string) schedule.Date {
	n := t.key(key, textNode)
	if n == nil {
		return schedule.Date{}
	}
	d, err := schedule.ParseDate(n.text)
	if err != nil {
		t.r.noteError(n, err)
	}
	return d
}

// currency reads a currency, fallback where the key is not there.
func (t *table) currency(key string, fallback money.Currency) money.Currency {
	n := t.key(key, textNode)
	if n == nil {
		return fallback
	}
	c, err := money.ParseCurrency(n.text)
	if err != nil {
		t.r.noteError(n, err)
	}
	return c
}

// tables reads a list of tables.
func (t *table) tables(key string) []*table {
	n := t.key(key, listNode)
	if n == nil {
		return nil
	}
	var all []*table
	for _, item := range n.list {
		all = append(all, t.r.table(item))
	}
	return all
}

// texts reads a list of texts.
func (t *table) texts(key string) []*node {
	n := t.key(key, listNode)
	if n == nil {
		return nil
	}
	var all []*node
	for _, item := range n.list {
		if t.r.is(item, textNode) {
			all = append(all, item)
		}
	}
	return all
}

// entries reads a table of texts.
func (t *table) entries(key string) []entry {
	n := t.key(key, tableNode)
	if n == nil {
		return nil
	}
	var all []entry
	for _, e := range n.keys {
		if t.r.is(e.value, textNode) {
			all = append(all, e)
		}
	}
	return all
}

// ref reads the code of another record, to be resolved into id. Nothing is
// noted where the key is not there: the record knows what it needs.
func (t *table) ref(key string, from record.Entity, kind record.Kind, scope string, id *record.ID) {
	if n := t.key(key, textNode); n != nil {
		t.r.link(n, from, kind, scope, id)
	}
}

// refs reads a list of codes and returns the ids that will be resolved.
func (t *table) refs(key string, from record.Entity, kind record.Kind, scope string) []record.ID {
	codes := t.texts(key)
	if len(codes) == 0 {
		return nil
	}
	ids := make([]record.ID, len(codes))
	for i, n := range codes {
		t.r.link(n, from, kind, scope, &ids[i])
	}
	return ids
}

func (r *reader) link(n *node, from record.Entity, kind record.Kind, scope string, id *record.ID) {
	r.links = append(r.links, link{to: name{kind, scope, n.text}, from: from, id: id, at: n})
}
