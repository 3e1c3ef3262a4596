package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/gin-gonic/gin"

	"korridor/web/browsertest"
)

const gridPage = `{{define "content"}}<form>
<div class="table" role="group" aria-label="Sheet"><table data-texts="{{.Texts}}">
<thead><tr><th scope="col">Row</th><th scope="col">Note</th><th scope="col">Amounts</th></tr></thead>
<tbody>{{range $r := .Rows}}<tr data-row><th scope="row">{{$r}}</th>
<td><input data-column="note" data-stored="" aria-label="note-{{$r}}"></td>
{{range $c := $.Columns}}<td><input data-column="{{$c}}" data-kind="amount" data-currency="EUR" data-stored="" aria-label="{{$c}}-{{$r}}"{{if eq $c "locked"}} readonly{{end}}></td>{{end}}
</tr>{{if eq $r 1}}<tr><th scope="row">total</th></tr>{{end}}{{end}}</tbody></table></div></form>{{end}}`

// gridBrowser opens a page with a sheet of a note and amounts, as window.grid.
func gridBrowser(t *testing.T, language string, rows int, columns ...string) *browsertest.Browser {
	t.Helper()
	s := newSite(t, map[string]string{"grid": gridPage}, func(s *site, e *gin.Engine) {
		show(e, "/grid", func(c *gin.Context) {
			texts, err := gridTexts(languageOf(c.Request))
			if s.failed(c, err) {
				return
			}
			s.render(c, 200, "grid", Page{Title: "Grid", Data: map[string]any{"Texts": texts, "Rows": rows, "Columns": columns}})
		})
	})
	b := browsertest.Open(t, s.Handler())
	b.Visit("/grid?lang=" + language)
	address, err := s.assets.url("grid.js")
	if err != nil {
		t.Fatal(err)
	}
	browsertest.Await[any](b, `import("`+address+`").then(m => { window.touched = 0;
		window.grid = m.openGrid(document.querySelector('main table'), {change: cells => { touched += cells.length; }}); return null })`)
	return b
}

// at is the selector of a cell; rows count from 0.
func at(row int, column string) string {
	return fmt.Sprintf("[aria-label=%[2]s-%[1]d]", row, column)
}

// column returns what the cells of a column say.
func column(b *browsertest.Browser, name string) string {
	return browsertest.Eval[string](b, `grid.cells("`+name+`").map(c => c.value).join("|")`)
}

const active = `(c => grid.rows.indexOf(c.closest('tr')) + ' ' + c.dataset.column)(document.activeElement)`

// Arrows lead from cell to cell, but within a text that is being edited they
// move in it; Enter goes down; Escape takes back.
func TestKeysMoveInTheSheet(t *testing.T) {
	b := gridBrowser(t, "en", 3, "a", "b")
	b.Click(at(0, "a"))
	for i, step := range []struct{ keys, want string }{
		{kb.ArrowRight, "0 b"}, {kb.ArrowRight, "0 b"}, {kb.ArrowDown, "1 b"}, {kb.ArrowLeft, "1 a"}, {kb.ArrowUp, "0 a"}, {"\r", "1 a"},
		{"125" + kb.ArrowLeft, "1 a"}, {kb.ArrowLeft + kb.ArrowLeft, "1 a"}, {kb.ArrowLeft, "1 note"}, {kb.ArrowRight, "1 a"}, {kb.ArrowRight, "1 b"},
		{"7\x1b", "1 b"}, {kb.ArrowDown, "2 b"}, {kb.ArrowDown, "2 b"},
	} {
		b.Press(step.keys)
		if got := browsertest.Eval[string](b, active); got != step.want {
			t.Fatalf("step %d: %q leads to %s, want %s", i, step.keys, got, step.want)
		}
	}
	if got := column(b, "a"); got != "|125.00|" {
		t.Errorf("the column says %q", got)
	}
	if got := column(b, "b"); got != "||" {
		t.Errorf("Escape did not take back: %q", got)
	}
}

// The first click on a number selects it, so that typing replaces it; the second
// sets the caret. A text is never replaced unasked.
func TestFirstClickSelectsANumber(t *testing.T) {
	b := gridBrowser(t, "en", 2, "a", "b")
	browsertest.Eval[any](b, `grid.set([[grid.cells("a")[0], "1,800.00"], [grid.cells("note")[0], "as asked"]]), grid.focus(grid.cells("b")[1])`)
	for _, step := range []struct{ cell, keys, want string }{
		{at(0, "a"), "", "0-8"}, {at(0, "a"), "", "caret"}, {at(1, "b"), "", "0-0"}, {at(0, "a"), "25\t", "25.00"}, {at(0, "note"), "", "caret"},
	} {
		b.Click(step.cell)
		b.Press(step.keys)
		got := browsertest.Eval[string](b, `(c => c.selectionStart + "-" + c.selectionEnd)(document.querySelector("`+step.cell+`"))`)
		switch {
		case step.keys != "":
			got = browsertest.Eval[string](b, `document.querySelector("`+step.cell+`").value`)
		case step.want == "caret":
			if from, to, _ := strings.Cut(got, "-"); from == to {
				got = "caret"
			}
		}
		if got != step.want {
			t.Errorf("a click on %s and %q: %s, want %s", step.cell, step.keys, got, step.want)
		}
	}
}

