package yamlfile

import (
	"strconv"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Table reads one table of a file key by key. Keys that nobody asked for are
// unknown ones, which Done notes.
type Table struct {
	Node   *Node
	reader *Reader
	asked  map[string]bool
}

// Table opens a node as a table; a node of another kind is noted and reads as
// an empty one.
func (r *Reader) Table(n *Node) *Table {
	t := &Table{reader: r, Node: n, asked: map[string]bool{}}
	r.Is(n, TableNode)
	return t
}

// Is notes a node that is not of the kind.
func (r *Reader) Is(n *Node, kind Kind) bool {
	r.NoteUnless(n.Kind == kind, n, fault.Say("file.kind", "must be a {kind}", "kind", kind))
	return n.Kind == kind
}

// NoteUnless notes the problem unless ok holds.
func (r *Reader) NoteUnless(ok bool, n *Node, m fault.Message) {
	if !ok {
		r.Note(n.Place, m)
	}
}

// Done notes every key that was not asked for.
func (t *Table) Done() {
	for _, e := range t.Node.Keys {
		t.reader.NoteUnless(t.asked[e.Key], e.Value, fault.Say("file.unknown_key", "is not a key that belongs here"))
	}
}

// Require notes every one of the keys that is not there.
func (t *Table) Require(keys ...string) {
	for _, key := range keys {
		if t.Node.Kind == TableNode && t.Node.Child(key) == nil {
			t.reader.Note(t.Node.PlaceOf(key), fault.Say("required", "is required"))
		}
	}
}

// Key returns the value of a key if it is there and of the kind.
func (t *Table) Key(key string, kind Kind) *Node {
	n := t.Any(key)
	if n == nil || !t.reader.Is(n, kind) {
		return nil
	}
	return n
}

// Any returns the value of a key of whatever kind, nil where it is not there.
func (t *Table) Any(key string) *Node {
	t.asked[key] = true
	return t.Node.Child(key)
}

// Text returns a text, "" where the key is not there.
func (t *Table) Text(key string) string {
	if n := t.Key(key, TextNode); n != nil {
		return n.Text
	}
	return ""
}

// Label reads key and, for the Albanian version, key_sq.
func (t *Table) Label(key string) text.Label {
	return text.Label{Default: t.Text(key), Albanian: t.Text(key + "_sq")}
}

// Flag reads "true" or "false", false where the key is not there.
func (t *Table) Flag(key string) bool {
	n := t.Key(key, TextNode)
	if n == nil {
		return false
	}
	t.reader.NoteUnless(n.Text == "true" || n.Text == "false", n,
		fault.Say("file.bad_flag", "{text} is neither true nor false", "text", strconv.Quote(n.Text)))
	return n.Text == "true"
}

// Whole reads a whole number, 0 where the key is not there.
func (t *Table) Whole(key string) int {
	n := t.Key(key, TextNode)
	if n == nil {
		return 0
	}
	return t.reader.Whole(n, n.Text)
}

// Whole reads a whole number that stands at a node.
func (r *Reader) Whole(at *Node, number string) int {
	i, err := strconv.Atoi(number)
	r.NoteUnless(err == nil, at, fault.Say("bad_count", "{text} is not a whole number", "text", strconv.Quote(number)))
	return i
}

// Number reads a decimal, not valid where the key is not there.
func (t *Table) Number(key string) decimal.NullDecimal {
	n := t.Key(key, TextNode)
	if n == nil {
		return decimal.NullDecimal{}
	}
	return t.reader.Number(n)
}

// Number reads the decimal that a node holds.
func (r *Reader) Number(n *Node) decimal.NullDecimal {
	d, err := record.ParseNumber(n.Text)
	if err != nil {
		r.NoteError(n, err)
		return decimal.NullDecimal{}
	}
	return record.Known(d)
}

// Amount reads an amount in the currency, nil where the key is not there.
func (t *Table) Amount(key string, c money.Currency) *money.Amount {
	n := t.Key(key, TextNode)
	if n == nil {
		return nil
	}
	return t.reader.Amount(n, c)
}

// Amount reads the amount in the currency that a node holds.
func (r *Reader) Amount(n *Node, c money.Currency) *money.Amount {
	d := r.Number(n)
	if !d.Valid || c.IsZero() { // a missing currency is noted where it is missing
		return nil
	}
	a, err := money.New(d.Decimal, c)
	if err != nil {
		r.NoteError(n, err)
		return nil
	}
	return &a
}

// Date reads a date, the unknown one where the key is not there.
func (t *Table) Date(key string) schedule.Date {
	n := t.Key(key, TextNode)
	if n == nil {
		return schedule.Date{}
	}
	d, err := schedule.ParseDate(n.Text)
	if err != nil {
		t.reader.NoteError(n, err)
	}
	return d
}

// Currency reads a currency, fallback where the key is not there.
func (t *Table) Currency(key string, fallback money.Currency) money.Currency {
	n := t.Key(key, TextNode)
	if n == nil {
		return fallback
	}
	c, err := money.ParseCurrency(n.Text)
	if err != nil {
		t.reader.NoteError(n, err)
	}
	return c
}

// Tables reads a list of tables.
func (t *Table) Tables(key string) []*Table {
	n := t.Key(key, ListNode)
	if n == nil {
		return nil
	}
	var all []*Table
	for _, item := range n.List {
		all = append(all, t.reader.Table(item))
	}
	return all
}

// Texts reads a list of texts.
func (t *Table) Texts(key string) []*Node {
	n := t.Key(key, ListNode)
	if n == nil {
		return nil
	}
	var all []*Node
	for _, item := range n.List {
		if t.reader.Is(item, TextNode) {
			all = append(all, item)
		}
	}
	return all
}

// Entries reads a table of texts.
func (t *Table) Entries(key string) []Entry {
	n := t.Key(key, TableNode)
	if n == nil {
		return nil
	}
	var all []Entry
	for _, e := range n.Keys {
		if t.reader.Is(e.Value, TextNode) {
			all = append(all, e)
		}
	}
	return all
}

// Merge notes the problems of a fault about the file's content, each at the
// place of its field: "lines[2].percent".
func (r *Reader) Merge(top *Node, f *fault.Error) {
	if len(f.Fields) == 0 {
		r.Note(top.Place, f.Message)
	}
	for _, field := range f.Fields {
		r.Note(top.At(field.Name), field.Message)
	}
}
