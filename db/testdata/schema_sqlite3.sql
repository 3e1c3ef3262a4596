CREATE TABLE account_links (
  hash       BLOB PRIMARY KEY, -- SHA-256
  purpose    TEXT NOT NULL CHECK (purpose IN ('first', 'invitation', 'reset')),
  user_id    INTEGER REFERENCES users (id),
  expires_us INTEGER NOT NULL,
  CHECK ((purpose = 'first') = (user_id IS NULL))
) STRICT
CREATE INDEX account_links_user ON account_links (user_id) WHERE user_id IS NOT NULL
CREATE TABLE allocations (
  id                 INTEGER PRIMARY KEY,
  version            INTEGER NOT NULL CHECK (version > 0),
  project_id         INTEGER NOT NULL REFERENCES projects (id),
  funding_source_id  INTEGER NOT NULL REFERENCES funding_sources (id),
  fiscal_year        INTEGER NOT NULL,
  currency           TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  requested_minor    INTEGER CHECK (requested_minor BETWEEN 0 AND 99999999999999999),
  approved_minor     INTEGER CHECK (approved_minor BETWEEN 0 AND 99999999999999999),
  committed_minor    INTEGER CHECK (committed_minor BETWEEN 0 AND 99999999999999999),
  disbursed_minor    INTEGER CHECK (disbursed_minor BETWEEN 0 AND 99999999999999999),
  breach_reason      TEXT NOT NULL,
  breach_document_id INTEGER REFERENCES documents (id) CHECK ((breach_document_id IS NULL) = (breach_reason = '')),
  note               TEXT NOT NULL,
  note_sq            TEXT NOT NULL,
  UNIQUE (funding_source_id, fiscal_year),
  CHECK (COALESCE(requested_minor, approved_minor, committed_minor, disbursed_minor) IS NOT NULL)
) STRICT
CREATE INDEX allocations_breach ON allocations (project_id, fiscal_year, funding_source_id)
  WHERE breach_document_id IS NOT NULL
CREATE INDEX allocations_breach_document ON allocations (breach_document_id) WHERE breach_document_id IS NOT NULL
CREATE INDEX allocations_no_outcome ON allocations (project_id, fiscal_year, funding_source_id)
  WHERE requested_minor IS NOT NULL AND approved_minor IS NULL
