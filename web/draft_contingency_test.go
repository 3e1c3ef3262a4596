package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/pkg/project"
	"korridor/web/webtest"
)

// A rule adds a contingency line to every phase, in either language, from a
// percentage or from the class of the estimate; what was typed before stays, and
// saved lines say what they follow from.
func TestContingencyByRule(t *testing.T) {
	for language, c := range map[string]struct {
		values  [][2]string
		percent string
		says    []string // of the page
		formula []string // of the claim
		named   string
	}{
		"en": {[][2]string{{"rule_class", "3"}, {"rule_confidence", "80"}}, "13.1", []string{"4 lines added", "13.1%"}, []string{"AACE class 3 at P80", "13.1%"}, "Contingency on construction: Tunnels"},
		"sq": {[][2]string{{"rule_percent", "7,25"}, {"rule_class", ""}}, "7.25", []string{"U shtuan 4 zëra", "7,25 %"}, []string{"7,25 %", "planifikuesi"}, "Contingency on construction: Tunnels"},
	} {
		s := draftSite(t)
		page := webtest.Get(t, s.Handler(), copyAddress, "Accept-Language", language)
		sheet := sheetOf(page).cell("tunnels", "unit", "metre").set("rule_of", "construction")
		for len(*sheet) > 0 && !dropSecond(sheet, "rule_of") {
		}
		for _, pair := range c.values {
			sheet.set(pair[0], pair[1])
		}
		before := len(s.draftOf(t).Lines)
		p := sheet.press(t, s, "contingency", "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusOK || len(s.draftOf(t).Lines) != before {
			t.Fatalf("in %s: %d", language, p.Status)
		}
		say(t, "what was done", p.One(".draft-rule [role=status]"), c.says...)
		sheet = sheetOf(p).set("reason", "rule")
		if p = sheet.press(t, s, "save", "Accept-Language", language); p.Status != http.StatusSeeOther {
			t.Fatalf("in %s: %d %s", language, p.Status, p.One(".form-summary").Text())
		}
		d := s.draftOf(t)
		if len(d.Lines) != before+4 || find(t, d, "tunnels").Unit != "metre" {
			t.Errorf("in %s: %d lines after %d, in %s", language, len(d.Lines), before, find(t, d, "tunnels").Unit)
		}
		phase, _ := s.railwayPhase(t, "p3")
		line := find(t, d, "contingency-p3")
		if !line.Contingency || line.Percent.Decimal.String() != c.percent || line.Phase != phase.ID || line.Name.Default != c.named || line.Name.Albanian != "Fond rezervë për ndërtim: Tunelet" {
			t.Errorf("in %s: %+v", language, line)
		}
		claim := d.Trail.Chosen(line.ID, "percent")
		if claim == nil || claim.Basis != project.Derived || line.Note.IsZero() {
			t.Fatalf("in %s: %+v", language, claim)
		}
		for _, part := range c.formula {
			if !strings.Contains(plainSpaces(claim.Formula.Default), part) {
				t.Errorf("in %s the formula does not say %s: %s", language, part, claim.Formula.Default)
			}
		}
		p = sheetOf(webtest.Get(t, s.Handler(), copyAddress, "Accept-Language", language)).set("rule_percent", "5").set("rule_class", "").press(t, s, "contingency", "Accept-Language", language)
		say(t, "again", p.One(".draft-rule [role=status]"), map[string]string{"en": "Left as it is", "sq": "Mbetet siç është"}[language])
	}
}

// dropSecond takes out a field that was sent a second time, reporting whether
// there was none.
func dropSecond(s *sentSheet, name string) bool {
	seen := false
	for i, pair := range *s {
		if pair[0] != name {
			continue
		}
		if seen {
			*s = append((*s)[:i:i], (*s)[i+1:]...)
			return false
		}
		seen = true
	}
	return true
}

// A rule that cannot be applied is told at its fields, and no row is added.
func TestContingencyByRuleRefused(t *testing.T) {
	s := draftSite(t)
	rows := len(s.draftOf(t).Lines)
	for _, c := range []struct{ percent, class, confidence, en, sq string }{
		{"dear", "", "80", "not a number", "Nuk është numër"},
		{"", "", "80", "class and a confidence", "klasën"},
		{"", "3", "7", "class and a confidence", "klasën"},
		{"", "9", "80", "AACE class from 1 to 5", "AACE"},
		{"0", "", "80", "above 0", "mbi 0"},
		{"5", "3", "80", "either typed", "Ose shkruhet"},
	} {
		for language, want := range map[string]string{"en": c.en, "sq": c.sq} {
			sheet := sheetOfSite(t, s).set("rule_percent", c.percent).set("rule_class", c.class).set("rule_confidence", c.confidence)
			p := sheet.press(t, s, "contingency", "Accept-Language", language)
			webtest.Check(t, p)
			say(t, "the rule "+c.percent+c.class, p.One("#rule-percent-problem"), want)
			if n := len(p.Find("[data-draft-table] tbody[data-line]")) - 1; n > rows+1 {
				t.Errorf("%d rows of %d", n, rows)
			}
			if kept := webtest.Values(p.One("form.draft")); kept.Get("rule_percent") != c.percent {
				t.Errorf("%q became %q", c.percent, kept.Get("rule_percent"))
			}
		}
	}
}
