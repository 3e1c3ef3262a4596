package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"gorm.io/gorm"
)

// scanChunk is how many records are made at once while nobody knows how many come.
const scanChunk = 64

// scan reads the records that the query selects, in its order, without their links.
// Every row is read into one and the same R, and no record is moved: reports read
// hundreds of thousands.
func (k *kind[T, P, R]) scan(query *gorm.DB) (list []*T, err error) {
	log := rowsLog{queryLog: query.Logger.(queryLog)}
	defer func() { log.read(len(list)) }()
	found, err := query.Session(&gorm.Session{Logger: &log}).Table(k.name).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	var r, blank R
	into, err := columnsOf(query, found, &r)
	if err != nil {
		return nil, err
	}
	var chunk []T
	for found.Next() {
		r = blank
		if err := found.Scan(into...); err != nil {
			return nil, err
		}
		if len(chunk) == cap(chunk) {
			chunk = make([]T, 0, min(max(len(list), 1), scanChunk))
		}
		chunk = append(chunk, r.domain())
		list = append(list, &chunk[len(chunk)-1])
	}
	return list, found.Err()
}

// load returns the records that the query selects: in the order of compare, or in
// that of the query where it is nil.
func (k *kind[T, P, R]) load(query *gorm.DB, compare func(a, b *T) int) ([]T, error) {
	found, err := k.scan(query)
	if err != nil {
		return nil, err
	}
	if compare != nil {
		slices.SortFunc(found, compare)
	}
	list := make([]T, len(found))
	for i, at := range found {
		list[i] = *at
	}
	return list, k.addLinks(query.Session(&gorm.Session{NewDB: true}), list)
}

// columnsOf returns where the found columns go in r, a pointer to a row.
func columnsOf(query *gorm.DB, found *sql.Rows, r any) ([]any, error) {
	names, err := found.Columns()
	if err != nil {
		return nil, err
	}
	parsed := &gorm.Statement{DB: query}
	if err := parsed.Parse(r); err != nil {
		return nil, err
	}
	into := make([]any, len(names))
	for i, name := range names {
		field := parsed.Schema.FieldsByDBName[name]
		if field == nil {
			return nil, fmt.Errorf("%T has no field for the column %s", r, name)
		}
		into[i] = field.ReflectValueOf(context.Background(), reflect.ValueOf(r).Elem()).Addr().Interface()
	}
	return into, nil
}
