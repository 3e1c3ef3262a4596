-- +goose Up

-- Conventions: money is whole minor units of the currency column beside it;
-- decimals are NUMERIC, never summed in SQL; dates are ISO text of the
-- precision known; NULL is "not known" or "none"; "…_sq" is the Albanian text.
-- Ids are given out by chain_head, never by a table.

CREATE TABLE programmes (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL CHECK (version > 0),
  code       TEXT COLLATE "C" NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  summary    TEXT NOT NULL,
  summary_sq TEXT NOT NULL,
  currency   TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD'))
);

CREATE TABLE projects (
  id                  BIGINT PRIMARY KEY,
  version             BIGINT NOT NULL CHECK (version > 0),
  programme_id        BIGINT NOT NULL REFERENCES programmes (id),
  code                TEXT COLLATE "C" NOT NULL UNIQUE,
  name                TEXT NOT NULL,
  name_sq             TEXT NOT NULL,
  summary             TEXT NOT NULL,
  summary_sq          TEXT NOT NULL,
  sector              TEXT NOT NULL,
  type                TEXT NOT NULL,
  stage               TEXT NOT NULL CHECK (stage IN ('identification', 'preparation', 'implementation', 'completion',
                        'maintenance', 'decommissioning', 'decommissioned', 'cancelled')),
  external            BOOLEAN NOT NULL,
  length_m            NUMERIC CHECK (length_m >= 0),
  working_estimate_id BIGINT, -- references estimates, which come below
  working_by          TEXT NOT NULL,
  working_at_us       BIGINT,
  working_reason      TEXT NOT NULL,
  working_reason_sq   TEXT NOT NULL,
  search              TEXT NOT NULL -- code and names without case and marks, for searching
);
CREATE INDEX projects_programme ON projects (programme_id);
CREATE INDEX projects_stage ON projects (stage, code);
CREATE INDEX projects_sector ON projects (sector, code);
CREATE INDEX projects_working ON projects (working_estimate_id) WHERE working_estimate_id IS NOT NULL;

CREATE TABLE project_dependencies (
  project_id    BIGINT NOT NULL REFERENCES projects (id),
  depends_on_id BIGINT NOT NULL REFERENCES projects (id),
  position      BIGINT NOT NULL,
  PRIMARY KEY (project_id, depends_on_id),
  CHECK (project_id <> depends_on_id)
);
CREATE INDEX project_dependencies_reverse ON project_dependencies (depends_on_id);

CREATE TABLE sections (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL CHECK (version > 0),
  project_id BIGINT NOT NULL REFERENCES projects (id),
  within_id  BIGINT REFERENCES sections (id) CHECK (within_id <> id),
  code       TEXT COLLATE "C" NOT NULL,
  position   BIGINT NOT NULL CHECK (position >= 0),
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  country    TEXT NOT NULL,
  length_m   NUMERIC CHECK (length_m >= 0),
  note       TEXT NOT NULL,
  note_sq    TEXT NOT NULL,
  UNIQUE (project_id, code)
);
CREATE INDEX sections_within ON sections (within_id) WHERE within_id IS NOT NULL;

CREATE TABLE phases (
  id               BIGINT PRIMARY KEY,
  version          BIGINT NOT NULL CHECK (version > 0),
  project_id       BIGINT NOT NULL REFERENCES projects (id),
  section_id       BIGINT REFERENCES sections (id),
  code             TEXT COLLATE "C" NOT NULL,
  position         BIGINT NOT NULL CHECK (position >= 0),
  name             TEXT NOT NULL,
  name_sq          TEXT NOT NULL,
  planned_start    TEXT,
  planned_finish   TEXT COLLATE "C",
  actual_start     TEXT,
  actual_finish    TEXT CHECK (actual_finish IS NULL OR actual_start IS NOT NULL),
  progress_percent NUMERIC CHECK (progress_percent >= 0),
  note             TEXT NOT NULL,
  note_sq          TEXT NOT NULL,
  UNIQUE (project_id, code)
);
CREATE INDEX phases_section ON phases (section_id) WHERE section_id IS NOT NULL;
CREATE INDEX phases_unfinished ON phases (project_id, planned_finish, code)
  WHERE actual_finish IS NULL AND planned_finish IS NOT NULL;

