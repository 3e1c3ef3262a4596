-- +goose Up

-- What a simulation needs beside the cost model, and simulations that were
-- kept. A distribution stands as JSON text: its shape and parameters.

CREATE TABLE uncertainties (
  id             BIGINT PRIMARY KEY,
  version        BIGINT NOT NULL CHECK (version > 0),
  project_id     BIGINT NOT NULL REFERENCES projects (id),
  line           TEXT COLLATE "C" NOT NULL,
  category       TEXT NOT NULL,
  phase_id       BIGINT REFERENCES phases (id),
  spread         TEXT NOT NULL, -- JSON
  amounts        BOOLEAN NOT NULL,
  currency       TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD', '') AND amounts = (currency <> '')),
  time_dependent BOOLEAN NOT NULL,
  note           TEXT NOT NULL,
  note_sq        TEXT NOT NULL,
  CHECK ((line <> '')::int + (category <> '')::int + (phase_id IS NOT NULL)::int = 1)
);
CREATE INDEX uncertainties_project ON uncertainties (project_id);
CREATE UNIQUE INDEX uncertainties_line ON uncertainties (project_id, line) WHERE line <> '';
CREATE UNIQUE INDEX uncertainties_category ON uncertainties (project_id, category) WHERE category <> '';
CREATE UNIQUE INDEX uncertainties_phase ON uncertainties (phase_id) WHERE phase_id IS NOT NULL;

CREATE TABLE risks (
  id                    BIGINT PRIMARY KEY,
  version               BIGINT NOT NULL CHECK (version > 0),
  project_id            BIGINT NOT NULL REFERENCES projects (id),
  code                  TEXT COLLATE "C" NOT NULL,
  position              BIGINT NOT NULL,
  name                  TEXT NOT NULL,
  name_sq               TEXT NOT NULL,
  phase_id              BIGINT REFERENCES phases (id),
  probability           NUMERIC CHECK (probability >= 0),
  impact                TEXT NOT NULL, -- JSON
  delay                 TEXT NOT NULL, -- JSON
  currency              TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD', '')),
  mitigated_probability NUMERIC CHECK (mitigated_probability >= 0),
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
);
CREATE INDEX risks_phase ON risks (phase_id) WHERE phase_id IS NOT NULL;

CREATE TABLE risk_settings (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL CHECK (version > 0),
  project_id  BIGINT NOT NULL UNIQUE REFERENCES projects (id),
  rho         NUMERIC CHECK (rho >= 0),
  line_groups TEXT NOT NULL, -- JSON: names, and lines by code or category
  matrix      TEXT NOT NULL, -- JSON: correlations between the groups
  iterations  BIGINT CHECK (iterations > 0),
  seed        BIGINT NOT NULL CHECK (seed >= 0),
  percentile  BIGINT CHECK (percentile BETWEEN 5 AND 95),
  note        TEXT NOT NULL,
  note_sq     TEXT NOT NULL
);

CREATE TABLE simulations (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL CHECK (version > 0),
  project_id  BIGINT NOT NULL REFERENCES projects (id),
  estimate_id BIGINT NOT NULL REFERENCES estimates (id),
  scenario_id BIGINT REFERENCES scenarios (id),
  seed        BIGINT NOT NULL CHECK (seed >= 0),
  iterations  BIGINT NOT NULL CHECK (iterations > 0),
  program     TEXT NOT NULL, -- its version
  kept_by     TEXT NOT NULL,
  kept_at_us  BIGINT,
  model       TEXT NOT NULL, -- a model file, YAML
  result      TEXT NOT NULL, -- JSON
  note        TEXT NOT NULL,
  note_sq     TEXT NOT NULL
);
CREATE INDEX simulations_project ON simulations (project_id);
CREATE INDEX simulations_estimate ON simulations (estimate_id);
CREATE INDEX simulations_scenario ON simulations (scenario_id) WHERE scenario_id IS NOT NULL;
