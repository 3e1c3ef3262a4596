package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"korridor/pkg/fault"
)

var sample = Report{"sample", NoEstimates, []Column{{"project", Code}, {"name", Text}, {"cost", Money}, {"share", Number},
	{"year", Integer}, {"start", Date}, {"working", Flag}}}

// written is the report with the rows, in the format and dialect.
func written(t *testing.T, f Format, d Dialect, rows ...Row) string {
	t.Helper()
	var out bytes.Buffer
	w, err := NewWriter(&out, sample, f, d)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestCSVBytes(t *testing.T) {
	const head, sq = "project,name,cost,share,year,start,working\r\n", "\uFEFFproject;name;cost;share;year;start;working\r\n"
	for _, c := range []struct {
		name          string
		row           Row
		standard, alb string
	}{
		{"plain", Row{"rail", "Railway", "1800000000.00", "0.5", "2026", "2026-01", "true"},
			"rail,Railway,1800000000.00,0.5,2026,2026-01,true\r\n", "rail;Railway;1800000000,00;0,5;2026;2026-01;true\r\n"},
		{"nothing known", Row{"", "", "", "", "", "", ""}, ",,,,,,\r\n", ";;;;;;\r\n"},
		{"below zero", Row{"rail", "a", "-5.00", "-0.25", "", "", ""}, "rail,a,-5.00,-0.25,,,\r\n", "rail;a;-5,00;-0,25;;;\r\n"},
		{"quotes", Row{"rail", `the "big" one`, "", "", "", "", ""},
			"rail,\"the \"\"big\"\" one\",,,,,\r\n", "rail;\"the \"\"big\"\" one\";;;;;\r\n"},
		{"separators", Row{"rail", "a,b;c", "", "", "", "", ""}, "rail,\"a,b;c\",,,,,\r\n", "rail;\"a,b;c\";;;;;\r\n"},
		{"a line break", Row{"rail", "a\nb", "", "", "", "", ""}, "rail,\"a\r\nb\",,,,,\r\n", "rail;\"a\r\nb\";;;;;\r\n"},
		{"points in text", Row{"v1.5", "1.5 km", "", "", "", "", ""}, "v1.5,1.5 km,,,,,\r\n", "v1.5;1.5 km;;;;;\r\n"},
		{"a formula", Row{"-x", `=HYPERLINK("a")`, "", "", "", "", ""},
			"'-x,\"'=HYPERLINK(\"\"a\"\")\",,,,,\r\n", "'-x;\"'=HYPERLINK(\"\"a\"\")\";;;;;\r\n"},
	} {
		if got := written(t, CSV, Standard, c.row); got != head+c.standard {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, head+c.standard)
		}
		if got := written(t, CSV, Albanian, c.row); got != sq+c.alb {
			t.Errorf("%s in Albanian:\n%q, want\n%q", c.name, got, sq+c.alb)
		}
	}
	if got := written(t, CSV, Standard); got != head {
		t.Errorf("an empty report is %q", got)
	}
}

func TestNeutralise(t *testing.T) {
	for _, cell := range []string{"=1+1", "+355 4 222", "-1", "@SUM(A1)", "\t=1", "\tx", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x",
		" =1", "   +1", "\u00A0=1", "\u3000＝1", "\u2003-1", " \u00A0@x", " \t=1", "=", "-"} {
		if got := Neutralise(cell); got != "'"+cell {
			t.Errorf("%q is written %q", cell, got)
		}
	}
	for _, cell := range []string{"", " ", "\u3000", "Railway", " Railway", "a=1", "1-2", "5", "−5", "–", "'=1", "e-mail@x", "#", "|", "%0A"} {
		if got := Neutralise(cell); got != cell {
			t.Errorf("%q is written %q", cell, got)
		}
	}
}

func TestJSON(t *testing.T) {
	got := written(t, JSON, Albanian, Row{"rail", "a", "-5.00", "0.5", "2026", "2026-01", "true"}, make(Row, 7))
	const want = "[\n" +
		`{"project":"rail","name":"a","cost":"-5.00","share":"0.5","year":2026,"start":"2026-01","working":true}` + ",\n" +
		`{"project":null,"name":null,"cost":null,"share":null,"year":null,"start":null,"working":null}` + "\n]\n"
	if got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
	if got := written(t, JSON, Standard); got != "[]\n" {
		t.Errorf("an empty report is %q", got)
	}
}

