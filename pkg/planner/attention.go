package planner

import (
	"context"
	"sync"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/schedule"
)

// NoticeKind says what a notice is about.
type NoticeKind string

// The kinds of notice, in the order in which they are shown.
const (
	AboveCeiling   NoticeKind = "above_ceiling"
	Shortfall      NoticeKind = "shortfall"
	StageBreach    NoticeKind = "stage_breach"
	LatePhase      NoticeKind = "late_phase"
	NoOutcome      NoticeKind = "no_outcome"
	EstimateSpread NoticeKind = "estimate_spread"
	NoDocument     NoticeKind = "no_document"
)

// Notice is something that may want a planner's attention.
type Notice struct {
	Kind    NoticeKind
	Project project.Project
	Message fault.Message
	More    int // how many more of the kind there are, on the kind's last notice
}

// noticesPerKind bounds the notices of one kind.
const noticesPerKind = 5

// spreadTenths: estimates one and a half times apart are far apart.
const spreadTenths = 15

// noticeCache keeps the newest notices. They depend on the record and the day
// only, and to find them in ten thousand projects takes a noticeable time.
type noticeCache struct {
	mutex sync.Mutex
	head  Head
	today schedule.Date
	found []Notice
}

// notices finds what needs attention in all projects whose works are not
// complete. Those of somebody who sees only some projects are not kept. The
// caller must not change what it returns.
func (c *noticeCache) notices(ctx context.Context, r Reader, head Head, today schedule.Date) ([]Notice, error) {
	if restricted(r) {
		return findNotices(ctx, r, today)
	}
	c.mutex.Lock()
	defer c.mutex.Unlock() // those who wait would look for the same
	if head.Seq > 0 && head.Hash == c.head.Hash && today == c.today {
		return c.found, nil
	}
	found, err := findNotices(ctx, r, today)
	if err == nil {
		c.head, c.today, c.found = head, today, found
	}
	return found, err
}

func findNotices(ctx context.Context, r Reader, today schedule.Date) ([]Notice, error) {
	hits, err := r.Attention(ctx, AttentionQuery{Today: today, SpreadTenths: spreadTenths, Limit: noticesPerKind})
	if err != nil {
		return nil, err
	}
	found, err := ceilingNotices(ctx, r, hits.Ceilings, today)
	if err != nil {
		return nil, err
	}
	found = appendNotices(found, hits.Breaches, hits.BreachesTotal, breachNotice)
	found = appendNotices(found, hits.Late, hits.LateTotal, lateNotice)
	found = appendNotices(found, hits.NoOutcome, hits.NoOutcomeTotal, noOutcomeNotice)
	found = appendNotices(found, hits.Spread, hits.SpreadTotal, spreadNotice)
	return appendNotices(found, hits.Unsourced, hits.UnsourcedTotal, noDocumentNotice), nil
}

func appendNotices[H any](found []Notice, hits []H, total int, notice func(H) Notice) []Notice {
	for i, h := range hits {
		n := notice(h)
		if i == len(hits)-1 {
			n.More = total - len(hits)
		}
		found = append(found, n)
	}
	return found
}

func breachNotice(h AllocationHit) Notice {
	return Notice{Kind: StageBreach, Project: h.Project, Message: fault.Say("notice.stage_breach",
		"{year}: a later stage is recorded above an earlier one: {reason}",
		"year", funding.FiscalYear(h.Allocation.FiscalYear), "reason", h.Allocation.Breach.Reason)}
}

func lateNotice(h PhaseHit) Notice {
	return Notice{Kind: LatePhase, Project: h.Project, Message: fault.Say("notice.late_phase",
		"{phase} was planned to finish by {finish}; no finish is recorded",
		"phase", h.Phase.Name, "finish", h.Phase.PlannedFinish)}
}

func noOutcomeNotice(h AllocationHit) Notice {
	return Notice{Kind: NoOutcome, Project: h.Project, Message: fault.Say("notice.no_outcome",
		"{requested} requested for {year}; outcome not recorded",
		"requested", *h.Allocation.Requested, "year", funding.FiscalYear(h.Allocation.FiscalYear))}
}

func spreadNotice(h SpreadHit) Notice {
	args := []any{"smallest", *h.Smallest.Total, "smallest_by", h.Smallest.Title,
		"largest", *h.Largest.Total, "largest_by", h.Largest.Title}
	if h.Smallest.Scope.IsZero() || h.Largest.Scope.IsZero() {
		return Notice{Kind: EstimateSpread, Project: h.Project, Message: fault.Say("notice.estimate_spread_unknown",
			"competing estimates run from {smallest} ({smallest_by}) to {largest} ({largest_by}); their scopes are not known to be the same", args...)}
	}
	if h.Smallest.Scope.Default != h.Largest.Scope.Default {
		return Notice{Kind: EstimateSpread, Project: h.Project, Message: fault.Say("notice.estimate_spread_scopes",
			"competing estimates run from {smallest} ({smallest_by}) to {largest} ({largest_by}); their scopes differ", args...)}
	}
	return Notice{Kind: EstimateSpread, Project: h.Project, Message: fault.Say("notice.estimate_spread",
		"competing estimates run from {smallest} ({smallest_by}) to {largest} ({largest_by})", args...)}
}

func noDocumentNotice(p project.Project) Notice {
	return Notice{Kind: NoDocument, Project: p, Message: fault.Say("notice.no_document",
		"nothing vouches for the total of the working estimate")}
}
