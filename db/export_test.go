package db

// KeepPast sets how many former states are kept, and how many changes lie
// between those on the way to a later one.
func (s *Store) KeepPast(states int, step int64) { s.past.limit, s.past.step = states, step }

// PastStates returns the changes after which states are kept.
func (s *Store) PastStates() (seqs []int64) {
	s.past.mutex.Lock()
	defer s.past.mutex.Unlock()
	for seq := range s.past.states {
		seqs = append(seqs, seq)
	}
	return seqs
}