CREATE TABLE phase_predecessors (
  phase_id       BIGINT NOT NULL REFERENCES phases (id),
  predecessor_id BIGINT NOT NULL REFERENCES phases (id),
  lag_days       BIGINT NOT NULL,
  position       BIGINT NOT NULL,
  PRIMARY KEY (phase_id, predecessor_id),
  CHECK (phase_id <> predecessor_id)
);
CREATE INDEX phase_predecessors_reverse ON phase_predecessors (predecessor_id);

CREATE TABLE milestones (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL CHECK (version > 0),
  project_id BIGINT NOT NULL REFERENCES projects (id),
  section_id BIGINT REFERENCES sections (id),
  phase_id   BIGINT REFERENCES phases (id),
  code       TEXT COLLATE "C" NOT NULL,
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  planned    TEXT,
  actual     TEXT,
  note       TEXT NOT NULL,
  note_sq    TEXT NOT NULL,
  UNIQUE (project_id, code)
);
CREATE INDEX milestones_section ON milestones (section_id) WHERE section_id IS NOT NULL;
CREATE INDEX milestones_phase ON milestones (phase_id) WHERE phase_id IS NOT NULL;

CREATE TABLE structures (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL CHECK (version > 0),
  project_id BIGINT NOT NULL REFERENCES projects (id),
  section_id BIGINT REFERENCES sections (id),
  phase_id   BIGINT REFERENCES phases (id),
  code       TEXT COLLATE "C" NOT NULL,
  position   BIGINT NOT NULL CHECK (position >= 0),
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  count      BIGINT CHECK (count >= 0),
  length_m   NUMERIC CHECK (length_m >= 0),
  attributes TEXT NOT NULL, -- a JSON object from name to canonical decimal, sorted by name
  note       TEXT NOT NULL,
  note_sq    TEXT NOT NULL,
  UNIQUE (project_id, code)
);
CREATE INDEX structures_section ON structures (section_id) WHERE section_id IS NOT NULL;
CREATE INDEX structures_phase ON structures (phase_id) WHERE phase_id IS NOT NULL;

CREATE TABLE documents (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL CHECK (version > 0),
  code      TEXT COLLATE "C" NOT NULL UNIQUE,
  title     TEXT NOT NULL,
  title_sq  TEXT NOT NULL,
  publisher TEXT NOT NULL,
  address   TEXT NOT NULL,
  date      TEXT,
  note      TEXT NOT NULL,
  note_sq   TEXT NOT NULL
);

-- A claim is about a record of any kind, so that entity_id has no foreign key:
-- saving and deleting check it.
CREATE TABLE claims (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL CHECK (version > 0),
  project_id  BIGINT REFERENCES projects (id),
  kind        TEXT NOT NULL,
  entity_id   BIGINT NOT NULL,
  field       TEXT NOT NULL,
  label       TEXT NOT NULL,
  label_sq    TEXT NOT NULL,
  value       TEXT NOT NULL,
  value_sq    TEXT NOT NULL,
  unit        TEXT NOT NULL,
  basis       TEXT NOT NULL CHECK (basis IN ('sourced', 'derived', 'assumed')),
  document_id BIGINT REFERENCES documents (id) CHECK (basis <> 'sourced' OR document_id IS NOT NULL),
  quote       TEXT NOT NULL,
  confidence  TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low', '')),
  date        TEXT,
  formula     TEXT NOT NULL,
  formula_sq  TEXT NOT NULL,
  note        TEXT NOT NULL,
  note_sq     TEXT NOT NULL,
  chosen      BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX claims_chosen ON claims (entity_id, field) WHERE chosen;
CREATE INDEX claims_entity ON claims (entity_id, field);
CREATE INDEX claims_project ON claims (project_id, kind);
CREATE INDEX claims_document ON claims (document_id) WHERE document_id IS NOT NULL;

CREATE TABLE estimates (
  id              BIGINT PRIMARY KEY,
  version         BIGINT NOT NULL CHECK (version > 0),
  project_id      BIGINT NOT NULL REFERENCES projects (id),
  code            TEXT COLLATE "C" NOT NULL,
  title           TEXT NOT NULL,
  title_sq        TEXT NOT NULL,
  kind            TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('draft', 'published')),
  as_of           TEXT,
  scope           TEXT NOT NULL,
  scope_sq        TEXT NOT NULL,
  price_year      BIGINT,
  vat             TEXT NOT NULL CHECK (vat IN ('included', 'excluded', '')),
  class           BIGINT CHECK (class BETWEEN 1 AND 5),
  claimant        TEXT NOT NULL,
  claimant_sq     TEXT NOT NULL,
  currency        TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  headline_minor  BIGINT CHECK (headline_minor BETWEEN 0 AND 99999999999999999),
  total_minor     BIGINT CHECK (total_minor BETWEEN 0 AND 99999999999999999),
  copy_of_id      BIGINT REFERENCES estimates (id),
  published_by    TEXT NOT NULL,
  published_at_us BIGINT,
  note            TEXT NOT NULL,
  note_sq         TEXT NOT NULL,
  UNIQUE (project_id, code)
);
ALTER TABLE projects ADD CONSTRAINT projects_working_estimate_id_fkey
  FOREIGN KEY (working_estimate_id) REFERENCES estimates (id);
