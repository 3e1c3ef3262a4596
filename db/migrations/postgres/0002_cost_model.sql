-- +goose Up

-- What turns an estimate into money by year. Lists that are read and written
-- whole stand as JSON text, '' where they are empty; where they refer to other
-- records, a table beside them says so to the database.

CREATE TABLE index_series (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL CHECK (version > 0),
  code    TEXT COLLATE "C" NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  name_sq TEXT NOT NULL,
  country TEXT NOT NULL,
  proxy   BOOLEAN NOT NULL,
  rates   TEXT NOT NULL, -- JSON: year and change of the annual average, a fraction
  note    TEXT NOT NULL,
  note_sq TEXT NOT NULL
);

CREATE TABLE budget_programmes (
  id            BIGINT PRIMARY KEY,
  version       BIGINT NOT NULL CHECK (version > 0),
  code          TEXT COLLATE "C" NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  name_sq       TEXT NOT NULL,
  country       TEXT NOT NULL,
  currency      TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  rate_base     TEXT NOT NULL CHECK (rate_base IN ('EUR', 'ALL', 'USD', '') AND rate_base <> currency),
  planning_rate NUMERIC CHECK (planning_rate > 0),
  rate_date     TEXT,
  ceilings      TEXT NOT NULL, -- JSON: year and amount
  later_minor   BIGINT CHECK (later_minor BETWEEN 0 AND 99999999999999999),
  budget_year   BIGINT,
  scope         TEXT NOT NULL,
  scope_sq      TEXT NOT NULL,
  note          TEXT NOT NULL,
  note_sq       TEXT NOT NULL
);

ALTER TABLE phases ADD COLUMN profile TEXT NOT NULL DEFAULT '';
ALTER TABLE phases ADD COLUMN profile_parameters TEXT NOT NULL DEFAULT ''; -- JSON
ALTER TABLE cost_lines ADD COLUMN of_lines TEXT NOT NULL DEFAULT ''; -- JSON: codes of lines
ALTER TABLE funding_sources ADD COLUMN budget_programme_id BIGINT REFERENCES budget_programmes (id);
CREATE INDEX funding_sources_programme ON funding_sources (budget_programme_id) WHERE budget_programme_id IS NOT NULL;

CREATE TABLE assumptions (
  id              BIGINT PRIMARY KEY,
  version         BIGINT NOT NULL CHECK (version > 0),
  project_id      BIGINT NOT NULL UNIQUE REFERENCES projects (id),
  rules           TEXT NOT NULL, -- JSON: which lines' prices move by which series
  discount_rate   NUMERIC CHECK (discount_rate >= 0),
  discount_series TEXT NOT NULL CHECK (discount_series = '' OR discount_rate IS NULL),
  caps            TEXT NOT NULL, -- JSON: year and amount
  caps_carry_over BOOLEAN NOT NULL,
  currency        TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD') OR (currency = '' AND caps = '')),
  country_shares  TEXT NOT NULL, -- JSON: country and share, a fraction
  note            TEXT NOT NULL,
  note_sq         TEXT NOT NULL
);

CREATE TABLE assumption_series (
  assumptions_id BIGINT NOT NULL REFERENCES assumptions (id),
  series_id      BIGINT NOT NULL REFERENCES index_series (id),
  position       BIGINT NOT NULL,
  PRIMARY KEY (assumptions_id, series_id)
);
CREATE INDEX assumption_series_reverse ON assumption_series (series_id);

CREATE TABLE scenarios (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL CHECK (version > 0),
  project_id BIGINT NOT NULL REFERENCES projects (id),
  code       TEXT COLLATE "C" NOT NULL,
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  changes    TEXT NOT NULL, -- JSON
  note       TEXT NOT NULL,
  note_sq    TEXT NOT NULL,
  UNIQUE (project_id, code)
);

CREATE TABLE scenario_series (
  scenario_id BIGINT NOT NULL REFERENCES scenarios (id),
  series_id   BIGINT NOT NULL REFERENCES index_series (id),
  position    BIGINT NOT NULL,
  PRIMARY KEY (scenario_id, series_id)
);
CREATE INDEX scenario_series_reverse ON scenario_series (series_id);

CREATE TABLE scenario_sources (
  scenario_id       BIGINT NOT NULL REFERENCES scenarios (id),
  funding_source_id BIGINT NOT NULL REFERENCES funding_sources (id),
  position          BIGINT NOT NULL,
  PRIMARY KEY (scenario_id, funding_source_id)
);
CREATE INDEX scenario_sources_reverse ON scenario_sources (funding_source_id);

CREATE TABLE expenditures (
  id                BIGINT PRIMARY KEY,
  version           BIGINT NOT NULL CHECK (version > 0),
  project_id        BIGINT NOT NULL REFERENCES projects (id),
  phase_id          BIGINT REFERENCES phases (id),
  category          TEXT NOT NULL,
  date              TEXT NOT NULL,
  currency          TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  amount_minor      BIGINT NOT NULL CHECK (amount_minor BETWEEN -99999999999999999 AND 99999999999999999 AND amount_minor <> 0),
  funding_source_id BIGINT REFERENCES funding_sources (id),
  reference         TEXT NOT NULL,
  note              TEXT NOT NULL,
  note_sq           TEXT NOT NULL
);
CREATE INDEX expenditures_project ON expenditures (project_id, date);
CREATE INDEX expenditures_phase ON expenditures (phase_id) WHERE phase_id IS NOT NULL;
CREATE INDEX expenditures_source ON expenditures (funding_source_id) WHERE funding_source_id IS NOT NULL;

CREATE TABLE benefits (
  id           BIGINT PRIMARY KEY,
  version      BIGINT NOT NULL CHECK (version > 0),
  project_id   BIGINT NOT NULL REFERENCES projects (id),
  code         TEXT COLLATE "C" NOT NULL,
  name         TEXT NOT NULL,
  name_sq      TEXT NOT NULL,
  first_year   BIGINT NOT NULL,
  last_year    BIGINT NOT NULL CHECK (last_year >= first_year),
  currency     TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  amount_minor BIGINT NOT NULL CHECK (amount_minor BETWEEN 0 AND 99999999999999999),
  price_year   BIGINT,
  growth       NUMERIC,
  note         TEXT NOT NULL,
  note_sq      TEXT NOT NULL,
  UNIQUE (project_id, code)
);

CREATE TABLE attributions (
  id               BIGINT PRIMARY KEY,
  version          BIGINT NOT NULL CHECK (version > 0),
  project_id       BIGINT NOT NULL REFERENCES projects (id),
  from_estimate_id BIGINT NOT NULL REFERENCES estimates (id),
  to_estimate_id   BIGINT NOT NULL REFERENCES estimates (id) CHECK (to_estimate_id <> from_estimate_id),
  cause            TEXT NOT NULL,
  currency         TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  amount_minor     BIGINT NOT NULL CHECK (amount_minor BETWEEN -99999999999999999 AND 99999999999999999 AND amount_minor <> 0),
  document_id      BIGINT REFERENCES documents (id),
  note             TEXT NOT NULL,
  note_sq          TEXT NOT NULL
);
CREATE INDEX attributions_project ON attributions (project_id);
CREATE INDEX attributions_from ON attributions (from_estimate_id);
CREATE INDEX attributions_to ON attributions (to_estimate_id);
CREATE INDEX attributions_document ON attributions (document_id) WHERE document_id IS NOT NULL;
