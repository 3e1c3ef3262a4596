package text

import (
	"slices"
	"strings"

	"korridor/pkg/fault"
)

// ReservedCode is the code that addresses use for "create one".
const ReservedCode = "new"

// CheckCode notes a problem unless code can stand in an address: 1 to MaxCode
// lower-case letters a–z, digits and single hyphens between them, not "new".
func CheckCode(p *fault.Problems, field, code string) {
	switch {
	case code == "":
		p.Add(field, fault.Say("required", "is required"))
	case code == ReservedCode:
		p.Add(field, fault.Say("reserved_code", "{code} is reserved: choose another code", "code", code))
	case !isCode(code):
		p.Add(field, fault.Say("bad_code", "may hold only the letters a–z, digits, and single hyphens between them"))
	case len(code) > MaxCode: // bytes are characters here
		p.Add(field, fault.Say("too_long", "has {count} characters; at most {max} are kept",
			"count", len(code), "max", MaxCode))
	}
}

func isCode(s string) bool {
	hyphen := true // none at the start
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen
}

// CodeOf returns the code that a name suggests: "Lezhë–Shëngjin" is
// "lezhe-shengjin". It is "" where the name has no letter or digit that codes
// may hold.
func CodeOf(name string) string {
	var b strings.Builder
	for _, r := range Fold(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() == MaxCode {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}

// CheckOneOf notes a problem unless value is one of the values allowed.
func CheckOneOf[T ~string](p *fault.Problems, field string, value T, allowed []T) {
	if value == "" && !slices.Contains(allowed, "") {
		p.Add(field, fault.Say("required", "is required"))
		return
	}
	p.Check(slices.Contains(allowed, value), field,
		fault.Say("unknown_value", "{value} is not one of the values allowed here", "value", string(value)))
}