CREATE INDEX allocations_project ON allocations (project_id, fiscal_year, funding_source_id)
CREATE TABLE api_tokens (
  hash     BLOB PRIMARY KEY, -- SHA-256
  user_id  INTEGER NOT NULL REFERENCES users (id),
  number   INTEGER NOT NULL CHECK (number > 0),
  used_day TEXT, -- the last one
  UNIQUE (user_id, number)
) STRICT
CREATE TABLE assumption_series (
  assumptions_id INTEGER NOT NULL REFERENCES assumptions (id),
  series_id      INTEGER NOT NULL REFERENCES index_series (id),
  position       INTEGER NOT NULL,
  PRIMARY KEY (assumptions_id, series_id)
) STRICT, WITHOUT ROWID
CREATE INDEX assumption_series_reverse ON assumption_series (series_id)
CREATE TABLE assumptions (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL CHECK (version > 0),
  project_id      INTEGER NOT NULL UNIQUE REFERENCES projects (id),
  rules           TEXT NOT NULL, -- JSON: which lines' prices move by which series
  discount_rate   TEXT CHECK (discount_rate NOT GLOB '-*'),
  discount_series TEXT NOT NULL CHECK (discount_series = '' OR discount_rate IS NULL),
  caps            TEXT NOT NULL, -- JSON: year and amount
  caps_carry_over INTEGER NOT NULL CHECK (caps_carry_over IN (0, 1)),
  currency        TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD') OR (currency = '' AND caps = '')),
  country_shares  TEXT NOT NULL, -- JSON: country and share, a fraction
  note            TEXT NOT NULL,
  note_sq         TEXT NOT NULL
) STRICT
CREATE TABLE attributions (
  id               INTEGER PRIMARY KEY,
  version          INTEGER NOT NULL CHECK (version > 0),
  project_id       INTEGER NOT NULL REFERENCES projects (id),
  from_estimate_id INTEGER NOT NULL REFERENCES estimates (id),
  to_estimate_id   INTEGER NOT NULL REFERENCES estimates (id) CHECK (to_estimate_id <> from_estimate_id),
  cause            TEXT NOT NULL,
  currency         TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  amount_minor     INTEGER NOT NULL CHECK (amount_minor BETWEEN -99999999999999999 AND 99999999999999999 AND amount_minor <> 0),
  document_id      INTEGER REFERENCES documents (id),
  note             TEXT NOT NULL,
  note_sq          TEXT NOT NULL
) STRICT
CREATE INDEX attributions_document ON attributions (document_id) WHERE document_id IS NOT NULL
CREATE INDEX attributions_from ON attributions (from_estimate_id)
CREATE INDEX attributions_project ON attributions (project_id)
CREATE INDEX attributions_to ON attributions (to_estimate_id)
CREATE TABLE baselines (
  id      INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  code    TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  name_sq TEXT NOT NULL,
  at_us   INTEGER NOT NULL,
  seq     INTEGER NOT NULL CHECK (seq >= 0), -- the newest change by then
  note    TEXT NOT NULL,
  note_sq TEXT NOT NULL
) STRICT
CREATE TABLE benefits (
  id           INTEGER PRIMARY KEY,
  version      INTEGER NOT NULL CHECK (version > 0),
  project_id   INTEGER NOT NULL REFERENCES projects (id),
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  name_sq      TEXT NOT NULL,
  first_year   INTEGER NOT NULL,
  last_year    INTEGER NOT NULL CHECK (last_year >= first_year),
  currency     TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 99999999999999999),
  price_year   INTEGER,
  growth       TEXT,
  note         TEXT NOT NULL,
  note_sq      TEXT NOT NULL,
  UNIQUE (project_id, code)
) STRICT
CREATE TABLE budget_programmes (
  id            INTEGER PRIMARY KEY,
  version       INTEGER NOT NULL CHECK (version > 0),
  code          TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  name_sq       TEXT NOT NULL,
  country       TEXT NOT NULL,
  currency      TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  rate_base     TEXT NOT NULL CHECK (rate_base IN ('EUR', 'ALL', 'USD', '') AND rate_base <> currency),
  planning_rate TEXT CHECK (planning_rate NOT GLOB '-*' AND planning_rate <> '0'),
  rate_date     TEXT,
  ceilings      TEXT NOT NULL, -- JSON: year and amount
  later_minor   INTEGER CHECK (later_minor BETWEEN 0 AND 99999999999999999),
  budget_year   INTEGER,
  scope         TEXT NOT NULL,
  scope_sq      TEXT NOT NULL,
  note          TEXT NOT NULL,
  note_sq       TEXT NOT NULL
) STRICT
CREATE TABLE ceilings (
  id                INTEGER PRIMARY KEY,
  version           INTEGER NOT NULL CHECK (version > 0),
  project_id        INTEGER NOT NULL REFERENCES projects (id),
  funding_source_id INTEGER NOT NULL REFERENCES funding_sources (id),
  fiscal_year       INTEGER NOT NULL,
  currency          TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  amount_minor      INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 99999999999999999),
  scope             TEXT NOT NULL,
  scope_sq          TEXT NOT NULL,
  UNIQUE (funding_source_id, fiscal_year)
) STRICT
CREATE INDEX ceilings_project ON ceilings (project_id, fiscal_year, funding_source_id)
CREATE INDEX ceilings_year ON ceilings (fiscal_year)
CREATE TABLE chain_head (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  seq     INTEGER NOT NULL,
  at_us   INTEGER NOT NULL,
  hash    TEXT NOT NULL,
  next_id INTEGER NOT NULL
) STRICT
CREATE TABLE changes (
  seq        INTEGER PRIMARY KEY,
  at_us      INTEGER NOT NULL, -- microseconds since 1970, UTC
  actor      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  command    TEXT NOT NULL,
  batch      INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  entity_id  INTEGER NOT NULL,
  project_id INTEGER NOT NULL, -- 0: of no project
  version    INTEGER NOT NULL,
  before     TEXT NOT NULL, -- domain JSON, '' for a creation
  after      TEXT NOT NULL, -- domain JSON, '' for a deletion
  format     INTEGER NOT NULL, -- of the hash: what it covers and how
  prev_hash  TEXT NOT NULL,
  hash       TEXT NOT NULL
, actor_id INTEGER NOT NULL DEFAULT 0, confirmed_by TEXT NOT NULL DEFAULT '', confirmer_id INTEGER NOT NULL DEFAULT 0) STRICT
CREATE INDEX changes_at ON changes (at_us)
CREATE INDEX changes_batch ON changes (batch)
CREATE INDEX changes_entity ON changes (entity_id, seq)
CREATE INDEX changes_project ON changes (project_id, seq)
CREATE TABLE claims (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL CHECK (version > 0),
  project_id  INTEGER REFERENCES projects (id),
  kind        TEXT NOT NULL,
  entity_id   INTEGER NOT NULL,
  field       TEXT NOT NULL,
  label       TEXT NOT NULL,
  label_sq    TEXT NOT NULL,
  value       TEXT NOT NULL,
  value_sq    TEXT NOT NULL,
  unit        TEXT NOT NULL,
  basis       TEXT NOT NULL CHECK (basis IN ('sourced', 'derived', 'assumed')),
  document_id INTEGER REFERENCES documents (id) CHECK (basis <> 'sourced' OR document_id IS NOT NULL),
  quote       TEXT NOT NULL,
  confidence  TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low', '')),
  date        TEXT,
  formula     TEXT NOT NULL,
  formula_sq  TEXT NOT NULL,
  note        TEXT NOT NULL,
  note_sq     TEXT NOT NULL,
  chosen      INTEGER NOT NULL CHECK (chosen IN (0, 1))
) STRICT
CREATE UNIQUE INDEX claims_chosen ON claims (entity_id, field) WHERE chosen
CREATE INDEX claims_document ON claims (document_id) WHERE document_id IS NOT NULL
CREATE INDEX claims_entity ON claims (entity_id, field)
CREATE INDEX claims_project ON claims (project_id, kind)
CREATE TABLE comments (
  id             INTEGER PRIMARY KEY,
  version        INTEGER NOT NULL CHECK (version > 0),
  project_id     INTEGER REFERENCES projects (id),
  kind           TEXT NOT NULL,
  entity_id      INTEGER NOT NULL,
  field          TEXT NOT NULL,
  answers_id     INTEGER REFERENCES comments (id),
  text           TEXT NOT NULL CHECK (text <> ''),
  author         TEXT NOT NULL CHECK (author <> ''),
  account        INTEGER, -- of the author; NULL: none
  written_at_us  INTEGER,
  resolved_by    TEXT NOT NULL, -- '' while it is open
  resolved_at_us INTEGER,
  CHECK ((resolved_by = '') = (resolved_at_us IS NULL) AND (resolved_by = '' OR answers_id IS NULL))
) STRICT
CREATE INDEX comments_answers ON comments (answers_id) WHERE answers_id IS NOT NULL
CREATE INDEX comments_entity ON comments (entity_id, field)
CREATE INDEX comments_project ON comments (project_id)
CREATE TABLE cost_lines (
  id            INTEGER PRIMARY KEY,
  version       INTEGER NOT NULL CHECK (version > 0),
  project_id    INTEGER NOT NULL REFERENCES projects (id),
  estimate_id   INTEGER NOT NULL REFERENCES estimates (id),
  code          TEXT NOT NULL,
  position      INTEGER NOT NULL CHECK (position >= 0),
  name          TEXT NOT NULL,
  name_sq       TEXT NOT NULL,
  category      TEXT NOT NULL,
  phase_id      INTEGER REFERENCES phases (id),
  structure_id  INTEGER REFERENCES structures (id),
  country       TEXT NOT NULL,
  quantity      TEXT CHECK (quantity NOT GLOB '-*'),
  unit          TEXT NOT NULL,
  unit_rate     TEXT CHECK (balance OR unit_rate NOT GLOB '-*'),
  currency      TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  percent       TEXT CHECK (percent NOT GLOB '-*'),
  of_categories TEXT NOT NULL, -- a JSON array
  contingency   INTEGER NOT NULL CHECK (contingency IN (0, 1)),
  balance       INTEGER NOT NULL CHECK (balance IN (0, 1)),
  note          TEXT NOT NULL,
  note_sq       TEXT NOT NULL, of_lines TEXT NOT NULL DEFAULT '',
  UNIQUE (estimate_id, code)
) STRICT
CREATE INDEX cost_lines_phase ON cost_lines (phase_id) WHERE phase_id IS NOT NULL
CREATE INDEX cost_lines_project ON cost_lines (project_id)
CREATE INDEX cost_lines_structure ON cost_lines (structure_id) WHERE structure_id IS NOT NULL
CREATE TABLE credentials (
  user_id INTEGER PRIMARY KEY REFERENCES users (id),
  hash    TEXT NOT NULL -- Argon2id in PHC form
) STRICT
CREATE TABLE documents (
  id        INTEGER PRIMARY KEY,
  version   INTEGER NOT NULL CHECK (version > 0),
  code      TEXT NOT NULL UNIQUE,
  title     TEXT NOT NULL,
  title_sq  TEXT NOT NULL,
  publisher TEXT NOT NULL,
  address   TEXT NOT NULL,
  date      TEXT,
  note      TEXT NOT NULL,
  note_sq   TEXT NOT NULL
) STRICT
CREATE TABLE estimate_sections (
  estimate_id INTEGER NOT NULL REFERENCES estimates (id),
  section_id  INTEGER NOT NULL REFERENCES sections (id),
  position    INTEGER NOT NULL,
  PRIMARY KEY (estimate_id, section_id)
) STRICT, WITHOUT ROWID
CREATE INDEX estimate_sections_reverse ON estimate_sections (section_id)
CREATE TABLE estimates (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL CHECK (version > 0),
  project_id      INTEGER NOT NULL REFERENCES projects (id),
  code            TEXT NOT NULL,
  title           TEXT NOT NULL,
  title_sq        TEXT NOT NULL,
  kind            TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('draft', 'published')),
  as_of           TEXT,
  scope           TEXT NOT NULL,
  scope_sq        TEXT NOT NULL,
  price_year      INTEGER,
  vat             TEXT NOT NULL CHECK (vat IN ('included', 'excluded', '')),
  class           INTEGER CHECK (class BETWEEN 1 AND 5),
  claimant        TEXT NOT NULL,
  claimant_sq     TEXT NOT NULL,
  currency        TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  headline_minor  INTEGER CHECK (headline_minor BETWEEN 0 AND 99999999999999999),
  total_minor     INTEGER CHECK (total_minor BETWEEN 0 AND 99999999999999999),
  copy_of_id      INTEGER REFERENCES estimates (id),
  published_by    TEXT NOT NULL,
  published_at_us INTEGER,
  note            TEXT NOT NULL,
  note_sq         TEXT NOT NULL,
  UNIQUE (project_id, code)
) STRICT
CREATE INDEX estimates_copy_of ON estimates (copy_of_id) WHERE copy_of_id IS NOT NULL
CREATE INDEX estimates_spread ON estimates (project_id, currency, total_minor)
  WHERE status = 'published' AND total_minor IS NOT NULL
