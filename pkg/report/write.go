package report

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"korridor/pkg/fault"
)

// Format is a file format of reports.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	JSON Format = "json"
)

// Formats lists the formats.
var Formats = []Format{CSV, JSON}

// ContentType returns the format's media type.
func (f Format) ContentType() string {
	if f == JSON {
		return "application/json"
	}
	return "text/csv; charset=utf-8"
}

// ParseFormat returns the format with the name, or an Invalid fault.
func ParseFormat(name string) (Format, error) {
	if f := Format(name); slices.Contains(Formats, f) {
		return f, nil
	}
	return "", fault.New(fault.Invalid, fault.Say("report.format",
		"reports are written as csv or json, not as {format}", "format", name))
}

// Dialect is how a locale's spreadsheets read CSV.
type Dialect struct {
	Separator rune
	Decimal   byte
	BOM       bool // a byte-order mark at the start, so that spreadsheets take the file for UTF-8
}

// The dialects: RFC 4180 as it stands, and that of Albanian spreadsheets.
var (
	Standard = Dialect{Separator: ',', Decimal: '.'}
	Albanian = Dialect{Separator: ';', Decimal: ',', BOM: true}
)

// ParseDialect returns the dialect of a locale: "" and "en" are Standard, "sq"
// is Albanian; anything else is an Invalid fault.
func ParseDialect(locale string) (Dialect, error) {
	switch locale {
	case "", "en":
		return Standard, nil
	case "sq":
		return Albanian, nil
	}
	return Dialect{}, fault.New(fault.Invalid, fault.Say("report.locale",
		"{locale} is not a locale of the reports: they are en and sq", "locale", locale))
}

// Writer writes a report row by row. Close finishes it; it does not close what
// it writes to.
type Writer interface {
	Write(Row) error
	Close() error
}

// NewWriter returns a writer of the report in the format; the dialect matters
// for CSV only.
func NewWriter(w io.Writer, r Report, f Format, d Dialect) (Writer, error) {
	if f == JSON {
		return newJSONWriter(w, r), nil
	}
	return newCSVWriter(w, r, d)
}

type csvWriter struct {
	out     *csv.Writer
	report  Report
	dialect Dialect
	cells   []string
}

func newCSVWriter(w io.Writer, r Report, d Dialect) (*csvWriter, error) {
	if d.BOM {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return nil, err
		}
	}
	c := &csvWriter{out: csv.NewWriter(w), report: r, dialect: d, cells: make([]string, len(r.Columns))}
	c.out.Comma, c.out.UseCRLF = d.Separator, true // RFC 4180, 2.1
	for i, column := range r.Columns {
		c.cells[i] = column.Name
	}
	return c, c.out.Write(c.cells)
}

func (c *csvWriter) Write(row Row) error {
	if len(row) != len(c.cells) {
		return fmt.Errorf("report %s: a row of %d cells for %d columns", c.report.Name, len(row), len(c.cells))
	}
	for i, cell := range row {
		switch c.report.Columns[i].Type {
		case Text, Code:
			cell = Neutralise(cell)
		case Money, Number:
			if c.dialect.Decimal != '.' {
				cell = strings.Replace(cell, ".", string(c.dialect.Decimal), 1)
			}
		}
		c.cells[i] = cell
	}
	return c.out.Write(c.cells)
}

func (c *csvWriter) Close() error {
	c.out.Flush()
	return c.out.Error()
}

// Neutralise puts an apostrophe before text that a spreadsheet would run as a
// formula: text that begins with = + - @, their full-width forms, a tab or a
// carriage return (OWASP, "CSV Injection"), also after leading spaces of any width.
func Neutralise(cell string) string {
	trimmed := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.Is(unicode.Zs, r) })
	if trimmed == "" {
		return cell
	}
	for _, start := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(trimmed, start) {
			return "'" + cell
		}
	}
	return cell
}

type jsonWriter struct {
	out    *bufio.Writer
	report Report
	keys   []string // `"name":`, ready to write
	rows   int
}

func newJSONWriter(w io.Writer, r Report) *jsonWriter {
	j := &jsonWriter{out: bufio.NewWriter(w), report: r}
	for _, c := range r.Columns {
		j.keys = append(j.keys, `"`+c.Name+`":`)
	}
	return j
}

// Write writes the row as an object: whole numbers and flags as such, money,
// numbers, dates and text as strings, what is not known as null.
func (j *jsonWriter) Write(row Row) error {
	if len(row) != len(j.keys) {
		return fmt.Errorf("report %s: a row of %d cells for %d columns", j.report.Name, len(row), len(j.keys))
	}
	start := ",\n{"
	if j.rows == 0 {
		start = "[\n{"
	}
	j.rows++
	j.out.WriteString(start)
	for i, cell := range row {
		if i > 0 {
			j.out.WriteByte(',')
		}
		j.out.WriteString(j.keys[i])
		switch t := j.report.Columns[i].Type; {
		case cell == "":
			j.out.WriteString("null")
		case t == Integer || t == Flag:
			j.out.WriteString(cell)
		default:
			text, err := json.Marshal(cell)
			if err != nil {
				return err
			}
			j.out.Write(text)
		}
	}
	_, err := j.out.WriteString("}") // bufio keeps the first error for later writes
	return err
}

func (j *jsonWriter) Close() error {
	end := "\n]\n"
	if j.rows == 0 {
		end = "[]\n"
	}
	j.out.WriteString(end)
	return j.out.Flush()
}
