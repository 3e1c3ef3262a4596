// Package text holds what people write: labels in two languages, codes, and
// the rules that keep hostile or broken text out of the record.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"korridor/pkg/fault"
)

// Limits on text from outside, in characters.
const (
	MaxCode  = 64
	MaxName  = 200
	MaxLine  = 500
	MaxQuote = 1000
	MaxNote  = 4000
)

// Label is a text in the record's own language, with an Albanian version where
// somebody gave one. Reports use Default, pages the reader's language.
type Label struct {
	Default  string
	Albanian string `json:",omitempty"`
}

// Plain returns a label with one version only.
func Plain(s string) Label { return Label{Default: s} }

// In returns the version for the language ("en", "sq"), or the one that there is.
func (l Label) In(language string) string {
	if l.Albanian != "" && (language == "sq" || l.Default == "") {
		return l.Albanian
	}
	return l.Default
}

// IsZero reports whether the label is empty.
func (l Label) IsZero() bool { return l == Label{} }

// Version returns the place of the language's own version.
func (l *Label) Version(language string) *string {
	if language == "sq" {
		return &l.Albanian
	}
	return &l.Default
}

// String returns the default version.
func (l Label) String() string { return l.Default }

// CheckLine notes a problem unless s is one clean line of at most max
// characters; with required, an empty one is a problem too.
func CheckLine(p *fault.Problems, field, s string, max int, required bool) {
	check(p, field, s, max, required, false)
}

// CheckLabel checks both versions of a label; only the default one can be
// required. A label that may be longer than a line may have several.
func CheckLabel(p *fault.Problems, field string, l Label, max int, required bool) {
	check(p, field, l.Default, max, required, max > MaxLine)
	check(p, field+"_sq", l.Albanian, max, false, max > MaxLine)
}

func check(p *fault.Problems, field, s string, max int, required, lines bool) {
	switch {
	case required && strings.TrimSpace(s) == "":
		p.Add(field, fault.Say("required", "is required"))
	case !utf8.ValidString(s):
		p.Add(field, fault.Say("not_utf8", "is not valid UTF-8 text"))
	case utf8.RuneCountInString(s) > max:
		p.Add(field, fault.Say("too_long", "has {count} characters; at most {max} are kept",
			"count", utf8.RuneCountInString(s), "max", max))
	default:
		if r, bad := unclean(s, lines); bad {
			p.Add(field, fault.Say("bad_character", "contains the character {character}, which is not allowed in text",
				"character", strings.ToUpper("U+"+hex4(r))))
		}
	}
}

// unclean finds the first character that could deceive a reader or break a
// file: controls, text-direction overrides, invisible joiners of no use here.
func unclean(s string, lines bool) (rune, bool) {
	for _, r := range s {
		switch {
		case lines && (r == '\n' || r == '\t'):
		case unicode.IsControl(r),
			r >= 0x202A && r <= 0x202E, // embedding and override
			r >= 0x2066 && r <= 0x2069, // isolates
			r >= 0x200B && r <= 0x200F, // zero-width spaces and joiners, direction marks
			r == 0x061C, r == 0x2060, r == 0x2028, r == 0x2029, r == 0xFEFF, r == utf8.RuneError:
			return r, true
		}
	}
	return 0, false
}

func hex4(r rune) string {
	const digits = "0123456789abcdef"
	b := make([]byte, 0, 6)
	for shift := 20; shift >= 0; shift -= 4 {
		d := (r >> shift) & 0xF
		if d != 0 || len(b) > 0 || shift < 16 {
			b = append(b, digits[d])
		}
	}
	return string(b)
}
