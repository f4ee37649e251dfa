/** Marks the file as ours ("PRJL"), so that a database of another program is never written to. */
export const applicationId = 0x50524a4c;
export const schemaVersion = 1;

/** The tables. A partition is known by its row id; `record` rows of one partition have gapless offsets from 0. */
export const schema = `
  CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    epoch TEXT NOT NULL
  ) STRICT;

  CREATE TABLE topic_partition (
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topic,
    number INTEGER NOT NULL,
    next_offset INTEGER NOT NULL DEFAULT 0,
    last_appended_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (topic_id, number)
  ) STRICT;

  CREATE TABLE record (
    partition_id INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    appended_at INTEGER NOT NULL,
    key TEXT NOT NULL,
    headers TEXT,
    value BLOB NOT NULL,
    PRIMARY KEY (partition_id, offset)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE consumer_group (
    name TEXT PRIMARY KEY,
    generation INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE member (
    id TEXT PRIMARY KEY,
    group_name TEXT NOT NULL,
    joined_generation INTEGER NOT NULL,
    partitions TEXT NOT NULL,
    session_ms INTEGER NOT NULL,
    deadline INTEGER NOT NULL,
    process TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX member_of_group ON member (group_name);

  CREATE TABLE ownership (
    group_name TEXT NOT NULL,
    partition_id INTEGER NOT NULL,
    member_id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    wanted_since INTEGER,
    PRIMARY KEY (group_name, partition_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE committed_offset (
    group_name TEXT NOT NULL,
    partition_id INTEGER NOT NULL,
    next_offset INTEGER NOT NULL,
    PRIMARY KEY (group_name, partition_id)
  ) STRICT, WITHOUT ROWID;

  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`;
