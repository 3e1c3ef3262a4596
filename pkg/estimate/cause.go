package estimate

// Cause says why one estimate differs from another, in the words of the planner
// who attributes a part of the difference to it.
type Cause string

// The causes of a difference between two estimates.
const (
	CauseScope     Cause = "scope"     // another length, other sections or works
	CauseAlignment Cause = "alignment" // the same ends by another way
	CauseQuantity  Cause = "quantity"  // more or fewer of the same works
	CausePrice     Cause = "price"     // unit rates, or the price level
	CauseVAT       Cause = "vat"       // value-added tax in one and not in the other
	CauseLand      Cause = "land"      // expropriation
	CauseAllowance Cause = "allowance" // contingency and other allowances
	CauseUnknown   Cause = "unknown"   // a document names the amount and not its cause
)

// Causes lists the causes in the order in which forms offer them.
var Causes = []Cause{CauseScope, CauseAlignment, CauseQuantity, CausePrice, CauseVAT, CauseLand, CauseAllowance, CauseUnknown}
