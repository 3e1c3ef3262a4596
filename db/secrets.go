package db

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// secrets is what accounts keep beside the chain of changes. Its statements
// stand in a transaction like any others.
type secrets struct{ *reader }

var _ planner.Secrets = (*secrets)(nil)

type credentialRow struct {
	UserID record.ID
	Hash   string
}

type sessionRow struct {
	Hash      []byte
	UserID    record.ID
	CreatedUs int64
	SeenUs    int64
	ExpiresUs int64
	Agent     string
	Data      []byte
}

type tokenRow struct {
	Hash    []byte
	UserID  record.ID
	Number  int64
	UsedDay *string
}

type accountLinkRow struct {
	Hash      []byte
	Purpose   planner.Purpose
	UserID    optional
	ExpiresUs int64
}

type attemptRow struct {
	Key      []byte
	Failures int64
	LastUs   int64
}

// take loads the one row that the query selects; what names it to people.
func take[R any](s *secrets, ctx context.Context, query *gorm.DB, what string) (R, error) {
	var r R
	err := query.Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return r, fault.New(fault.NotFound, fault.Say("secret.not_found", "there is no such {what}", "what", what))
	}
	return r, s.fail(ctx, err)
}

// rows loads all rows that the query selects, as the domain knows them.
func rows[R, T any](s *secrets, ctx context.Context, query *gorm.DB, domain func(R) T) ([]T, error) {
	var found []R
	err := query.Find(&found).Error
	list := make([]T, len(found))
	for i, r := range found {
		list[i] = domain(r)
	}
	return list, s.fail(ctx, err)
}

// drop deletes the rows of a table that the condition selects.
func (s *secrets) drop(ctx context.Context, table, condition string, values ...any) error {
	return s.fail(ctx, s.db(ctx).Exec("DELETE FROM "+table+" WHERE "+condition, values...).Error)
}

