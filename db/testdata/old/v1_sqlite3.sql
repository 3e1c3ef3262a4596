PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_migrations (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO schema_migrations VALUES(1,0,1,'2026-11-23 06:20:58');
INSERT INTO schema_migrations VALUES(2,1,1,'2026-11-23 06:20:58');
CREATE TABLE programmes (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL CHECK (version > 0),
  code       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  name_sq    TEXT NOT NULL,
  summary    TEXT NOT NULL,
  summary_sq TEXT NOT NULL,
  currency   TEXT NOT NULL CHECK (currency IN ('EUR', 'ALL', 'USD'))
) STRICT;
INSERT INTO programmes VALUES(1,1,'corridor','Corridor','sq Corridor','Three projects','sq Three projects','EUR');
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
) STRICT;
INSERT INTO projects VALUES(4,1,1,'grid','Project grid','','','','energy','construction','preparation',0,NULL,NULL,'',NULL,'','',replace('grid\nproject grid\n','\n',char(10)));
INSERT INTO projects VALUES(5,2,1,'railway','Railway','sq Railway','A line','sq A line','transport.rail','construction','implementation',1,'105800.5',12,'tester',1772323200000001,'newest','sq newest',replace('railway\nrailway\nsq railway','\n',char(10)));
CREATE TABLE project_dependencies (
  project_id    INTEGER NOT NULL REFERENCES projects (id),
  depends_on_id INTEGER NOT NULL REFERENCES projects (id),
  position      INTEGER NOT NULL,
  PRIMARY KEY (project_id, depends_on_id),
  CHECK (project_id <> depends_on_id)
) STRICT, WITHOUT ROWID;
INSERT INTO project_dependencies VALUES(5,4,0);
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
) STRICT;
INSERT INTO sections VALUES(6,1,5,NULL,'east',2,'East','sq East','AL','0.000000001','n','sq n');
INSERT INTO sections VALUES(7,1,5,6,'inner',0,'Inner','sq Inner','',NULL,'','');
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
  note_sq          TEXT NOT NULL,
  UNIQUE (project_id, code)
) STRICT;
INSERT INTO phases VALUES(8,1,5,6,'p1',1,'Works','sq Works','2020','2024-06','2021-02-03','2025','99.5','n','sq n');
INSERT INTO phases VALUES(9,1,5,NULL,'p2',2,'More works','sq More works',NULL,NULL,NULL,NULL,NULL,'','');
CREATE TABLE phase_predecessors (
  phase_id       INTEGER NOT NULL REFERENCES phases (id),
  predecessor_id INTEGER NOT NULL REFERENCES phases (id),
  lag_days       INTEGER NOT NULL,
  position       INTEGER NOT NULL,
  PRIMARY KEY (phase_id, predecessor_id),
  CHECK (phase_id <> predecessor_id)
) STRICT, WITHOUT ROWID;
INSERT INTO phase_predecessors VALUES(9,8,-7,0);
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
) STRICT;
INSERT INTO milestones VALUES(10,1,5,6,8,'open','Opening','sq Opening','2030','2031-01-31','n','sq n');
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
) STRICT;
INSERT INTO structures VALUES(11,1,5,6,8,'tunnels',3,'tunnel','Tunnels','sq Tunnels',29,'12.5','{"height_m":"7.5","lanes":null,"tubes":"2"}','n','sq n');
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
) STRICT;
INSERT INTO documents VALUES(2,1,'study','Study № 3','sq Study № 3','Ministry','https://example.org/a?b=c#d','2025-04',replace('paper\nonly','\n',char(10)),replace('sq paper\nonly','\n',char(10)));
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
) STRICT;
INSERT INTO claims VALUES(18,1,5,'allocation',17,'requested','Requested','sq Requested','370000000.00','370 milionë','EUR','sourced',2,'“370 million”','high','2025-04-30','a + b','sq a + b','n','sq n',1);
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
) STRICT;
INSERT INTO estimates VALUES(12,1,5,'e1','Estimate','sq Estimate','feasibility','published','2024-05','All','sq All',2024,'excluded',3,'Ministry','sq Ministry','EUR',99999999999999999,1,NULL,'tester',1767319445678901,'n','sq n');
CREATE TABLE estimate_sections (
  estimate_id INTEGER NOT NULL REFERENCES estimates (id),
  section_id  INTEGER NOT NULL REFERENCES sections (id),
  position    INTEGER NOT NULL,
  PRIMARY KEY (estimate_id, section_id)
) STRICT, WITHOUT ROWID;
INSERT INTO estimate_sections VALUES(12,6,1);
INSERT INTO estimate_sections VALUES(12,7,0);
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
  note_sq       TEXT NOT NULL,
  UNIQUE (estimate_id, code)
) STRICT;
INSERT INTO cost_lines VALUES(14,1,5,12,'l1',4,'Rails','sq Rails','construction',8,11,'shared','1000000000000000','km','-0.123456789','EUR',NULL,'',1,1,'n','sq n');
INSERT INTO cost_lines VALUES(15,1,5,12,'l2',0,'Supervision','sq Supervision','supervision',NULL,NULL,'',NULL,'',NULL,'EUR','4.5','["construction","acquisition"]',0,0,'','');
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
  note_sq     TEXT NOT NULL,
  UNIQUE (project_id, code)
) STRICT;
INSERT INTO funding_sources VALUES(13,1,5,'loan',1,'Loan','sq Loan','loan','effective','XK','EUR',0,1,'n','sq n');
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
) STRICT;
INSERT INTO ceilings VALUES(16,1,5,13,2026,'EUR',100,'All','sq All');
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
) STRICT;
INSERT INTO allocations VALUES(17,1,5,13,2026,'EUR',99999999999999999,0,90,95,'paid early',2,'n','sq n');
CREATE TABLE exchange_rates (
  id      INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  base    TEXT NOT NULL CHECK (base IN ('EUR', 'ALL', 'USD')),
  quote   TEXT NOT NULL CHECK (quote IN ('EUR', 'ALL', 'USD') AND quote <> base),
  date    TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('average', 'spot')),
  rate    TEXT NOT NULL CHECK (rate NOT GLOB '-*' AND rate <> '0'),
  UNIQUE (base, quote, date, kind)
) STRICT;
INSERT INTO exchange_rates VALUES(3,1,'EUR','ALL','2025','average','98.123456789');
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
) STRICT;
INSERT INTO changes VALUES(1,1795414858728398,'tester','to see','test',1,'programme',1,0,1,'','{"v":1,"kind":"programme","data":{"ID":1,"Version":1,"Code":"corridor","Name":{"Default":"Corridor","Albanian":"sq Corridor"},"Summary":{"Default":"Three projects","Albanian":"sq Three projects"},"Currency":"EUR"}}',1,'','a93fd6c6b9d834b75f812ee33d803f5f994a075bcbd31f65b5565e78bd2aa732');
INSERT INTO changes VALUES(2,1795414858728398,'tester','to see','test',1,'document',2,0,1,'','{"v":1,"kind":"document","data":{"ID":2,"Version":1,"Code":"study","Title":{"Default":"Study № 3","Albanian":"sq Study № 3"},"Publisher":"Ministry","Address":"https://example.org/a?b=c#d","Date":"2025-04","Note":{"Default":"paper\nonly","Albanian":"sq paper\nonly"}}}',1,'a93fd6c6b9d834b75f812ee33d803f5f994a075bcbd31f65b5565e78bd2aa732','f2367085a1b8858590866cafac896626bec709d1620951df9a96fedd2a92d82b');
INSERT INTO changes VALUES(3,1795414858728398,'tester','to see','test',1,'exchange_rate',3,0,1,'','{"v":1,"kind":"exchange_rate","data":{"ID":3,"Version":1,"Base":"EUR","Quote":"ALL","Date":"2025","Kind":"average","Rate":"98.123456789"}}',1,'f2367085a1b8858590866cafac896626bec709d1620951df9a96fedd2a92d82b','23145ed0238b3bc9ff87cf83b22afe0721d26d0ca1ab8421e0f27a477a2ff5e8');
INSERT INTO changes VALUES(4,1795414858728398,'tester','to see','test',1,'project',4,4,1,'','{"v":1,"kind":"project","data":{"ID":4,"Version":1,"Programme":1,"Code":"grid","Name":{"Default":"Project grid"},"Summary":{"Default":""},"Sector":"energy","Type":"construction","Stage":"preparation","External":false,"LengthM":null,"DependsOn":null,"Working":{"Estimate":0,"By":"","At":"0001-01-01T00:00:00Z","Reason":{"Default":""}}}}',1,'23145ed0238b3bc9ff87cf83b22afe0721d26d0ca1ab8421e0f27a477a2ff5e8','4a342f8cd5906bff8203c640a03c484e151f89f343729b7b0ea348f0a9c76ba8');
INSERT INTO changes VALUES(5,1795414858728398,'tester','to see','test',1,'project',5,5,1,'','{"v":1,"kind":"project","data":{"ID":5,"Version":1,"Programme":1,"Code":"railway","Name":{"Default":"Railway","Albanian":"sq Railway"},"Summary":{"Default":"A line","Albanian":"sq A line"},"Sector":"transport.rail","Type":"construction","Stage":"implementation","External":true,"LengthM":"105800.5","DependsOn":[4],"Working":{"Estimate":0,"By":"","At":"0001-01-01T00:00:00Z","Reason":{"Default":""}}}}',1,'4a342f8cd5906bff8203c640a03c484e151f89f343729b7b0ea348f0a9c76ba8','e998d099096c0c6c31e7c15b078f13bbced37268dd00694ae3eb291f9be715fc');
INSERT INTO changes VALUES(6,1795414858728398,'tester','to see','test',1,'section',6,5,1,'','{"v":1,"kind":"section","data":{"ID":6,"Version":1,"Project":5,"Within":0,"Code":"east","Position":2,"Name":{"Default":"East","Albanian":"sq East"},"Country":"AL","LengthM":"0.000000001","Note":{"Default":"n","Albanian":"sq n"}}}',1,'e998d099096c0c6c31e7c15b078f13bbced37268dd00694ae3eb291f9be715fc','36051626fc262cd2c92ffd76eedeeec738c310756fd1efd95d0318de1f4f36bc');
INSERT INTO changes VALUES(7,1795414858728398,'tester','to see','test',1,'section',7,5,1,'','{"v":1,"kind":"section","data":{"ID":7,"Version":1,"Project":5,"Within":6,"Code":"inner","Position":0,"Name":{"Default":"Inner","Albanian":"sq Inner"},"Country":"","LengthM":null,"Note":{"Default":""}}}',1,'36051626fc262cd2c92ffd76eedeeec738c310756fd1efd95d0318de1f4f36bc','8645bf9eb2ca5ef0bb07bfeccaba92a1fac955ecf45f29ffc67d58927ddd61c6');
INSERT INTO changes VALUES(8,1795414858728398,'tester','to see','test',1,'phase',8,5,1,'','{"v":1,"kind":"phase","data":{"ID":8,"Version":1,"Project":5,"Section":6,"Code":"p1","Position":1,"Name":{"Default":"Works","Albanian":"sq Works"},"PlannedStart":"2020","PlannedFinish":"2024-06","ActualStart":"2021-02-03","ActualFinish":"2025","ProgressPercent":"99.5","After":null,"Note":{"Default":"n","Albanian":"sq n"}}}',1,'8645bf9eb2ca5ef0bb07bfeccaba92a1fac955ecf45f29ffc67d58927ddd61c6','da1ee83a56947533b96693a7f5d4c6b66b027376168695b0964f1a7522af4c87');
INSERT INTO changes VALUES(9,1795414858728398,'tester','to see','test',1,'phase',9,5,1,'','{"v":1,"kind":"phase","data":{"ID":9,"Version":1,"Project":5,"Section":0,"Code":"p2","Position":2,"Name":{"Default":"More works","Albanian":"sq More works"},"PlannedStart":"","PlannedFinish":"","ActualStart":"","ActualFinish":"","ProgressPercent":null,"After":[{"Phase":8,"LagDays":-7}],"Note":{"Default":""}}}',1,'da1ee83a56947533b96693a7f5d4c6b66b027376168695b0964f1a7522af4c87','b75674d647884a44bd95ccf1f05150d14c20f518910b0da120698c82f32bfbe2');
INSERT INTO changes VALUES(10,1795414858728398,'tester','to see','test',1,'milestone',10,5,1,'','{"v":1,"kind":"milestone","data":{"ID":10,"Version":1,"Project":5,"Section":6,"Phase":8,"Code":"open","Name":{"Default":"Opening","Albanian":"sq Opening"},"Planned":"2030","Actual":"2031-01-31","Note":{"Default":"n","Albanian":"sq n"}}}',1,'b75674d647884a44bd95ccf1f05150d14c20f518910b0da120698c82f32bfbe2','45fa857c46f9397b3ff264803cc300acef9a3cae9e0358ed165fa68a1e5a8b91');
INSERT INTO changes VALUES(11,1795414858728398,'tester','to see','test',1,'structure',11,5,1,'','{"v":1,"kind":"structure","data":{"ID":11,"Version":1,"Project":5,"Section":6,"Phase":8,"Code":"tunnels","Position":3,"Kind":"tunnel","Name":{"Default":"Tunnels","Albanian":"sq Tunnels"},"Count":29,"LengthM":"12.5","Attributes":[{"Name":"height_m","Value":"7.5"},{"Name":"lanes","Value":null},{"Name":"tubes","Value":"2"}],"Note":{"Default":"n","Albanian":"sq n"}}}',1,'45fa857c46f9397b3ff264803cc300acef9a3cae9e0358ed165fa68a1e5a8b91','bc05d7b2e2a465a374481aa127137db29f5fc5fe8000514e4459d0755e4c0f97');
INSERT INTO changes VALUES(12,1795414858728398,'tester','to see','test',1,'estimate',12,5,1,'','{"v":1,"kind":"estimate","data":{"ID":12,"Version":1,"Project":5,"Code":"e1","Title":{"Default":"Estimate","Albanian":"sq Estimate"},"Kind":"feasibility","Status":"published","AsOf":"2024-05","Scope":{"Default":"All","Albanian":"sq All"},"Sections":[7,6],"PriceYear":2024,"VAT":"excluded","Class":3,"Claimant":{"Default":"Ministry","Albanian":"sq Ministry"},"Currency":"EUR","Headline":"999999999999999.99 EUR","Total":"0.01 EUR","CopyOf":0,"PublishedBy":"tester","PublishedAt":"2026-01-02T02:04:05.678901Z","Note":{"Default":"n","Albanian":"sq n"}}}',1,'bc05d7b2e2a465a374481aa127137db29f5fc5fe8000514e4459d0755e4c0f97','301e22da074fcda571703fb1a80b52209c4a1ef86e7b68442817528afa621745');
INSERT INTO changes VALUES(13,1795414858728398,'tester','to see','test',1,'funding_source',13,5,1,'','{"v":1,"kind":"funding_source","data":{"ID":13,"Version":1,"Project":5,"Code":"loan","Position":1,"Name":{"Default":"Loan","Albanian":"sq Loan"},"Kind":"loan","Status":"effective","Country":"XK","Currency":"EUR","Total":"0.00 EUR","CarryOver":true,"Note":{"Default":"n","Albanian":"sq n"}}}',1,'301e22da074fcda571703fb1a80b52209c4a1ef86e7b68442817528afa621745','f5da76f67efdb2be6a1cb583a27433de55e8ce38eec461cbf0b268aa46f70beb');
INSERT INTO changes VALUES(14,1795414858728398,'tester','to see','test',1,'project',5,5,2,'{"v":1,"kind":"project","data":{"ID":5,"Version":1,"Programme":1,"Code":"railway","Name":{"Default":"Railway","Albanian":"sq Railway"},"Summary":{"Default":"A line","Albanian":"sq A line"},"Sector":"transport.rail","Type":"construction","Stage":"implementation","External":true,"LengthM":"105800.5","DependsOn":[4],"Working":{"Estimate":0,"By":"","At":"0001-01-01T00:00:00Z","Reason":{"Default":""}}}}','{"v":1,"kind":"project","data":{"ID":5,"Version":2,"Programme":1,"Code":"railway","Name":{"Default":"Railway","Albanian":"sq Railway"},"Summary":{"Default":"A line","Albanian":"sq A line"},"Sector":"transport.rail","Type":"construction","Stage":"implementation","External":true,"LengthM":"105800.5","DependsOn":[4],"Working":{"Estimate":12,"By":"tester","At":"2026-03-01T00:00:00.000001Z","Reason":{"Default":"newest","Albanian":"sq newest"}}}}',1,'f5da76f67efdb2be6a1cb583a27433de55e8ce38eec461cbf0b268aa46f70beb','4769325f788436d29c0150005265fca81309408c5eaf10f932336b94b2e8ef4b');
INSERT INTO changes VALUES(15,1795414858728398,'tester','to see','test',1,'cost_line',14,5,1,'','{"v":1,"kind":"cost_line","data":{"ID":14,"Version":1,"Project":5,"Estimate":12,"Code":"l1","Position":4,"Name":{"Default":"Rails","Albanian":"sq Rails"},"Category":"construction","Phase":8,"Structure":11,"Country":"shared","Quantity":"1000000000000000","Unit":"km","UnitRate":"-0.123456789","Currency":"EUR","Percent":null,"Of":null,"Contingency":true,"Balance":true,"Note":{"Default":"n","Albanian":"sq n"}}}',1,'4769325f788436d29c0150005265fca81309408c5eaf10f932336b94b2e8ef4b','f02393700c653679a7a701c8abb619e91455cd8b2d9c9964c8e77aecedd02774');
INSERT INTO changes VALUES(16,1795414858728398,'tester','to see','test',1,'cost_line',15,5,1,'','{"v":1,"kind":"cost_line","data":{"ID":15,"Version":1,"Project":5,"Estimate":12,"Code":"l2","Position":0,"Name":{"Default":"Supervision","Albanian":"sq Supervision"},"Category":"supervision","Phase":0,"Structure":0,"Country":"","Quantity":null,"Unit":"","UnitRate":null,"Currency":"EUR","Percent":"4.5","Of":["construction","acquisition"],"Contingency":false,"Balance":false,"Note":{"Default":""}}}',1,'f02393700c653679a7a701c8abb619e91455cd8b2d9c9964c8e77aecedd02774','602c711005785f32a449fa1261dd0cba0819b05012e1d47e882919fedb4dd93b');
INSERT INTO changes VALUES(17,1795414858728398,'tester','to see','test',1,'ceiling',16,5,1,'','{"v":1,"kind":"ceiling","data":{"ID":16,"Version":1,"Project":5,"Source":13,"FiscalYear":2026,"Currency":"EUR","Amount":"1.00 EUR","Scope":{"Default":"All","Albanian":"sq All"}}}',1,'602c711005785f32a449fa1261dd0cba0819b05012e1d47e882919fedb4dd93b','961bea9487d0b9fd6c668384189e0ff9b78ff6c6d3d80c1bdda1833ec27922d5');
INSERT INTO changes VALUES(18,1795414858728398,'tester','to see','test',1,'allocation',17,5,1,'','{"v":1,"kind":"allocation","data":{"ID":17,"Version":1,"Project":5,"Source":13,"FiscalYear":2026,"Currency":"EUR","Requested":"999999999999999.99 EUR","Approved":"0.00 EUR","Committed":"0.90 EUR","Disbursed":"0.95 EUR","Breach":{"Reason":"paid early","Document":2},"Note":{"Default":"n","Albanian":"sq n"}}}',1,'961bea9487d0b9fd6c668384189e0ff9b78ff6c6d3d80c1bdda1833ec27922d5','93b23bafc7ef9b4b05dba438de185f242dfefc9584c3f3b979e559780fe07e4a');
INSERT INTO changes VALUES(19,1795414858728398,'tester','to see','test',1,'claim',18,5,1,'','{"v":1,"kind":"claim","data":{"ID":18,"Version":1,"Project":5,"Kind":"allocation","Entity":17,"Field":"requested","Label":{"Default":"Requested","Albanian":"sq Requested"},"Value":"370000000.00","ValueAlbanian":"370 milionë","Unit":"EUR","Basis":"sourced","Document":2,"Quote":"“370 million”","Confidence":"high","Date":"2025-04-30","Formula":{"Default":"a + b","Albanian":"sq a + b"},"Note":{"Default":"n","Albanian":"sq n"},"Chosen":true}}',1,'93b23bafc7ef9b4b05dba438de185f242dfefc9584c3f3b979e559780fe07e4a','ce7d038f10db504cb6de78412985caf880d725fe10c5c39bed8841195d81ccac');
CREATE TABLE chain_head (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  seq     INTEGER NOT NULL,
  at_us   INTEGER NOT NULL,
  hash    TEXT NOT NULL,
  next_id INTEGER NOT NULL
) STRICT;
INSERT INTO chain_head VALUES(1,19,1795414858728398,'ce7d038f10db504cb6de78412985caf880d725fe10c5c39bed8841195d81ccac',19);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('schema_migrations',2);
CREATE INDEX projects_programme ON projects (programme_id);
CREATE INDEX projects_stage ON projects (stage, code);
CREATE INDEX projects_sector ON projects (sector, code);
CREATE INDEX projects_working ON projects (working_estimate_id) WHERE working_estimate_id IS NOT NULL;
CREATE INDEX project_dependencies_reverse ON project_dependencies (depends_on_id);
CREATE INDEX sections_within ON sections (within_id) WHERE within_id IS NOT NULL;
CREATE INDEX phases_section ON phases (section_id) WHERE section_id IS NOT NULL;
CREATE INDEX phases_unfinished ON phases (project_id, planned_finish, code)
  WHERE actual_finish IS NULL AND planned_finish IS NOT NULL;
