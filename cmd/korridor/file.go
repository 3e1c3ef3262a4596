package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"
)

// maxFile bounds a configuration file, in bytes.
const maxFile = 1 << 20

// loadFile reads a configuration file: YAML with the flags' names as keys, such
// as `listen: 127.0.0.1:9000`. An environment variable that is set beats it.
func loadFile(r io.Reader) (kong.Resolver, error) {
	content, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(content) > maxFile {
		return nil, fmt.Errorf("is larger than %d bytes", maxFile)
	}
	values := map[string]any{}
	if err := yaml.Unmarshal(content, &values); err != nil {
		return nil, fmt.Errorf("is not readable as YAML: %s", yaml.FormatError(err, false, false))
	}
	return &fileResolver{values: values}, nil
}

type fileResolver struct{ values map[string]any }

// Validate implements kong.Resolver: a key that is no flag of the service is
// more likely a slip of the pen than meant. The file is the service's, also
// where another command asks it for the address.
func (f *fileResolver) Validate(app *kong.Application) error {
	var known []string
	for _, command := range app.Children {
		if command.Name != "serve" {
			continue
		}
		for _, flag := range command.Flags {
			known = append(known, flag.Name)
		}
	}
	for key := range f.values {
		if !slices.Contains(known, key) {
			return fmt.Errorf("configuration file: %q is not the name of a flag of serve", key)
		}
	}
	return nil
}

// Resolve implements kong.Resolver.
func (f *fileResolver) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, set := os.LookupEnv(name); set {
			return nil, nil
		}
	}
	value, ok := f.values[flag.Name]
	if !ok {
		return nil, nil
	}
	switch value.(type) {
	case map[string]any, []any, nil:
		return nil, fmt.Errorf("configuration file: %s needs a single value", flag.Name)
	}
	return strings.TrimSpace(fmt.Sprint(value)), nil
}
