-- +goose Up

-- Accounts are records, in the chain of changes like all others. What is secret
-- about them stands beside the chain, as hashes that open nothing.

CREATE TABLE users (
  id             BIGINT PRIMARY KEY,
  version        BIGINT NOT NULL CHECK (version > 0),
  login          TEXT COLLATE "C" NOT NULL UNIQUE,
  name           TEXT COLLATE "C" NOT NULL UNIQUE,
  language       TEXT NOT NULL,
  grants         TEXT NOT NULL, -- JSON
  disabled       BOOLEAN NOT NULL,
  issuer         TEXT NOT NULL,
  subject        TEXT NOT NULL,
  tokens         TEXT NOT NULL, -- JSON, without their secrets
  links          BIGINT NOT NULL CHECK (links >= 0),
  link_at_us     BIGINT,
  passwords      BIGINT NOT NULL CHECK (passwords >= 0),
  password_at_us BIGINT,
  sign_outs      BIGINT NOT NULL CHECK (sign_outs >= 0),
  sign_out_at_us BIGINT,
  tokens_made    BIGINT NOT NULL CHECK (tokens_made >= 0),
  CHECK ((issuer = '') = (subject = ''))
);
CREATE UNIQUE INDEX users_subject ON users (issuer, subject) WHERE subject <> '';

CREATE TABLE user_projects (
  user_id    BIGINT NOT NULL REFERENCES users (id),
  project_id BIGINT NOT NULL REFERENCES projects (id),
  position   BIGINT NOT NULL,
  PRIMARY KEY (user_id, project_id)
);
CREATE INDEX user_projects_project ON user_projects (project_id);

CREATE TABLE credentials (
  user_id BIGINT PRIMARY KEY REFERENCES users (id),
  hash    TEXT NOT NULL -- Argon2id in PHC form
);

CREATE TABLE sessions (
  hash       BYTEA PRIMARY KEY, -- SHA-256 of the cookie's token
  user_id    BIGINT NOT NULL REFERENCES users (id),
  created_us BIGINT NOT NULL,
  seen_us    BIGINT NOT NULL,
  expires_us BIGINT NOT NULL,
  agent      TEXT NOT NULL,
  data       BYTEA NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expires ON sessions (expires_us);

CREATE TABLE api_tokens (
  hash     BYTEA PRIMARY KEY, -- SHA-256
  user_id  BIGINT NOT NULL REFERENCES users (id),
  number   BIGINT NOT NULL CHECK (number > 0),
  used_day TEXT, -- the last one
  UNIQUE (user_id, number)
);

CREATE TABLE account_links (
  hash       BYTEA PRIMARY KEY, -- SHA-256
  purpose    TEXT NOT NULL CHECK (purpose IN ('first', 'invitation', 'reset')),
  user_id    BIGINT REFERENCES users (id),
  expires_us BIGINT NOT NULL,
  CHECK ((purpose = 'first') = (user_id IS NULL))
);
CREATE INDEX account_links_user ON account_links (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE sign_in_attempts (
  key      BYTEA PRIMARY KEY, -- SHA-256 of what is throttled
  failures BIGINT NOT NULL CHECK (failures >= 0),
  last_us  BIGINT NOT NULL
);
CREATE INDEX sign_in_attempts_last ON sign_in_attempts (last_us);
