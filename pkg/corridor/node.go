package corridor

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"korridor/pkg/fault"
)

// node is one value of a file with its place: a text, a list or a table.
// Every scalar is the text that stands in the file, whatever YAML would make
// of it: 1800000000.00 and 2026-01 stay as they are.
type node struct {
	place
	kind nodeKind
	text string
	list []*node
	keys []entry // of a table, in the order of the file
}

type nodeKind uint8

const (
	textNode nodeKind = iota
	listNode
	tableNode
)

func (k nodeKind) String() string { return [...]string{"text", "list", "table"}[k] }

// entry is one key of a table.
type entry struct {
	key   string
	value *node
}

// place is where something stands: a line of a file and the path to it there.
type place struct {
	file string
	line int
	path string
}

// String names the place in messages: "railway.yaml:45 phases[1].name".
func (p place) String() string {
	return strings.TrimSuffix(fmt.Sprintf("%s:%d %s", p.file, p.line, p.path), " ")
}

// child returns the value of a key, nil where the table has none.
func (n *node) child(key string) *node {
	for _, e := range n.keys {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// placeOf names a key of the table, by the table's own line where it is missing.
func (n *node) placeOf(key string) place {
	if c := n.child(key); c != nil {
		return c.place
	}
	return place{n.file, n.line, join(n.path, key)}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// parse reads a file into nodes. It notes what is wrong with it and returns
// nil where nothing can be read.
func (r *reader) parse(file string, source []byte) *node {
	parsed, err := parser.ParseBytes(source, 0, parser.AllowDuplicateMapKey()) // table notes duplicates by their place
	if err != nil {
		line, message := 1, err.Error()
		if syntax, ok := errors.AsType[*yaml.SyntaxError](err); ok {
			line, message = syntax.Token.Position.Line, syntax.Message
		}
		r.note(place{file, line, ""}, fault.Say("corridor.syntax", "is not YAML: {problem}", "problem", message))
		return nil
	}
	if len(parsed.Docs) != 1 || parsed.Docs[0].Body == nil {
		r.note(place{file, 1, ""}, fault.Say("corridor.documents", "must hold one YAML document"))
		return nil
	}
	top := r.node(file, "", parsed.Docs[0].Body)
	if top != nil && top.kind != tableNode {
		r.note(top.place, fault.Say("corridor.kind", "must be a {kind}", "kind", tableNode))
		return nil
	}
	return top
}

// node turns one YAML node into ours; nil, with a note, for what the files may
// not use: empty values, anchors, aliases, tags, merge keys.
func (r *reader) node(file, path string, from ast.Node) *node {
	n := &node{place: place{file, from.GetToken().Position.Line, path}}
	switch from := from.(type) {
	case *ast.MappingNode:
		n.kind = tableNode
		for _, pair := range from.Values {
			r.entry(n, pair)
		}
	case *ast.SequenceNode:
		n.kind = listNode
		for i, item := range from.Values {
			if c := r.node(file, fmt.Sprintf("%s[%d]", path, i), item); c != nil {
				n.list = append(n.list, c)
			}
		}
	case *ast.StringNode:
		n.text = from.Value
	case *ast.LiteralNode:
		n.text = from.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		n.text = from.GetToken().Value
	case *ast.NullNode: // an empty text
	default:
		r.note(n.place, fault.Say("corridor.form", "must be plain text, a list or a table"))
		return nil
	}
	if n.kind == textNode && n.text == "" {
		r.note(n.place, fault.Say("corridor.empty", "is empty: leave the key out where nothing is known"))
		return nil
	}
	return n
}

func (r *reader) entry(n *node, pair *ast.MappingValueNode) {
	token := pair.Key.GetToken()
	if _, ok := pair.Key.(ast.ScalarNode); !ok || pair.Key.IsMergeKey() {
		r.note(place{n.file, token.Position.Line, n.path}, fault.Say("corridor.key", "has a key that is not plain text"))
		return
	}
	path := join(n.path, token.Value)
	if n.child(token.Value) != nil {
		r.note(place{n.file, token.Position.Line, path}, fault.Say("corridor.key_twice", "stands here twice"))
		return
	}
	if c := r.node(n.file, path, pair.Value); c != nil {
		c.line = token.Position.Line
		n.keys = append(n.keys, entry{token.Value, c})
	}
}
