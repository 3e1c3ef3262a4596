-- +goose Up

-- What a simulation needs beside the cost model, and simulations that were
-- kept. A distribution stands as JSON text: its shape and parameters.

CREATE TABLE uncertainties (
  id             INTEGER PRIMARY KEY,
  version        INTEGER NOT NULL CHECK (version > 0),
  project_id     INTEGER NOT NULL REFERENCES projects (id),
  line           TEXT NOT NULL,
  category       TEXT NOT NULL,
  phase_id       INTEGER REFERENCES phases (id),
  spread         TEXT NOT NULL, -- JSON
  amounts        INTEGER NOT NULL CHECK (amounts IN (0, 1)),
  currency       TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD', '') AND (amounts = 1) = (currency <> '')),
  time_dependent INTEGER NOT NULL CHECK (time_dependent IN (0, 1)),
  note           TEXT NOT NULL,
  note_sq        TEXT NOT NULL,
  CHECK ((line <> '') + (category <> '') + (phase_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX uncertainties_project ON uncertainties (project_id);
CREATE UNIQUE INDEX uncertainties_line ON uncertainties (project_id, line) WHERE line <> '';
CREATE UNIQUE INDEX uncertainties_category ON uncertainties (project_id, category) WHERE category <> '';
CREATE UNIQUE INDEX uncertainties_phase ON uncertainties (phase_id) WHERE phase_id IS NOT NULL;

CREATE TABLE risks (
  id                    INTEGER PRIMARY KEY,
  version               INTEGER NOT NULL CHECK (version > 0),
  project_id            INTEGER NOT NULL REFERENCES projects (id),
  code                  TEXT NOT NULL,
  position              INTEGER NOT NULL,
  name                  TEXT NOT NULL,
  name_sq               TEXT NOT NULL,
  phase_id              INTEGER REFERENCES phases (id),
  probability           TEXT CHECK (probability NOT GLOB '-*'),
  impact                TEXT NOT NULL, -- JSON
  delay                 TEXT NOT NULL, -- JSON
  currency              TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD', '')),
  mitigated_probability TEXT CHECK (mitigated_probability NOT GLOB '-*'),
  mitigated_impact      TEXT NOT NULL, -- JSON
  mitigated_delay       TEXT NOT NULL, -- JSON
  risk_owner            TEXT NOT NULL,
  response              TEXT NOT NULL,
  status                TEXT NOT NULL,
  description           TEXT NOT NULL,
  description_sq        TEXT NOT NULL,
  note                  TEXT NOT NULL,
  note_sq               TEXT NOT NULL,
  UNIQUE (project_id, code)
) STRICT;
CREATE INDEX risks_phase ON risks (phase_id) WHERE phase_id IS NOT NULL;

CREATE TABLE risk_settings (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL CHECK (version > 0),
  project_id  INTEGER NOT NULL UNIQUE REFERENCES projects (id),
  rho         TEXT CHECK (rho NOT GLOB '-*'),
  line_groups TEXT NOT NULL, -- JSON: names, and lines by code or category
  matrix      TEXT NOT NULL, -- JSON: correlations between the groups
  iterations  INTEGER CHECK (iterations > 0),
  seed        INTEGER NOT NULL CHECK (seed >= 0),
  percentile  INTEGER CHECK (percentile BETWEEN 5 AND 95),
  note        TEXT NOT NULL,
  note_sq     TEXT NOT NULL
) STRICT;

CREATE TABLE simulations (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL CHECK (version > 0),
  project_id  INTEGER NOT NULL REFERENCES projects (id),
  estimate_id INTEGER NOT NULL REFERENCES estimates (id),
  scenario_id INTEGER REFERENCES scenarios (id),
  seed        INTEGER NOT NULL CHECK (seed >= 0),
  iterations  INTEGER NOT NULL CHECK (iterations > 0),
  program     TEXT NOT NULL, -- its version
  kept_by     TEXT NOT NULL,
  kept_at_us  INTEGER,
  model       TEXT NOT NULL, -- a model file, YAML
  result      TEXT NOT NULL, -- JSON
  note        TEXT NOT NULL,
  note_sq     TEXT NOT NULL
) STRICT;
CREATE INDEX simulations_project ON simulations (project_id);
CREATE INDEX simulations_estimate ON simulations (estimate_id);
CREATE INDEX simulations_scenario ON simulations (scenario_id) WHERE scenario_id IS NOT NULL;
