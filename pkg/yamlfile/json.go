package yamlfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"korridor/pkg/fault"
)

// maxDepth bounds how deep values of a JSON file nest.
const maxDepth = 50

// jsonFile is a JSON file at reading.
type jsonFile struct {
	*Reader
	file    string
	source  []byte
	decoder *json.Decoder
	counted int64 // bytes whose lines are counted
	line    int
}

func (r *Reader) parseJSON(file string, source []byte) *Node {
	f := &jsonFile{Reader: r, file: file, source: source, decoder: json.NewDecoder(bytes.NewReader(source)), line: 1}
	f.decoder.UseNumber()
	top, err := f.value("", 0)
	if err == nil {
		if _, extra := f.decoder.Token(); !errors.Is(extra, io.EOF) {
			err = errors.New("something stands after the end")
		}
	}
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		r.Note(Place{file, f.at(), ""}, fault.Say("file.syntax_json", "is not JSON: {problem}", "problem", err.Error()))
		return nil
	}
	return top
}

// at is the line that the decoder has come to.
func (f *jsonFile) at() int {
	offset := min(f.decoder.InputOffset(), int64(len(f.source)))
	f.line += bytes.Count(f.source[f.counted:offset], []byte{'\n'})
	f.counted = offset
	return f.line
}

// value reads one value; nil, with a note, for an empty one.
func (f *jsonFile) value(path string, depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("values are nested more than %d deep", maxDepth)
	}
	token, err := f.decoder.Token()
	if err != nil {
		return nil, err
	}
	n := &Node{Place: Place{f.file, f.at(), path}}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			n.Kind = TableNode
			return n, f.table(n, depth)
		}
		n.Kind = ListNode
		return n, f.list(n, depth)
	case string:
		n.Text = token
	case json.Number:
		n.Text = token.String()
	case bool:
		n.Text = fmt.Sprint(token)
	}
	return f.notEmpty(n), nil
}

func (f *jsonFile) table(n *Node, depth int) error {
	for f.decoder.More() {
		token, err := f.decoder.Token()
		if err != nil {
			return err
		}
		key, line := token.(string), f.at()
		c, err := f.value(join(n.Path, key), depth+1)
		if err != nil {
			return err
		}
		if f.once(n, key, line) && c != nil {
			n.Keys = append(n.Keys, Entry{key, c})
		}
	}
	_, err := f.decoder.Token()
	return err
}

func (f *jsonFile) list(n *Node, depth int) error {
	for i := 0; f.decoder.More(); i++ {
		c, err := f.value(fmt.Sprintf("%s[%d]", n.Path, i), depth+1)
		if err != nil {
			return err
		}
		if c != nil {
			n.List = append(n.List, c)
		}
	}
	_, err := f.decoder.Token()
	return err
}
