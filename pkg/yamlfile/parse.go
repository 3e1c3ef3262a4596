package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

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

// Sound reports whether nothing was noted yet.
func (r *Reader) Sound() bool { return len(r.noted) == 0 }

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
	decoder := yaml.NewDecoder(bytes.NewReader(source))
	var document, another yaml.Node
	err := decoder.Decode(&document)
	if errors.Is(err, io.EOF) || (err == nil && !errors.Is(decoder.Decode(&another), io.EOF)) {
		r.Note(Place{file, 1, ""}, fault.Say("file.documents", "must hold one YAML document"))
		return nil
	}
	if err != nil {
		line, message := saidByYAML(err)
		r.Note(Place{file, line, ""}, fault.Say("file.syntax", "is not YAML: {problem}", "problem", message))
		return nil
	}
	return r.node(file, "", document.Content[0])
}

// saidByYAML takes the line out of the library's message: "yaml: line 2: did not find …".
func saidByYAML(err error) (line int, message string) {
	message = strings.TrimPrefix(err.Error(), "yaml: ")
	if n, rest, ok := strings.Cut(message, ": "); ok {
		if _, err := fmt.Sscanf(n, "line %d", &line); err == nil {
			return line, rest
		}
	}
	return 1, message
}

// node turns one YAML node into ours; nil, with a note, for what the files may
// not use: empty values, anchors, aliases, tags, merge keys.
func (r *Reader) node(file, path string, from *yaml.Node) *Node {
	n := &Node{Place: Place{file, from.Line, path}}
	switch {
	case from.Anchor != "" || from.Style&yaml.TaggedStyle != 0:
		r.Note(n.Place, fault.Say("file.form", "must be plain text, a list or a table"))
		return nil
	case from.Kind == yaml.MappingNode:
		n.Kind = TableNode
		for i := 0; i+1 < len(from.Content); i += 2 {
			r.entry(n, from.Content[i], from.Content[i+1])
		}
	case from.Kind == yaml.SequenceNode:
		n.Kind = ListNode
		for i, item := range from.Content {
			if c := r.node(file, fmt.Sprintf("%s[%d]", path, i), item); c != nil {
				n.List = append(n.List, c)
			}
		}
	case from.Kind == yaml.ScalarNode && from.Tag == "!!null": // an empty text
	case from.Kind == yaml.ScalarNode:
		n.Text = from.Value
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

func (r *Reader) entry(n *Node, key, value *yaml.Node) {
	if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" || key.Anchor != "" {
		r.Note(Place{n.File, key.Line, n.Path}, fault.Say("file.key", "has a key that is not plain text"))
		return
	}
	if c := r.node(n.File, join(n.Path, key.Value), value); r.once(n, key.Value, key.Line) && c != nil {
		c.Line = key.Line
		n.Keys = append(n.Keys, Entry{key.Value, c})
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
