package text

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"korridor/pkg/fault"
)

// problem returns the key of the only problem that the check noted, "" for none.
func problem(t *testing.T, check func(p *fault.Problems)) string {
	t.Helper()
	var p fault.Problems
	check(&p)
	err := p.Err(fault.Say("test", "test"))
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*fault.Error](err)
	if !ok || e.Kind != fault.Invalid || len(e.Fields) != 1 || e.Fields[0].Name != "field" {
		t.Fatalf("%v: want one problem of the field", err)
	}
	return e.Fields[0].Message.Key
}

func TestCheckCode(t *testing.T) {
	for code, want := range map[string]string{
		"a": "", "7": "", "highway": "", "lot-2-tunnels": "", "2026-request": "", "new-line": "", "news": "",
		strings.Repeat("a", MaxCode): "",

		"": "required", "new": "reserved_code",
		strings.Repeat("a", MaxCode+1): "too_long", strings.Repeat("a", 1<<16): "too_long",
		"New": "bad_code", "-a": "bad_code", "a-": "bad_code", "a--b": "bad_code", "-": "bad_code", "a b": "bad_code",
		"a/b": "bad_code", "..": "bad_code", "a.b": "bad_code", "a_b": "bad_code", "a%2f": "bad_code", "a\n": "bad_code",
		"a\x00": "bad_code", "é": "bad_code", "ａ": "bad_code", "\xff": "bad_code", " new": "bad_code",
		strings.Repeat("ë", 40): "bad_code", // 80 bytes, and not too long
	} {
		if got := problem(t, func(p *fault.Problems) { CheckCode(p, "field", code) }); got != want {
			t.Errorf("CheckCode(%.20q) = %q, want %q", code, got, want)
		}
	}
}

// Characters that could deceive a reader or break a file, wherever they stand.
var hostile = map[string]rune{
	"NUL": 0, "escape": 0x1B, "delete": 0x7F, "C1 control": 0x85, "vertical tab": '\v', "carriage return": '\r',
	"left-to-right override": 0x202D, "right-to-left override": 0x202E, "pop": 0x202C, "embedding": 0x202A,
	"isolate": 0x2066, "pop isolate": 0x2069, "left-to-right mark": 0x200E, "right-to-left mark": 0x200F,
	"Arabic letter mark": 0x061C, "line separator": 0x2028, "paragraph separator": 0x2029, "byte-order mark": 0xFEFF,
	"replacement character": utf8.RuneError, "zero-width space": 0x200B, "zero-width non-joiner": 0x200C,
	"zero-width joiner": 0x200D, "word joiner": 0x2060,
}

func TestHostileCharactersAreRefused(t *testing.T) {
	for name, r := range hostile {
		for _, s := range []string{string(r) + "a", "a" + string(r), "a" + string(r) + "b"} {
			for where, check := range map[string]func(p *fault.Problems){
				"line":  func(p *fault.Problems) { CheckLine(p, "field", s, MaxLine, true) },
				"label": func(p *fault.Problems) { CheckLabel(p, "field", Plain(s), MaxNote, true) },
			} {
				if got := problem(t, check); got != "bad_character" {
					t.Errorf("%s in a %s, %q: %q", name, where, s, got)
				}
			}
		}
	}
}

func TestBadCharacterIsNamed(t *testing.T) {
	for s, want := range map[string]string{"a\x00": "U+0000", "\u202E": "U+202E", "\uFEFFa": "U+FEFF"} {
		var p fault.Problems
		CheckLine(&p, "field", s, MaxLine, false)
		if err := p.Err(fault.Say("x", "x")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v does not name %s", s, err, want)
		}
	}
}

func TestCheckLine(t *testing.T) {
	for _, c := range []struct {
		s        string
		required bool
		want     string
	}{
		{"", false, ""}, {" ", false, ""}, {"Qafë № “3”", true, ""}, {"5–6 km 🚧", true, ""},
		{strings.Repeat("ë", 10), true, ""}, {strings.Repeat("𝄞", 10), true, ""}, {strings.Repeat("e\u0308", 5), true, ""},

		{"", true, "required"}, {" \u00A0\u3000", true, "required"}, {"\t\n", true, "required"},
		{strings.Repeat("ë", 11), false, "too_long"}, {strings.Repeat("a", 1<<20), false, "too_long"},
		{"a\xff", false, "not_utf8"}, {"\xed\xa0\x80", false, "not_utf8"}, {"\xc0\x80", true, "not_utf8"},
		{"a\nb", false, "bad_character"}, {"a\tb", false, "bad_character"},
	} {
		if got := problem(t, func(p *fault.Problems) { CheckLine(p, "field", c.s, 10, c.required) }); got != c.want {
			t.Errorf("CheckLine(%.20q, required %v) = %q, want %q", c.s, c.required, got, c.want)
		}
	}
}