CREATE INDEX phase_predecessors_reverse ON phase_predecessors (predecessor_id);
CREATE INDEX milestones_section ON milestones (section_id) WHERE section_id IS NOT NULL;
CREATE INDEX milestones_phase ON milestones (phase_id) WHERE phase_id IS NOT NULL;
CREATE INDEX structures_section ON structures (section_id) WHERE section_id IS NOT NULL;
CREATE INDEX structures_phase ON structures (phase_id) WHERE phase_id IS NOT NULL;
CREATE UNIQUE INDEX claims_chosen ON claims (entity_id, field) WHERE chosen;
CREATE INDEX claims_entity ON claims (entity_id, field);
CREATE INDEX claims_project ON claims (project_id, kind);
CREATE INDEX claims_document ON claims (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX estimates_copy_of ON estimates (copy_of_id) WHERE copy_of_id IS NOT NULL;
CREATE INDEX estimates_spread ON estimates (project_id, currency, total_minor)
  WHERE status = 'published' AND total_minor IS NOT NULL;
CREATE INDEX estimate_sections_reverse ON estimate_sections (section_id);
CREATE INDEX cost_lines_project ON cost_lines (project_id);
CREATE INDEX cost_lines_phase ON cost_lines (phase_id) WHERE phase_id IS NOT NULL;
CREATE INDEX cost_lines_structure ON cost_lines (structure_id) WHERE structure_id IS NOT NULL;
CREATE INDEX ceilings_project ON ceilings (project_id, fiscal_year, funding_source_id);
CREATE INDEX ceilings_year ON ceilings (fiscal_year);
CREATE INDEX allocations_project ON allocations (project_id, fiscal_year, funding_source_id);
CREATE INDEX allocations_no_outcome ON allocations (project_id, fiscal_year, funding_source_id)
  WHERE requested_minor IS NOT NULL AND approved_minor IS NULL;
CREATE INDEX allocations_breach ON allocations (project_id, fiscal_year, funding_source_id)
  WHERE breach_document_id IS NOT NULL;
CREATE INDEX allocations_breach_document ON allocations (breach_document_id) WHERE breach_document_id IS NOT NULL;
CREATE INDEX changes_project ON changes (project_id, seq);
CREATE INDEX changes_entity ON changes (entity_id, seq);
CREATE INDEX changes_batch ON changes (batch);
CREATE INDEX changes_at ON changes (at_us);
COMMIT;
