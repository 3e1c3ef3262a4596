package browsertest

import (
	"iter"
	"slices"

	"github.com/chromedp/chromedp"
)

// lastWords is written to the console at the end, so that everything written
// before it has been read.
const lastWords = "end of the test"

// listen gathers the messages of the console until the last words.
func (b *Browser) listen(console iter.Seq2[chromedp.ConsoleMessage, error]) {
	defer close(b.heard)
	for m, err := range console {
		if err != nil || m.Text == lastWords {
			return
		}
		b.messages = append(b.messages, m)
	}
}

// complain fails the test for what the browser complained about. That a page
// visited was itself answered with an error is the test's business.
func (b *Browser) complain() {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[any](`console.log("`+lastWords+`")`)); err != nil {
		b.t.Errorf("the browser is gone: %v", err)
		return
	}
	<-b.heard
	for _, m := range b.messages {
		own := m.Source == "network" && slices.Contains(b.visited, m.URL)
		if (m.Type == chromedp.ConsoleError || m.IsException()) && !own {
			b.t.Errorf("the browser says: %s (%s)", m, m.URL)
		}
	}
}
