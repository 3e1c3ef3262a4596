package record

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// SnapshotVersion is the version of the domain JSON in Before and After.
const SnapshotVersion = 1

// ChangeFormat is the format of new changes: what their hash covers, and how. A
// later format that covers more leaves the changes of earlier ones valid.
const ChangeFormat = 2

// Stamp says who does something and why. Every command carries one.
type Stamp struct {
	Actor   string // the acting person or program
	ActorID ID     // of their account; 0: none
	Reason  string // may be empty where no money moves
	Command string // the name of the command
	// ConfirmedBy is the second person, where the change waited for one.
	ConfirmedBy string
	ConfirmerID ID // of their account; 0: none
}

// Change is one entry of the history: a record created (Before empty), changed
// or deleted (After empty). Changes are only ever appended, and each is chained
// to the one before by its hash.
type Change struct {
	Seq     int64     // 1, 2, 3, … without gaps
	At      time.Time // UTC, microseconds, never before the previous change's
	Actor   string
	Reason  string
	Command string
	Batch   int64 // the Seq of the first change of the same command
	Kind    Kind
	Entity  ID
	Project ID
	Version int64  // of the record after the change
	Before  string // domain JSON as stored, or ""
	After   string // domain JSON as stored, or ""
	Format  int    // of the hash: ChangeFormat for new changes
	Prev    string // hash of the previous change, "" for the first
	Hash    string // lower-case hex SHA-256 over all of the above, and those below

	// Since format 2.
	ActorID     ID     // of the actor's account; 0: none
	ConfirmedBy string // who confirmed the change; "": it waited for nobody
	ConfirmerID ID     // of their account; 0: none
}

// ComputeHash returns the hash that the change must carry: SHA-256, in hex,
// over every other field, each preceded by its length in bytes so that no two
// different changes have the same bytes.
func (c *Change) ComputeHash() string {
	h := sha256.New()
	fields := []string{
		strconv.FormatInt(c.Seq, 10), strconv.FormatInt(c.At.UnixMicro(), 10),
		c.Actor, c.Reason, c.Command, strconv.FormatInt(c.Batch, 10),
		string(c.Kind), strconv.FormatInt(int64(c.Entity), 10), strconv.FormatInt(int64(c.Project), 10),
		strconv.FormatInt(c.Version, 10), c.Before, c.After, strconv.Itoa(c.Format), c.Prev,
	}
	// A change of format 1 has none of these: where it holds any, its hash must not fit.
	if c.Format >= 2 || c.ActorID != 0 || c.ConfirmedBy != "" || c.ConfirmerID != 0 {
		fields = append(fields, strconv.FormatInt(int64(c.ActorID), 10), c.ConfirmedBy, strconv.FormatInt(int64(c.ConfirmerID), 10))
	}
	for _, field := range fields {
		fmt.Fprintf(h, "%d:", len(field))
		h.Write([]byte(field))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// snapshot is the domain JSON of one record.
type snapshot struct {
	V    int             `json:"v"`
	Kind Kind            `json:"kind"`
	Data json.RawMessage `json:"data"`
}

// Encode returns the domain JSON of e, the form in which changes keep it.
func Encode(e Entity) (string, error) {
	data, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("encode %s %d: %w", e.RecordKind(), e.RecordMeta().ID, err)
	}
	text, err := json.Marshal(snapshot{V: SnapshotVersion, Kind: e.RecordKind(), Data: data})
	return string(text), err
}

// Decode reads domain JSON into e, which must be of the kind that it names. What
// e held before is gone: the JSON leaves out what is empty.
func Decode(text string, e Entity) error {
	var s snapshot
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return fmt.Errorf("decode %s: %w", e.RecordKind(), err)
	}
	if s.V != SnapshotVersion || s.Kind != e.RecordKind() {
		return fmt.Errorf("decode %s: the text holds a %s in version %d", e.RecordKind(), s.Kind, s.V)
	}
	reflect.ValueOf(e).Elem().SetZero()
	return json.Unmarshal(s.Data, e)
}