CREATE INDEX estimates_copy_of ON estimates (copy_of_id) WHERE copy_of_id IS NOT NULL;
CREATE INDEX estimates_spread ON estimates (project_id, currency, total_minor)
  WHERE status = 'published' AND total_minor IS NOT NULL;

CREATE TABLE estimate_sections (
  estimate_id BIGINT NOT NULL REFERENCES estimates (id),
  section_id  BIGINT NOT NULL REFERENCES sections (id),
  position    BIGINT NOT NULL,
  PRIMARY KEY (estimate_id, section_id)
);
CREATE INDEX estimate_sections_reverse ON estimate_sections (section_id);

CREATE TABLE cost_lines (
  id            BIGINT PRIMARY KEY,
  version       BIGINT NOT NULL CHECK (version > 0),
  project_id    BIGINT NOT NULL REFERENCES projects (id),
  estimate_id   BIGINT NOT NULL REFERENCES estimates (id),
  code          TEXT COLLATE "C" NOT NULL,
  position      BIGINT NOT NULL CHECK (position >= 0),
  name          TEXT NOT NULL,
  name_sq       TEXT NOT NULL,
  category      TEXT NOT NULL,
  phase_id      BIGINT REFERENCES phases (id),
  structure_id  BIGINT REFERENCES structures (id),
  country       TEXT NOT NULL,
  quantity      NUMERIC CHECK (quantity >= 0),
  unit          TEXT NOT NULL,
  unit_rate     NUMERIC CHECK (balance OR unit_rate >= 0),
  currency      TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  percent       NUMERIC CHECK (percent >= 0),
  of_categories TEXT NOT NULL, -- a JSON array
  contingency   BOOLEAN NOT NULL,
  balance       BOOLEAN NOT NULL,
  note          TEXT NOT NULL,
  note_sq       TEXT NOT NULL,
  UNIQUE (estimate_id, code)
);
CREATE INDEX cost_lines_project ON cost_lines (project_id);
CREATE INDEX cost_lines_phase ON cost_lines (phase_id) WHERE phase_id IS NOT NULL;
CREATE INDEX cost_lines_structure ON cost_lines (structure_id) WHERE structure_id IS NOT NULL;

CREATE TABLE funding_sources (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL CHECK (version > 0),
  project_id  BIGINT NOT NULL REFERENCES projects (id),
  code        TEXT COLLATE "C" NOT NULL,
  position    BIGINT NOT NULL CHECK (position >= 0),
  name        TEXT NOT NULL,
  name_sq     TEXT NOT NULL,
  kind        TEXT NOT NULL,
  status      TEXT NOT NULL CHECK (status IN ('indicative', 'signed', 'effective', 'closed')),
  country     TEXT NOT NULL,
  currency    TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  total_minor BIGINT CHECK (total_minor BETWEEN 0 AND 99999999999999999),
  carry_over  BOOLEAN NOT NULL,
  note        TEXT NOT NULL,
  note_sq     TEXT NOT NULL,
  UNIQUE (project_id, code)
);

