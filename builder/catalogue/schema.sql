-- The catalogue: what the last build knew. A cache: deleting it never changes a byte of the output.
-- Every read goes through an index; the few bulk readings are named in tests/catalogue/test_query_plans.py.

CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- Every file below content/ and the themes in use, as last seen.
CREATE TABLE source (
  path TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  ctime INTEGER NOT NULL,          -- 0 when the file was too young to trust its stamps
  digest BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE article (
  number INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  id TEXT NOT NULL,
  url TEXT NOT NULL,
  published INTEGER NOT NULL,
  day TEXT NOT NULL,
  state TEXT NOT NULL,             -- of builder.model.visibility, or 'clash'
  record BLOB NOT NULL,
  card BLOB NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX article_by_id ON article (id);
CREATE INDEX article_by_url ON article (url);
CREATE INDEX article_by_day ON article (day, published, id) WHERE state = 'shown';

-- Moments at which an article's state changes by the clock alone.
CREATE TABLE moment (at INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (at, path)) WITHOUT ROWID;
CREATE INDEX moment_by_path ON moment (path);

-- Authors, storylines, standing pages and running orders.
CREATE TABLE entity (
  path TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  ident TEXT NOT NULL,
  record BLOB NOT NULL,
  body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX entity_by_ident ON entity (kind, ident);

-- Who wants which address or id; the lowest rank has it.
CREATE TABLE claim (
  folded TEXT NOT NULL,
  rank TEXT NOT NULL,
  path TEXT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (folded, rank)
) WITHOUT ROWID;
CREATE INDEX claim_by_path ON claim (path);

-- Which source names which target: a path, an address, an id, author:<id>, storyline:<id>; and after:<any of the first
-- three> for the article that it follows up or translates.
CREATE TABLE reference (target TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (target, path)) WITHOUT ROWID;
CREATE INDEX reference_by_path ON reference (path);

-- What other sources may call a file that has errors of its own, and so says nothing that could be found.
CREATE TABLE faulty (name TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (name, path)) WITHOUT ROWID;
CREATE INDEX faulty_by_path ON faulty (path);

-- Corrections, each by its place in its article's record.
CREATE TABLE correction (
  year TEXT NOT NULL,
  at INTEGER NOT NULL,
  path TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (year, at, path, place)
) WITHOUT ROWID;
CREATE INDEX correction_by_path ON correction (path);

CREATE TABLE listing (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  slots INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  label TEXT NOT NULL
);
CREATE INDEX topic_by_size ON listing (shown DESC, key) WHERE key >= 'tag:' AND key < 'tag;';
CREATE TABLE member (
  listing INTEGER NOT NULL,
  published INTEGER NOT NULL,
  id TEXT NOT NULL,
  article INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  seq INTEGER NOT NULL,            -- place from the oldest, from 0; -1 until numbered
  PRIMARY KEY (listing, published, id)
) WITHOUT ROWID;
CREATE INDEX member_by_seq ON member (listing, seq);

-- What articles are about: their heaviest terms, and under each term the articles that have it.
CREATE TABLE wording (
  article INTEGER PRIMARY KEY,
  lang TEXT NOT NULL,
  words TEXT NOT NULL,
  weights BLOB NOT NULL
);
CREATE TABLE posting (
  lang TEXT NOT NULL,
  term TEXT NOT NULL,              -- '' has every article of the language
  first INTEGER NOT NULL,          -- no entry of this piece is less, and none of the piece before is more
  before INTEGER NOT NULL,         -- how many entries stand in the pieces before this one
  entries BLOB NOT NULL,           -- numbers of eight bytes in order; see builder/catalogue/postings.py
  PRIMARY KEY (lang, term, first)
) WITHOUT ROWID;
CREATE TABLE kin (
  article INTEGER PRIMARY KEY,
  found BLOB NOT NULL,             -- its nearest articles; see builder/pages/related.py
  clues BLOB NOT NULL,             -- marks of the terms by which they were looked for; see builder/catalogue/kin.py
  sketch BLOB NOT NULL             -- see builder/pages/sketch.py
);
-- The same the other way round.
CREATE TABLE finding (
  article INTEGER PRIMARY KEY,
  finders BLOB NOT NULL            -- those in whose `found` it is: numbers of four bytes, in no order
);

CREATE TABLE media (
  path TEXT PRIMARY KEY,
  digest BLOB NOT NULL,
  facts BLOB NOT NULL              -- msgpack of builder.model.picture.Facts
) WITHOUT ROWID;
CREATE INDEX media_by_digest ON media (digest);

-- Files of output/ as last made.
CREATE TABLE page (
  key TEXT PRIMARY KEY,
  path TEXT NOT NULL,              -- '' when the page could not be made
  template TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  digest BLOB NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  why TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX page_by_template ON page (template);
CREATE INDEX page_by_path ON page (path);

-- Pages that may be stale. A key leaves only after its file is in place.
CREATE TABLE pending (key TEXT PRIMARY KEY, why TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE diagnostic (owner TEXT PRIMARY KEY, findings BLOB NOT NULL) WITHOUT ROWID;

-- Files of output/ that a running build is about to make: one that is killed leaves no file that nobody owns.
CREATE TABLE writing (path TEXT PRIMARY KEY) WITHOUT ROWID;
