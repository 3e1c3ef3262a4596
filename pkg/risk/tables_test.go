package risk

import (
	"context"
	"testing"
)

// Lines and phases with one distribution share the work of its curve and not the
// curve: each is drawn at its own scale.
func TestLinesAlikeHaveTheirOwnTables(t *testing.T) {
	m, in := large(3, 0)
	alike := of(PERT, "0.8", "1", "1.5")
	for code := range in.Lines {
		in.Lines[code] = Uncertainty{Distribution: alike}
	}
	in.Durations = map[string]Distribution{"p": alike}
	p, err := compile(context.Background(), m, in)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := newTable(&alike)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.lines) != 3 || len(p.time.durations) != 1 {
		t.Fatalf("%d lines and %d lengths vary", len(p.lines), len(p.time.durations))
	}
	for _, l := range p.lines {
		want := *plain
		if *l.table != *want.scale(l.amount, l.amount) {
			t.Errorf("%s has another's table", l.code)
		}
	}
	if *p.time.durations[0].table != *plain {
		t.Error("the phase has a line's table")
	}
}
