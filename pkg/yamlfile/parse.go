package yamlfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"korridor/pkg/fault"
)

// Reader reads files and gathers what is wrong with them. The zero value is
// ready to use.
type Reader struct {
	problems fault.Problems
	noted    map[Place]bool // places that have a problem already, whatever their line
}

// Note adds a problem; a place keeps its first one, since others follow from it.
func (r *Reader) Note(at Place, m fault.Message) {
	key := Place{File: at.File, Path: at.Path} // a missing key has the line of its table
	if r.noted[key] {
		return
	}
	if r.noted == nil {
		r.noted = map[Place]bool{}
	}
	r.noted[key] = true
	r.problems.Add(at.String(), m)
}

// NoteError adds what a domain function found wrong with the value at a node.
func (r *Reader) NoteError(n *Node, err error) {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		r.Note(n.Place, f.Message)
		return
	}
	r.Note(n.Place, fault.Say("problem", "{problem}", "problem", err.Error()))
}

// Err returns an Invalid fault with the message and all problems, or nil.
func (r *Reader) Err(m fault.Message) error { return r.problems.Err(m) }

// Parse reads a file of one table. It notes what is wrong with it and returns
// nil where nothing can be read. A file whose name ends in .json is JSON.
func (r *Reader) Parse(file string, source []byte) *Node {
	var top *Node
	if strings.HasSuffix(file, ".json") {
		top = r.parseJSON(file, source)
	} else {
		top = r.parseYAML(file, source)
	}
	if top != nil && top.Kind != TableNode {
		r.Note(top.Place, fault.Say("file.kind", "must be a {kind}", "kind", TableNode))
		return nil
	}
	return top
}

func (r *Reader) parseYAML(file string, source []byte) *Node {
	parsed, err := parser.ParseBytes(source, 0, parser.AllowDuplicateMapKey()) // entry notes duplicates by their place
	if err != nil {
		line, message := 1, err.Error()
		if syntax, ok := errors.AsType[*yaml.SyntaxError](err); ok {
			line, message = syntax.Token.Position.Line, syntax.Message
		}
		r.Note(Place{file, line, ""}, fault.Say("file.syntax", "is not YAML: {problem}", "problem", message))
		return nil
	}
	if len(parsed.Docs) != 1 || parsed.Docs[0].Body == nil {
		r.Note(Place{file, 1, ""}, fault.Say("file.documents", "must hold one YAML document"))
		return nil
	}
	return r.node(file, "", parsed.Docs[0].Body)
}

// node turns one YAML node into ours; nil, with a note, for what the files may
// not use: empty values, anchors, aliases, tags, merge keys.
func (r *Reader) node(file, path string, from ast.Node) *Node {
	n := &Node{Place: Place{file, from.GetToken().Position.Line, path}}
	switch from := from.(type) {
	case *ast.MappingNode:
		n.Kind = TableNode
		for _, pair := range from.Values {
			r.entry(n, pair)
		}
	case *ast.SequenceNode:
		n.Kind = ListNode
		for i, item := range from.Values {
			if c := r.node(file, fmt.Sprintf("%s[%d]", path, i), item); c != nil {
				n.List = append(n.List, c)
			}
		}
	case *ast.StringNode:
		n.Text = from.Value
	case *ast.LiteralNode:
		n.Text = from.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		n.Text = from.GetToken().Value
	case *ast.NullNode: // an empty text
	default:
		r.Note(n.Place, fault.Say("file.form", "must be plain text, a list or a table"))
		return nil
	}
	return r.notEmpty(n)
}

// notEmpty notes an empty text and drops it.
func (r *Reader) notEmpty(n *Node) *Node {
	if n.Kind == TextNode && n.Text == "" {
		r.Note(n.Place, fault.Say("file.empty", "is empty: leave the key out where nothing is known"))
		return nil
	}
	return n
}

func (r *Reader) entry(n *Node, pair *ast.MappingValueNode) {
	token := pair.Key.GetToken()
	if _, ok := pair.Key.(ast.ScalarNode); !ok || pair.Key.IsMergeKey() {
		r.Note(Place{n.File, token.Position.Line, n.Path}, fault.Say("file.key", "has a key that is not plain text"))
		return
	}
	if c := r.node(n.File, join(n.Path, token.Value), pair.Value); r.once(n, token.Value, token.Position.Line) && c != nil {
		c.Line = token.Position.Line
		n.Keys = append(n.Keys, Entry{token.Value, c})
	}
}

// maxKeys bounds the keys of one table.
const maxKeys = 2000

// once notes a key that the table has already, and the first one too many.
func (r *Reader) once(n *Node, key string, line int) bool {
	if len(n.Keys) >= maxKeys {
		r.Note(n.Place, fault.Say("too_many", "holds {count}; at most {max} are kept", "count", len(n.Keys)+1, "max", maxKeys))
		return false
	}
	if n.Child(key) != nil {
		r.Note(Place{n.File, line, join(n.Path, key)}, fault.Say("file.key_twice", "stands here twice"))
		return false
	}
	return true
}
