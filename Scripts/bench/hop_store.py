"""The peer's SQLite file: our tables (read out of our own migration, so they can't differ), WAL, synchronous=FULL, and
one transaction a batch, in as few statements as Python's sqlite3 needs: a read a table, an executemany a write.

BEGIN IMMEDIATE locks the whole file, so reading `seen` and `aggregate` replaces the locking writes of our own step,
which the same SQL on PostgreSQL needs. That favours the peer.
"""
import json
import pathlib
import re
import sqlite3

MIGRATIONS = pathlib.Path(__file__).resolve().parents[2] / "Shared/Store/Heart/HeartMigrations.swift"

JOURNAL = """
    INSERT INTO journal (topic, key, sequence, aggregate, version, type, payload, sha256, cause, correlation,
        traceparent, written_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
PARK = """
    INSERT INTO parked (topic, key, sequence, from_partition, from_offset, headers, value, value_size, error, program,
        attempts, parked_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'peer', 1, ?)
    ON CONFLICT (topic, key, sequence) DO NOTHING
"""
POSITION = """
    UPDATE position SET
        last_key = CASE WHEN next < ?4 THEN ?5 ELSE last_key END,
        last_sequence = CASE WHEN next < ?4 THEN ?6 ELSE last_sequence END,
        next = CASE WHEN next < ?4 THEN ?4 ELSE next END
    WHERE topic = ?1 AND on_partition = ?2 AND next >= ?3
"""
MARK = """
    UPDATE journal SET published_partition = ?, published_offset = ? WHERE topic = ? AND key = ? AND sequence = ?
"""
PUBLISHED = """
    INSERT INTO published (topic, on_partition, highest) VALUES (?, ?, ?)
    ON CONFLICT (topic, on_partition) DO UPDATE SET highest = max(published.highest, excluded.highest)
"""


def statements():
    """The CREATE statements of the migration: the literals that start with CREATE."""
    text = MIGRATIONS.read_text(encoding="utf-8")
    found = re.findall(r'"""\s*(CREATE .*?)"""|"(CREATE [^"\n]*)"', text, re.S)
    if not found:
        raise SystemExit(f"faststream_hop: no CREATE statement in {MIGRATIONS}: has the migration moved?")
    return [long or short for long, short in found]


class Store:
    """One connection. Synchronous; whoever holds it calls it from one thread at a time."""

    def __init__(self, path, topic, partitions, synchronous):
        self.topic = topic
        self.sql = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
        self.sql.execute("PRAGMA journal_mode = WAL")
        self.sql.execute(f"PRAGMA synchronous = {synchronous}")
        found = self.sql.execute("PRAGMA journal_mode").fetchone(), self.sql.execute("PRAGMA synchronous").fetchone()
        if found != (("wal",), (2 if synchronous == "FULL" else 1,)):
            raise SystemExit(f"faststream_hop: {path} is not durable: {found}")
        self.sql.execute("BEGIN IMMEDIATE")
        for statement in statements():
            self.sql.execute(statement)
        self.sql.executemany(
            "INSERT INTO position (topic, on_partition, next, generation) VALUES (?, ?, 0, 0)",
            [(topic, partition) for partition in range(partitions)],
        )
        self.sql.execute("COMMIT")

    def begin(self):
        self.sql.execute("BEGIN IMMEDIATE")

    def rollback(self):
        if self.sql.in_transaction:
            self.sql.execute("ROLLBACK")

    def seen(self, keys):
        """The next sequence of each key that was seen before."""
        return dict(self.sql.execute(
            "SELECT key, next FROM seen WHERE topic = ? AND key IN (SELECT value FROM json_each(?))",
            (self.topic, json.dumps(keys))))

    def parked(self, keys):
        """The keys of which something is parked."""
        return {key for key, in self.sql.execute(
            "SELECT DISTINCT key FROM parked WHERE topic = ? AND key IN (SELECT value FROM json_each(?))",
            (self.topic, json.dumps(keys)))}

    def aggregates(self, ids):
        """id → (version, heads, state)"""
        return {row[0]: row[1:] for row in self.sql.execute(
            "SELECT id, version, heads, state FROM aggregate WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),))}

    def save(self, seen, aggregates, journal, parked, positions):
        """All that a batch writes, in the lock order. Throws where a position stands before this batch's reading."""
        self.sql.executemany(
            "INSERT INTO aggregate (id, version, heads, state) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
            "SET version = excluded.version, heads = excluded.heads, state = excluded.state", aggregates)
        self.sql.executemany(JOURNAL, journal)
        if parked:
            self.sql.executemany(PARK, parked)
        self.sql.executemany(
            "INSERT INTO seen (topic, key, next) VALUES (?, ?, ?) "
            "ON CONFLICT (topic, key) DO UPDATE SET next = excluded.next", seen)
        moved = self.sql.executemany(POSITION, positions).rowcount
        if moved != len(positions):
            raise RuntimeError("a position stands before this batch: records between were never handled")

    def mark(self, marks):
        """Writes down where journal entries came to stand. marks: (partition, offset, topic, key, sequence)"""
        self.sql.executemany(MARK, marks)
        highest = {}
        for partition, offset, topic, _, _ in marks:
            place = topic, partition
            highest[place] = max(highest.get(place, -1), offset)
        self.sql.executemany(PUBLISHED, [(topic, partition, top) for (topic, partition), top in highest.items()])

    def commit(self):
        self.sql.execute("COMMIT")

    def counts(self):
        """What stands in the file at the end: journal, published, sum of the positions."""
        return self.sql.execute(
            "SELECT (SELECT count(*) FROM journal), (SELECT count(*) FROM journal WHERE published_offset IS NOT NULL), "
            "(SELECT coalesce(sum(next), 0) FROM position)").fetchone()
