package browsertest

import (
	_ "embed" // the script of the audit
	"strings"
)

//go:embed audit.js
var audit string

// Audit looks for what keeps people from using the page: controls without a
// name, ids twice, references to nothing, headings that skip, errors not tied to
// their field, small targets, faint texts and edges of fields. It returns lines
// "rule: element".
func (b *Browser) Audit() []string {
	b.t.Helper()
	return Eval[[]string](b, audit)
}

// Sound fails the test for whatever the audit finds on the page.
func (b *Browser) Sound() {
	b.t.Helper()
	if found := b.Audit(); len(found) > 0 {
		const most = 12
		b.t.Errorf("%s:\n\t%s", b.visited[len(b.visited)-1], strings.Join(found[:min(most, len(found))], "\n\t"))
	}
}
