/// The tables that HEART names, the same for every service. Released migrations are never edited: add one.
extension Migrations {
    package static let heart = Migrations([
        Migration(
            "heart/001-tables",
            [
                """
                CREATE TABLE seen (
                    topic TEXT NOT NULL, key TEXT NOT NULL, next BIGINT NOT NULL,
                    PRIMARY KEY (topic, key))
                """,
                """
                CREATE TABLE parked (
                    topic TEXT NOT NULL, key TEXT NOT NULL, sequence BIGINT NOT NULL,
                    from_partition BIGINT NOT NULL, from_offset BIGINT NOT NULL,
                    headers BYTEA NOT NULL, value BYTEA, value_size BIGINT NOT NULL, value_sha256 BYTEA,
                    error TEXT, program TEXT NOT NULL, attempts BIGINT NOT NULL, parked_at BIGINT NOT NULL,
                    PRIMARY KEY (topic, key, sequence))
                """,
                """
                CREATE TABLE aggregate (
                    id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, heads TEXT NOT NULL, state BYTEA)
                """,
                """
                CREATE TABLE head (
                    topic TEXT NOT NULL, key TEXT NOT NULL, next BIGINT NOT NULL, memory BYTEA,
                    PRIMARY KEY (topic, key))
                """,
                """
                CREATE TABLE journal (
                    topic TEXT NOT NULL, key TEXT NOT NULL, sequence BIGINT NOT NULL,
                    aggregate TEXT NOT NULL, version BIGINT NOT NULL,
                    type TEXT NOT NULL, payload BYTEA, event BYTEA, sha256 BYTEA NOT NULL, extra_headers TEXT,
                    cause TEXT NOT NULL, actor TEXT, correlation TEXT, traceparent TEXT, written_at BIGINT NOT NULL,
                    published_partition BIGINT, published_offset BIGINT,
                    PRIMARY KEY (topic, key, sequence))
                """,
                "CREATE INDEX journal_unpublished ON journal (topic, key, sequence) WHERE published_offset IS NULL",
                "CREATE UNIQUE INDEX journal_aggregate ON journal (aggregate, version)",
                """
                CREATE TABLE published (
                    topic TEXT NOT NULL, on_partition BIGINT NOT NULL, highest BIGINT NOT NULL,
                    PRIMARY KEY (topic, on_partition))
                """,
                """
                CREATE TABLE command (
                    key TEXT NOT NULL PRIMARY KEY, body_sha256 BYTEA NOT NULL, status BIGINT, answer BYTEA,
                    taken_at BIGINT NOT NULL)
                """,
                """
                CREATE TABLE due (
                    subject TEXT NOT NULL, kind TEXT NOT NULL, ordinal BIGINT NOT NULL, due_at BIGINT NOT NULL,
                    PRIMARY KEY (subject, kind, ordinal))
                """,
                "CREATE INDEX due_at ON due (due_at)",
                """
                CREATE TABLE position (
                    topic TEXT NOT NULL, on_partition BIGINT NOT NULL, next BIGINT NOT NULL,
                    generation BIGINT NOT NULL, last_key TEXT, last_sequence BIGINT,
                    PRIMARY KEY (topic, on_partition))
                """,
                """
                CREATE TABLE foreign_record (
                    topic TEXT NOT NULL, on_partition BIGINT NOT NULL, at_offset BIGINT NOT NULL,
                    reason TEXT NOT NULL, key BYTEA, headers BYTEA NOT NULL, value BYTEA, value_size BIGINT NOT NULL,
                    value_sha256 BYTEA, read_at BIGINT NOT NULL,
                    PRIMARY KEY (topic, on_partition, at_offset))
                """,
                """
                CREATE TABLE lease (
                    name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, until BIGINT NOT NULL)
                """,
                "CREATE TABLE identity (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
                """
                CREATE TABLE operator_action (
                    done_at BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL,
                    reason TEXT NOT NULL)
                """,
            ])
    ])
}