// Only what is long enough for a note may have several lines: a name with a
// line break would break a heading, a chart and a list of options.
func TestLinesOfALabel(t *testing.T) {
	for _, c := range []struct {
		s    string
		max  int
		want string
	}{
		{"one line", MaxName, ""}, {"one line", MaxNote, ""}, {"two\nlines\tand a tab", MaxNote, ""},
		{"two\nlines", MaxName, "bad_character"}, {"two\nlines", MaxLine, "bad_character"}, {"a\tb", MaxName, "bad_character"},
	} {
		if got := problem(t, func(p *fault.Problems) { CheckLabel(p, "field", Plain(c.s), c.max, false) }); got != c.want {
			t.Errorf("%q in a label of %d characters: %q, want %q", c.s, c.max, got, c.want)
		}
	}
}

func TestCheckLabelNamesTheVersion(t *testing.T) {
	var p fault.Problems
	CheckLabel(&p, "name", Label{Default: "", Albanian: "a\x00"}, MaxName, true)
	err := p.Err(fault.Say("x", "x"))
	e, ok := errors.AsType[*fault.Error](err)
	if !ok || len(e.Fields) != 2 || e.Fields[0].Name != "name" || e.Fields[1].Name != "name_sq" {
		t.Errorf("%v: want problems of name and name_sq", err)
	}
}

func TestCheckOneOf(t *testing.T) {
	type kind string
	allowed := []kind{"road", "rail", ""}
	for v, want := range map[kind]string{"road": "", "": "", "Road": "unknown_value", "road ": "unknown_value"} {
		if got := problem(t, func(p *fault.Problems) { CheckOneOf(p, "field", v, allowed) }); got != want {
			t.Errorf("%q: %q, want %q", v, got, want)
		}
	}
}

func TestLabel(t *testing.T) {
	both, one := Label{Default: "Tunnel", Albanian: "Tunel"}, Plain("Tunnel")
	for _, c := range []struct {
		label          Label
		language, want string
	}{{both, "en", "Tunnel"}, {both, "sq", "Tunel"}, {both, "", "Tunnel"}, {one, "sq", "Tunnel"}, {Label{Albanian: "Tunel"}, "en", "Tunel"}} {
		if got := c.label.In(c.language); got != c.want {
			t.Errorf("%v in %q = %q", c.label, c.language, got)
		}
	}
	*both.Version("sq"), *one.Version("en") = "Tuneli", "Tunnels"
	if both != (Label{Default: "Tunnel", Albanian: "Tuneli"}) || one != Plain("Tunnels") {
		t.Errorf("%+v, %+v", both, one)
	}
	if !(Label{}).IsZero() || one.IsZero() || both.String() != "Tunnel" {
		t.Error("IsZero or String is wrong")
	}
}

// An accepted code is safe in an address and in a file name as it stands.
func FuzzCheckCode(f *testing.F) {
	for _, s := range []string{"highway", "new", "a--b", "", "ë", "../x", strings.Repeat("a", 65)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, code string) {
		if problem(t, func(p *fault.Problems) { CheckCode(p, "field", code) }) != "" {
			return
		}
		if code == "" || code == ReservedCode || len(code) > MaxCode || strings.Trim(code, "-") != code ||
			strings.Contains(code, "--") || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("%q is accepted", code)
		}
	})
}

// An accepted line is valid UTF-8 within its limit, has no invisible
// characters, and a required one shows something.
func FuzzCheckLine(f *testing.F) {
	for name, r := range hostile {
		f.Add(name + string(r))
	}
	f.Add("a\xff")
	f.Add("\u00A0")
	f.Fuzz(func(t *testing.T, s string) {
		if problem(t, func(p *fault.Problems) { CheckLine(p, "field", s, 20, true) }) != "" {
			return
		}
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > 20 || strings.TrimSpace(s) == "" {
			t.Errorf("%q is accepted", s)
		}
		for name, r := range hostile {
			if strings.ContainsRune(s, r) {
				t.Errorf("%q is accepted with a %s", s, name)
			}
		}
		if strings.ContainsFunc(s, unicode.IsControl) {
			t.Errorf("%q is accepted with a control character", s)
		}
	})
}
