package web

import (
	"fmt"
	"html/template"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/form"
	"korridor/web/locale"
)

// functions are what templates can call, bound to a language. Beside them are
// the functions of html/template itself.
//
//	t "key" "name" value …        text of the catalogue, its places filled
//	n "key" count "name" value …  the same with a plural, which fills {count}
//	label .Name                   a text.Label in the language
//	message .Message              a fault.Message in the language
//	enum .Stage                   name of a value of an enumerated type
//	term "sector" .Sector         name of a code of a list
//	date .Date                    a schedule.Date, as <time> has it; "" if not known
//	datetime .At                  a time.Time, in the readers' time zone
//	isodate .Date, isotime .At    the forms for <time datetime>
//	amount .Total                 exact amount without its currency, for columns
//	money .Total                  exact amount with its currency
//	short .Total                  amount in three digits: "€1.80 bn"
//	number .Rate                  a decimal with the decimals that it has
//	integer .Count                a whole number
//	percent .Share                a number of hundredths: "33.4%"
//	length .LengthM               a number of metres: "105.8 km", "5,490 m"
//	asset "korridor.css"          address of an asset
//	projecturl .Code "funding"    address of a project's page, or one under it
//	add 1 2                       3
//	editlink .Name "projects" $.Code "phases" .ID
//	                              a Link to the form of a record, for the partial "edit"
//	cellof .Name .                a cell of a table of a form, for the partial "form-cell"
//	column .                      what a column of such a table is called
//	gridtexts                     the texts of assets/grid.js
//	linkto .Name .URL             a Link
//	empty "what" "do" "text" url   an Empty; text and address of a link may follow
//
// The functions of amounts and numbers also take pointers and
// decimal.NullDecimal; what is not known reads as "not recorded".
func (s *Server) functions(l *locale.Locale) template.FuncMap {
	amount := func(write func(money.Amount) string) func(any) (string, error) {
		return func(v any) (string, error) { return known(l, v, write) }
	}
	number := func(write func(decimal.Decimal) string) func(any) (string, error) {
		return func(v any) (string, error) { return knownNumber(l, v, write) }
	}
	return template.FuncMap{
		"t":          l.T,
		"n":          l.N,
		"label":      func(v text.Label) string { return v.In(l.Code) },
		"message":    func(m fault.Message) string { return l.Message(m) },
		"sentence":   func(m fault.Message) string { return fullSentence(l.Message(m)) },
		"enum":       l.Enum,
		"term":       l.Term,
		"date":       l.Date,
		"datetime":   func(t time.Time) string { return l.DateTime(s.local(t)) },
		"isodate":    schedule.Date.String,
		"isotime":    func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"amount":     amount(l.Amount),
		"money":      amount(l.Money),
		"short":      amount(l.Short),
		"number":     number(l.Number),
		"percent":    number(l.Percent),
		"length":     number(l.Length),
		"integer":    func(v any) (string, error) { return integer(l, v) },
		"asset":      s.assets.url,
		"modules":    s.assets.modules,
		"projecturl": projectURL,
		"add":        func(a, b int) int { return a + b },
		"editlink":   editLink,
		"linkto":     linkTo,
		"empty":      empty,
		"cellof":     cellOf(l),
		"column":     func(f *form.Field) string { return f.Title(l) },
		"gridtexts":  func() (string, error) { return gridTexts(l) },
	}
}

// local returns the moment in the readers' time zone.
func (s *Server) local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(s.options.Location)
}

// known writes a T, or the word for what is not recorded where v is a nil *T.
func known[T any](l *locale.Locale, v any, write func(T) string) (string, error) {
	switch v := v.(type) {
	case T:
		return write(v), nil
	case *T:
		if v == nil {
			return l.T("figure.unknown"), nil
		}
		return write(*v), nil
	}
	return "", fmt.Errorf("cannot write a %T as a %T", v, *new(T))
}

func knownNumber(l *locale.Locale, v any, write func(decimal.Decimal) string) (string, error) {
	switch v := v.(type) {
	case decimal.NullDecimal:
		if !v.Valid {
			return l.T("figure.unknown"), nil
		}
		return write(v.Decimal), nil
	case int:
		return write(decimal.NewFromInt(int64(v))), nil
	}
	return known(l, v, write)
}

func integer(l *locale.Locale, v any) (string, error) {
	if n, ok := v.(int); ok {
		return l.Integer(int64(n)), nil
	}
	return known(l, v, l.Integer)
}

// editLink leads to the form of the record at the address of the segments.
func editLink(name string, segments ...any) Link {
	path := make([]string, len(segments))
	for i, s := range segments {
		path[i] = fmt.Sprint(s)
	}
	return Link{Text: name, URL: address(append(path, "edit"))}
}

// linkTo is a text that leads to an address.
func linkTo(text, url string) Link { return Link{Text: text, URL: url} }
