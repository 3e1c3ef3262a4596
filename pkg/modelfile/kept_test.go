package modelfile

import (
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"

	"korridor/pkg/risk"
)

// Whether secured money is enough is null where some of it has no exchange rate,
// and is read so; results that were kept when it was always a number are read, too.
func TestKeptWithoutARate(t *testing.T) {
	const other = "  - {fiscal_year: 2026, funding_source: State budget, "
	source := strings.Replace(example(t), other, other[:len(other)-len("State budget, ")]+"Loan, currency: ALL, approved: \"5.00\"}\n"+other, 1)
	source = strings.Replace(source, "  - {name: State budget", "  - {name: Loan, carry_over: false}\n  - {name: State budget", 1)
	file, err := Read("m.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	file.Risk.Iterations = 2000
	result, err := file.Simulate(context.Background(), risk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteKept(&b, result); err != nil {
		t.Fatal(err)
	}
	const total, year = `"secured": null`, `"probability_within_secured": null`
	if written := b.String(); strings.Count(written, total) != 1 || strings.Count(written, year) != 1 {
		t.Errorf("written as %s", written)
	}
	for i := range result.Years {
		result.Years[i].Secured = nil // is not kept
	}
	read, err := ReadKept(b.String())
	if err != nil || !reflect.DeepEqual(read.Years, result.Years) || !reflect.DeepEqual(read.Uncounted, []int{2026}) || read.WithinSecured != nil {
		t.Errorf("read as %+v (%v)", read, err)
	}
	old := strings.NewReplacer(total, `"secured": 0.25`, year, `"probability_within_secured": 0.5`).Replace(b.String())
	read, err = ReadKept(old)
	if err != nil || read.WithinSecured == nil || *read.WithinSecured != 0.25 || *read.Years[0].Within != 0.5 || read.Uncounted != nil {
		t.Errorf("the old form is read as %+v (%v)", read, err)
	}
}
