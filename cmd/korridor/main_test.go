package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// asProgram makes the test binary be the program itself, for tests that need
// a process: signals, and two programs on one database.
const asProgram = "KORRIDOR_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "1" {
		main()
	}
	for _, e := range os.Environ() { // the developer's own settings must not reach the tests
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "KORRIDOR_") && !strings.HasPrefix(name, "KORRIDOR_TEST") {
			os.Unsetenv(name)
		}
	}
	os.Exit(m.Run())
}

// program returns the program as a process to start.
func process(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// outcome is what one run of the program gave.
type outcome struct {
	code           int
	stdout, stderr string
}

func korridor(t *testing.T, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), args, &stdout, &stderr)
	return outcome{code, stdout.String(), stderr.String()}
}

// wants fails the test unless the program ended with the code and said the
// words on standard error, or on standard output where it is done.
func (o outcome) wants(t *testing.T, code int, words ...string) {
	t.Helper()
	said := o.stderr
	if code == exitDone {
		said = o.stdout
		if o.stderr != "" {
			t.Errorf("a command that is done wrote to standard error: %s", o.stderr)
		}
	} else if o.stdout != "" && code == exitWrongUse {
		t.Errorf("wrong use wrote to standard output: %s", o.stdout)
	}
	if o.code != code {
		t.Errorf("exit code %d, want %d; it said %s%s", o.code, code, o.stdout, o.stderr)
	}
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("it does not say %q:\n%s", w, said)
		}
	}
}

func corridorFile(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "k.db")
	korridor(t, "load", "corridor", "--db", file).wants(t, exitDone, "loaded", file)
	return file
}

func TestWrongUseExitsWithTwo(t *testing.T) {
	file := corridorFile(t)
	for _, c := range []struct {
		args  string
		words string
	}{
		{"fly", "fly"},
		{"export", "REPORT is missing"},
		{"export tramway --db " + file, "there is no report called tramway"},
		{"export budget --format xml --db " + file, "csv or json, not as xml"},
		{"export budget --locale de --db " + file, "en and sq"},
		{"export budget --as-of yesterday --db " + file, "--as-of: \"yesterday\" is not a date"},
		{"export budget --as-of 2026-10-01 --time-zone Tirana --db " + file, "\"Tirana\" is not a time zone"},
		{"serve --listen 0.0.0.0:8080", "reaches beyond this machine"},
		{"serve --listen :8080", "reaches beyond this machine"},
		{"demo --listen 192.168.0.1:80", "reaches beyond this machine"},
		{"serve --single-user --listen 0.0.0.0:443 --tls-cert c --tls-key k --host a.example", "reaches beyond this machine: without accounts"},
		{"serve --single-user --behind-proxy --host a.example", "--single-user and --behind-proxy"},
		{"serve --single-user --public-read", "--single-user and --public-read"},
		{"serve --session-idle 1m", "--session-idle 1m0s must lie between"},
		{"serve --session-life 1000h", "--session-life 1000h0m0s must be at most"},
		{"serve --tls-cert c", "--tls-cert and --tls-key belong together"},
		{"serve --host https://a.example", "--host"},
		{"serve --trusted-proxy ten", "--trusted-proxy"},
		{"serve --proxy-headers via", "--proxy-headers"},
		{"demo --listen here", "is not an address"},
		{"serve --listen 127.0.0.1:99999", "the port must be"},
		{"serve --time-zone Tirana", `"Tirana" is not a time zone`},
		{"demo --time-zone=", "is not a time zone"},
		{"serve --config " + filepath.Join(t.TempDir(), "none.yaml"), "none.yaml"},
		{"check --db=", "--db is empty"},
		{"check --colour red", "--colour"},
		{"check --db", "--db needs a value\n"},
		{"load --db x.db", "what to load is missing: korridor load corridor --db x.db\n"},
		{"load", "what to load is missing: korridor load corridor\n"},
		{"serve --shutdown-timeout -5s", "is written --shutdown-timeout=-5s\n"},
		{"serve --shutdown-timeout=-5s", "must lie between 0s and 10m"},
		{"serve --shutdown-timeout soon", "--shutdown-timeout: soon is no length of time; write 10s or 2m\n"},
	} {
		korridor(t, strings.Fields(c.args)...).wants(t, exitWrongUse, c.words)
	}
}

