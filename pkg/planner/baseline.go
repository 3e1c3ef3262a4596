package planner

import (
	"context"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/schedule"
)

// placeBaseline finds the change that the baseline's moment follows; without a moment it
// is the newest one. A moment that is still to come is an Invalid fault.
func (t *tx) placeBaseline(ctx context.Context, was, b *project.Baseline) error {
	if was != nil && was.Moment.Equal(b.Moment) {
		b.Seq = was.Seq
		return nil
	}
	if b.Moment.IsZero() {
		head, err := t.Head(ctx)
		b.Moment, b.Seq = latest(t.now.UTC().Truncate(time.Microsecond), head.At), head.Seq
		return err
	}
	b.Moment = b.Moment.UTC().Truncate(time.Microsecond)
	if b.Moment.After(t.now) {
		var p fault.Problems
		p.Add("moment", fault.Say("baseline.future", "is still to come"))
		return p.Err(fault.Say("baseline.invalid", "the baseline cannot be kept"))
	}
	last, err := t.Changes(ctx, ChangeQuery{Until: b.Moment.Add(time.Microsecond), Limit: 1, Bare: true})
	b.Seq = 0
	if len(last) > 0 {
		b.Seq = last[0].Seq
	}
	return err
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// BaselinesView is the moments that have a name, the latest first.
type BaselinesView struct {
	Head      Head
	Baselines []project.Baseline
}

// Baselines returns the baselines, the latest first.
func (p *Planner) Baselines(ctx context.Context) (*BaselinesView, error) {
	v := &BaselinesView{}
	err := p.read(ctx, func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		v.Baselines, err = newestBaselines(ctx, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

func newestBaselines(ctx context.Context, r Reader) ([]project.Baseline, error) {
	list, err := r.Baselines(ctx)
	newest := make([]project.Baseline, 0, len(list))
	for i := range list {
		newest = append(newest, list[len(list)-1-i])
	}
	return newest, err
}

// NamedMoments returns the baselines to choose from, the latest first. A name may
// be given later than the moment that it names, so whatever state the context asks
// for they are those of today.
func (p *Planner) NamedMoments(ctx context.Context) (list []project.Baseline, err error) {
	err = p.read(AsOf(ctx, nil), func(r Reader) error {
		list, err = newestBaselines(ctx, r)
		return err
	})
	return list, err
}

// Baseline returns the baseline that has the code today and its state of the
// record; nil where there is none.
func (p *Planner) Baseline(ctx context.Context, code string) (*project.Baseline, *Past, error) {
	list, err := p.NamedMoments(ctx)
	if err != nil {
		return nil, nil, err
	}
	b := find(list, func(b *project.Baseline) bool { return b.Code == code })
	if b == nil {
		return nil, nil, nil
	}
	return b, p.pastOf(b), nil
}

func (p *Planner) pastOf(b *project.Baseline) *Past {
	return &Past{Day: schedule.DateOf(b.Moment.In(p.now().Location())), Seq: b.Seq, At: b.Moment}
}
