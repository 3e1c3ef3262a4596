package record

import "korridor/pkg/fault"

// Country is where a part of a project lies or who pays for it.
type Country string

// The countries that projects of the programme lie in; "" is not stated.
const (
	Albania Country = "AL"
	Kosovo  Country = "XK"
	Shared  Country = "shared" // both, by an agreement that is stated
)

// Countries lists the values in the order in which forms offer them.
var Countries = []Country{Albania, Kosovo, Shared}

// CheckCountry notes a problem unless c is unset, "shared", or two capital
// letters as in ISO 3166-1 (XK, user-assigned there, is Kosovo).
func CheckCountry(p *fault.Problems, field string, c Country) {
	iso := len(c) == 2 && c[0] >= 'A' && c[0] <= 'Z' && c[1] >= 'A' && c[1] <= 'Z'
	p.Check(c == "" || c == Shared || iso, field,
		fault.Say("bad_country", "must be a two-letter country code or \"shared\""))
}
