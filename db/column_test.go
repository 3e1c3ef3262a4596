package db

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/record"
)

// A number has one form, whatever digits that say nothing it came with: that of its
// text read again.
func TestCanonicalNumbers(t *testing.T) {
	texts := []string{"0", "-0", "0.00", "1", "100", "1.50", "1.5", "-1.500", "1e3", "1.5e-3", "12300e-1", "0.000001", "9223372036854775807", "9223372036854775810",
		"922337203685477580.8", "123456789012345678901234567890.120", "123456789012345678901234567890.123", "18446744073709551616e-1"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		d := decimal.New(random.Int64()>>random.IntN(63), int32(random.IntN(24)-20))
		texts = append(texts, d.String(), d.StringFixed(int32(random.IntN(25))))
	}
	for _, text := range texts {
		d, err := decimal.NewFromString(text)
		if err != nil {
			t.Fatal(err)
		}
		want := record.Known(decimal.RequireFromString(d.String()))
		if got := canonical(record.Known(d)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %#v, want %#v", text, got, want)
		}
	}
	if got := canonical(decimal.NullDecimal{}); got.Valid {
		t.Error("what is not known is", got)
	}
}