var hostileCells = []string{`"`, `\`, "</script>", "\x00", "\u2028", "\xff", "a\r\nb", "=1", "\uFEFF", "𝄞", `","x":"`, "'", ";", "null", "true"}

// Whatever a text holds, the files hold it: JSON is valid and reads back, and
// CSV has the same cells but for the apostrophe and the form of line breaks.
func TestHostileText(t *testing.T) {
	for _, cell := range hostileCells {
		checkText(t, cell)
	}
}

func FuzzText(f *testing.F) {
	for _, cell := range hostileCells {
		f.Add(cell)
	}
	f.Fuzz(checkText)
}

func checkText(t *testing.T, cell string) {
	row := Row{"rail", cell, "", "", "", "", ""}
	var objects []map[string]any
	if err := json.Unmarshal([]byte(written(t, JSON, Standard, row)), &objects); err != nil || len(objects) != 1 {
		t.Fatalf("%q makes the JSON %s: %v", cell, written(t, JSON, Standard, row), err)
	}
	if name := objects[0]["name"]; (cell == "") != (name == nil) || (utf8.ValidString(cell) && cell != "" && name != cell) {
		t.Fatalf("%q reads back from JSON as %q", cell, name)
	}
	for _, d := range []Dialect{Standard, Albanian} {
		in := csv.NewReader(strings.NewReader(strings.TrimPrefix(written(t, CSV, d, row), "\uFEFF")))
		in.Comma = d.Separator
		rows, err := in.ReadAll()
		want := strings.ReplaceAll(Neutralise(cell), "\r", "")
		if err != nil || len(rows) != 2 || rows[1][0] != "rail" || rows[1][1] != want {
			t.Fatalf("%q reads back from CSV as %q, %v; want %q", cell, rows, err, want)
		}
	}
}

func TestTheSameBytesTwice(t *testing.T) {
	rows := []Row{{"rail", "a", "1.00", "", "", "", ""}, {"road", "b", "", "", "", "", "false"}}
	for _, f := range Formats {
		first, second := written(t, f, Albanian, rows...), written(t, f, Albanian, rows...)
		if first != second {
			t.Errorf("%s differs: %q, then %q", f, first, second)
		}
	}
	if rows[0][2] != "1.00" {
		t.Error("writing changed the row")
	}
}

func TestRowsOfTheWrongLengthAreErrors(t *testing.T) {
	for _, f := range Formats {
		var out bytes.Buffer
		w, err := NewWriter(&out, sample, f, Standard)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 6, 8} {
			if w.Write(make(Row, n)) == nil {
				t.Errorf("%s takes a row of %d cells", f, n)
			}
		}
		if err := w.Close(); err != nil || strings.Count(out.String(), "\n") != 1 {
			t.Errorf("%s: the refused rows left %q, %v", f, out.String(), err)
		}
	}
}

// failing writes so many bytes and then fails.
type failing struct{ left int }

var errFull = errors.New("the disk is full")

func (f *failing) Write(b []byte) (int, error) {
	if len(b) > f.left {
		return 0, errFull
	}
	f.left -= len(b)
	return len(b), nil
}

// Wherever the writing fails, some call says so, at the latest Close.
func TestWriteErrorsSurface(t *testing.T) {
	row := Row{"rail", strings.Repeat("a", 1000), "", "", "", "", ""}
	for _, f := range Formats {
		for _, left := range []int{0, 1, 3, 100, 5000, 9000} {
			w, err := NewWriter(&failing{left}, sample, f, Albanian)
			for i := 0; i < 10 && err == nil; i++ {
				err = w.Write(row)
			}
			if err == nil {
				err = w.Close()
			}
			if !errors.Is(err, errFull) {
				t.Errorf("%s after %d bytes: %v", f, left, err)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for _, r := range All {
		if got, err := Named(r.Name); err != nil || got.Name != r.Name {
			t.Errorf("%s: %v, %v", r.Name, got, err)
		}
		for i, c := range r.Columns {
			if r.Column(c.Name) != i {
				t.Errorf("%s has the column %s twice", r.Name, c.Name)
			}
		}
	}
	if _, err := Named("secrets"); !fault.Is(err, fault.NotFound) || !strings.Contains(err.Error(), "cost-lines") {
		t.Errorf("%v does not list the reports", err)
	}
	if sample.Column("nothing") != -1 {
		t.Error("a column that is not there is found")
	}
	for _, bad := range []string{"", "xml", "CSV"} {
		if _, err := ParseFormat(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("format %q: %v", bad, err)
		}
	}
	for _, bad := range []string{"de", "SQ", "sq-AL"} {
		if _, err := ParseDialect(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("locale %q: %v", bad, err)
		}
	}
	for locale, want := range map[string]Dialect{"": Standard, "en": Standard, "sq": Albanian} {
		if d, err := ParseDialect(locale); err != nil || d != want {
			t.Errorf("locale %q: %v, %v", locale, d, err)
		}
	}
}
