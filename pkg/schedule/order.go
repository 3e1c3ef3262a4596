package schedule

import (
	"slices"
	"strings"

	"korridor/pkg/fault"
)

// MaxLagDays is the longest wait, or lead, between a phase and its predecessor.
const MaxLagDays = 3660

// CheckOrder returns a fault when following the links from one code to its
// predecessors leads back to it. The fault names the circle's members in
// order. Codes without an entry have no predecessors.
func CheckOrder(predecessors map[string][]string) error {
	circle := Circle(predecessors)
	if circle == nil {
		return nil
	}
	return fault.New(fault.Invalid, fault.Say("phase.circle",
		"the phases follow each other in a circle: {members}", "members", strings.Join(circle, " → ")))
}

// Circle returns the codes of a circle in order, its first one also last, or
// nil where following the links from any code leads to an end.
func Circle(predecessors map[string][]string) []string {
	const (
		fresh = iota
		open
		done
	)
	state := make(map[string]int, len(predecessors))
	var path []string
	var visit func(code string) []string
	visit = func(code string) []string {
		switch state[code] {
		case done:
			return nil
		case open:
			return append(path[slices.Index(path, code):], code)
		}
		state[code] = open
		path = append(path, code)
		for _, before := range predecessors[code] {
			if circle := visit(before); circle != nil {
				return circle
			}
		}
		path = path[:len(path)-1]
		state[code] = done
		return nil
	}
	codes := make([]string, 0, len(predecessors))
	for code := range predecessors {
		codes = append(codes, code)
	}
	slices.Sort(codes) // the same circle is reported every time
	for _, code := range codes {
		if circle := visit(code); circle != nil {
			return circle
		}
	}
	return nil
}