// Password implements planner.Secrets.
func (s *secrets) Password(ctx context.Context, user record.ID) (string, error) {
	found, err := rows(s, ctx, s.db(ctx).Table("credentials").Where("user_id = ?", user), func(r credentialRow) string { return r.Hash })
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// SetPassword implements planner.Secrets.
func (s *secrets) SetPassword(ctx context.Context, user record.ID, hash string) error {
	if err := s.drop(ctx, "credentials", "user_id = ?", user); err != nil || hash == "" {
		return err
	}
	return s.fail(ctx, s.db(ctx).Table("credentials").Create(&credentialRow{UserID: user, Hash: hash}).Error)
}

// Session implements planner.Secrets.
func (s *secrets) Session(ctx context.Context, hash []byte) (planner.Session, error) {
	r, err := take[sessionRow](s, ctx, s.db(ctx).Table("sessions").Where("hash = ?", hash), "session")
	return r.domain(), err
}

// Sessions implements planner.Secrets.
func (s *secrets) Sessions(ctx context.Context, user record.ID) ([]planner.Session, error) {
	return rows(s, ctx, s.db(ctx).Table("sessions").Where("user_id = ?", user).Order("seen_us DESC, created_us DESC, hash"), sessionRow.domain)
}

func (r sessionRow) domain() planner.Session {
	return planner.Session{Hash: r.Hash, User: r.UserID, Created: microTime(r.CreatedUs), Seen: microTime(r.SeenUs),
		Expires: microTime(r.ExpiresUs), Agent: r.Agent, Data: r.Data}
}

// KeepSession implements planner.Secrets.
func (s *secrets) KeepSession(ctx context.Context, v planner.Session) error {
	r := sessionRow{Hash: v.Hash, UserID: v.User, CreatedUs: v.Created.UnixMicro(), SeenUs: v.Seen.UnixMicro(),
		ExpiresUs: v.Expires.UnixMicro(), Agent: v.Agent, Data: append([]byte{}, v.Data...)} // none is no NULL
	again := clause.OnConflict{Columns: []clause.Column{{Name: "hash"}}, DoUpdates: clause.AssignmentColumns([]string{"data"})}
	return s.fail(ctx, s.db(ctx).Table("sessions").Clauses(again).Create(&r).Error)
}

// TouchSession implements planner.Secrets.
func (s *secrets) TouchSession(ctx context.Context, hash []byte, seen time.Time) error {
	return s.fail(ctx, s.db(ctx).Table("sessions").Where("hash = ?", hash).Update("seen_us", seen.UnixMicro()).Error)
}

// DropSession implements planner.Secrets.
func (s *secrets) DropSession(ctx context.Context, hash []byte) error {
	return s.drop(ctx, "sessions", "hash = ?", hash)
}

// DropSessions implements planner.Secrets.
func (s *secrets) DropSessions(ctx context.Context, user record.ID) error {
	return s.drop(ctx, "sessions", "user_id = ?", user)
}

// Token implements planner.Secrets.
func (s *secrets) Token(ctx context.Context, hash []byte) (planner.TokenUse, error) {
	r, err := take[tokenRow](s, ctx, s.db(ctx).Table("api_tokens").Where("hash = ?", hash), "token")
	return r.domain(), err
}

// Tokens implements planner.Secrets.
func (s *secrets) Tokens(ctx context.Context, user record.ID) ([]planner.TokenUse, error) {
	return rows(s, ctx, s.db(ctx).Table("api_tokens").Where("user_id = ?", user).Order("number"), tokenRow.domain)
}

func (r tokenRow) domain() planner.TokenUse {
	t := planner.TokenUse{Hash: r.Hash, User: r.UserID, Number: r.Number}
	if r.UsedDay != nil {
		t.Day = *r.UsedDay
	}
	return t
}

// AddToken implements planner.Secrets.
func (s *secrets) AddToken(ctx context.Context, t planner.TokenUse) error {
	return s.fail(ctx, s.db(ctx).Table("api_tokens").Create(&tokenRow{Hash: t.Hash, UserID: t.User, Number: t.Number}).Error)
}

// UseToken implements planner.Secrets.
func (s *secrets) UseToken(ctx context.Context, hash []byte, day string) error {
	return s.fail(ctx, s.db(ctx).Table("api_tokens").Where("hash = ?", hash).Update("used_day", day).Error)
}

// DropToken implements planner.Secrets.
func (s *secrets) DropToken(ctx context.Context, user record.ID, number int64) error {
	return s.drop(ctx, "api_tokens", "user_id = ? AND number = ?", user, number)
}

// DropTokens implements planner.Secrets.
func (s *secrets) DropTokens(ctx context.Context, user record.ID) error {
	return s.drop(ctx, "api_tokens", "user_id = ?", user)
}

// ofUser is the condition that a link is the user's, or the first administrator's.
const ofUser = "COALESCE(user_id, 0) = ?"

// Link implements planner.Secrets.
func (s *secrets) Link(ctx context.Context, hash []byte) (planner.Link, error) {
	r, err := take[accountLinkRow](s, ctx, s.db(ctx).Table("account_links").Where("hash = ?", hash), "link")
	return r.domain(), err
}

// Links implements planner.Secrets.
func (s *secrets) Links(ctx context.Context, user record.ID) ([]planner.Link, error) {
	return rows(s, ctx, s.db(ctx).Table("account_links").Where(ofUser, user).Order("expires_us, hash"), accountLinkRow.domain)
}

func (r accountLinkRow) domain() planner.Link {
	return planner.Link{Hash: r.Hash, Purpose: r.Purpose, User: r.UserID.id(), Expires: microTime(r.ExpiresUs)}
}

// AddLink implements planner.Secrets.
func (s *secrets) AddLink(ctx context.Context, l planner.Link) error {
	r := accountLinkRow{Hash: l.Hash, Purpose: l.Purpose, UserID: optional(l.User), ExpiresUs: l.Expires.UnixMicro()}
	return s.fail(ctx, s.db(ctx).Table("account_links").Create(&r).Error)
}

// DropLinks implements planner.Secrets.
func (s *secrets) DropLinks(ctx context.Context, user record.ID) error {
	return s.drop(ctx, "account_links", ofUser, user)
}

// Attempts implements planner.Secrets. A row that is not there yet is made
// first: there is nothing to lock otherwise.
func (s *secrets) Attempts(ctx context.Context, key []byte) (access.Attempts, error) {
	blank := clause.OnConflict{Columns: []clause.Column{{Name: "key"}}, DoNothing: true}
	if err := s.db(ctx).Table("sign_in_attempts").Clauses(blank).Create(&attemptRow{Key: key}).Error; err != nil {
		return access.Attempts{}, s.fail(ctx, err)
	}
	query := s.db(ctx).Table("sign_in_attempts").Where("key = ?", key)
	if !isSQLite(query) {
		query = query.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
	}
	r, err := take[attemptRow](s, ctx, query, "attempt")
	return access.Attempts{Failures: r.Failures, Last: microTime(r.LastUs)}, err
}

// SetAttempts implements planner.Secrets.
func (s *secrets) SetAttempts(ctx context.Context, key []byte, a access.Attempts) error {
	return s.fail(ctx, s.db(ctx).Table("sign_in_attempts").Where("key = ?", key).
		Updates(map[string]any{"failures": a.Failures, "last_us": a.Last.UnixMicro()}).Error)
}

// DropOld implements planner.Secrets.
func (s *secrets) DropOld(ctx context.Context, now, attempts time.Time) error {
	return errors.Join(
		s.drop(ctx, "sessions", "expires_us <= ?", now.UnixMicro()),
		s.drop(ctx, "account_links", "expires_us <= ?", now.UnixMicro()),
		s.drop(ctx, "sign_in_attempts", "last_us <= ?", attempts.UnixMicro()))
}

func microTime(us int64) time.Time { return time.UnixMicro(us).UTC() }
