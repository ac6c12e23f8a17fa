import Store

/// Intake's own tables: views of what its aggregates say, to find them by. Names and mails stand in `person` alone.
enum IntakeTables {
    static let migrations = Migrations([
        Migration(
            "intake/001-views",
            [
                """
                CREATE TABLE campaign (
                    id TEXT NOT NULL PRIMARY KEY, revision BIGINT NOT NULL, first_day TEXT NOT NULL,
                    last_day TEXT NOT NULL, is_closed BIGINT NOT NULL, value BYTEA NOT NULL)
                """,
                """
                CREATE TABLE request_view (
                    request TEXT NOT NULL PRIMARY KEY, tracking_number TEXT NOT NULL UNIQUE, campaign TEXT,
                    owner TEXT NOT NULL, stage TEXT NOT NULL, is_open BIGINT NOT NULL, title TEXT NOT NULL,
                    revision BIGINT NOT NULL, received_at BIGINT, changed_at BIGINT)
                """,
                """
                CREATE TABLE request_key (
                    kind TEXT NOT NULL, value TEXT NOT NULL, request TEXT NOT NULL,
                    PRIMARY KEY (kind, value, request))
                """,
                "CREATE INDEX request_key_of_request ON request_key (request)",
                "CREATE TABLE consent_link (token_hash TEXT NOT NULL PRIMARY KEY, request TEXT NOT NULL)",
                """
                CREATE TABLE term (
                    function TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT, person TEXT NOT NULL,
                    departement TEXT, PRIMARY KEY (function, first_day))
                """,
                """
                CREATE TABLE person (
                    function TEXT NOT NULL, first_day TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
                    mail TEXT, PRIMARY KEY (function, first_day))
                """,
                "CREATE INDEX person_of_person ON person (person)",
            ])
    ])
}
