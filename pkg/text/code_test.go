package text

import (
	"strings"
	"testing"

	"korridor/pkg/fault"
)

// A name's code is what remains of it in letters and digits, and can be kept.
func TestCodeOf(t *testing.T) {
	for name, want := range map[string]string{
		"Lezhë–Shëngjin":             "lezhe-shengjin",
		"  Ç'ndodh — në 2030? ":      "c-ndodh-ne-2030",
		"Ж":                          "",
		"":                           "",
		strings.Repeat("tunel ", 20): strings.TrimSuffix(strings.Repeat("tunel-", 11)[:MaxCode], "-"),
	} {
		got := CodeOf(name)
		if got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
		var p fault.Problems
		if CheckCode(&p, "code", got); got != "" && p.Err(fault.Message{}) != nil {
			t.Errorf("%q: the code %q cannot be kept", name, got)
		}
	}
}
