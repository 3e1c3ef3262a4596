package web

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
	"korridor/web/locale"
)

// draftReader turns cost lines into rows of a sheet in a language, and back.
type draftReader struct {
	language   *locale.Locale
	languages  *locale.Set // for texts that are proposed in all of them
	draft      *planner.DraftSheet
	phases     codes
	structures codes
	documents  codes
}

// codes name records by their codes, both ways.
type codes struct {
	ids   map[string]record.ID
	names map[record.ID]string
}

func (c *codes) add(code string, id record.ID) {
	if c.ids == nil {
		c.ids, c.names = map[string]record.ID{}, map[record.ID]string{}
	}
	c.ids[code], c.names[id] = id, code
}

func newDraftReader(l *locale.Locale, d *planner.DraftSheet) *draftReader {
	r := &draftReader{language: l, draft: d}
	for i := range d.Phases {
		r.phases.add(d.Phases[i].Code, d.Phases[i].ID)
	}
	for i := range d.Structures {
		r.structures.add(d.Structures[i].Code, d.Structures[i].ID)
	}
	for _, document := range d.Documents {
		r.documents.add(document.Code, document.ID)
	}
	return r
}

// cells writes a stored line as people edit it.
func (r *draftReader) cells(line *estimate.Line) draftCells {
	c := draftCells{Code: line.Code, Category: string(line.Category), Phase: r.phases.names[line.Phase],
		Structure: r.structures.names[line.Structure], Country: string(line.Country), Unit: line.Unit,
		Quantity: r.number(line.Quantity, 0), UnitRate: r.number(line.UnitRate, 2), Percent: r.number(line.Percent, 0),
		Contingency: line.Contingency, Balance: line.Balance}
	c.Name, c.NameSq = r.label(line.Name)
	c.Note, c.NoteSq = r.label(line.Note)
	c.OfLines = strings.Join(line.OfLines, ", ")
	for _, category := range line.Of {
		c.Of = append(c.Of, string(category))
	}
	basis, claim := r.vouched(line)
	c.Basis = string(basis)
	if claim != nil {
		c.Document, c.Why = r.documents.names[claim.Document], r.why(claim)
	}
	return c
}

// label returns the two texts of a label. A reader of Albanian edits the
// Albanian one, and begins from the other where there is none.
func (r *draftReader) label(t text.Label) (own, albanian string) {
	if r.language.Code == "sq" {
		return t.Default, t.In("sq")
	}
	return t.Default, t.Albanian
}

func (r *draftReader) number(d decimal.NullDecimal, least int32) string {
	if !d.Valid {
		return ""
	}
	return r.language.Style.Number(d.Decimal, least, record.MaxScale)
}

// vouched returns the weakest basis of a stored line's figures with the first
// chosen claim of that basis.
func (r *draftReader) vouched(line *estimate.Line) (project.Basis, *project.Claim) {
	basis := r.draft.Trail.Basis(line)
	for _, f := range record.Figures(line) {
		if c := r.draft.Trail.Chosen(line.ID, f.Field); basis != "" && c != nil && c.Basis == basis {
			return basis, c
		}
	}
	return basis, nil
}

func (r *draftReader) why(c *project.Claim) string {
	if c.Basis == project.Derived {
		return c.Formula.In(r.language.Code)
	}
	return c.Note.In(r.language.Code)
}

// read understands a row: what can be read is written anew, the rest stays as
// it was typed with its problem noted.
func (r *draftReader) read(row *draftRow) {
	stored := r.draft.Line(row.Seen.ID)
	line := estimate.Line{}
	if stored != nil {
		line = *stored
	}
	line.Meta = record.Meta{ID: row.Seen.ID, Version: row.Seen.Version}
	line.Project, line.Estimate = r.draft.Project.ID, r.draft.EstimateSheet.Estimate.ID
	line.Code, line.Category, line.Country, line.Unit = row.Code, estimate.Category(row.Category), record.Country(row.Country), row.Unit
	line.Contingency, line.Balance = row.Contingency, row.Balance
	line.Name = r.readLabel(row.Name, row.NameSq, line.Name)
	line.Note = r.readLabel(row.Note, row.NoteSq, line.Note)
	line.Phase = r.reference(row, "phase", row.Phase, r.phases)
	line.Structure = r.reference(row, "structure", row.Structure, r.structures)
	line.Quantity = r.readNumber(row, "quantity", &row.Quantity, 0)
	line.UnitRate = r.readNumber(row, "unit_rate", &row.UnitRate, 2)
	line.Percent = r.readNumber(row, "percent", &row.Percent, 0)
	line.Of, line.OfLines = readCategories(row.Of, line.Of), readCodes(row.OfLines)
	row.OfLines = strings.Join(line.OfLines, ", ")
	row.line = planner.SheetRow{Line: line, Basis: project.Basis(row.Basis), Document: r.reference(row, "document", row.Document, r.documents),
		Why: text.Plain(row.Why)}
	r.restate(row, stored)
}

