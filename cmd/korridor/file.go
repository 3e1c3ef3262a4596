package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"go.yaml.in/yaml/v3"
)

// maxFile bounds a configuration file, in bytes.
const maxFile = 1 << 20

// loadFile reads a configuration file: YAML with the flags' names as keys, such
// as `listen: 127.0.0.1:9000`. An environment variable that is set beats it.
func loadFile(r io.Reader) (*fileResolver, error) {
	f := &fileResolver{name: "configuration file", values: map[string]any{}}
	if named, ok := r.(interface{ Name() string }); ok {
		f.name = named.Name()
	}
	content, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.name, err)
	}
	if len(content) > maxFile {
		return nil, fmt.Errorf("%s is larger than %d bytes", f.name, maxFile)
	}
	if err := yaml.Unmarshal(content, &f.values); err != nil {
		return nil, fmt.Errorf("%s is not readable as YAML: %s", f.name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	return f, nil
}

// fileResolver gives the flags the values of a configuration file.
type fileResolver struct {
	name   string // of the file
	values map[string]any
	given  []string // the flags that have their value from the file
}

// sets reports whether the message is about a flag that has its value from the
// file; nil is no file.
func (f *fileResolver) sets(message string) bool {
	return f != nil && slices.ContainsFunc(f.given, func(flag string) bool { return strings.Contains(message, "--"+flag) })
}

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
			return fmt.Errorf("%s: %q is not the name of a flag of serve", f.name, key)
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
	values, isList := value.([]any)
	if !isList {
		values = []any{value}
	} else if !flag.IsSlice() {
		return nil, fmt.Errorf("a single value is needed in %s", f.name)
	}
	var texts []string
	for _, v := range values {
		switch v.(type) {
		case map[string]any, []any, nil:
			return nil, fmt.Errorf("a single value is needed in %s", f.name)
		}
		texts = append(texts, strings.TrimSpace(fmt.Sprint(v)))
	}
	f.given = append(f.given, flag.Name)
	return strings.Join(texts, ","), nil
}
