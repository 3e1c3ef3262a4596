// Package yamlfile reads YAML and JSON files strictly: every scalar is the text
// that stands in the file, every problem names its file, line and key, and all
// problems of a file are reported together.
package yamlfile

import (
	"fmt"
	"strings"
)

// Node is one value of a file with its place: a text, a list or a table. Every
// scalar is the text that stands in the file, whatever YAML would make of it:
// 1800000000.00 and 2026-01 stay as they are.
type Node struct {
	Place
	Kind Kind
	Text string
	List []*Node
	Keys []Entry // of a table, in the order of the file
}

// Kind is what a node is.
type Kind uint8

// The kinds of node.
const (
	TextNode Kind = iota
	ListNode
	TableNode
)

func (k Kind) String() string { return [...]string{"text", "list", "table"}[k] }

// Entry is one key of a table.
type Entry struct {
	Key   string
	Value *Node
}

// Place is where something stands: a line of a file and the path to it there.
type Place struct {
	File string
	Line int
	Path string
}

// String names the place in messages: "railway.yaml:45 phases[1].name".
func (p Place) String() string {
	return strings.TrimSuffix(fmt.Sprintf("%s:%d %s", p.File, p.Line, p.Path), " ")
}

// Child returns the value of a key, nil where the table has none.
func (n *Node) Child(key string) *Node {
	for _, e := range n.Keys {
		if e.Key == key {
			return e.Value
		}
	}
	return nil
}

// PlaceOf names a key of the table, by the table's own line where it is missing.
func (n *Node) PlaceOf(key string) Place {
	if c := n.Child(key); c != nil {
		return c.Place
	}
	return Place{n.File, n.Line, join(n.Path, key)}
}

// At finds the node of a path such as "phases[1].name", as far as the file has
// it: where a part is missing, the place is the one of what would hold it.
func (n *Node) At(path string) Place {
	at := n
	for rest := path; rest != ""; {
		var part string
		if part, rest = cutPath(rest); part == "" {
			break
		}
		next := at.step(part)
		if next == nil {
			return Place{n.File, at.Line, path}
		}
		at = next
	}
	return Place{n.File, at.Line, path}
}

// cutPath takes the first part off a path: a key, or an index in brackets.
func cutPath(path string) (part, rest string) {
	path = strings.TrimPrefix(path, ".")
	end := strings.IndexAny(path[min(1, len(path)):], ".[") + 1
	if end == 0 {
		return path, ""
	}
	return path[:end], path[end:]
}

func (n *Node) step(part string) *Node {
	var i int
	if _, err := fmt.Sscanf(part, "[%d]", &i); err == nil && n.Kind == ListNode && i >= 0 && i < len(n.List) {
		return n.List[i]
	}
	return n.Child(part)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
