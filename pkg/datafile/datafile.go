// Package datafile reads the small YAML files of reference data that the
// program carries: strictly, so that a slip in one is found when it is read.
package datafile

import (
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/shopspring/decimal"

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
	file, err := parser.ParseBytes(source, 0)
	if err != nil {
		return refuse(err)
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return refuse(fault.New(fault.Invalid, fault.Say("datafile.documents", "must hold one YAML document")))
	}
	var plain plainly
	ast.Walk(&plain, file.Docs[0].Body)
	if plain.broken {
		return refuse(fault.New(fault.Invalid, fault.Say("datafile.plain", "may use neither anchors nor aliases nor tags")))
	}
	if err := yaml.NodeToValue(file.Docs[0].Body, into, yaml.Strict()); err != nil {
		return refuse(err)
	}
	return nil
}

// plainly looks for what would make one value stand in several places.
type plainly struct{ broken bool }

func (p *plainly) Visit(n ast.Node) ast.Visitor {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		p.broken = true
		return nil
	}
	return p
}

// Number is a decimal of a file, taken from the text as it stands there; a key
// that is missing is not known.
type Number struct{ decimal.NullDecimal }

// UnmarshalYAML reads the number; see record.ParseNumber.
func (n *Number) UnmarshalYAML(node ast.Node) error {
	d, err := record.ParseNumber(node.GetToken().Value) // the text, before YAML makes a float of it
	if err != nil {
		return err
	}
	n.NullDecimal = record.Known(d)
	return nil
}
