// Package corridor holds the projects that Korridor comes with: the highway,
// the interconnection and the railway between Albania and Kosovo, with the
// documents and quotes that their figures come from. The data are the YAML
// files in data/, whose form railway.yaml explains at its top.
package corridor

import (
	"embed"
	"io/fs"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
)

//go:embed data/*.yaml
var data embed.FS

// Bundle returns the built-in programme, ready to be loaded.
func Bundle() (planner.Bundle, error) {
	files, err := fs.Sub(data, "data")
	if err != nil {
		return planner.Bundle{}, err
	}
	return Parse(files)
}

// Parse reads every *.yaml file at the root of files into one bundle, whose
// records have ids below 0. What is wrong with any of the files is reported in
// one Invalid fault, each problem under its place: "railway.yaml:45
// phases[1].claims[0].value". Other errors are those of reading the files.
func Parse(files fs.FS) (planner.Bundle, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return planner.Bundle{}, err
	}
	r := newReader()
	for _, name := range names {
		source, err := fs.ReadFile(files, name)
		if err != nil {
			return planner.Bundle{}, err
		}
		if top := r.Parse(name, source); top != nil {
			r.file(top)
		}
	}
	r.resolve()
	r.addUp()
	r.validate()
	if err := r.Err(fault.Say("corridor.invalid", "the data files cannot be used")); err != nil {
		return planner.Bundle{}, err
	}
	return r.bundle(), nil
}
