package dbtest

import "syscall"

// baseFolder returns where a server keeps its data: in memory where there is
// plenty, for each new database is hundreds of files, else on the disk. It is
// never TMPDIR, because the path of a socket may have about a hundred bytes.
func baseFolder() string {
	const memory, plenty = "/dev/shm", 2 << 30
	var fs syscall.Statfs_t
	if err := syscall.Statfs(memory, &fs); err == nil && fs.Bavail*uint64(fs.Bsize) > plenty {
		return memory
	}
	return "/tmp"
}
