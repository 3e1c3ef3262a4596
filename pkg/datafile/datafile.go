// Package datafile reads the small YAML files of reference data that the
// program carries: strictly, so that a slip in one is found when it is read.
package datafile

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"

	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v3"

	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// Decode reads the one YAML document of source into the struct that into points
// to. A key that the struct does not have, a key that stands twice, an anchor
// or an alias, or anything that is not YAML is an Invalid fault that names the
// file, with the line in its cause.
func Decode(name string, source []byte, into any) error {
	refuse := func(err error) error {
		return fault.Wrap(fault.Invalid, err, fault.Say("datafile.invalid", "the data file {file} cannot be used", "file", name))
	}
	decoder := yaml.NewDecoder(bytes.NewReader(source))
	var document, another yaml.Node
	if err := decoder.Decode(&document); err != nil && !errors.Is(err, io.EOF) {
		return refuse(err)
	}
	if len(document.Content) != 1 || !errors.Is(decoder.Decode(&another), io.EOF) {
		return refuse(fault.New(fault.Invalid, fault.Say("datafile.documents", "must hold one YAML document")))
	}
	if !plain(&document) {
		return refuse(fault.New(fault.Invalid, fault.Say("datafile.plain", "may use neither anchors nor aliases nor tags")))
	}
	strict := yaml.NewDecoder(bytes.NewReader(source))
	strict.KnownFields(true)
	if err := strict.Decode(into); err != nil {
		return refuse(errors.New(goType.ReplaceAllString(err.Error(), "")))
	}
	return nil
}

// goType is what the library's message says of our types, which helps nobody.
var goType = regexp.MustCompile(`(?m) in type .*$`)

// plain reports whether nothing makes one value stand in several places.
func plain(n *yaml.Node) bool {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || n.Tag == "!!merge" {
		return false
	}
	return !slices.ContainsFunc(n.Content, func(c *yaml.Node) bool { return !plain(c) })
}

// Number is a decimal of a file, taken from the text as it stands there; a key
// that is missing is not known.
type Number struct{ decimal.NullDecimal }

// UnmarshalYAML reads the number; see record.ParseNumber.
func (n *Number) UnmarshalYAML(node *yaml.Node) error {
	d, err := record.ParseNumber(node.Value) // the text, before YAML makes a float of it
	if err != nil {
		return err
	}
	n.NullDecimal = record.Known(d)
	return nil
}
