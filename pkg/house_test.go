package pkg_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The walls of the house: which packages of the module a package may import.
// The first row that fits a package counts; "x/..." is x and all below it.
// Move a wall when the work shows that it stands wrong, and the picture in the
// README with it.
var walls = []struct {
	room string
	may  string // separated by spaces; "" is none
}{
	{"cmd/...", "config web/... db/... pkg/..."},
	{"config", ""},
	{"db/...", "db/... pkg/..."},
	{"web/chart", ""}, // draws numbers and words; the pages fill them in
	{"web/...", "web/... pkg/..."},

	{"pkg/fault", ""},
	{"pkg/money", ""},
	{"pkg/text", "pkg/fault"},
	{"pkg/dist", "pkg/fault"},
	{"pkg/schedule", "pkg/fault pkg/dist"},
	{"pkg/record", leaves},
	{"pkg/project", common},
	{"pkg/estimate", common + " pkg/dist"},
	{"pkg/funding", common},
	{"pkg/report", common},
	{"pkg/period", common},
	{"pkg/datafile", common},
	{"pkg/evm", common},
	{"pkg/appraisal", common + " pkg/datafile"},
	{"pkg/outside", common + " pkg/datafile pkg/estimate pkg/project"},
	{"pkg/costmodel", common + " pkg/project pkg/estimate pkg/funding pkg/dist"},
	{"pkg/risk", common + " pkg/costmodel pkg/estimate pkg/dist"},
	{"pkg/yamlfile", common},
	{"pkg/modelfile", common + " pkg/yamlfile pkg/project pkg/costmodel pkg/risk pkg/estimate pkg/funding pkg/dist"},
	{"pkg/planner", "pkg/..."},
	{"pkg/corridor", "pkg/..."},
	{"pkg/...", common}, // a package that is not in the picture yet
}

const (
	leaves = "pkg/fault pkg/money pkg/text pkg/schedule"
	common = leaves + " pkg/record"
)

// What keeps others out, whatever their own row says.
var doors = []struct {
	guest string // of the module, of the standard library or from outside
	only  string // the packages that may import it
	why   string
}{
	{"gorm.io/...", "db/...", "gorm has one home"},
	{"github.com/jackc/pgx/...", "db/...", "the drivers live where gorm lives"},
	{"github.com/mattn/go-sqlite3", "db/...", "the drivers live where gorm lives"},
	{"github.com/pressly/goose/...", "db/...", "the schema is db's business"},
	{"github.com/gin-gonic/...", "web/...", "gin has one home"},
	{"github.com/gin-contrib/...", "web/...", "gin has one home"},
	{"database/sql", "cmd/... config db/... web/...", "the domain knows no SQL"},
	{"html/template", "cmd/... config db/... web/...", "the domain knows no HTML"},
	{"net/http", "cmd/... config db/... web/...", "the domain answers no requests"},
	{"github.com/alecthomas/kong", "cmd/...", "flags end in cmd"},
	{"pkg/planner", "cmd/... db/... web/... pkg/corridor", "the use cases stand above the domain that they use"},
	{"pkg/corridor", "cmd/...", "the built-in projects are loaded like any other data"},
}

const module = "korridor"

// Every import of the module's code, tests apart, keeps to walls and doors.
func TestImportsKeepToTheHouse(t *testing.T) {
	packages := goList(t, filepath.Join("..", "..."))
	if len(packages) == 0 {
		t.Fatal("go list shows no packages: nothing was tested")
	}
	for _, p := range packages {
		room := inside(p.ImportPath)
		for _, file := range slices.Concat(p.GoFiles, p.CgoFiles, p.IgnoredGoFiles) {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, i := range importsOf(t, filepath.Join(p.Dir, file)) {
				if sentence := forbidden(room, i); sentence != "" {
					t.Errorf("%s/%s %s", room, file, sentence)
				}
			}
		}
	}
}