CREATE TABLE ceilings (
  id                BIGINT PRIMARY KEY,
  version           BIGINT NOT NULL CHECK (version > 0),
  project_id        BIGINT NOT NULL REFERENCES projects (id),
  funding_source_id BIGINT NOT NULL REFERENCES funding_sources (id),
  fiscal_year       BIGINT NOT NULL,
  currency          TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  amount_minor      BIGINT NOT NULL CHECK (amount_minor BETWEEN 0 AND 99999999999999999),
  scope             TEXT NOT NULL,
  scope_sq          TEXT NOT NULL,
  UNIQUE (funding_source_id, fiscal_year)
);
CREATE INDEX ceilings_project ON ceilings (project_id, fiscal_year, funding_source_id);
CREATE INDEX ceilings_year ON ceilings (fiscal_year);

CREATE TABLE allocations (
  id                 BIGINT PRIMARY KEY,
  version            BIGINT NOT NULL CHECK (version > 0),
  project_id         BIGINT NOT NULL REFERENCES projects (id),
  funding_source_id  BIGINT NOT NULL REFERENCES funding_sources (id),
  fiscal_year        BIGINT NOT NULL,
  currency           TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  requested_minor    BIGINT CHECK (requested_minor BETWEEN 0 AND 99999999999999999),
  approved_minor     BIGINT CHECK (approved_minor BETWEEN 0 AND 99999999999999999),
  committed_minor    BIGINT CHECK (committed_minor BETWEEN 0 AND 99999999999999999),
  disbursed_minor    BIGINT CHECK (disbursed_minor BETWEEN 0 AND 99999999999999999),
  breach_reason      TEXT NOT NULL,
  breach_document_id BIGINT REFERENCES documents (id) CHECK ((breach_document_id IS NULL) = (breach_reason = '')),
  note               TEXT NOT NULL,
  note_sq            TEXT NOT NULL,
  UNIQUE (funding_source_id, fiscal_year),
  CHECK (COALESCE(requested_minor, approved_minor, committed_minor, disbursed_minor) IS NOT NULL)
);
CREATE INDEX allocations_project ON allocations (project_id, fiscal_year, funding_source_id);
CREATE INDEX allocations_no_outcome ON allocations (project_id, fiscal_year, funding_source_id)
  WHERE requested_minor IS NOT NULL AND approved_minor IS NULL;
CREATE INDEX allocations_breach ON allocations (project_id, fiscal_year, funding_source_id)
  WHERE breach_document_id IS NOT NULL;
CREATE INDEX allocations_breach_document ON allocations (breach_document_id) WHERE breach_document_id IS NOT NULL;

CREATE TABLE exchange_rates (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL CHECK (version > 0),
  base    TEXT NOT NULL CHECK (base IN ('EUR', 'ALL', 'USD')),
  quote   TEXT NOT NULL CHECK (quote IN ('EUR', 'ALL', 'USD') AND quote <> base),
  date    TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('average', 'spot')),
  rate    NUMERIC NOT NULL CHECK (rate > 0),
  UNIQUE (base, quote, date, kind)
);

-- The history. No foreign keys: it outlives the records that it tells of.
CREATE TABLE changes (
  seq        BIGINT PRIMARY KEY,
  at_us      BIGINT NOT NULL, -- microseconds since 1970, UTC
  actor      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  command    TEXT NOT NULL,
  batch      BIGINT NOT NULL,
  kind       TEXT NOT NULL,
  entity_id  BIGINT NOT NULL,
  project_id BIGINT NOT NULL, -- 0: of no project
  version    BIGINT NOT NULL,
  before     TEXT NOT NULL, -- domain JSON, '' for a creation
  after      TEXT NOT NULL, -- domain JSON, '' for a deletion
  format     BIGINT NOT NULL, -- of the hash: what it covers and how
  prev_hash  TEXT NOT NULL,
  hash       TEXT NOT NULL
);
CREATE INDEX changes_project ON changes (project_id, seq);
CREATE INDEX changes_entity ON changes (entity_id, seq);
CREATE INDEX changes_batch ON changes (batch);
CREATE INDEX changes_at ON changes (at_us);

-- The end of the chain and the source of ids: one row, which a write locks first.
CREATE TABLE chain_head (
  id      BIGINT PRIMARY KEY CHECK (id = 1),
  seq     BIGINT NOT NULL,
  at_us   BIGINT NOT NULL,
  hash    TEXT NOT NULL,
  next_id BIGINT NOT NULL
);
INSERT INTO chain_head (id, seq, at_us, hash, next_id) VALUES (1, 0, 0, '', 1);
