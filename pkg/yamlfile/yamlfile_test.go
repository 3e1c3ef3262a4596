package yamlfile

import (
	"strings"
	"testing"

	"korridor/pkg/fault"
)

// problems reads the source as the file and returns what is wrong, a line each.
func problems(file, source string, read func(*Table)) string {
	var r Reader
	if top := r.Parse(file, []byte(source)); top != nil {
		t := r.Table(top)
		read(t)
		t.Done()
	}
	err := r.Err(fault.Say("x", "bad"))
	if err == nil {
		return ""
	}
	return strings.ReplaceAll(strings.TrimPrefix(err.Error(), "bad: "), "; ", "\n")
}

func TestProblemsNameTheirPlace(t *testing.T) {
	read := func(t *Table) {
		t.Text("a")
		t.Whole("n")
		for _, item := range t.Tables("list") {
			item.Require("x")
			item.Flag("x")
			item.Done()
		}
	}
	for _, c := range []struct{ file, source, want string }{
		{"f.yaml", "a: b\nn: 4\nlist: [{x: true}]\n", ""},
		{"f.yaml", "a: [b]\nn: four\n", "f.yaml:1 a: must be a text\nf.yaml:2 n: \"four\" is not a whole number"},
		{"f.yaml", "list:\n  - {x: true}\n  - {y: 1}\n", "f.yaml:3 list[1].x: is required\nf.yaml:3 list[1].y: is not a key that belongs here"},
		{"f.yaml", "a: 1\na: 2\n", "f.yaml:2 a: stands here twice"},
		{"f.yaml", "a: !!str 1\n", "f.yaml:1 a: must be plain text, a list or a table"},
		{"f.yaml", "a:\n", "f.yaml:1 a: is empty: leave the key out where nothing is known"},
		{"f.json", "{\"a\": \"b\",\n\"n\": 4.5,\n\"z\": {}}", "f.json:2 n: \"4.5\" is not a whole number\nf.json:3 z: is not a key that belongs here"},
		{"f.json", "{\"a\": \"b\"\n", "f.json:1: is not JSON: unexpected EOF"},
		{"f.json", "[]", "f.json:1: must be a table"},
		{"f.json", "{} {}", "f.json:1: is not JSON: something stands after the end"},
		{"f.json", strings.Repeat(`{"a":`, 60), "f.json:1: is not JSON: values are nested more than 50 deep"},
	} {
		if got := problems(c.file, c.source, read); got != c.want {
			t.Errorf("%s\ngives\n%s\nwant\n%s", c.source, got, c.want)
		}
	}
}

// A table of very many keys is refused, and quickly.
func TestTooManyKeys(t *testing.T) {
	var b strings.Builder
	for i := range 100_000 {
		b.WriteString("k")
		for n := i; n > 0; n /= 26 {
			b.WriteByte(byte('a' + n%26))
		}
		b.WriteString(": 1\n")
	}
	if got := problems("f.yaml", b.String(), func(*Table) {}); !strings.Contains(got, "at most 2000 are kept") {
		t.Errorf("got %.200s", got)
	}
}

func TestAtFindsPlaces(t *testing.T) {
	var r Reader
	top := r.Parse("f.yaml", []byte("a:\n  - b: 1\n    c: {2026: x}\n"))
	for path, want := range map[string]int{"a": 1, "a[0]": 2, "a[0].b": 2, "a[0].c.2026": 3, "a[0].nothing": 2, "a[7].b": 1, "none": 1, "": 1} {
		if got := top.At(path); got.Line != want {
			t.Errorf("%q stands in line %d, want %d", path, got.Line, want)
		}
	}
}

// Reading never panics.
func FuzzParse(f *testing.F) {
	f.Add("f.yaml", "a: {b: [1, 2]}\n")
	f.Add("f.json", `{"a": {"b": [1, null, true, "x"]}}`)
	f.Fuzz(func(t *testing.T, file, source string) {
		var r Reader
		if top := r.Parse(file, []byte(source)); top != nil {
			r.Table(top).Done()
			top.At("a[0].b")
		}
	})
}
