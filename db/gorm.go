package db

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"korridor/pkg/record"
)

// gormConfig is how gorm runs here. Statements are not prepared: gorm keeps
// prepared ones for a pool, but every statement here runs in a transaction, in
// which it would prepare them anew each time.
func gormConfig(onQuery func(string, int64)) *gorm.Config {
	return &gorm.Config{
		Logger:                 queryLog{onQuery},
		TranslateError:         true,
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
	}
}

// queryLog prints nothing; it tells the listener, where there is one, of every statement.
type queryLog struct{ onQuery func(string, int64) }

func (l queryLog) LogMode(logger.LogLevel) logger.Interface { return l }
func (l queryLog) Info(context.Context, string, ...any)     {}
func (l queryLog) Warn(context.Context, string, ...any)     {}
func (l queryLog) Error(context.Context, string, ...any)    {}
func (l queryLog) Trace(_ context.Context, _ time.Time, statement func() (string, int64), _ error) {
	if l.onQuery != nil {
		l.onQuery(statement())
	}
}

// ParamsFilter implements gorm.ParamsFilter: the values stay out of the log.
func (l queryLog) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

// rowsLog tells the listener of a statement once its rows are read, one by one: only
// then is it known how many there are.
type rowsLog struct {
	queryLog
	sql string
}

func (l *rowsLog) Trace(_ context.Context, _ time.Time, statement func() (string, int64), _ error) {
	if l.onQuery != nil {
		l.sql, _ = statement()
	}
}

func (l *rowsLog) read(rows int) {
	if l.onQuery != nil {
		l.onQuery(l.sql, int64(rows))
	}
}

// among is the condition that a column holds one of the ids that idList binds.
// The list is one value, so that its length is not limited by the number of
// values that a statement can take.
func among(tx *gorm.DB, column string) string {
	if isSQLite(tx) {
		return column + " IN (SELECT value FROM json_each(?))"
	}
	return column + " = ANY (CAST(? AS bigint[]))"
}

// idList is the value for the condition of among: a JSON array, or the text of
// a PostgreSQL array.
func idList(tx *gorm.DB, ids []record.ID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = strconv.FormatInt(int64(id), 10)
	}
	if isSQLite(tx) {
		return "[" + strings.Join(texts, ",") + "]"
	}
	return "{" + strings.Join(texts, ",") + "}"
}

// amongOrNone is the condition that a column which is NULL for none holds one of
// the ids, of which 0 is none, with its value.
func amongOrNone(tx *gorm.DB, column string, ids []record.ID) (condition, list string) {
	condition = among(tx, column)
	if slices.Contains(ids, 0) {
		condition = "(" + condition + " OR " + column + " IS NULL)"
	}
	return condition, idList(tx, ids)
}

func isSQLite(tx *gorm.DB) bool { return tx.Dialector.Name() == "sqlite" }
