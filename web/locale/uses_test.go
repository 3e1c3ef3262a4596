package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
)

// use is one place that asks for a text of the catalogue.
type use struct {
	where  string
	key    string
	prefix bool     // the key goes on with a value
	names  []string // of the places filled; nil where they are not literals
	plural bool
}

// usesInTemplates finds the calls of t, n and term in the templates of web.
func usesInTemplates(t *testing.T) []use {
	var uses []use
	walkFiles(t, "../templates", ".html", func(path string) {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		tree := parse.New(path)
		tree.Mode = parse.SkipFuncCheck
		set := map[string]*parse.Tree{}
		if _, err := tree.Parse(string(source), "", "", set); err != nil {
			t.Fatal(err)
		}
		for _, part := range set {
			eachCommand(part.Root, func(c *parse.CommandNode) {
				if u, ok := templateUse(t, path, c); ok {
					uses = append(uses, u)
				}
			})
		}
	})
	return uses
}

func templateUse(t *testing.T, path string, c *parse.CommandNode) (use, bool) {
	function, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok || len(c.Args) < 2 {
		return use{}, false
	}
	u := use{where: path + ": " + c.String(), plural: function.Ident == "n"}
	switch function.Ident {
	case "t", "n":
	case "term":
		u.key, u.prefix = c.Args[1].(*parse.StringNode).Text+".", true
		return u, true
	default:
		return use{}, false
	}
	switch key := c.Args[1].(type) {
	case *parse.StringNode:
		u.key = key.Text
	case *parse.PipeNode: // (print "error." .Status ".title")
		first, ok := key.Cmds[0].Args[1].(*parse.StringNode)
		if !ok {
			t.Fatalf("%s: the key begins with no literal", u.where)
		}
		u.key, u.prefix = first.Text, true
	default:
		t.Fatalf("%s: the key is no literal", u.where)
	}
	from := 2
	if u.plural {
		from = 3
	}
	u.names = []string{}
	for i := from; i < len(c.Args); i += 2 {
		u.names = append(u.names, c.Args[i].(*parse.StringNode).Text)
	}
	return u, true
}

// eachCommand visits every command of a template.
func eachCommand(n parse.Node, visit func(*parse.CommandNode)) {
	branch := func(b *parse.BranchNode) {
		eachCommand(b.Pipe, visit)
		eachCommand(b.List, visit)
		if b.ElseList != nil {
			eachCommand(b.ElseList, visit)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, inner := range n.Nodes {
			eachCommand(inner, visit)
		}
	case *parse.ActionNode:
		eachCommand(n.Pipe, visit)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			eachCommand(n.Pipe, visit)
		}
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			visit(c)
			for _, a := range c.Args {
				eachCommand(a, visit)
			}
		}
	}
}

// usesInCode finds the calls of T, N, Term and flash in the Go code of web.
func usesInCode(t *testing.T) []use {
	var uses []use
	eachCall(t, "..", func(where string, name string, call *ast.CallExpr) {
		args := call.Args
		switch {
		case name == "flash" && len(args) == 2, name == "done" && len(args) == 3:
			if key, whole := literal(args[len(args)-1]); whole {
				uses = append(uses, use{where: where, key: "flash." + key})
			}
		case name == "Term" && len(args) == 2:
			if key, _ := literal(args[0]); key != "" {
				uses = append(uses, use{where: where, key: key + ".", prefix: true})
			}
		case (name == "T" && len(args) >= 1) || (name == "N" && len(args) >= 2):
			key, whole := literal(args[0])
			u := use{where: where, key: key, prefix: !whole, plural: name == "N"}
			if key == "" || key == "flash." {
				return // the locale's own, and what flash names
			}
			rest := args[1:]
			if u.plural {
				rest = args[2:]
			}
			u.names = []string{}
			for i := 0; i < len(rest); i += 2 {
				name, _ := literal(rest[i])
				u.names = append(u.names, name)
			}
			uses = append(uses, u)
		}
	})
	return uses
}

// faultUse is one fault.Say.
type faultUse struct{ where, key, english string }

// operators are the messages that only those who run Korridor meet, in English.
var operators = regexp.MustCompile(`^(database|backup|restore)\.|^check\.more$|^unknown_kind$`)

// faultsInCode finds the messages of the domain, those of the store, and those of web about what it is sent.
func faultsInCode(t *testing.T) []faultUse {
	var uses []faultUse
	find := func(where, name string, call *ast.CallExpr) {
		if name != "Say" || len(call.Args) < 2 {
			return
		}
		key, whole := literal(call.Args[0])
		english, wholeToo := literal(call.Args[1])
		if operators.MatchString(key) || (key == "" && strings.HasPrefix(where, "../../db/")) {
			return
		}
		if !whole || !wholeToo {
			t.Errorf("%s: key and English of a message must be literals", where)
			return
		}
		uses = append(uses, faultUse{where, key, english})
	}
	eachCall(t, "../../pkg", find)
	eachCall(t, "..", find)
	eachCall(t, "../../db", find)
	return uses
}

// eachCall visits every call by name in the Go files under a folder, tests left out.
func eachCall(t *testing.T, folder string, visit func(where, name string, call *ast.CallExpr)) {
	files := token.NewFileSet()
	walkFiles(t, folder, ".go", func(path string) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			switch f := call.Fun.(type) {
			case *ast.SelectorExpr:
				visit(files.Position(call.Pos()).String(), f.Sel.Name, call)
			case *ast.Ident:
				visit(files.Position(call.Pos()).String(), f.Name, call)
			}
			return true
		})
	})
}

// literal returns the text that an expression is, or begins with, and whether
// that is all of it.
func literal(e ast.Expr) (text string, whole bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, leftWhole := literal(e.X)
		if !leftWhole {
			return left, false
		}
		right, rightWhole := literal(e.Y)
		return left + right, rightWhole
	}
	return "", false
}

func walkFiles(t *testing.T, folder, ending string, visit func(path string)) {
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ending) {
			visit(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
