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

var addressPattern = regexp.MustCompile(`https?://[^/\s]+`)

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
	server := start(t, "serve", "--single-user", "--listen", "127.0.0.1:0", "--db", file)
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

// The health check finds the service by the service's own file.
func TestHealthReadsTheFileOfTheService(t *testing.T) {
	server := start(t, "demo", "--listen", "127.0.0.1:0")
	file := filepath.Join(t.TempDir(), "korridor.yaml")
	content := "db: somewhere.db\ntime-zone: Europe/Tirane\nlisten: " + strings.TrimPrefix(server.address, "http://") + "\n"
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	korridor(t, "health", "--config", file).wants(t, exitDone, "ready")
}

// The demo keeps away from the database of the environment.
func TestDemoLeavesTheRecordAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "record.db")
	korridor(t, "migrate", "--db", file).wants(t, exitDone)
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("KORRIDOR_DB", file)
	own := filepath.Join(t.TempDir(), "demo.db")
	t.Setenv("KORRIDOR_DEMO_DB", own)
	server := start(t, "demo", "--listen", "127.0.0.1:0")
	if status, _ := get(t, server.address+"/projects/railway"); status != http.StatusOK {
		t.Errorf("the demo answers %d", status)
	}
	server.stops(t, os.Interrupt)
	if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
		t.Errorf("the demo wrote into the record (%v)", err)
	}
	if _, err := os.Stat(own); err != nil {
		t.Error(err)
	}
}

// Who presses Ctrl-C twice does not want to wait.
func TestSecondInterruptEndsAtOnce(t *testing.T) {
	server := start(t, "demo", "--listen", "127.0.0.1:0")
	slow, err := net.Dial("tcp", strings.TrimPrefix(server.address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	if _, err := io.WriteString(slow, "GET / HTTP/1.1\r\n"); err != nil { // and no more: the service waits for the rest
		t.Fatal(err)
	}
	get(t, server.address+"/healthz") // by now the connection is known
	begin := time.Now()
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	for range 2 {
		if err := server.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		time.Sleep(300 * time.Millisecond)
	}
	if err := <-ended; err == nil || time.Since(begin) > 9*time.Second { // it would wait for ten
		t.Errorf("it ended after %s with %v", time.Since(begin), err)
	}
}
