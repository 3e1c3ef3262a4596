package schedule

// Network is a set of tasks that is placed again and again with other lengths.
// It is safe for concurrent use.
type Network struct{ n *network }

// NewNetwork prepares the tasks; its faults are those of Plan.
func NewNetwork(tasks []Task) (*Network, error) {
	n, err := newNetwork(tasks)
	if err != nil {
		return nil, err
	}
	return &Network{n}, nil
}

// Lengths returns the tasks' own lengths in days.
func (n *Network) Lengths() []int {
	lengths := make([]int, len(n.n.nodes))
	for i := range lengths {
		lengths[i] = n.n.nodes[i].length
	}
	return lengths
}

// Place writes into starts on which day each task starts, by Plan's rule, when
// the tasks have the lengths given. Days are numbered from 1 January 1970.
func (n *Network) Place(lengths, starts []int) {
	for _, i := range n.n.order {
		node := &n.n.nodes[i]
		start := node.own
		for _, l := range node.before {
			start = max(start, starts[l.task]+lengths[l.task]+l.wait)
		}
		starts[i] = start
	}
}

// DayNumber numbers the first day that the date can mean from 1 January 1970;
// the date must be known.
func DayNumber(d Date) int { return dayNumber(d.First()) }

// DayOf is the date of a day number.
func DayOf(number int) Date { return dayOf(number) }
