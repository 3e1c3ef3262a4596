package chart

import (
	"strings"
	"unicode"
)

// advances are the widths of the printable ASCII runes in thousandths of the font size: for
// each the wider of Helvetica and Inter, so that a label measured here fits in either.
var advances = [...]uint16{
	290, 290, 400, 640, 640, 890, 680, 240, 360, 360, 480, 640, 290, 430, 290, 380, // space to /
	620, 620, 620, 620, 620, 620, 620, 620, 620, 620, 290, 290, 640, 640, 640, 560, // 0 to ?
	1015, 690, 670, 740, 740, 670, 620, 780, 750, 290, 570, 670, 590, 880, 760, 790, // @ to O
	670, 790, 680, 670, 640, 750, 690, 970, 680, 680, 640, 360, 380, 360, 500, 556, // P to _
	360, 570, 610, 570, 610, 580, 360, 610, 600, 260, 260, 550, 260, 890, 600, 600, // ` to o
	610, 610, 390, 530, 360, 600, 560, 800, 550, 560, 550, 400, 300, 400, 640, // p to ~
}

// boldFactor is how much wider the semi-bold cut of a face runs than its regular one.
const boldFactor = 1.07

const ellipsis = "…"

// textWidth estimates the width of s in a sans-serif face of the given size. It errs on the
// wide side: a label that is thought to fit does fit.
func textWidth(s string, size float64, bold bool) float64 {
	var sum int
	for _, r := range s {
		sum += advance(r)
	}
	w := float64(sum) / 1000 * size
	if bold {
		w *= boldFactor
	}
	return w
}

// advance is the width of one rune in thousandths of the font size.
func advance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return int(advances[r-' '])
	case r >= 0x1100 && (unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0x1f000):
		return 1300
	case r >= 0x0300 && r <= 0x036f:
		return 0
	case strings.ContainsRune("ëéèêöóòôüúùûñğş€–−", r):
		return 640
	case strings.ContainsRune("çìíîï·’‘\u00a0\u202f", r):
		return 580
	case unicode.IsUpper(r):
		return 800
	}
	return 1000
}

// fit returns s shortened with an ellipsis to at most max wide; "" when not even one rune fits.
func fit(s string, max, size float64, bold bool) string {
	if textWidth(s, size, bold) <= max {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		short := strings.TrimRight(string(runes[:n]), " ,;:–-(") + ellipsis
		if textWidth(short, size, bold) <= max {
			return short
		}
	}
	return ""
}
