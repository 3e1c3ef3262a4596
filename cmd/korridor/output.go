package main

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile writes what goes to the file named. A regular file, also one that
// a link leads to, is replaced once the new content is complete, and keeps its
// mode: a reader never sees half of it, and a failure leaves the old one.
// Anything else that can be written to, such as a device or a pipe, is written
// to as it stands. The errors name the file as it was named.
func writeFile(name string, write func(io.Writer) error) error {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("cannot write %s: it is a folder; name a file in it", name)
	case err == nil && !info.Mode().IsRegular():
		return writeStraight(name, write)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return cannotWrite(name, err)
	}
	target, err := linkedFile(name)
	if err != nil {
		return cannotWrite(name, err)
	}
	folder := filepath.Dir(target)
	if at, err := os.Stat(folder); err != nil || !at.IsDir() {
		return fmt.Errorf("cannot write %s: there is no folder %s; create it first", name, folder)
	}
	return replaceFile(name, target, info, write)
}

// writeStraight writes to what is there and cannot be replaced.
func writeStraight(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return cannotWrite(name, err)
	}
	err = writeThrough(name, f, write)
	if closed := f.Close(); err == nil && closed != nil {
		err = cannotWrite(name, closed)
	}
	return err
}

// replaceFile writes a new file beside the target and puts it in its place.
// old is the target as it is, nil where there is none: a new file's mode is
// what the user's mask leaves of 0644.
func replaceFile(name, target string, old fs.FileInfo, write func(io.Writer) error) error {
	mode := fs.FileMode(0o644)
	if old != nil {
		mode = 0o600 // until the content is complete
	}
	f, err := os.OpenFile(filepath.Join(filepath.Dir(target), ".korridor-"+rand.Text()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return cannotWrite(name, err)
	}
	err = writeThrough(name, f, write)
	finish := func(step func() error) {
		if err == nil {
			if e := step(); e != nil {
				err = cannotWrite(name, e)
			}
		}
	}
	if old != nil {
		finish(func() error { return f.Chmod(old.Mode().Perm()) })
	}
	closed := f.Close()
	finish(func() error { return closed })
	finish(func() error { return os.Rename(f.Name(), target) })
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// writeThrough writes to the open file. An error of the file is told as such,
// one of the content stays what it is.
func writeThrough(name string, f io.Writer, write func(io.Writer) error) error {
	buffered := bufio.NewWriter(f)
	err := write(buffered)
	if flushed := buffered.Flush(); flushed != nil { // also the first error that write met
		return cannotWrite(name, flushed)
	}
	return err
}

// maxLinks is how many links in a row are followed, as many as Linux follows.
const maxLinks = 40

// linkedFile returns the file that the name leads to, which need not exist.
func linkedFile(name string) (string, error) {
	for range maxLinks {
		info, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode()&fs.ModeSymlink == 0 {
			return name, nil
		}
		if err != nil {
			return "", err
		}
		next, err := os.Readlink(name)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(next) {
			next = filepath.Join(filepath.Dir(name), next)
		}
		name = next
	}
	return "", errors.New("too many links lead on from it")
}

// cannotWrite names the user's file where the error names another one, such as
// the one beside it that is to take its place.
func cannotWrite(name string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		err = e.Err
	}
	return fmt.Errorf("cannot write %s: %w", name, err)
}
