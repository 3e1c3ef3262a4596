package corridor

import (
	"testing"
	"testing/fstest"

	"korridor/pkg/fault"
)

// FuzzParse: whatever a file holds, it is read or refused as invalid input.
func FuzzParse(f *testing.F) {
	f.Add(sound["a.yaml"])
	f.Add(sound["b.yaml"])
	f.Add("project: &a {code: *a}\n? [x]\n: !!int y\n<<: {}\n")
	f.Fuzz(func(t *testing.T, source string) {
		_, err := Parse(fstest.MapFS{"a.yaml": {Data: []byte(sound["a.yaml"])}, "z.yaml": {Data: []byte(source)}})
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("not an invalid fault: %v", err)
		}
	})
}