CREATE TABLE exchange_rates (
  id      INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  base    TEXT NOT NULL CHECK (base IN ('EUR', 'ALL', 'USD')),
  quote   TEXT NOT NULL CHECK (quote IN ('EUR', 'ALL', 'USD') AND quote <> base),
  date    TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('average', 'spot')),
  rate    TEXT NOT NULL CHECK (rate NOT GLOB '-*' AND rate <> '0'),
  UNIQUE (base, quote, date, kind)
) STRICT
CREATE TABLE expenditures (
  id                INTEGER PRIMARY KEY,
  version           INTEGER NOT NULL CHECK (version > 0),
  project_id        INTEGER NOT NULL REFERENCES projects (id),
  phase_id          INTEGER REFERENCES phases (id),
  category          TEXT NOT NULL,
  date              TEXT NOT NULL,
  currency          TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  amount_minor      INTEGER NOT NULL CHECK (amount_minor BETWEEN -99999999999999999 AND 99999999999999999 AND amount_minor <> 0),
  funding_source_id INTEGER REFERENCES funding_sources (id),
  reference         TEXT NOT NULL,
  note              TEXT NOT NULL,
  note_sq           TEXT NOT NULL
) STRICT
CREATE INDEX expenditures_phase ON expenditures (phase_id) WHERE phase_id IS NOT NULL
CREATE INDEX expenditures_project ON expenditures (project_id, date)
CREATE INDEX expenditures_source ON expenditures (funding_source_id) WHERE funding_source_id IS NOT NULL
CREATE TABLE funding_sources (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL CHECK (version > 0),
  project_id  INTEGER NOT NULL REFERENCES projects (id),
  code        TEXT NOT NULL,
  position    INTEGER NOT NULL CHECK (position >= 0),
  name        TEXT NOT NULL,
  name_sq     TEXT NOT NULL,
  kind        TEXT NOT NULL,
  status      TEXT NOT NULL CHECK (status IN ('indicative', 'signed', 'effective', 'closed')),
  country     TEXT NOT NULL,
  currency    TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD')),
  total_minor INTEGER CHECK (total_minor BETWEEN 0 AND 99999999999999999),
  carry_over  INTEGER NOT NULL CHECK (carry_over IN (0, 1)),
  note        TEXT NOT NULL,
  note_sq     TEXT NOT NULL, budget_programme_id INTEGER REFERENCES budget_programmes (id),
  UNIQUE (project_id, code)
) STRICT
CREATE INDEX funding_sources_programme ON funding_sources (budget_programme_id) WHERE budget_programme_id IS NOT NULL
CREATE TABLE index_series (
  id      INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  code    TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  name_sq TEXT NOT NULL,
  country TEXT NOT NULL,
  proxy   INTEGER NOT NULL CHECK (proxy IN (0, 1)),
  rates   TEXT NOT NULL, -- JSON: year and change of the annual average, a fraction
  note    TEXT NOT NULL,
  note_sq TEXT NOT NULL
) STRICT
CREATE TABLE milestones (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL CHECK (version > 0),
  project_id INTEGER NOT NULL REFERENCES projects (id),
  section_id INTEGER REFERENCES sections (id),
  phase_id   INTEGER REFERENCES phases (id),
  code       TEXT NOT NULL,
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  planned    TEXT,
  actual     TEXT,
  note       TEXT NOT NULL,
  note_sq    TEXT NOT NULL,
  UNIQUE (project_id, code)
) STRICT
CREATE INDEX milestones_phase ON milestones (phase_id) WHERE phase_id IS NOT NULL
CREATE INDEX milestones_section ON milestones (section_id) WHERE section_id IS NOT NULL
CREATE TABLE periods (
  id           INTEGER PRIMARY KEY,
  version      INTEGER NOT NULL CHECK (version > 0),
  code         TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  name_sq      TEXT NOT NULL,
  first_day    TEXT NOT NULL,
  last_day     TEXT NOT NULL,
  cut_off_us   INTEGER,
  closed_by    TEXT NOT NULL, -- '' while it is open
  closed_at_us INTEGER,
  through      INTEGER, -- the newest change that counts
  note         TEXT NOT NULL,
  note_sq      TEXT NOT NULL,
  CHECK (first_day <= last_day),
  CHECK ((closed_by = '') = (closed_at_us IS NULL) AND (closed_by = '') = (through IS NULL))
) STRICT
CREATE TABLE phase_predecessors (
  phase_id       INTEGER NOT NULL REFERENCES phases (id),
  predecessor_id INTEGER NOT NULL REFERENCES phases (id),
  lag_days       INTEGER NOT NULL,
  position       INTEGER NOT NULL,
  PRIMARY KEY (phase_id, predecessor_id),
  CHECK (phase_id <> predecessor_id)
) STRICT, WITHOUT ROWID
CREATE INDEX phase_predecessors_reverse ON phase_predecessors (predecessor_id)
CREATE TABLE phases (
  id               INTEGER PRIMARY KEY,
  version          INTEGER NOT NULL CHECK (version > 0),
  project_id       INTEGER NOT NULL REFERENCES projects (id),
  section_id       INTEGER REFERENCES sections (id),
  code             TEXT NOT NULL,
  position         INTEGER NOT NULL CHECK (position >= 0),
  name             TEXT NOT NULL,
  name_sq          TEXT NOT NULL,
  planned_start    TEXT,
  planned_finish   TEXT,
  actual_start     TEXT,
  actual_finish    TEXT CHECK (actual_finish IS NULL OR actual_start IS NOT NULL),
  progress_percent TEXT CHECK (progress_percent NOT GLOB '-*'),
  note             TEXT NOT NULL,
  note_sq          TEXT NOT NULL, profile TEXT NOT NULL DEFAULT '', profile_parameters TEXT NOT NULL DEFAULT '',
  UNIQUE (project_id, code)
) STRICT
CREATE INDEX phases_section ON phases (section_id) WHERE section_id IS NOT NULL
CREATE INDEX phases_unfinished ON phases (project_id, planned_finish, code)
  WHERE actual_finish IS NULL AND planned_finish IS NOT NULL
