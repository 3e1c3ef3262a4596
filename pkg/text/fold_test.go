package text_test

import (
	"testing"

	"korridor/pkg/text"
)

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"Shkodër–Gjakova": "shkoder–gjakova",
		"ÇAMËRIA":         "cameria",
		"e\u0308 E\u0308": "e e",
		"Đakovica, Niš":   "đakovica, nis",
		"100%_\\":         "100%_\\",
		"":                "",
	} {
		if got := text.Fold(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
	}
}