// readLabel is what label wrote. Texts that stayed leave the label as it was;
// a reader of Albanian may leave out the other version.
func (r *draftReader) readLabel(own, albanian string, was text.Label) text.Label {
	if own == was.Default && cmp.Or(albanian, own) == was.In("sq") {
		return was
	}
	if own == "" && r.language.Code == "sq" {
		own = albanian
	}
	if albanian == own {
		albanian = ""
	}
	return text.Label{Default: own, Albanian: albanian}
}

// readCategories returns the categories ticked, in the order they had where
// they are the same.
func readCategories(ticked []string, was []estimate.Category) []estimate.Category {
	var now []estimate.Category
	for _, c := range ticked {
		now = append(now, estimate.Category(c))
	}
	if slices.Equal(slices.Sorted(slices.Values(now)), slices.Sorted(slices.Values(was))) {
		return was
	}
	return now
}

// readCodes takes the codes of lines apart, which stand with commas or spaces
// between them.
func readCodes(typed string) []string {
	return strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) })
}

// restate finds out whether the row says anew what its figures rest on.
func (r *draftReader) restate(row *draftRow, stored *estimate.Line) {
	if row.Unvouched = false; stored == nil {
		row.line.Vouch = row.Basis != ""
		return
	}
	was := r.cells(stored)
	row.line.Missing = was.Basis == ""
	row.Unvouched = was.Basis == "" && row.Basis == ""
	row.line.Vouch = was.Basis != row.Basis || was.Document != row.Document || was.Why != row.Why
	if _, claim := r.vouched(stored); claim != nil && was.Why == row.Why {
		row.line.Why = claim.Note
		if claim.Basis == project.Derived {
			row.line.Why = claim.Formula
		}
	}
}

func (r *draftReader) reference(row *draftRow, field, code string, among codes) record.ID {
	id, ok := among.ids[code]
	if code != "" && !ok {
		row.problem(field, r.language.T("draft.no_such_code", "code", code))
	}
	return id
}

func (r *draftReader) readNumber(row *draftRow, field string, typed *string, least int32) decimal.NullDecimal {
	d, problem := form.Decimal(r.language, *typed)
	if problem != "" {
		row.unread = true
		row.problem(field, problem)
		return d
	}
	*typed = r.number(d, least)
	return d
}

// check notes what no row can hold, beyond what could not be read.
func (r *draftReader) check(row *draftRow) {
	line := row.line.Line
	if row.unread {
		line.Quantity, line.UnitRate, line.Percent = readable(line)
	}
	row.blame(r.language, line.Validate())
}

// readable stands in for numbers that could not be read, whose problems are known.
func readable(l estimate.Line) (quantity, rate, percent decimal.NullDecimal) {
	zero := record.Known(decimal.Zero)
	if len(l.Of)+len(l.OfLines) > 0 {
		return quantity, rate, zero
	}
	return zero, zero, percent
}

// sameCells reports whether two rows say the same.
func sameCells(a, b draftCells) bool {
	a.Of, b.Of = slices.Sorted(slices.Values(a.Of)), slices.Sorted(slices.Values(b.Of))
	return reflect.DeepEqual(a, b)
}

// blame notes the fields of a fault at the row, except where something is
// noted already.
func (r *draftRow) blame(l *locale.Locale, err error) {
	for _, f := range faultFields(err) {
		if len(r.Problems[f.Name]) == 0 {
			r.problem(f.Name, l.Message(f.Message))
		}
	}
}

func faultFields(err error) []fault.Field {
	var p fault.Problems
	p.Merge("", err)
	invalid, _ := p.Err(fault.Message{}).(*fault.Error)
	if invalid == nil {
		return nil
	}
	return invalid.Fields
}
