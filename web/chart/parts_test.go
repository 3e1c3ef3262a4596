package chart

import (
	"math"
	"slices"
	"testing"
)

// Axes of amounts start at zero, cover the greatest amount and waste less than a step.
func TestAmountScale(t *testing.T) {
	for _, top := range []float64{0.003, 1, 7, 41.3, 370, 1027, 1e9} {
		s, ticks := amountScale(top, 5, 100, 0)
		step := ticks[1] - ticks[0]
		if ticks[0] != 0 || s.to < top || s.to-top >= step || len(ticks) > 7 {
			t.Errorf("amountScale(%g): ticks %v", top, ticks)
		}
		if s.at(0) != 100 || s.at(s.to) != 0 {
			t.Errorf("amountScale(%g) runs from %g to %g", top, s.at(0), s.at(s.to))
		}
	}
	for _, top := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if s, _ := amountScale(top, 5, 100, 0); s.to != 1 {
			t.Errorf("amountScale(%g) ends at %g, want 1", top, s.to)
		}
	}
}

func TestYearStep(t *testing.T) {
	for _, c := range []struct {
		perYear float64
		want    int
	}{{50, 1}, {40, 1}, {39, 2}, {20, 2}, {19, 5}, {8, 5}, {7, 10}, {1, 50}} {
		if got := yearStep(c.perYear, 40); got != c.want {
			t.Errorf("yearStep(%g, 40) = %d, want %d", c.perYear, got, c.want)
		}
	}
}

func TestFractionalYear(t *testing.T) {
	for date, want := range map[string]float64{"2026-01-01": 2026, "2024-07-02": 2024.5, "2026-12-31": 2026 + 364.0/365} {
		if got := fractionalYear(on(date)); math.Abs(got-want) > 1e-9 {
			t.Errorf("fractionalYear(%s) = %g, want %g", date, got, want)
		}
	}
}

func TestAppendNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -0.001: "0", 1.5: "1.5", 1.005: "1", 12.345: "12.35", 100: "100", -3.1: "-3.1"} {
		if got := string(appendNumber(nil, v)); got != want {
			t.Errorf("appendNumber(%g) = %q, want %q", v, got, want)
		}
	}
}

func TestSafeHref(t *testing.T) {
	for href, want := range map[string]string{
		"/projects/1?a=b:c": "/projects/1?a=b:c", "#top": "#top", "https://example.org/": "https://example.org/",
		"javascript:alert(1)": "", " JAVA\tSCRIPT:alert(1)": "", "data:text/html,x": "", "": "",
	} {
		if got := safeHref(href); got != want {
			t.Errorf("safeHref(%q) = %q, want %q", href, got, want)
		}
	}
}

// A shortened text ends with an ellipsis, fits, and keeps as much as does.
func TestFit(t *testing.T) {
	const s = "Milot – Kukës, tunnels and viaducts"
	for room := 300.0; room > 0; room -= 7 {
		got := fit(s, room, 13, false)
		if textWidth(got, 13, false) > room {
			t.Errorf("fit to %g: %q is wider", room, got)
		}
	}
	if got := fit(s, 110, 13, false); got != "Milot – Kukës…" {
		t.Errorf("fit to 110: %q", got)
	}
}

// Labels of parts are spread by no less than a step and stay in their field.
func TestSpreadUp(t *testing.T) {
	got := spreadUp([]float64{180, 20, 18, 15}, 30, 0, 200)
	if want := []float64{180, 75, 45, 15}; !slices.Equal(got, want) {
		t.Errorf("spreadUp = %v, want %v", got, want)
	}
}

func TestCrossing(t *testing.T) {
	a, b, c, d := point{0, 0}, point{10, 10}, point{0, 10}, point{10, 0}
	if !crossing(a, b, c, d) || crossing(a, c, b, d) {
		t.Error("the diagonals of a square cross, its sides do not")
	}
	square := box{2, 2, 4, 4}
	if !square.crossedBy(0, 0, 10, 10) || square.crossedBy(0, 7, 10, 7) || square.crossedBy(0, 0, 1, 1) {
		t.Error("crossedBy")
	}
}
