package db_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/text"
)

// The environment that makes the test binary a program that only writes, until
// it is killed.
const (
	writesTo    = "KORRIDOR_TEST_WRITES_TO"
	writesRound = "KORRIDOR_TEST_WRITES_ROUND"
)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(writesTo); dsn != "" {
		if err := writeForever(dsn, os.Getenv(writesRound)); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeForever writes documents from several goroutines, and prints the code and
// the change of each once it is acknowledged.
func writeForever(dsn, round string) error {
	s, err := db.Open(context.Background(), dsn, db.Options{})
	if err != nil {
		return err
	}
	var printing sync.Mutex
	var writers sync.WaitGroup
	for w := range 3 {
		writers.Go(func() {
			for i := 0; ; i++ {
				d := &project.Document{Code: fmt.Sprintf("r%s-w%d-%d", round, w, i), Title: text.Plain(strings.Repeat("t", i%400+1))}
				var seq int64
				err := s.Write(context.Background(), stamp, func(tx planner.Writer) error {
					if err := tx.Save(context.Background(), d); err != nil {
						return err
					}
					h, err := tx.Head(context.Background())
					seq = h.Seq
					return err
				})
				if err != nil { // the server crashed: this one is not acknowledged
					continue
				}
				printing.Lock()
				fmt.Println(d.Code, seq)
				printing.Unlock()
			}
		})
	}
	writers.Wait()
	return nil
}

// acknowledged is what a program that was killed had told.
type acknowledged map[string]int64

// writeAndKill lets a program write, and kills it after it has acknowledged so
// many writes. Within, halfway, something else may happen.
func (a acknowledged) writeAndKill(t *testing.T, dsn string, round, writes int, within func()) {
	t.Helper()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), writesTo+"="+dsn, fmt.Sprintf("%s=%d", writesRound, round))
	var said strings.Builder
	program.Stderr = &said
	out, err := program.StdoutPipe()
	if err == nil {
		err = program.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = program.Wait() }() // killed, as it was to be
	defer func() { _ = program.Process.Kill() }()
	lines := bufio.NewReader(out)
	for told := 0; ; told++ {
		line, err := lines.ReadString('\n')
		if err == io.EOF && told >= writes {
			return // a line that was cut short is not acknowledged
		}
		var code string
		var seq int64
		if _, bad := fmt.Sscanf(line, "%s %d\n", &code, &seq); err != nil || bad != nil {
			t.Fatalf("round %d: %q, %v; it said %s", round, line, err, said.String())
		}
		a[code] = seq
		switch told + 1 {
		case writes / 2:
			within()
		case writes:
			if err := program.Process.Kill(); err != nil { // SIGKILL; what is still told is read
				t.Fatal(err)
			}
		}
	}
}

// wantAll fails the test unless the database opens, is sound, and holds every
// write that was acknowledged, at its place in the chain.
func (a acknowledged) wantAll(t *testing.T, dsn string, round int) {
	t.Helper()
	s, err := db.Open(t.Context(), dsn, db.Options{})
	if err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	defer s.Close()
	mustVerify(t, s)
	chain := changes(t, s)
	for code, seq := range a {
		if seq < 1 || seq > int64(len(chain)) || !strings.Contains(chain[seq-1].After, `"`+code+`"`) {
			t.Errorf("round %d: %s was acknowledged as change %d, and is lost; the chain has %d", round, code, seq, len(chain))
		}
	}
}

// A program that is killed while it writes, at any moment, loses nothing that it
// has acknowledged, and leaves a sound database, again and again.
func TestKilledWhileWriting(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, dsn string) {
		random := rand.New(rand.NewPCG(6, 6))
		told := acknowledged{}
		for round := range 6 {
			told.writeAndKill(t, dsn, round, 2+random.IntN(60), func() {})
			told.wantAll(t, dsn, round)
		}
	})
}

// A PostgreSQL server that crashes while a program writes loses nothing that was
// acknowledged before; the program goes on writing when it is back.
func TestServerCrashesWhileWriting(t *testing.T) {
	dsn, crash := dbtest.Crashing(t)
	random := rand.New(rand.NewPCG(7, 7))
	told := acknowledged{}
	for round := range 3 {
		told.writeAndKill(t, dsn, round, 10+random.IntN(60), crash)
		told.wantAll(t, dsn, round)
	}
	if len(told) < 30 {
		t.Errorf("only %d writes", len(told))
	}
}
