package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// palettes returns the colours of the style sheet by name, light and dark.
func palettes(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	css, err := assetFiles.ReadFile("assets/korridor.css")
	if err != nil {
		t.Fatal(err)
	}
	before, after, ok := strings.Cut(string(css), "(prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("the style sheet has no dark colours")
	}
	variable := regexp.MustCompile(`(--[a-z0-9-]+):\s*(#[0-9a-f]{6});`)
	read := func(css string) map[string]string {
		colours := map[string]string{}
		for _, m := range variable.FindAllStringSubmatch(css, -1) {
			colours[m[1]] = m[2]
		}
		return colours
	}
	return read(before), read(after)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	rgb, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		t.Fatalf("%q is no colour", colour)
	}
	channel := func(shift uint) float64 {
		c := float64(rgb>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// Text stands out from what it is on by 4.5 to 1, and what must be seen to be
// operated or read by 3 to 1, in both modes (WCAG 2.2, 1.4.3 and 1.4.11).
func TestContrast(t *testing.T) {
	const forText, forParts = 4.5, 3.0
	pairs := []struct {
		on, under string
		least     float64
	}{
		{"--ink", "--page", forText}, {"--ink", "--surface", forText}, {"--ink", "--sunken", forText},
		{"--ink-soft", "--page", forText}, {"--ink-soft", "--surface", forText}, {"--ink-soft", "--sunken", forText},
		{"--ink", "--accent-soft", forText}, {"--ink", "--warn-soft", forText},
		{"--accent", "--page", forText}, {"--accent", "--surface", forText}, {"--accent", "--sunken", forText}, {"--accent", "--accent-soft", forText},
		{"--warn", "--page", forText}, {"--warn", "--surface", forText}, {"--warn", "--sunken", forText}, {"--warn", "--warn-soft", forText},
		{"--on-accent", "--accent", forText}, {"--surface", "--ink", forText}, {"--surface", "--warn", forText},
		{"--on-bar", "--bar", forText}, {"--on-bar-soft", "--bar", forText}, {"--line-strong", "--surface", forParts}, {"--line-strong", "--sunken", forParts},
		{"--edge", "--surface", forParts}, {"--edge", "--sunken", forParts}, {"--warn", "--warn-soft", forParts}, {"--accent", "--accent-soft", forParts},
		{"--data-0", "--surface", forParts}, {"--data-1", "--surface", forParts},
		{"--data-3", "--surface", forParts}, {"--data-4", "--surface", forParts},
		// --data-2 and --data-5 are fills with an edge or a label of their own.
	}
	light, dark := palettes(t)
	for mode, colours := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, p := range pairs {
			if got := contrast(t, colours[p.on], colours[p.under]); got < p.least {
				t.Errorf("%s: %s on %s is %.2f to 1, want %.1f", mode, p.on, p.under, got, p.least)
			}
		}
	}
	for name := range light {
		if dark[name] == "" {
			t.Errorf("%s has no dark colour", name)
		}
	}
}

// Style sheets use only variables that korridor.css defines.
func TestVariablesAreDefined(t *testing.T) {
	entries, err := assetFiles.ReadDir("assets")
	if err != nil {
		t.Fatal(err)
	}
	defined := map[string]bool{}
	used := map[string]string{}
	for _, e := range entries {
		css, err := assetFiles.ReadFile("assets/" + e.Name())
		if err != nil || !strings.HasSuffix(e.Name(), ".css") {
			continue
		}
		for _, m := range regexp.MustCompile(`(--[a-z0-9-]+):`).FindAllStringSubmatch(string(css), -1) {
			defined[m[1]] = true
		}
		for _, m := range regexp.MustCompile(`var\((--[a-z0-9-]+)`).FindAllStringSubmatch(string(css), -1) {
			used[m[1]] = e.Name()
		}
	}
	for name, file := range used {
		if !defined[name] {
			t.Errorf("%s uses %s, which is not defined", file, name)
		}
	}
}

// The edges of fields stand out: no rule gives a field the faint line of tables.
func TestFieldsHaveEdges(t *testing.T) {
	entries, err := assetFiles.ReadDir("assets")
	if err != nil {
		t.Fatal(err)
	}
	rule := regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)
	field := regexp.MustCompile(`\b(input|select|textarea)\b|\[data-column\]`)
	faint := regexp.MustCompile(`border(-color)?:[^;]*var\(--line\)`)
	fields := 0
	for _, e := range entries {
		css, err := assetFiles.ReadFile("assets/" + e.Name())
		if err != nil || !strings.HasSuffix(e.Name(), ".css") {
			continue
		}
		for _, m := range rule.FindAllStringSubmatch(string(css), -1) {
			if !field.MatchString(m[1]) {
				continue
			}
			fields++
			if faint.MatchString(m[2]) {
				t.Errorf("%s: the edge of %s stands out by less than 3 to 1", e.Name(), strings.TrimSpace(m[1]))
			}
		}
	}
	if fields == 0 {
		t.Error("no rule of a field was found")
	}
}
