import Store

extension Migrations {
    /// Validation's own tables: campaigns by revision, and the examiners' queue. All of it follows from the journal.
    static let validation = Migrations([
        Migration(
            "validation/001-queue",
            [
                """
                CREATE TABLE campaign_revision (
                    campaign TEXT NOT NULL, revision BIGINT NOT NULL, published BYTEA NOT NULL,
                    PRIMARY KEY (campaign, revision))
                """,
                """
                CREATE TABLE queue_request (
                    request TEXT NOT NULL PRIMARY KEY, campaign TEXT NOT NULL, state TEXT NOT NULL,
                    request_revision BIGINT NOT NULL, received_at BIGINT NOT NULL, channel TEXT NOT NULL,
                    title TEXT NOT NULL, outcome TEXT, theme_class TEXT, priority BIGINT, placement TEXT NOT NULL,
                    is_late BIGINT NOT NULL, is_open BIGINT NOT NULL, is_judged_again BIGINT NOT NULL,
                    named_on BIGINT NOT NULL, judged_on BIGINT NOT NULL,
                    clock_counted BIGINT NOT NULL, clock_since BIGINT, revision BIGINT NOT NULL)
                """,
                "CREATE INDEX queue_received ON queue_request (received_at, request)",
                "CREATE INDEX queue_judged ON queue_request (campaign, is_judged_again, judged_on)",
                """
                CREATE TABLE queue_departement (
                    request TEXT NOT NULL, departement TEXT NOT NULL, PRIMARY KEY (request, departement))
                """,
                """
                CREATE TABLE queue_rule (
                    request TEXT NOT NULL, rule TEXT NOT NULL, PRIMARY KEY (request, rule))
                """,
                """
                CREATE TABLE queue_sector (
                    request TEXT NOT NULL, sector TEXT NOT NULL, PRIMARY KEY (request, sector))
                """,
                "CREATE INDEX queue_sector_of ON queue_sector (sector, request)",
            ])
    ])
}