CREATE TABLE programmes (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL CHECK (version > 0),
  code       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  summary    TEXT NOT NULL,
  summary_sq TEXT NOT NULL,
  currency   TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD'))
) STRICT
CREATE TABLE project_dependencies (
  project_id    INTEGER NOT NULL REFERENCES projects (id),
  depends_on_id INTEGER NOT NULL REFERENCES projects (id),
  position      INTEGER NOT NULL,
  PRIMARY KEY (project_id, depends_on_id),
  CHECK (project_id <> depends_on_id)
) STRICT, WITHOUT ROWID
CREATE INDEX project_dependencies_reverse ON project_dependencies (depends_on_id)
CREATE TABLE projects (
  id                  INTEGER PRIMARY KEY,
  version             INTEGER NOT NULL CHECK (version > 0),
  programme_id        INTEGER NOT NULL REFERENCES programmes (id),
  code                TEXT NOT NULL UNIQUE,
  name                TEXT NOT NULL,
  name_sq             TEXT NOT NULL,
  summary             TEXT NOT NULL,
  summary_sq          TEXT NOT NULL,
  sector              TEXT NOT NULL,
  type                TEXT NOT NULL,
  stage               TEXT NOT NULL CHECK (stage IN ('identification', 'preparation', 'implementation', 'completion',
                        'maintenance', 'decommissioning', 'decommissioned', 'cancelled')),
  external            INTEGER NOT NULL CHECK (external IN (0, 1)),
  length_m            TEXT CHECK (length_m NOT GLOB '-*'),
  working_estimate_id INTEGER REFERENCES estimates (id),
  working_by          TEXT NOT NULL,
  working_at_us       INTEGER,
  working_reason      TEXT NOT NULL,
  working_reason_sq   TEXT NOT NULL,
  search              TEXT NOT NULL -- code and names without case and marks, for searching
) STRICT
CREATE INDEX projects_programme ON projects (programme_id)
CREATE INDEX projects_sector ON projects (sector, code)
CREATE INDEX projects_stage ON projects (stage, code)
CREATE INDEX projects_working ON projects (working_estimate_id) WHERE working_estimate_id IS NOT NULL
CREATE TABLE proposals (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL CHECK (version > 0),
  project_id      INTEGER, -- NULL: of none, or of several
  command         TEXT NOT NULL,
  written         TEXT NOT NULL, -- JSON: the command
  based           TEXT NOT NULL, -- JSON: records and their versions
  changes         TEXT NOT NULL, -- JSON: what it changes
  more            INTEGER NOT NULL CHECK (more >= 0),
  reason          TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'confirmed', 'returned', 'withdrawn')),
  author          TEXT NOT NULL,
  author_id       INTEGER NOT NULL, -- 0: no account
  made_at_us      INTEGER,
  submitted_at_us INTEGER,
  comment         TEXT NOT NULL,
  moved           INTEGER NOT NULL CHECK (moved IN (0, 1)),
  decider         TEXT NOT NULL,
  decider_id      INTEGER NOT NULL,
  decided_at_us   INTEGER
) STRICT
CREATE INDEX proposals_project ON proposals (project_id)
CREATE INDEX proposals_waiting ON proposals (status, project_id) WHERE status IN ('draft', 'submitted', 'returned')
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
) STRICT
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
) STRICT
CREATE INDEX risks_phase ON risks (phase_id) WHERE phase_id IS NOT NULL
CREATE TABLE scenario_series (
  scenario_id INTEGER NOT NULL REFERENCES scenarios (id),
  series_id   INTEGER NOT NULL REFERENCES index_series (id),
  position    INTEGER NOT NULL,
  PRIMARY KEY (scenario_id, series_id)
) STRICT, WITHOUT ROWID
CREATE INDEX scenario_series_reverse ON scenario_series (series_id)
CREATE TABLE scenario_sources (
  scenario_id       INTEGER NOT NULL REFERENCES scenarios (id),
  funding_source_id INTEGER NOT NULL REFERENCES funding_sources (id),
  position          INTEGER NOT NULL,
  PRIMARY KEY (scenario_id, funding_source_id)
) STRICT, WITHOUT ROWID
CREATE INDEX scenario_sources_reverse ON scenario_sources (funding_source_id)
CREATE TABLE scenarios (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL CHECK (version > 0),
  project_id INTEGER NOT NULL REFERENCES projects (id),
  code       TEXT NOT NULL,
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  changes    TEXT NOT NULL, -- JSON
  note       TEXT NOT NULL,
  note_sq    TEXT NOT NULL,
  UNIQUE (project_id, code)
) STRICT
CREATE TABLE schema_migrations (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	)
CREATE TABLE sections (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL CHECK (version > 0),
  project_id INTEGER NOT NULL REFERENCES projects (id),
  within_id  INTEGER REFERENCES sections (id) CHECK (within_id <> id),
  code       TEXT NOT NULL,
  position   INTEGER NOT NULL CHECK (position >= 0),
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  country    TEXT NOT NULL,
  length_m   TEXT CHECK (length_m NOT GLOB '-*'),
  note       TEXT NOT NULL,
  note_sq    TEXT NOT NULL,
  UNIQUE (project_id, code)
) STRICT
CREATE INDEX sections_within ON sections (within_id) WHERE within_id IS NOT NULL
CREATE TABLE sessions (
  hash       BLOB PRIMARY KEY, -- SHA-256 of the cookie's token
  user_id    INTEGER NOT NULL REFERENCES users (id),
  created_us INTEGER NOT NULL,
  seen_us    INTEGER NOT NULL,
  expires_us INTEGER NOT NULL,
  agent      TEXT NOT NULL,
  data       BLOB NOT NULL
) STRICT
CREATE INDEX sessions_expires ON sessions (expires_us)
CREATE INDEX sessions_user ON sessions (user_id)
CREATE TABLE sign_in_attempts (
  key      BLOB PRIMARY KEY, -- SHA-256 of what is throttled
  failures INTEGER NOT NULL CHECK (failures >= 0),
  last_us  INTEGER NOT NULL
) STRICT
CREATE INDEX sign_in_attempts_last ON sign_in_attempts (last_us)
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
, name TEXT NOT NULL DEFAULT '') STRICT
CREATE INDEX simulations_estimate ON simulations (estimate_id)
CREATE INDEX simulations_project ON simulations (project_id)
CREATE INDEX simulations_scenario ON simulations (scenario_id) WHERE scenario_id IS NOT NULL
CREATE TABLE structures (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL CHECK (version > 0),
  project_id INTEGER NOT NULL REFERENCES projects (id),
  section_id INTEGER REFERENCES sections (id),
  phase_id   INTEGER REFERENCES phases (id),
  code       TEXT NOT NULL,
  position   INTEGER NOT NULL CHECK (position >= 0),
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  count      INTEGER CHECK (count >= 0),
  length_m   TEXT CHECK (length_m NOT GLOB '-*'),
  attributes TEXT NOT NULL, -- a JSON object from name to canonical decimal, sorted by name
  note       TEXT NOT NULL,
  note_sq    TEXT NOT NULL,
  UNIQUE (project_id, code)
) STRICT
CREATE INDEX structures_phase ON structures (phase_id) WHERE phase_id IS NOT NULL
CREATE INDEX structures_section ON structures (section_id) WHERE section_id IS NOT NULL
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
) STRICT
CREATE UNIQUE INDEX uncertainties_category ON uncertainties (project_id, category) WHERE category <> ''
CREATE UNIQUE INDEX uncertainties_line ON uncertainties (project_id, line) WHERE line <> ''
CREATE UNIQUE INDEX uncertainties_phase ON uncertainties (phase_id) WHERE phase_id IS NOT NULL
CREATE INDEX uncertainties_project ON uncertainties (project_id)
CREATE TABLE user_projects (
  user_id    INTEGER NOT NULL REFERENCES users (id),
  project_id INTEGER NOT NULL REFERENCES projects (id),
  position   INTEGER NOT NULL,
  PRIMARY KEY (user_id, project_id)
) STRICT, WITHOUT ROWID
CREATE INDEX user_projects_project ON user_projects (project_id)
CREATE TABLE users (
  id             INTEGER PRIMARY KEY,
  version        INTEGER NOT NULL CHECK (version > 0),
  login          TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL UNIQUE,
  language       TEXT NOT NULL,
  grants         TEXT NOT NULL, -- JSON
  disabled       INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  issuer         TEXT NOT NULL,
  subject        TEXT NOT NULL,
  tokens         TEXT NOT NULL, -- JSON, without their secrets
  links          INTEGER NOT NULL CHECK (links >= 0),
  link_at_us     INTEGER,
  passwords      INTEGER NOT NULL CHECK (passwords >= 0),
  password_at_us INTEGER,
  sign_outs      INTEGER NOT NULL CHECK (sign_outs >= 0),
  sign_out_at_us INTEGER,
  tokens_made    INTEGER NOT NULL CHECK (tokens_made >= 0),
  CHECK ((issuer = '') = (subject = ''))
) STRICT
CREATE UNIQUE INDEX users_subject ON users (issuer, subject) WHERE subject <> ''
CREATE TABLE visit_marks (
  account_id INTEGER PRIMARY KEY,
  since      INTEGER NOT NULL CHECK (since >= 0), -- the newest change of the visit before
  head       INTEGER NOT NULL CHECK (head >= since), -- that of the last view
  at_us      INTEGER NOT NULL
) STRICT
