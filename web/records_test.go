package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/browsertest"
	"korridor/web/webtest"
)

// recordPages are the pages of a project's structures, money and figures.
var recordPages = []string{"/structures", "/estimates", "/funding", "/sources"}

// The pages of what is recorded keep the rules of all pages in both languages,
// and their links are answered.
func TestRecordPages(t *testing.T) {
	s := corridorSite(t)
	addresses := []string{"/sources", "/projects/railway/estimates/working-model-2025", "/projects/railway/estimates/ministry-2024",
		"/projects/railway/sources?basis=assumed", "/projects/railway/sources?basis=none", "/projects/railway/sources?basis=nonsense"}
	for _, code := range ownProjects {
		for _, under := range recordPages {
			addresses = append(addresses, "/projects/"+code+under)
		}
	}
	for _, at := range addresses {
		for _, language := range []string{"en", "sq"} {
			soundPage(t, s.Handler(), at, language)
		}
	}
}

func TestRecordPagesOfNothing(t *testing.T) {
	s := corridorSite(t)
	for _, at := range []string{"/projects/nowhere/structures", "/projects/nowhere/estimates", "/projects/nowhere/estimates/x", "/projects/nowhere/funding",
		"/projects/nowhere/sources", "/projects/railway/estimates/nothing", "/projects/railway/estimates/..%2f"} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != http.StatusNotFound {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
}

// Where nothing is recorded, every page says what to do next.
func TestEmptyRecordPages(t *testing.T) {
	s := freshSite(t, false)
	s.do(t, &planner.Load{Bundle: manyProjects(0, 1)})
	for _, under := range recordPages {
		for _, language := range []string{"en", "sq"} {
			at := "/projects/road-0000" + under
			p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
			webtest.Check(t, p)
			if under != "/sources" { // dates are figures
				say(t, at, p.One(".empty"))
			}
		}
	}
	p := webtest.Get(t, freshSite(t, false).Handler(), "/sources")
	webtest.Check(t, p)
	say(t, "no documents", p.One("#documents .empty"), "korridor load corridor")
}

// hostileText is a text that breaks out of markup where it is not escaped.
const hostileText = `"><script>alert(1)</script>' onload=x {{.}} javascript:alert(2)`

// bigProject is a project with as many structures and cost lines as wanted, all
// of it named to break pages, and with a recorded breach.
func bigProject(lines int) planner.Bundle {
	name := text.Plain(hostileText)
	amount := func(major int64) *money.Amount { a := money.FromMinor(major*100, money.EUR); return &a }
	b := planner.Bundle{
		Programmes: []project.Programme{{Meta: record.Meta{ID: -1}, Code: "big", Name: name, Currency: money.EUR}},
		Documents:  []project.Document{{Meta: record.Meta{ID: -2}, Code: "doc", Title: text.Plain(hostileText), Publisher: hostileText, Address: "javascript:alert(3)"}},
		Projects: []project.Project{{Meta: record.Meta{ID: -3}, Programme: -1, Code: "big", Name: name, Sector: "energy", Type: "expansion",
			Stage: project.Preparation, Working: project.WorkingChoice{Estimate: -8, Reason: text.Plain(hostileText)}}},
		Sections: []project.Section{{Meta: record.Meta{ID: -4}, Project: -3, Code: "s", Name: name, Note: name}},
		Phases:   []project.Phase{{Meta: record.Meta{ID: -5}, Project: -3, Code: "p", Name: name}},
		Sources: []funding.Source{{Meta: record.Meta{ID: -6}, Project: -3, Code: "f", Name: name, Kind: funding.Loan, Status: funding.Signed,
			Currency: money.EUR, Note: name}},
		Ceilings: []funding.Ceiling{{Meta: record.Meta{ID: -9}, Project: -3, Source: -6, FiscalYear: 2027, Currency: money.EUR, Amount: amount(100), Scope: name}},
		Allocations: []funding.Allocation{{Meta: record.Meta{ID: -7}, Project: -3, Source: -6, FiscalYear: 2027, Currency: money.EUR,
			Requested: amount(250), Approved: amount(90), Disbursed: amount(95), Note: name, Breach: &funding.Breach{Reason: hostileText, Document: -2}}},
		Estimates: []estimate.Estimate{{Meta: record.Meta{ID: -8}, Project: -3, Code: "e", Title: name, Kind: estimate.WorkingModel, Status: estimate.Published,
			Scope: name, Claimant: text.Plain(hostileText), Currency: money.EUR, Note: name, Class: 3, VAT: estimate.VATExcluded}},
	}
	for i := range lines {
		line, structure := record.ID(-100-3*i), record.ID(-101-3*i)
		number := func(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }
		b.Structures = append(b.Structures, project.Structure{Meta: record.Meta{ID: structure}, Project: -3, Section: -4, Phase: -5, Position: i,
			Code: "s" + strconv.Itoa(i), Kind: project.Tunnel, Name: name, LengthM: number("1.5"), Attributes: []project.Attribute{{Name: "tubes", Value: number("2")}}})
		b.Lines = append(b.Lines, estimate.Line{Meta: record.Meta{ID: line}, Project: -3, Estimate: -8, Code: fmt.Sprintf("l%04d", i), Position: i, Name: name,
			Category: estimate.Construction, Phase: -5, Quantity: number("2.5"), Unit: "<b>km", UnitRate: number("0.01"), Contingency: i%2 == 1})
		b.Claims = append(b.Claims, project.Claim{Meta: record.Meta{ID: record.ID(-102 - 3*i)}, Project: -3, Kind: record.CostLine, Entity: line, Field: "unit_rate", Unit: "EUR/<b>km",
			Value: "0.01", Basis: project.Sourced, Document: -2, Quote: hostileText, Note: name, Chosen: true})
	}
	return b
}

// Texts from the record stay text, and a page asks the database the same
// number of questions however much is recorded.
func TestRecordPagesOfALargeProject(t *testing.T) {
	counts := map[string]int64{}
	for _, lines := range []int{2, 1000} {
		s := freshSite(t, false)
		s.do(t, &planner.Load{Bundle: bigProject(lines)})
		for _, at := range []string{"/sources", "/projects/big/structures", "/projects/big/estimates", "/projects/big/estimates/e", "/projects/big/funding", "/projects/big/sources"} {
			before := s.queries.Load()
			p := webtest.Get(t, s.Handler(), at)
			asked := s.queries.Load() - before
			if first, ok := counts[at]; ok && asked != first || asked > 30 {
				t.Errorf("%s: %d queries for %d lines, %d for two", at, asked, lines, first)
			}
			counts[at] = asked
			if p.Status != http.StatusOK {
				t.Fatalf("%s: %d", at, p.Status)
			}
			if lines == 2 {
				webtest.Check(t, p)
			}
			say(t, at, p.One("main"), "<script>alert(1)</script>")
			if n := len(p.Find("main script")) + len(p.Find("main b")) + len(p.Find("main [onload]")); n > 0 {
				t.Errorf("%s: %d elements come from the record's texts", at, n)
			}
			if len(p.Body) > 4<<20 {
				t.Errorf("%s: %d bytes for %d lines", at, len(p.Body), lines)
			}
		}
	}
}

// No page is wider than the window, on a desk, a tablet or a phone.
func TestRecordPagesInTheBrowser(t *testing.T) {
	b := browsertest.Open(t, corridorSite(t).Handler())
	for _, at := range []string{"/sources", "/projects/railway/estimates/working-model-2025", "/projects/highway/structures", "/projects/highway/estimates",
		"/projects/highway/funding", "/projects/railway/sources"} {
		for name, width := range map[string]int64{"desk": 1440, "tablet": 768, "phone": 390} {
			b.Resize(width, 900)
			b.Visit(at)
			b.NoSidewaysScroll()
			b.Keep("records" + strings.ReplaceAll(at, "/", "-") + "-" + name)
		}
	}
}