func TestHelpAndVersion(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"export", "--help"}} {
		korridor(t, args...).wants(t, exitDone, "Usage: korridor")
	}
	korridor(t, "version").wants(t, exitDone, "korridor ", "go1.")
}

func TestDataCommandsOnTheCorridor(t *testing.T) {
	file := corridorFile(t)
	korridor(t, "load", "corridor", "--db", file).wants(t, exitDone, "nothing to load", "railway")
	checked := korridor(t, "check", "--db", file)
	checked.wants(t, exitDone, "is in order")
	if !regexp.MustCompile(`(?m)^the chain ends with change [1-9]\d+, [0-9a-f]{64}$`).MatchString(checked.stdout) {
		t.Errorf("check does not say where the chain ends: %s", checked.stdout)
	}
	korridor(t, "migrate", "--db", file).wants(t, exitDone, "is up to date")
	korridor(t, "export", "allocations", "--project", "railway", "--db", file).wants(t, exitDone,
		"project,fiscal_year,funding_source,currency,requested,approved,committed,disbursed,basis,source\r\n", "railway,2026,", ",EUR,370000000.00,,,,sourced,")
	korridor(t, "export", "budget", "--project", "tramway", "--db", file).wants(t, exitFailed, "tramway")
	korridor(t, "export", "budget", "--as-of", "2150-01-01", "--db", file).wants(t, exitFailed, "2150-01-01 is still to come")
	before := korridor(t, "export", "budget", "--as-of", "2020-01-01", "--db", file)
	before.wants(t, exitDone)
	if strings.Count(before.stdout, "\n") != 1 {
		t.Errorf("before anything was recorded the budget is %q", before.stdout)
	}

	copied := filepath.Join(t.TempDir(), "copy.db")
	korridor(t, "backup", copied, "--db", file).wants(t, exitDone, copied)
	korridor(t, "check", "--db", copied).wants(t, exitDone, "is in order")
	korridor(t, "backup", copied, "--db", file).wants(t, exitFailed, copied)
	for _, args := range [][]string{{"export", "estimates"}, {"export", "cost-lines", "--format", "json"}} {
		a, b := korridor(t, append(args, "--db", file)...), korridor(t, append(args, "--db", copied)...)
		if a != b || a.stdout == "" {
			t.Errorf("%v: the copy exports other bytes", args)
		}
	}
}

