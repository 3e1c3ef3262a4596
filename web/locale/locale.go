// Package locale puts Korridor into the reader's language: texts from the
// catalogues, and dates, numbers and amounts as the language writes them.
//
// The catalogues are en.yaml and sq.yaml, which have the same keys, and
// faults.sq.yaml, which translates the messages of package fault; their
// English stands in the code that reports them.
package locale

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"golang.org/x/text/language"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Locale is one language of the pages. It is safe for concurrent use.
type Locale struct {
	Code  string // "en", "sq": as in <html lang>, cookies and text.Label
	Tag   language.Tag
	Style money.Style

	texts        catalogue
	faults       catalogue
	numericDates bool // 17.12.2015, not 17 Dec 2015
}

// Set is the languages that pages come in, the default one first.
type Set struct {
	locales []*Locale
	matcher language.Matcher
}

// Load reads the embedded catalogues.
func Load() (*Set, error) {
	english := &Locale{Code: "en", Tag: language.English, Style: money.English}
	albanian := &Locale{Code: "sq", Tag: language.Albanian, Style: money.Albanian, numericDates: true}
	s := &Set{locales: []*Locale{english, albanian}}
	var tags []language.Tag
	for _, l := range s.locales {
		texts, err := readCatalogue(l.Code + ".yaml")
		if err != nil {
			return nil, err
		}
		l.texts = texts
		tags = append(tags, l.Tag)
	}
	faults, err := readCatalogue("faults.sq.yaml")
	if err != nil {
		return nil, err
	}
	albanian.faults = faults
	s.matcher = language.NewMatcher(tags)
	return s, nil
}

// All returns the languages in the order in which a switch offers them.
func (s *Set) All() []*Locale { return s.locales }

// Default returns English.
func (s *Set) Default() *Locale { return s.locales[0] }

// Get returns the language of the code, and whether there is one.
func (s *Set) Get(code string) (*Locale, bool) {
	i := slices.IndexFunc(s.locales, func(l *Locale) bool { return l.Code == code })
	if i < 0 {
		return nil, false
	}
	return s.locales[i], true
}

// maxAcceptLanguage bounds the header that is parsed.
const maxAcceptLanguage = 1000

// Match returns the language that suits an Accept-Language header best.
func (s *Set) Match(acceptLanguage string) *Locale {
	if len(acceptLanguage) > maxAcceptLanguage {
		return s.Default()
	}
	wanted, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(wanted) == 0 {
		return s.Default()
	}
	_, i, _ := s.matcher.Match(wanted...)
	return s.locales[i]
}

// Has reports whether the catalogue has the key.
func (l *Locale) Has(key string) bool {
	_, ok := l.texts[key]
	return ok
}

// HasGroup reports whether any key begins with the group and a dot.
func (l *Locale) HasGroup(group string) bool {
	for key := range l.texts {
		if strings.HasPrefix(key, group+".") {
			return true
		}
	}
	return false
}

// T returns the text of the key with its {name} places filled from the pairs
// of names and values. A key that is missing is returned itself.
func (l *Locale) T(key string, pairs ...any) string {
	m, ok := l.texts[key]
	if !ok {
		return key
	}
	return l.fill(m.other, pairs)
}

// N is T for a text that depends on a number of things, which fills {count}.
func (l *Locale) N(key string, count int, pairs ...any) string {
	m, ok := l.texts[key]
	if !ok {
		return key
	}
	form := m.other
	if count == 1 && m.one != "" {
		form = m.one
	}
	return l.fill(form, append([]any{"count", l.Integer(int64(count))}, pairs...))
}

// Message returns a message of the domain in this language, or its English
// where there is no translation.
func (l *Locale) Message(m fault.Message) string {
	sentence := m.English
	if translated, ok := l.faults[m.Key]; ok {
		sentence = translated.other
	}
	pairs := make([]any, 0, 2*len(m.Args))
	for _, a := range m.Args {
		pairs = append(pairs, a.Name, a.Value)
	}
	return l.fill(sentence, pairs)
}

// fill puts the values in their places in one pass, so that a value that looks
// like a place stays as it is.
func (l *Locale) fill(sentence string, pairs []any) string {
	if len(pairs) == 0 {
		return sentence
	}
	if len(pairs)%2 != 0 {
		panic("locale: a name without a value for " + sentence)
	}
	replacements := make([]string, 0, len(pairs))
	for i := 0; i < len(pairs); i += 2 {
		replacements = append(replacements, "{"+pairs[i].(string)+"}", l.Value(pairs[i+1]))
	}
	return strings.NewReplacer(replacements...).Replace(sentence)
}

// Value writes any value as a sentence has it: amounts with their currency,
// dates, numbers, enumerated values by their names.
func (l *Locale) Value(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return l.inSentence(int64(v))
	case int64:
		return l.inSentence(v)
	case decimal.Decimal:
		return l.Number(v)
	case money.Amount:
		return l.Money(v)
	case money.Currency:
		return l.Term("currency_code", v.Code())
	case schedule.Date:
		return l.Date(v)
	case time.Time:
		return l.DateTime(v)
	case text.Label:
		return v.In(l.Code)
	case fault.Message:
		return l.Message(v)
	}
	if name, ok := l.enum(value); ok {
		return name
	}
	return fmt.Sprint(value)
}

// inSentence groups only numbers of more than four digits, so that a year
// reads as one.
func (l *Locale) inSentence(n int64) string {
	if n > -10_000 && n < 10_000 {
		return strings.Replace(strconv.FormatInt(n, 10), "-", "−", 1)
	}
	return l.Integer(n)
}
