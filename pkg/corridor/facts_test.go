package corridor

import (
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// fact is one published figure, typed from the collected facts independently
// of the data files: what is said where, by whom, and how far it is trusted.
type fact struct {
	where    string // "section r7"; "project" is the project itself
	field    string
	value    string
	unit     string
	quote    string
	document string // address, without commas; "brief" is the project brief
	grade    string // H, M, L; "" where nobody graded it
	basis    string // S, D, A
}

// TestFactsShip: every published figure is in the bundle, to the letter.
func TestFactsShip(t *testing.T) {
	b := mustBundle(t)
	shipped := map[string]map[fact]bool{}
	for _, c := range b.Claims {
		f := factOf(b, c)
		code := projectCode(b, c.Project)
		if shipped[code] == nil {
			shipped[code] = map[fact]bool{}
		}
		shipped[code][f] = true
	}
	for code, facts := range map[string][]fact{
		"highway": highwayFacts, "interconnection": interconnectionFacts, "railway": railwayFacts,
		"vore-hani-i-hotit": dependencyFacts, "": referenceFacts,
	} {
		for _, f := range facts {
			if !shipped[code][f] {
				t.Errorf("%s: not in the bundle: %+v\n\tbut: %s", code, f, alike(shipped[code], f))
			}
		}
	}
}

// alike lists what the bundle says about the same figure.
func alike(shipped map[fact]bool, f fact) string {
	var lines []string
	for s := range shipped {
		if s.where == f.where && s.field == f.field {
			lines = append(lines, strings.Join([]string{s.value, s.unit, s.quote, s.document, s.grade, s.basis}, " | "))
		}
	}
	return strings.Join(lines, "\n\t     ")
}

func factOf(b planner.Bundle, c project.Claim) fact {
	grades := map[project.Confidence]string{project.High: "H", project.Medium: "M", project.Low: "L"}
	bases := map[project.Basis]string{project.Sourced: "S", project.Derived: "D", project.Assumed: "A"}
	return fact{where: whereOf(b, c), field: c.Field, value: c.Value, unit: c.Unit, quote: c.Quote,
		document: addressOf(b, c.Document), grade: grades[c.Confidence], basis: bases[c.Basis]}
}

func addressOf(b planner.Bundle, id record.ID) string {
	for _, d := range b.Documents {
		if d.ID == id {
			if d.Code == "brief" {
				return "brief"
			}
			return strings.ReplaceAll(d.Address, ",", "")
		}
	}
	return ""
}

// whereOf names the record that a claim is about.
func whereOf(b planner.Bundle, c project.Claim) string {
	for _, e := range b.Entities() {
		if e.RecordMeta().ID != c.Entity {
			continue
		}
		if code := codeOf(b, e); code != "" {
			return string(c.Kind) + " " + code
		}
		return string(c.Kind)
	}
	return ""
}

func projectCode(b planner.Bundle, id record.ID) string {
	for _, p := range b.Projects {
		if p.ID == id {
			return p.Code
		}
	}
	return ""
}
