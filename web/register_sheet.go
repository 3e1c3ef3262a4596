package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/risk"
	"korridor/web/form"
	"korridor/web/locale"
)

// registerSheet is the sheet of a risk register as its page shows it.
type registerSheet struct {
	recordSheet
	view       *planner.RegisterSheet
	Rows       []*registerRow
	Blank      *registerRow // a row to paste into, for scripts
	Statuses   []form.Option
	Phases     []form.Option
	Responses  []form.Option
	Currencies []form.Option
	Focus      string // the id of the field or button where work goes on
	Percent    string // an example
	Amount     string // another
}

// newRegisterSheet returns the sheet with what was sent typed over what is
// recorded; typed is nil where the sheet is only opened.
func newRegisterSheet(l, typedIn *locale.Locale, v *planner.RegisterSheet, typed *recordSheetForm) (*registerSheet, error) {
	base, err := openRecordSheet(l, v.Project, "register", typed)
	if err != nil {
		return nil, err
	}
	s := &registerSheet{recordSheet: base, view: v, Statuses: terms(l, "risk_status", risk.Statuses), Responses: terms(l, "risk_response", risk.Responses),
		Phases:     records(v.Phases, func(p *project.Phase) string { return p.Name.In(l.Code) }, 0),
		Currencies: currencies(), Percent: l.Number(decimal.New(125, -1)), Amount: l.Number(amountExample)}
	s.placeOf = registerPlace
	s.arrange(typedIn, typed)
	if len(s.Rows) > planner.MaxRows {
		return nil, tooManyRows(len(s.Rows))
	}
	s.place()
	for _, r := range s.Rows {
		s.rows, s.Unsaved = append(s.rows, &r.recordRow), s.Unsaved || r.Changed
		for field, options := range s.options() {
			r.Cell(field).nameTheirs(options)
		}
	}
	s.Blank = s.row("KEY", nil)
	s.Blank.fill(l)
	s.Blank.Title = l.T("register.row", "number", "KEY")
	s.label(append(slices.Clone(s.rows), &s.Blank.recordRow), s.title)
	s.tell()
	return s, nil
}

// arrange makes the rows in the order in which they were sent; those that
// somebody else added stand where they are recorded.
func (s *registerSheet) arrange(typedIn *locale.Locale, typed *recordSheetForm) {
	stored := map[string]*risk.Entry{}
	for i := range s.view.Risks {
		stored[idText(s.view.Risks[i].ID)] = &s.view.Risks[i]
	}
	sent := map[string]bool{}
	if typed != nil {
		s.Focus = typed.edit()
		for _, t := range typed.Rows {
			e := stored[t.Key]
			if sent[t.Key] = true; e == nil && t.Gone {
				continue
			}
			r := s.row(t.Key, e)
			r.fill(s.l)
			r.typeOver(s.l, typedIn, t)
			s.Rows = append(s.Rows, r)
		}
	}
	for i := range s.view.Risks {
		e := &s.view.Risks[i]
		if sent[idText(e.ID)] {
			continue
		}
		r, at := s.row(idText(e.ID), e), 0
		r.fill(s.l)
		for k, other := range s.Rows {
			if other.Stored != nil && other.Stored.Position <= e.Position {
				at = k + 1
			}
		}
		s.Rows = slices.Insert(s.Rows, at, r)
	}
	if len(s.Rows) == 0 {
		r := s.row(newKey(nil), nil)
		r.fill(s.l)
		s.Rows = append(s.Rows, r)
	}
}

func (s *registerSheet) row(key string, stored *risk.Entry) *registerRow {
	return &registerRow{recordRow: recordRow{Key: key}, NoteIn: s.NoteIn, Stored: stored, options: s.options()}
}

// options are those of the cells that are lists.
func (s *registerSheet) options() map[string][]form.Option {
	return map[string][]form.Option{"status": s.Statuses, "phase": s.Phases, "response": s.Responses, "currency": s.Currencies,
		"impact_shape": s.Shapes, "delay_shape": s.Shapes, "after_impact_shape": s.Shapes, "after_delay_shape": s.Shapes}
}

// afterAll stands after every code.
const afterAll = "\U0010ffff"

// place makes the order of the rows that of the register. A row whose place fits
// already keeps it, so that only what was moved is changed.
func (s *registerSheet) place() {
	last, code := -1, ""
	for i, r := range s.Rows {
		r.At = strconv.Itoa(i)
		switch e := r.Stored; {
		case r.Gone:
			r.Changed = true
		case r.Empty():
		case e == nil:
			r.position = last + 1
			last, code = r.position, afterAll
		default:
			if r.position = e.Position; r.position < last || (r.position == last && e.Code <= code) {
				r.position, r.Changed = last+1, true
			}
			last, code = r.position, e.Code
		}
		r.Stale = r.Stale || r.Changed && r.seen != r.now
		if r.Title = r.Cell("name").Text; r.Title == "" {
			r.Title = r.Cell("name").Other
		}
		if r.Title == "" {
			r.Title = s.l.T("register.row", "number", i+1)
		}
	}
}

// title is what a field is called.
func (s *registerSheet) title(field string) string {
	field, after := strings.CutPrefix(field, "after_")
	title := s.l.Term("field", field)
	if of, place, ok := strings.Cut(field, "_"); ok && field != "risk_owner" {
		title = s.l.T("register.part", "of", s.l.T("risk."+of), "part", s.l.T("risk.form."+place))
	}
	if after {
		return s.l.T("register.part", "of", s.l.T("risk.after"), "part", title)
	}
	return title
}

// NameTitle says in which language the names are edited.
func (s *registerSheet) NameTitle() string { return s.l.T("register.name_" + s.NoteIn) }

// Code is the project's, for links.
func (s *registerSheet) Code() string { return s.view.Project.Code }

// edit does to the rows what the button asks for, and returns the id of the field
// or button where work goes on: "add", "remove.KEY", "restore.KEY", "up.KEY",
// "down.KEY".
func (f *recordSheetForm) edit() (focus string) {
	what, key, _ := strings.Cut(f.Do, ".")
	if what == "add" {
		t := &recordTyped{Key: newKey(f.Rows), sheetTyped: sheetTyped{Fields: map[string]string{}}}
		f.Rows = append(f.Rows, t)
		f.Do = ""
		return "r-" + t.Key + "-name"
	}
	at := slices.IndexFunc(f.Rows, func(t *recordTyped) bool { return t.Key == key })
	if at < 0 {
		return ""
	}
	focus = "r-" + key + "-" + what
	switch what {
	case "remove":
		f.Rows[at].Gone, focus = true, "r-"+key+"-restore"
	case "restore":
		f.Rows[at].Gone, focus = false, "r-"+key+"-remove"
	case "up":
		if at > 0 {
			f.Rows[at-1], f.Rows[at] = f.Rows[at], f.Rows[at-1]
		}
	case "down":
		if at < len(f.Rows)-1 {
			f.Rows[at+1], f.Rows[at] = f.Rows[at], f.Rows[at+1]
		}
	default:
		return ""
	}
	f.Do = "" // done: the same form may be understood again
	return focus
}

// newKey is the key of a row that no record has yet: "n1", "n2", …
func newKey(rows []*recordTyped) string {
	most := 0
	for _, t := range rows {
		if n, err := strconv.Atoi(strings.TrimPrefix(t.Key, "n")); err == nil && strings.HasPrefix(t.Key, "n") && n < planner.MaxRows*1000 {
			most = max(most, n)
		}
	}
	return "n" + strconv.Itoa(most+1)
}
