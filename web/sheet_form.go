package web

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// maxKey bounds the characters of a row's key.
const maxKey = 20

// readSheetForm calls set for every field of a sheet that was sent, in the order
// of the sheet. It does not use Request.ParseForm, which refuses more fields than
// a sheet of some hundred rows has.
func readSheetForm(r *http.Request, set func(name, value string) error) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	return parseSheetForm(body, set)
}

// parseSheetForm is readSheetForm for a body; one that is no form is a fault.
func parseSheetForm(body []byte, set func(name, value string) error) error {
	for pair := range bytes.SplitSeq(body, []byte("&")) {
		name, value, err := unescapePair(string(pair))
		if err != nil {
			return fault.Wrap(fault.Invalid, err, fault.Say("form.unreadable", "the form cannot be read"))
		}
		if err := set(name, value); err != nil {
			return err
		}
	}
	return nil
}

func unescapePair(pair string) (name, value string, err error) {
	name, value, _ = strings.Cut(pair, "=")
	if name, err = url.QueryUnescape(name); err != nil {
		return "", "", err
	}
	value, err = url.QueryUnescape(value)
	return name, value, err
}

// sheetTyped is one row of a sheet as it was sent.
type sheetTyped struct {
	Seen   string            // see seenRow
	Fields map[string]string // by the names of the sheet's fields
	Theirs []string          // fields in which the other one's value is taken
}

// set notes what was sent of the row, as far as it is about one of the fields.
// Browsers send line breaks as CR LF.
func (t *sheetTyped) set(fields []string, field, value string) {
	switch {
	case field == "seen":
		t.Seen = value
	case field == "theirs" && slices.Contains(fields, value):
		t.Theirs = append(t.Theirs, value)
	case slices.Contains(fields, field):
		t.Fields[field] = strings.ReplaceAll(value, "\r\n", "\n")
	}
}

// cutRowName takes "r.12.quantity" apart: fields of rows are called "r.KEY.FIELD",
// where the keys only tell rows apart.
func cutRowName(name string) (key, field string, ok bool) {
	rest, ok := strings.CutPrefix(name, "r.")
	if !ok {
		return "", "", false
	}
	key, field, ok = strings.Cut(rest, ".")
	return key, field, ok && key != "" && len(key) <= maxKey && isWord(key)
}

// isWord reports whether a key can stand in the ids of a page.
func isWord(key string) bool {
	return strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// tooManyRows is the fault of a sheet that has more rows than are kept at once.
func tooManyRows(count int) error {
	return fault.New(fault.TooLarge, fault.Say("sheet.too_many_rows",
		"the sheet has {count} rows; at most {max} are kept at once", "count", count, "max", planner.MaxRows))
}

// parseSeen reads "17.3": the record 17 in version 3.
func parseSeen(text string) (planner.Seen, bool) {
	id, version, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(id, 10, 64)
	v, err2 := strconv.ParseInt(version, 10, 64)
	if err != nil || err2 != nil || n <= 0 || v <= 0 {
		return planner.Seen{}, false
	}
	return planner.Seen{ID: record.ID(n), Version: v}, true
}

// seenText is what parseSeen reads; "" for nothing seen.
func seenText(s planner.Seen) string {
	if s.ID == 0 {
		return ""
	}
	return strconv.FormatInt(int64(s.ID), 10) + "." + strconv.FormatInt(s.Version, 10)
}

// seenRow writes which record a row was filled from, and with what: the canonical
// forms of its cells, none of which holds a bar.
func seenRow(s planner.Seen, cells []string) string {
	return seenText(s) + "|" + strings.Join(cells, "|")
}

// parseSeenRow is the inverse of seenRow for a row of so many cells; a text that
// is none gives a row filled from nothing.
func parseSeenRow(text string, count int) (seen planner.Seen, cells []string) {
	head, rest, _ := strings.Cut(text, "|")
	seen, _ = parseSeen(head)
	if cells = strings.Split(rest, "|"); len(cells) != count {
		return planner.Seen{}, nil
	}
	return seen, cells
}
