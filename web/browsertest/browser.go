// Package browsertest opens pages in a real browser, headless Chromium, and
// fails a test for whatever the browser complains about.
package browsertest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// pageTime bounds one step in the browser.
const pageTime = 30 * time.Second

// flags start Chromium without sandbox, screen, network services and updates,
// and with scroll bars that take no room, as on a phone. The profile is a new
// empty one.
var flags = []string{"no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
	"disable-background-networking", "disable-component-update", "disable-sync", "hide-scrollbars"}

// Browser is one tab on a test server. Messages of the console at the level of
// errors, exceptions and breaches of the content security policy fail the test.
type Browser struct {
	t       testing.TB
	ctx     context.Context
	server  string
	visited []string // addresses

	heard    chan struct{} // closed when the console was read to its end
	messages []chromedp.ConsoleMessage
}

// Open serves the handler and opens an empty tab. Without Chromium the test is
// skipped, or fails where KORRIDOR_TEST_REQUIRE names chromium. With -short it
// is skipped, too: the race detector slows the pages' server many times over.
func Open(t testing.TB, h http.Handler) *Browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a real browser is left out of short runs")
	}
	chromium := find(t)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(chromium), chromedp.Flag("headless", "new"),
		chromedp.UserDataDir(t.TempDir())}
	for _, f := range flags {
		options = append(options, chromedp.Flag(f, true))
	}
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(allocated)
	t.Cleanup(closeTab)
	if err := chromedp.Do(ctx); err != nil { // starts the browser
		t.Fatalf("start %s: %v", chromium, err)
	}
	b := &Browser{t: t, ctx: ctx, server: server.URL, heard: make(chan struct{})}
	go b.listen(chromedp.Console(ctx))
	t.Cleanup(b.complain)
	b.Resize(1440, 900)
	return b
}

// find returns the path of Chromium.
func find(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "Chromium is not installed, so pages cannot be tried in a browser"
	if slices.Contains(strings.Split(os.Getenv("KORRIDOR_TEST_REQUIRE"), ","), "chromium") {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// Visit opens an address of the site.
func (b *Browser) Visit(address string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.server + address))
	b.visited = append(b.visited, Eval[string](b, "location.href")) // after redirects
}

// Resize sets the size of the window.
func (b *Browser) Resize(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// Prefer sets what the reader prefers: "prefers-color-scheme", "dark".
func (b *Browser) Prefer(feature, value string) {
	b.t.Helper()
	b.media(emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: feature, Value: value}}})
}

// OnPaper shows pages as they print, in a window as wide as A4 within its margins.
func (b *Browser) OnPaper() {
	b.t.Helper()
	b.media(emulation.SetEmulatedMediaParams{Media: "print"})
	b.Resize(688, 970)
}

func (b *Browser) media(p emulation.SetEmulatedMediaParams) {
	b.t.Helper()
	b.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, p)
		return chromedp.Void{}, err
	})
}

// Click clicks the first element that the CSS selector names.
func (b *Browser) Click(selector string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(selector)))
}

// Follow clicks a link or a button that leads to another page, and waits for it.
func (b *Browser) Follow(selector string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, pageTime)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		b.t.Fatal(err)
	}
	b.visited = append(b.visited, Eval[string](b, "location.href"))
}