func TestExportReplacesItsFileOnlyWhenComplete(t *testing.T) {
	file := corridorFile(t)
	out := filepath.Join(t.TempDir(), "budget.csv")
	if err := os.WriteFile(out, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	korridor(t, "export", "budget", "--project", "tramway", "-o", out, "--db", file).wants(t, exitFailed)
	if got, _ := os.ReadFile(out); string(got) != "old" {
		t.Errorf("a failed export left %q", got)
	}
	korridor(t, "export", "budget", "--locale", "sq", "-o", out, "--db", file).wants(t, exitDone)
	got, _ := os.ReadFile(out)
	if !bytes.HasPrefix(got, []byte("\uFEFFproject;phase;")) || !bytes.Contains(got, []byte(";21150000,00;")) {
		t.Errorf("the Albanian export begins %q", got[:min(len(got), 120)])
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".korridor-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	korridor(t, "export", "budget", "-o", filepath.Join(t.TempDir(), "no", "such.csv"), "--db", file).wants(t, exitFailed, "no")
}

func TestDatabasesThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole, err := os.ReadFile(corridorFile(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"text":      write("letter.db", strings.Repeat("Dear minister, ", 1000)),
		"truncated": write("truncated.db", string(whole[:len(whole)/3])),
		"missing":   filepath.Join(dir, "missing.db"),
		"folder":    dir,
	} {
		before, _ := os.ReadFile(file)
		for _, command := range [][]string{{"check"}, {"export", "budget"}, {"backup", filepath.Join(dir, "b.db")}} {
			o := korridor(t, append(command, "--db", file)...)
			if o.code != exitFailed || !strings.Contains(o.stderr, file) {
				t.Errorf("%s: %v gives %d and says %s", name, command, o.code, o.stderr)
			}
		}
		if after, _ := os.ReadFile(file); !bytes.Equal(before, after) {
			t.Errorf("%s: the file was changed", name)
		}
	}
	korridor(t, "load", "corridor", "--db", filepath.Join(dir, "letter.db")).wants(t, exitFailed, "letter.db")
}

func TestFlagBeatsEnvironmentBeatsFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "korridor.yaml")
	places := map[string]string{}
	for _, from := range []string{"file", "environment", "flag"} {
		places[from] = filepath.Join(dir, from, "k.db") // in folders that do not exist: the message names the place
	}
	if err := os.WriteFile(file, []byte("db: "+places["file"]+"\nlisten: 127.0.0.1:0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	serve := []string{"serve", "--config", file}
	korridor(t, serve...).wants(t, exitFailed, places["file"])
	t.Setenv("KORRIDOR_DB", places["environment"])
	korridor(t, serve...).wants(t, exitFailed, places["environment"])
	korridor(t, append(serve, "--db", places["flag"])...).wants(t, exitFailed, places["flag"])
	korridor(t, "check").wants(t, exitFailed, places["environment"])
	t.Setenv("KORRIDOR_CONFIG", file)
	t.Setenv("KORRIDOR_LISTEN", "0.0.0.0:1")
	korridor(t, "serve").wants(t, exitWrongUse, "0.0.0.0:1")
}

func TestConfigurationFilesThatAreWrong(t *testing.T) {
	for content, words := range map[string]string{
		"listen_to: 127.0.0.1:0\n":         `"listen_to" is not the name of a flag`,
		"listen: [1, 2]\n":                 "--listen: a single value is needed",
		"shutdown-timeout: soon\n":         "no length of time",
		"format: json\n":                   `"format" is not the name of a flag of serve`,
		"listen: 10.0.0.1:80\n":            "reaches beyond this machine",
		"db: a\ndb: b\n":                   "db",
		"host: [a.example, {b: c}]\n":      "--host: a single value is needed",
		"host:\n- a.example\n- a/b\n":      `--host "a/b" is not the name`,
		"\tdb: a\n":                        "YAML",
		strings.Repeat("# long\n", 200000): "larger than",
	} {
		file := filepath.Join(t.TempDir(), "korridor.yaml")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		o := korridor(t, "serve", "--config", file)
		o.wants(t, exitWrongUse, words, file)
		if strings.Count(o.stderr, file) != 1 {
			t.Errorf("the file is not named once: %s", o.stderr)
		}
	}
}

// A service asked for a database that is not there says so, and creates none by mistake.
func TestServeDoesNotCreateByMistake(t *testing.T) {
	file := filepath.Join(t.TempDir(), "typo.db")
	korridor(t, "serve", "--listen", "127.0.0.1:0", "--db", file).wants(t, exitFailed, "there is no database "+file, "korridor load corridor")
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("it was created: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"serve", "--create", "--listen", "127.0.0.1:0", "--db", file}, &stdout, &stderr); code != exitDone ||
		!strings.Contains(stderr.String(), file+" is empty: load data with `korridor load corridor --db "+file+"`") {
		t.Errorf("an empty database gives %d and says %s%s", code, &stdout, &stderr)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the new database: %v, %v", info, err)
	}
}

// However early a service is told to stop, it does as it is told.
func TestStopBeforeReady(t *testing.T) {
	for _, after := range []time.Duration{0, 5 * time.Millisecond, 40 * time.Millisecond, 150 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		var stdout, stderr bytes.Buffer
		if code := run(ctx, []string{"demo", "--listen", "127.0.0.1:0"}, &stdout, &stderr); code != exitDone {
			t.Errorf("stopped after %v it gives %d and says %s", after, code, &stderr)
		}
		cancel()
	}
}

// What only reads changes no byte of the database.
func TestReadingCommandsChangeNothing(t *testing.T) {
	copied := filepath.Join(t.TempDir(), "copy.db") // in another journal mode than a database in use
	file := corridorFile(t)
	korridor(t, "backup", copied, "--db", file).wants(t, exitDone)
	for _, file := range []string{file, copied} {
		before, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, command := range []string{"check", "export budget", "backup " + filepath.Join(t.TempDir(), "b.db")} {
			korridor(t, append(strings.Fields(command), "--db", file)...).wants(t, exitDone)
			if after, err := os.ReadFile(file); err != nil || !bytes.Equal(before, after) {
				t.Errorf("%s changed the database (%v)", command, err)
			}
		}
	}
}
