package fault

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestKindOf(t *testing.T) {
	invalid := New(Invalid, Say("bad", "bad"))
	for _, c := range []struct {
		err  error
		kind Kind
	}{
		{nil, Internal}, {io.EOF, Internal}, {New(Internal, Message{}), Internal},
		{invalid, Invalid}, {fmt.Errorf("while saving: %w", invalid), Invalid}, {errors.Join(io.EOF, invalid), Invalid},
		{Wrap(Conflict, invalid, Say("stale", "stale")), Conflict}, // the outermost one counts
		{New(NotFound, Message{}), NotFound}, {New(Forbidden, Message{}), Forbidden},
		{New(TooLarge, Message{}), TooLarge}, {New(Unavailable, Message{}), Unavailable},
	} {
		if k := KindOf(c.err); k != c.kind {
			t.Errorf("KindOf(%v) = %v, want %v", c.err, k, c.kind)
		}
		if Is(c.err, c.kind) != (c.err != nil) {
			t.Errorf("Is(%v, %v) is wrong", c.err, c.kind)
		}
	}
	if err := Wrap(Unavailable, io.EOF, Say("database", "the database is away")); !errors.Is(err, io.EOF) {
		t.Error("the cause is not in the chain")
	}
}

func TestKindsHaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]Kind{}
	for k := Internal; k <= Unavailable; k++ {
		if other, taken := seen[k.String()]; taken {
			t.Errorf("kinds %d and %d are both called %q", other, k, k)
		}
		seen[k.String()] = k
	}
}

func TestErrorIsOneEnglishLine(t *testing.T) {
	e := &Error{Kind: Invalid, Message: Say("x", "the {what} cannot be kept", "what", "phase"), Cause: io.EOF,
		Fields: []Field{{"name", Say("required", "is required")}, {"code", Say("bad", "is bad")}}}
	if got, want := e.Error(), "the phase cannot be kept: name: is required; code: is bad: EOF"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMessageFill(t *testing.T) {
	for _, c := range []struct {
		m    Message
		want string
	}{
		{Say("k", "plain"), "plain"},
		{Say("k", "{a} of {b}, {a}", "a", 1, "b", "two"), "1 of two, 1"},
		{Say("k", "{a} and {c}", "a", 1), "1 and {c}"},
		// A value is what somebody wrote: it must never be taken for a place.
		{Say("k", "{code} is longer than {max}", "code", "{max}", "max", 64), "{max} is longer than 64"},
		{Say("k", "{a}{b}", "a", "{b", "b", "}"), "{b}"},
		{Say("k", "{a}", "a", "{a}"), "{a}"},
	} {
		if got := c.m.String(); got != c.want {
			t.Errorf("%q with %v = %q, want %q", c.m.English, c.m.Args, got, c.want)
		}
	}
	m := Say("k", "{n} lines", "n", 1200)
	if got := m.Fill("{n} rreshta", func(v any) string { return fmt.Sprintf("<%v>", v) }); got != "<1200> rreshta" {
		t.Errorf("a translation reads %q", got)
	}
	if !(Message{}).IsZero() || m.IsZero() {
		t.Error("IsZero is wrong")
	}
}

func TestSayRefusesANameWithoutAValue(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	pairs := append(make([]any, 0, 1), "a") // not literally, or the linter speaks up first
	Say("k", "{a}", pairs...)
}

func TestProblems(t *testing.T) {
	var none Problems
	none.Check(true, "name", Say("required", "is required"))
	none.Merge("lines[0].", nil)
	if err := none.Err(Say("x", "x")); err != nil {
		t.Errorf("no problem gives %v", err)
	}

	var line, all Problems
	line.Add("quantity", Say("required", "is required"))
	line.Check(false, "unit", Say("bad_unit", "is no unit"))
	lineErr := line.Err(Say("line.invalid", "the line cannot be kept"))
	all.Merge("lines[3].", fmt.Errorf("in a sheet: %w", lineErr))
	all.Merge("date", New(Invalid, Say("bad_date", "{text} is not a date", "text", "x")))
	all.Merge("value", lineErr) // a name and no prefix: the problems are the field's own
	all.Merge("lines[4].", io.EOF)
	all.Merge("", lineErr)
	err := all.Err(Say("sheet.invalid", "the sheet cannot be kept"))
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Kind != Invalid || e.Message.Key != "sheet.invalid" {
		t.Fatalf("%v", err)
	}
	want := []string{"lines[3].quantity required", "lines[3].unit bad_unit", "date bad_date",
		"value required", "value bad_unit", "lines[4] problem", "quantity required", "unit bad_unit"}
	if len(e.Fields) != len(want) {
		t.Fatalf("%v, want %q", e.Fields, want)
	}
	for i, f := range e.Fields {
		if got := f.Name + " " + f.Message.Key; got != want[i] {
			t.Errorf("problem %d is %q, want %q", i, got, want[i])
		}
	}
}