// PressToGo types keys that lead to another page, and waits for it.
func (b *Browser) PressToGo(keys string) {
	b.t.Helper()
	Eval[any](b, "window.left = false")
	b.Press(keys)
	ctx, cancel := context.WithTimeout(b.ctx, pageTime)
	defer cancel()
	for ctx.Err() == nil {
		// Between two pages there is none to ask.
		there, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("window.left === undefined && document.readyState === 'complete'"))
		if err == nil && there {
			b.visited = append(b.visited, Eval[string](b, "location.href"))
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.t.Fatalf("the keys %q lead nowhere", keys)
}

// Press types keys into what has the focus.
func (b *Browser) Press(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// PressWith types a key while modifier keys are held.
func (b *Browser) PressWith(key string, modifiers ...chromedp.Modifier) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

// Drag presses the mouse in the middle of the first element that the selector
// names and moves it by as many pixels, in steps. The button is released where
// drop says so.
func (b *Browser) Drag(selector string, by float64, drop bool) {
	b.t.Helper()
	at := Eval[[]float64](b, `(r => [r.left + r.width / 2, r.top + r.height / 2])(document.querySelector(`+strconv.Quote(selector)+`).getBoundingClientRect())`)
	press := func(p *input.DispatchMouseEventParams) {
		p.Button, p.Buttons, p.ClickCount = input.MouseButtonLeft, 1, 1
	}
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, at[0], at[1], press))
	for _, share := range []float64{0.1, 0.5, 0.9, 1} {
		b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0]+by*share, at[1], press))
	}
	if drop {
		b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, at[0]+by, at[1], press))
	}
}

// Swipe moves a finger from the middle of the first element that the selector
// names by as many pixels, in steps.
func (b *Browser) Swipe(selector string, right, down float64) {
	b.t.Helper()
	at := Eval[[]float64](b, `(r => [r.left + r.width / 2, r.top + r.height / 2])(document.querySelector(`+strconv.Quote(selector)+`).getBoundingClientRect())`)
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		b.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
			_, err := cdp.Call(ctx, t, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: append([]*input.TouchPoint{}, points...)})
			return chromedp.Void{}, err
		})
	}
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: at[0], Y: at[1]})
	for _, share := range []float64{0.2, 0.4, 0.6, 0.8, 1} {
		touch(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: at[0] + right*share, Y: at[1] + down*share})
	}
	touch(input.DispatchTouchEventTypeTouchEnd)
}

// WithoutScript lets the pages visited from now on run no scripts.
func (b *Browser) WithoutScript() {
	b.t.Helper()
	b.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return chromedp.Void{}, err
	})
}

// Paste pastes a text into what has the focus, as from the clipboard.
func (b *Browser) Paste(text string) {
	b.t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		b.t.Fatal(err)
	}
	Eval[any](b, `(data => { data.setData('text/plain', `+string(quoted)+`);
		document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})) })(new DataTransfer())`)
}

// Await returns what the promise of a JavaScript expression gives.
func Await[T any](b *Browser, expression string) T {
	b.t.Helper()
	return run(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Eval returns the value of a JavaScript expression.
func Eval[T any](b *Browser, expression string) T {
	b.t.Helper()
	return run(b, chromedp.Evaluate[T](expression))
}

// NoSidewaysScroll fails the test where the page is wider than the window.
func (b *Browser) NoSidewaysScroll() {
	b.t.Helper()
	const widest = `[...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
		&& !e.closest('.table, .tabs, .chart-scroll')).map(e => e.tagName + '.' + e.className).slice(0, 3).join(' ')`
	if over := Eval[float64](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
		b.t.Errorf("%s: the page is %v pixels wider than the window: %s", b.visited[len(b.visited)-1], over, Eval[string](b, widest))
	}
}

// Keep writes a picture of the whole page and a PDF of its print to the folder
// that KORRIDOR_TEST_PICTURES names, for people to look at.
func (b *Browser) Keep(name string) {
	b.t.Helper()
	folder := os.Getenv("KORRIDOR_TEST_PICTURES")
	if folder == "" {
		return
	}
	b.write(filepath.Join(folder, name+".png"), run(b, chromedp.FullScreenshot(100)))
	b.write(filepath.Join(folder, name+".pdf"), b.PDF())
}

// PDF returns the page as it prints.
func (b *Browser) PDF() []byte {
	b.t.Helper()
	return run(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
}

func (b *Browser) write(name string, data []byte) {
	b.t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func (b *Browser) do(a chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	run(b, a)
}

func run[T any](b *Browser, a chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, pageTime)
	defer cancel()
	value, err := chromedp.Run(ctx, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return value
}
