import Store

/// The service's own tables. Names and mails stand in `term` alone.
enum NotificationsTables {
    static let migrations = Migrations([
        Migration(
            "notifications/001-letters",
            [
                "CREATE TABLE campaign (campaign TEXT NOT NULL PRIMARY KEY, revision BIGINT NOT NULL, value BYTEA NOT NULL)",
                """
                CREATE TABLE term (
                    function TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT, person TEXT NOT NULL,
                    name TEXT, mail TEXT, PRIMARY KEY (function, from_day))
                """,
                """
                CREATE TABLE request_view (
                    request TEXT NOT NULL PRIMARY KEY, campaign TEXT, departements TEXT NOT NULL, stage TEXT NOT NULL,
                    awaits_revision BIGINT)
                """,
                "CREATE INDEX request_view_stage ON request_view (stage)",
                """
                CREATE TABLE letter (
                    letter TEXT NOT NULL PRIMARY KEY, aggregate TEXT NOT NULL, number BIGINT NOT NULL,
                    kind TEXT NOT NULL, recipient TEXT NOT NULL, status TEXT NOT NULL, waits BIGINT NOT NULL,
                    campaign_revision BIGINT NOT NULL, request_revision BIGINT NOT NULL, departements TEXT NOT NULL,
                    prepared_at BIGINT NOT NULL, sent_at BIGINT, attempt BIGINT NOT NULL, supersedes TEXT, failure TEXT,
                    document_hash TEXT NOT NULL, document BYTEA)
                """,
                "CREATE INDEX letter_status ON letter (status, prepared_at)",
                "CREATE INDEX letter_aggregate ON letter (aggregate)",
            ]),
        Migration(
            "notifications/002-spools",
            [
                // Which spool took the letter: no other goes on with it.
                "ALTER TABLE letter ADD COLUMN spool TEXT",
                // Looked for after each commit, and nearly always none.
                """
                CREATE INDEX request_view_awaits ON request_view (campaign, awaits_revision)
                WHERE awaits_revision IS NOT NULL
                """,
            ]),
    ])
}