// A block fills to the right and down, past rows that are no cells and cells
// that are read-only; it is one step to undo; what does not fit is refused whole.
func TestPasteOfABlock(t *testing.T) {
	b := gridBrowser(t, "sq", 3, "a", "locked", "b")
	b.Click(at(0, "a"))
	b.Paste("1.234.567,89\t5\t1 000\r\n\"2,5\"\t\t1.234\r\n\"x\n\"\"y\"\"\"\t\t")
	if got := column(b, "a"); got != "1\u00a0234\u00a0567,89|2,50|x\"y\"" && got != "1\u00a0234\u00a0567,89|2,50|x \"y\"" {
		t.Errorf("the first column says %q", got)
	}
	if got := column(b, "locked") + " " + column(b, "b"); got != "|| 1\u00a0000,00|1.234|" {
		t.Errorf("the other columns say %q", got)
	}
	if n := browsertest.Eval[int](b, "grid.problems"); n != 2 {
		t.Errorf("%d cells cannot be read, want the word and the ambiguous number", n)
	}
	browsertest.Eval[any](b, `grid.focus(grid.cells("b")[1])`)
	if said := browsertest.Eval[string](b, `document.querySelector('.grid-status').innerText`); !strings.Contains(said, "1\u00a0234,00") {
		t.Errorf("the ambiguous number is not asked back: %q", said)
	}
	b.Click(".grid-status button")
	if got := column(b, "b"); got != "1\u00a0000,00|1\u00a0234,00|" {
		t.Errorf("a reading was not taken: %q", got)
	}
	b.PressWith("z", chromedp.ModifierCtrl)
	b.PressWith("z", chromedp.ModifierCtrl)
	if got := column(b, "a") + column(b, "b"); got != "||||" || browsertest.Eval[bool](b, "grid.dirty") {
		t.Errorf("after undoing: %q", got)
	}
	b.PressWith("y", chromedp.ModifierCtrl)
	if got := column(b, "b"); got != "1\u00a0000,00|1.234|" {
		t.Errorf("after doing it again: %q", got)
	}
	b.Click(at(0, "b"))
	b.Paste("1\t2")
	if said := browsertest.Eval[string](b, `document.querySelector('.grid-status').innerText`); !strings.Contains(said, "1 rreshta × 2 kolona") {
		t.Errorf("what does not fit: %q", said)
	}
	b.Paste(strings.Repeat("1\t2\t3\t4\t5\t6\t7\t8\t9\t10\n", 1000))
	if got := column(b, "b"); got != "1\u00a0000,00|1.234|" {
		t.Errorf("part of what does not fit was pasted: %q", got)
	}
}

// A sheet of ten thousand cells opens, takes a paste of all of them, sums and
// undoes without a pause that a person would notice.
func TestLargeSheetIsFluid(t *testing.T) {
	b := gridBrowser(t, "en", 1000, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
	const timed = `(work => { const from = performance.now(); work(); return performance.now() - from })`
	b.Click(at(0, "a"))
	block := strings.Repeat(strings.Repeat("1,234,567.89\t", 9)+"1\n", 1000)
	start := browsertest.Eval[float64](b, "performance.now()")
	b.Paste(block)
	paste := browsertest.Eval[float64](b, "performance.now()") - start
	open := browsertest.Eval[float64](b, timed+`(() => grid.refresh())`)
	key := browsertest.Eval[float64](b, timed+`(() => { const c = grid.cells("a")[500]; c.value = "12.5"; c.dispatchEvent(new Event("input", {bubbles: true})); })`)
	sum := browsertest.Eval[float64](b, timed+`(() => { let s = 0n; for (const c of grid.cells("b")) s += grid.value(c).minor; if (s !== 123456789000n) throw s; })`)
	undo := browsertest.Eval[float64](b, timed+`(() => grid.undo())`)
	t.Logf("10,000 cells: open %.0f ms, paste %.0f ms, key %.1f ms, sum %.1f ms, undo %.0f ms", open, paste, key, sum, undo)
	if open > 1000 || paste > 4000 || key > 100 || sum > 200 || undo > 2000 {
		t.Error("a person would notice")
	}
}
