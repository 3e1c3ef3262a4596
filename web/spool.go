package web

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// spoolMemory is how much of an answer a spool holds in memory before it goes
// on in a file.
const spoolMemory = 1 << 20

// spool holds an answer until all of it is there, so that whatever made it is
// free before the first byte is sent to a reader who may be slow. It is used by
// one goroutine at a time, and closed by whoever made it.
type spool struct {
	memory bytes.Buffer
	file   *os.File // nil while the answer fits into memory
	size   int64
}

// Write implements io.Writer.
func (s *spool) Write(b []byte) (n int, err error) {
	if s.file == nil && s.memory.Len()+len(b) > spoolMemory {
		if err := s.toFile(); err != nil {
			return 0, err
		}
	}
	if s.file == nil {
		n, err = s.memory.Write(b)
	} else {
		n, err = s.file.Write(b)
	}
	s.size += int64(n)
	return n, err
}

// toFile moves the answer into a file of the system's folder for temporary ones.
func (s *spool) toFile() (err error) {
	if s.file, err = os.CreateTemp("", "korridor-report-*"); err != nil {
		return err
	}
	// The name goes at once where the system allows it: however the program
	// ends, no file stays behind.
	_ = os.Remove(s.file.Name())
	_, err = s.memory.WriteTo(s.file)
	s.memory = bytes.Buffer{}
	return err
}

// WriteTo implements io.WriterTo: it sends the answer from its beginning, in
// pieces, so that w sees it go.
func (s *spool) WriteTo(w io.Writer) (int64, error) {
	from := io.Reader(&s.memory)
	if s.file != nil {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return 0, err
		}
		from = s.file
	}
	return io.Copy(w, io.LimitReader(from, s.size))
}

// Close lets go of the answer.
func (s *spool) Close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if gone := os.Remove(s.file.Name()); !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}
