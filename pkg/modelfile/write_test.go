package modelfile

import (
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"

	"korridor/pkg/costmodel"
)

// What is written reads as the same file again, and comes to the same figures.
func TestWrittenFilesReadTheSame(t *testing.T) {
	source := strings.NewReplacer(
		"after: [P1], lag_days: 0", "after: [{phase: P1, lag_days: 30}]",
		`correlation: "0.3"`, `correlation: {groups: [{name: a, lines: [L1]}, {name: "yes", lines: [L0]}], matrix: [["1", "0.5"], ["0.5", "1"]]}`,
		"name: Enabling works", `name: "2027", name_sq: 'Punime: "të para"'`,
		"price_year: 2025", "price_year: 2025\ncountry_shares: {AL: \"0.51\", XK: \"0.49\"}",
		"index: civil", "index: civil, country: shared, structure: tunnel, section: s1, assumed: true",
		"of: [construction]}", "of_lines: [L0, L1]}",
	).Replace(example(t))
	first, err := Read("m.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, first); err != nil {
		t.Fatal(err)
	}
	second, err := Read("again.yaml", b.Bytes())
	if err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	if !reflect.DeepEqual(plainly(first), plainly(second)) {
		t.Errorf("written\n%s\nreads as\n%+v, was\n%+v", b.String(), second, first)
	}
	if got, want := cost(t, second), cost(t, first); got != want {
		t.Errorf("comes to\n%s, was\n%s", got, want)
	}
}

// plainly writes a file out, since equal decimals can have several forms.
func plainly(f *File) string {
	var b bytes.Buffer
	if err := Write(&b, f); err != nil {
		return err.Error()
	}
	return b.String()
}

func cost(t *testing.T, f *File) string {
	t.Helper()
	r, err := costmodel.Run(context.Background(), &f.Model)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteCost(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
