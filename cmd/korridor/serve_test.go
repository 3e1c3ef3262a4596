package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

var addressPattern = regexp.MustCompile(`http://[^/\s]+`)

// started is the program at work as a process.
type started struct {
	*exec.Cmd
	address string
	said    string // the line with the address
	stderr  *strings.Builder
}

// start starts the program and waits for the address that it prints.
func start(t *testing.T, args ...string) *started {
	t.Helper()
	s := &started{Cmd: process(args...), stderr: &strings.Builder{}}
	s.Stderr = s.stderr
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	s.said = line
	if s.address = addressPattern.FindString(line); s.address == "" {
		_ = s.Wait()
		t.Fatalf("no address in %q (%v); it said %s", line, err, s.stderr)
	}
	go io.Copy(io.Discard, out)
	return s
}

// stops sends the signal and wants the program to end well.
func (s *started) stops(t *testing.T, signal os.Signal) {
	t.Helper()
	if err := s.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("stopped by %v it ended with %v: %s", signal, err, s.stderr)
		}
	case <-time.After(20 * time.Second):
		t.Fatalf("%v did not stop it", signal)
	}
}

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

// The demo shows the corridor, serves the bytes that export writes, and leaves
// nothing behind.
func TestDemoFromStartToStop(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		demo := start(t, "demo", "--listen", "127.0.0.1:0")
		if status, page := get(t, demo.address+"/"); status != http.StatusOK || !strings.Contains(page, "Shkodër–Gjakova") {
			t.Errorf("the programme page: %d\n%.500s", status, page)
		}
		if status, _ := get(t, demo.address+"/projects/tramway"); status != http.StatusNotFound {
			t.Errorf("an unknown project: %d", status)
		}
		korridor(t, "health", "--listen", strings.TrimPrefix(demo.address, "http://")).wants(t, exitDone, "ready")
		demo.stops(t, signal)
		if left, _ := filepath.Glob(filepath.Join(temp, "*")); len(left) > 0 {
			t.Errorf("the demo left %v behind", left)
		}
	}
}

func TestServedReportsAreTheExportedBytes(t *testing.T) {
	file := corridorFile(t)
	server := start(t, "serve", "--listen", "127.0.0.1:0", "--db", file)
	for _, report := range []string{"allocations", "estimates", "cost-lines", "structures", "phases", "budget"} {
		for _, format := range []string{"csv", "json"} {
			for _, project := range []string{"", "railway"} {
				at, args := "/reports/", []string{"export", report, "--format", format, "--db", file}
				if project != "" {
					at, args = "/projects/railway/reports/", append(args, "--project", project)
				}
				status, served := get(t, server.address+at+report+"."+format)
				exported := korridor(t, args...)
				if status != http.StatusOK || served != exported.stdout || served == "" {
					t.Errorf("%s.%s of %q: the service (%d) and export differ", report, format, project, status)
				}
			}
		}
		_, served := get(t, server.address+"/reports/"+report+".csv?locale=sq")
		if exported := korridor(t, "export", report, "--locale", "sq", "--db", file); served != exported.stdout {
			t.Errorf("%s in the Albanian form: the service and export differ", report)
		}
	}
	server.stops(t, syscall.SIGTERM)
	korridor(t, "check", "--db", file).wants(t, exitDone, "is in order")
}

func TestPortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	address := taken.Addr().String()
	korridor(t, "demo", "--listen", address).wants(t, exitFailed, address, "choose one with --listen")
}

func TestHealthOfNobody(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	korridor(t, "health", "--listen", address).wants(t, exitFailed, address)
}
