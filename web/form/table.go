package form

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/fault"
	"korridor/web/locale"
)

// Rows adds a table: each of its rows holds one element of the list, with the
// fields that declare binds to it. These are fields of one value that a browser
// always sends, so no Check; one that is required must be filled in. Rows without
// anything typed in them are left out; of the others each is read, or the list
// stays as it was. With more rows than most nothing is read.
func Rows[T any](f *Form, name string, at *[]T, most int, declare func(row *Form, item *T)) *Field {
	bind := func(item *T) *Form {
		row := New(f.Language)
		declare(row, item)
		return row
	}
	field := &Field{Name: name, Control: Table, Columns: bind(new(T)).Fields(), Spare: spareRows}
	field.late = slices.ContainsFunc(field.Columns, func(column *Field) bool { return column.late })
	field.write = func() []string {
		var values []string
		for i := range *at {
			for _, cell := range bind(&(*at)[i]).Fields() {
				values = append(values, cell.Text())
			}
		}
		return values
	}
	field.parse = func(values []string) string {
		field.Wrong = nil
		var items []T
		for first := 0; first < len(values); first += len(field.Columns) {
			cells := values[first:min(first+len(field.Columns), len(values))]
			if blank(cells) {
				continue
			}
			if len(items) == most {
				return f.Language.T("form.choice.too_many", "max", most)
			}
			var item T
			row := bind(&item)
			row.readCells(cells)
			row.require()
			field.noteRow(f, row, first)
			items = append(items, item)
		}
		if len(field.Problems) == 0 {
			*at = items
		}
		return ""
	}
	return f.add(field)
}

// blank reports whether nothing was typed in a row.
func blank(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

// readCells is Read for the values of a row in the order of its fields.
func (f *Form) readCells(cells []string) {
	values := map[string][]string{}
	for i, field := range f.Fields() {
		if i < len(cells) {
			values[field.Name] = cells[i : i+1]
		}
	}
	f.Read(values)
}

// require notes the required fields of a row that are empty.
func (f *Form) require() {
	for _, field := range f.Fields() {
		if field.Required && field.Text() == "" && len(field.Problems) == 0 {
			field.Problems = []string{f.Language.T("form.table.required")}
		}
	}
}

var ofRow = regexp.MustCompile(`^rows\[(\d+)\]\.(.*)$`)

// BlameRows puts what a fault says about the rows of a table, "rows[3].amount",
// at their cells. The table was read before without a problem.
func (f *Form) BlameRows(table string, err error) {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return
	}
	field := f.Field(table)
	e.Fields = slices.DeleteFunc(slices.Clone(e.Fields), func(problem fault.Field) bool {
		m := ofRow.FindStringSubmatch(problem.Name)
		if m == nil {
			return false
		}
		row, _ := strconv.Atoi(m[1])
		column := slices.IndexFunc(field.Columns, func(c *Field) bool { return c.Name == m[2] })
		field.noteCell(f, row, column, f.Language.Message(problem.Message))
		return true
	})
}

// noteCell notes what is wrong with a cell; a column below 0 is the row as a whole.
func (f *Field) noteCell(form *Form, row, column int, says string) {
	title := ""
	if column >= 0 {
		f.wrong(row*len(f.Columns) + column)
		title = f.Columns[column].Title(form.Language)
	}
	if len(f.Problems) >= maxRowProblems {
		return
	}
	f.Problems = append(f.Problems, form.Language.T("form.table.problem", "row", form.Language.Integer(int64(row+1)), "column", title, "problem", says))
}

// maxRowProblems bounds the problems of a table that are told.
const maxRowProblems = 20

// noteRow notes what is wrong in a row, whose values begin at the place.
func (f *Field) noteRow(form *Form, row *Form, first int) {
	for i, cell := range row.Fields() {
		if len(cell.Problems) > 0 {
			f.noteCell(form, first/len(f.Columns), i, cell.Problems[0])
		}
	}
}

func (f *Field) wrong(place int) {
	if f.Wrong == nil {
		f.Wrong = map[int]bool{}
	}
	f.Wrong[place] = true
}

// Cell is one field of a row of a table.
type Cell struct {
	*Field        // its column
	Value  string // as typed
	Row    int    // counted from 1
	Wrong  bool
}

// Cells returns the rows of a table, and empty ones to fill in.
func (f *Field) Cells() [][]Cell {
	var rows [][]Cell
	width := len(f.Columns)
	for first := 0; first < len(f.Values) || first < width*(f.filled()+f.Spare); first += width {
		row := make([]Cell, width)
		for i, column := range f.Columns {
			row[i] = Cell{Field: column, Row: first/width + 1, Wrong: f.Wrong[first+i]}
			if first+i < len(f.Values) {
				row[i].Value = f.Values[first+i]
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// filled is the number of rows up to the last one that holds something.
func (f *Field) filled() int {
	width := len(f.Columns)
	for rows := (len(f.Values) + width - 1) / width; rows > 0; rows-- {
		if !blank(f.Values[(rows-1)*width : min(rows*width, len(f.Values))]) {
			return rows
		}
	}
	return 0
}

// shownRows writes the rows of a table as people read them.
func (f *Field) shownRows() string {
	var rows []string
	for _, row := range f.Cells()[:f.filled()] {
		var parts []string
		for _, cell := range row {
			if cell.Value != "" {
				parts = append(parts, cell.optionText(cell.Value))
			}
		}
		rows = append(rows, strings.Join(parts, " "))
	}
	return strings.Join(rows, "; ")
}

// Title is what the field is called in the language.
func (f *Field) Title(l *locale.Locale) string {
	if f.Label != "" {
		return f.Label
	}
	return l.Term("field", f.Name)
}