// The test itself notices what it is there for.
func TestForbiddenImportsAreNoticed(t *testing.T) {
	for _, c := range []struct {
		room, imported string
		bad            bool
	}{
		{"config", "korridor/pkg/fault", true}, {"config", "fmt", false}, {"cmd/korridor", "korridor/web", false},
		{"web", "korridor/db", true}, {"db", "korridor/web", true}, {"web", "korridor/pkg/planner", false},
		{"web/chart", "korridor/pkg/money", true}, {"web/chart", "html/template", false}, {"web/form", "korridor/pkg/money", false},
		{"pkg/money", "gorm.io/gorm", true}, {"pkg/planner", "github.com/gin-gonic/gin", true}, {"db", "gorm.io/gorm/clause", false},
		{"web", "gorm.io/gorm", true}, {"cmd/korridor", "github.com/gin-gonic/gin", true}, {"web", "github.com/gin-gonic/gin", false},
		{"pkg/report", "database/sql", true}, {"pkg/report", "html/template", true}, {"pkg/report", "korridor/pkg/planner", true},
		{"pkg/fault", "korridor/pkg/money", true}, {"pkg/money", "korridor/pkg/text", true}, {"pkg/text", "korridor/pkg/fault", false},
		{"pkg/project", "korridor/web", true}, {"pkg/project", "korridor/cmd/korridor", true}, {"pkg/project", "korridor/config", true},
		{"pkg/planner", "korridor/pkg/corridor", true}, {"pkg/corridor", "korridor/pkg/planner", false},
		{"pkg/planner", "korridor/pkg/planner/plan", false}, {"pkg/unheard", "korridor/pkg/planner", true},
		{"elsewhere", "korridor/pkg/fault", true}, {"elsewhere", "fmt", false},
	} {
		if sentence := forbidden(c.room, c.imported); (sentence != "") != c.bad {
			t.Errorf("%s importing %s: %q", c.room, c.imported, sentence)
		}
	}
}

// forbidden returns why the room may not import the package, "" where it may.
func forbidden(room, imported string) string {
	guest := inside(imported)
	for _, d := range doors {
		if fits(d.guest, guest) && !fitsAny(d.only, room) {
			return fmt.Sprintf("imports %s, which only %s may: %s", imported, d.only, d.why)
		}
	}
	if guest == imported {
		return "" // not of the module
	}
	for _, w := range walls {
		if !fits(w.room, room) {
			continue
		}
		if fitsAny(w.may, guest) {
			return ""
		}
		if w.may == "" {
			return fmt.Sprintf("imports %s: %s imports nothing of the module", imported, room)
		}
		return fmt.Sprintf("imports %s: of the module, %s imports only %s", imported, room, w.may)
	}
	return fmt.Sprintf("imports %s: %s has no place in the picture of the house", imported, room)
}

// inside is an import path without the module's name.
func inside(path string) string { return strings.TrimPrefix(path, module+"/") }

func fitsAny(patterns, path string) bool {
	return slices.ContainsFunc(strings.Fields(patterns), func(p string) bool { return fits(p, path) })
}

func fits(pattern, path string) bool {
	tree, below := strings.CutSuffix(pattern, "/...")
	return path == tree || (below && strings.HasPrefix(path, tree+"/"))
}

type goPackage struct {
	ImportPath, Dir                   string
	GoFiles, CgoFiles, IgnoredGoFiles []string
}

// goList returns the packages; one that does not build yet is among them.
func goList(t *testing.T, pattern string) []goPackage {
	t.Helper()
	// Reading the folders makes go test run again when one of them changes.
	root, _ := filepath.Split(pattern)
	if err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != root && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			return filepath.SkipDir
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,GoFiles,CgoFiles,IgnoredGoFiles", pattern)
	var messages bytes.Buffer
	cmd.Stderr = &messages
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, messages.String())
	}
	var packages []goPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Logf("%v", err) // the compiler's business
		return nil
	}
	var paths []string
	for _, i := range f.Imports {
		paths = append(paths, strings.Trim(i.Path.Value, "\"`"))
	}
	return paths
}
