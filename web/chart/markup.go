package chart

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markup is an append-only writer of well-formed XML that is also valid HTML.
// Every string of a caller passes through escape on its way in.
type markup struct{ buf []byte }

// open starts a tag; attributes follow, then one of close (empty element) or body.
func (m *markup) open(name string) *markup {
	m.buf = append(m.buf, '<')
	m.buf = append(m.buf, name...)
	return m
}

// str adds an attribute; an empty value is left out.
func (m *markup) str(name, value string) *markup {
	if value == "" {
		return m
	}
	m.attr(name)
	m.escape(value)
	m.buf = append(m.buf, '"')
	return m
}

// num adds a numeric attribute, rounded to two decimals.
func (m *markup) num(name string, v float64) *markup {
	m.attr(name)
	m.buf = appendNumber(m.buf, v)
	m.buf = append(m.buf, '"')
	return m
}

func (m *markup) attr(name string) {
	m.buf = append(m.buf, ' ')
	m.buf = append(m.buf, name...)
	m.buf = append(m.buf, '=', '"')
}

// close ends an empty element.
func (m *markup) close() { m.buf = append(m.buf, '/', '>') }

// body ends the start tag; content and end follow.
func (m *markup) body() *markup {
	m.buf = append(m.buf, '>')
	return m
}

// end writes an end tag.
func (m *markup) end(name string) {
	m.buf = append(m.buf, '<', '/')
	m.buf = append(m.buf, name...)
	m.buf = append(m.buf, '>')
}

// element writes <name class="class">text</name>.
func (m *markup) element(name, class, text string) {
	m.open(name).str("class", class).body()
	m.escape(text)
	m.end(name)
}

// escape appends s as character data that is safe in text and in attributes. A newline
// becomes a character reference, because parsers turn a raw one in an attribute into a space.
func (m *markup) escape(s string) {
	if !needsEscape(s) {
		m.buf = append(m.buf, s...)
		return
	}
	for _, r := range s {
		switch {
		case r == '&':
			m.buf = append(m.buf, "&amp;"...)
		case r == '<':
			m.buf = append(m.buf, "&lt;"...)
		case r == '>':
			m.buf = append(m.buf, "&gt;"...)
		case r == '"':
			m.buf = append(m.buf, "&#34;"...)
		case r == '\'':
			m.buf = append(m.buf, "&#39;"...)
		case r == '\n':
			m.buf = append(m.buf, "&#10;"...)
		case unwanted(r):
		default:
			m.buf = utf8.AppendRune(m.buf, r)
		}
	}
}

// needsEscape reports whether s has anything but harmless ASCII.
func needsEscape(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ', b >= 0x7f, b == '&', b == '<', b == '>', b == '"', b == '\'':
			return true
		}
	}
	return false
}

// unwanted reports runes that XML forbids and the controls that would reverse or
// re-order the text around a label.
func unwanted(r rune) bool {
	switch {
	case r < ' ', r == 0x7f, r == 0xfffe, r == 0xffff:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f:
		return true
	}
	return false
}

// clean makes one line of a caller's string: white space runs become one space,
// unwanted runes go.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' {
			return ' '
		}
		if unwanted(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// plain reports whether clean has nothing to do.
func plain(s string) bool {
	var last rune
	for _, r := range s {
		if unwanted(r) || r == utf8.RuneError || r > 0x7f && unicode.IsSpace(r) || r == ' ' && last == ' ' {
			return false
		}
		last = r
	}
	return last != ' ' && !strings.HasPrefix(s, " ")
}

// safeHref returns an address fit for a link, or "" for one with a scheme that could run code.
func safeHref(s string) string {
	s = clean(s)
	colon := strings.IndexByte(s, ':')
	if colon < 0 || strings.ContainsAny(s[:colon], "/?#") {
		return s
	}
	switch strings.ToLower(s[:colon]) {
	case "http", "https", "mailto":
		return s
	}
	return ""
}

// ident makes an id that may be referred to by name.
func ident(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '-'
	}, s)
}

// appendNumber appends v rounded to two decimals without trailing zeros.
func appendNumber(buf []byte, v float64) []byte {
	hundredths := int64(math.Round(v * 100))
	if hundredths < 0 {
		buf = append(buf, '-')
		hundredths = -hundredths
	}
	buf = strconv.AppendInt(buf, hundredths/100, 10)
	tens, ones := byte(hundredths/10%10), byte(hundredths%10)
	switch {
	case ones != 0:
		buf = append(buf, '.', '0'+tens, '0'+ones)
	case tens != 0:
		buf = append(buf, '.', '0'+tens)
	}
	return buf
}
