package risk

import "math"

// stream is a source of random numbers: SplitMix64 (Steele, Lea, Flood: Fast
// splittable pseudorandom number generators, OOPSLA 2014), started from a hash
// of what the numbers are for. The same key gives the same numbers, whatever
// else is drawn and by whom.
type stream uint64

const golden = 0x9E3779B97F4A7C15

// newStream returns the stream of an input in a chunk of the iterations.
func newStream(seed uint64, chunk int, input string) stream {
	h := uint64(14695981039346656037) // FNV-1a
	for i := range len(input) {
		h = (h ^ uint64(input[i])) * 1099511628211
	}
	return stream(mix(mix(mix(seed+golden)^uint64(chunk)*golden) ^ h))
}

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (s *stream) next() uint64 {
	*s += golden
	return mix(uint64(*s))
}

// uniform returns a number in (0, 1), a multiple of 2^-53 and a half of it.
func (s *stream) uniform() float64 { return (float64(s.next()>>11) + 0.5) / (1 << 53) }

// The ziggurat of the standard normal density (Marsaglia and Tsang, Journal of
// Statistical Software 5(8), 2000) with 256 layers of equal area. The low eight
// bits of a random number choose the layer, the other 56 the place in it.
const (
	layers    = 256
	zigStart  = 3.6541528853610088  // where the tail begins
	zigArea   = 0.00492867323399141 // of each layer
	zigScale  = 1 << 55
	zigLayers = layers - 1
)

var (
	zigInside [layers]int64   // a place below this is under the curve for sure
	zigWidth  [layers]float64 // of a unit of place
	zigHeight [layers]float64 // the density at the layer's edge
)

func init() {
	edge, outer := zigStart, zigStart
	top := zigArea / math.Exp(-edge*edge/2)
	zigInside[0] = int64(edge / top * zigScale)
	zigWidth[0], zigWidth[zigLayers] = top/zigScale, edge/zigScale
	zigHeight[0], zigHeight[zigLayers] = 1, math.Exp(-edge*edge/2)
	for i := zigLayers - 1; i > 0; i-- {
		edge = math.Sqrt(-2 * math.Log(zigArea/edge+math.Exp(-edge*edge/2)))
		zigInside[i+1] = int64(edge / outer * zigScale)
		zigWidth[i], zigHeight[i] = edge/zigScale, math.Exp(-edge*edge/2)
		outer = edge
	}
}

// normals fills dst with standard normal numbers.
func (s *stream) normals(dst []float64) {
	state := *s
	for i := range dst {
		state += golden
		u := mix(uint64(state))
		layer, place := u&zigLayers, int64(u)>>8
		dst[i] = float64(place) * zigWidth[layer]
		if max(place, -place) >= zigInside[layer] {
			dst[i] = state.edge(layer, dst[i])
		}
	}
	*s = state
}

// edge finishes a normal number that is not inside its layer for sure.
func (s *stream) edge(layer uint64, x float64) float64 {
	for {
		if layer == 0 {
			return s.tail(x < 0)
		}
		if zigHeight[layer]+s.uniform()*(zigHeight[layer-1]-zigHeight[layer]) < math.Exp(-x*x/2) {
			return x
		}
		u := s.next()
		var place int64
		layer, place = u&zigLayers, int64(u)>>8
		x = float64(place) * zigWidth[layer]
		if max(place, -place) < zigInside[layer] {
			return x
		}
	}
}

// tail returns a number beyond where the layers end (Marsaglia 1964).
func (s *stream) tail(negative bool) float64 {
	for {
		x := -math.Log(s.uniform()) / zigStart
		if y := -math.Log(s.uniform()); y+y >= x*x {
			if negative {
				return -zigStart - x
			}
			return zigStart + x
		}
	}
}
