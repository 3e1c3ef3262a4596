package money

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

const (
	tenDigits = "0123456789"
	// Separators that only ever group: spaces (ordinary, no-break, narrow
	// no-break, thin) and apostrophes.
	groupers = " \u00a0\u202f\u2009'\u2019"
	// Separators that group in one style and mark decimals in the other.
	marks = ".,"
)

// exponentForm is a number in scientific notation, in either style.
var exponentForm = regexp.MustCompile(`^[0-9.,]+[eE][+\-\x{2212}]?[0-9]+$`)

// numeral is a text taken apart: digits, separator, digits, separator, …
// digits. There is one more segment than there are separators, and a segment
// is empty where separators meet or stand at an end.
type numeral struct{ segments, separators []string }

// scan takes body apart. Its key says why body is not a numeral, "" if it is.
func scan(body string) (n numeral, key string) {
	if exponentForm.MatchString(body) {
		return numeral{}, KeyExponent
	}
	if !strings.ContainsAny(body, tenDigits) {
		return numeral{}, KeyNotANumber
	}
	for {
		rest := strings.TrimLeft(body, tenDigits)
		n.segments = append(n.segments, body[:len(body)-len(rest)])
		if rest == "" {
			return n, ""
		}
		separator, size := utf8.DecodeRuneInString(rest)
		if !strings.ContainsRune(groupers+marks, separator) {
			return numeral{}, KeyNotANumber
		}
		n.separators = append(n.separators, rest[:size])
		body = rest[size:]
	}
}

// reading is one way to understand a numeral: the digits before and after
// the decimal mark, either of which may be empty.
type reading struct{ whole, fraction string }

// readings returns the ways to understand n: none when its separators form no
// number, two when it is ambiguous, with the grouped reading first.
//
// Several separators say for themselves which is which:
//
//	1 234 567   1.234.567   1,234,567     all alike: groups
//	1 234,5   1'234.5   1.234,5   1,234.5 the last one unlike: decimal mark
//	1 234.567   1.234,567                 so too before three digits
//	1,234.567,8   1 234'567   12,34,567   no number
//
// So does a lone point or comma unless it could set off one group, that is,
// unless one to three digits other than a single 0 stand before it and
// exactly three after it:
//
//	12.5   12,5   1.2345   1234,567   0,123   .5     decimal mark
//
// What is left depends on the style and on what is asked for:
//
//	        English number  English amount  Albanian number  Albanian amount
//	1,234   1234            1234            1.234            ambiguous
//	1.234   1.234           ambiguous       ambiguous        ambiguous
//
// An amount has no third decimal, so three digits after its own decimal mark
// are as likely to be a group in the other style.
func (s Style) readings(n numeral, forAmount bool) []reading {
	last := len(n.separators) - 1
	if last < 0 {
		return []reading{{whole: n.segments[0]}}
	}
	if last == 0 && strings.Contains(marks, n.separators[0]) {
		return s.loneMark(n, forAmount)
	}
	if alike(n.separators) {
		if !grouped(n.segments) {
			return nil
		}
		return []reading{{whole: strings.Join(n.segments, "")}}
	}
	groups, fraction := n.segments[:last+1], n.segments[last+1]
	if !strings.Contains(marks, n.separators[last]) || !alike(n.separators[:last]) || !grouped(groups) || fraction == "" {
		return nil
	}
	return []reading{{whole: strings.Join(groups, ""), fraction: fraction}}
}

// loneMark returns the readings of a numeral with one point or comma.
func (s Style) loneMark(n numeral, forAmount bool) []reading {
	mark, whole, fraction := n.separators[0], n.segments[0], n.segments[1]
	asGroups := reading{whole: whole + fraction}
	asDecimal := reading{whole: whole, fraction: fraction}
	switch {
	case fraction == "":
		return nil
	case !grouped(n.segments):
		return []reading{asDecimal}
	case mark == s.group:
		return []reading{asGroups}
	case mark == s.decimal && !forAmount:
		return []reading{asDecimal}
	}
	return []reading{asGroups, asDecimal}
}

// alike reports whether the separators are all the same character.
func alike(separators []string) bool {
	for _, separator := range separators {
		if separator != separators[0] {
			return false
		}
	}
	return true
}

// grouped reports whether the segments are well-formed groups of thousands:
// one to three digits other than a single 0, then three each.
func grouped(segments []string) bool {
	first := segments[0]
	if len(first) < 1 || len(first) > 3 || first == "0" {
		return false
	}
	for _, segment := range segments[1:] {
		if len(segment) != 3 {
			return false
		}
	}
	return true
}
