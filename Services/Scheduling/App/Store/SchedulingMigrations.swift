import Store

extension Migrations {
    /// The service's own tables. Released migrations are never edited: add one.
    static let scheduling = Migrations([
        Migration(
            "scheduling/001-tables",
            [
                "CREATE TABLE plan_campaign (id TEXT NOT NULL PRIMARY KEY, document BYTEA NOT NULL)",
                """
                CREATE TABLE plan_trainer (
                    trainer TEXT NOT NULL PRIMARY KEY, turns BIGINT NOT NULL, document BYTEA NOT NULL)
                """,
                """
                CREATE TABLE plan_trainer_departement (
                    departement TEXT NOT NULL, trainer TEXT NOT NULL, PRIMARY KEY (departement, trainer))
                """,
                """
                CREATE TABLE plan_quota (
                    departement TEXT NOT NULL PRIMARY KEY, turns BIGINT NOT NULL, document BYTEA NOT NULL)
                """,
                "CREATE TABLE plan_turn (departement TEXT NOT NULL PRIMARY KEY, turns BIGINT NOT NULL)",
                """
                CREATE TABLE plan_action (
                    request TEXT NOT NULL PRIMARY KEY, phase TEXT NOT NULL, has_form BIGINT NOT NULL,
                    validation BIGINT NOT NULL, is_movable BIGINT NOT NULL)
                """,
                "CREATE INDEX plan_action_phase ON plan_action (phase, request)",
                """
                CREATE TABLE plan_action_departement (
                    departement TEXT NOT NULL, request TEXT NOT NULL, PRIMARY KEY (departement, request))
                """,
                "CREATE INDEX plan_action_departement_request ON plan_action_departement (request)",
                """
                CREATE TABLE plan_session (
                    session TEXT NOT NULL PRIMARY KEY, request TEXT NOT NULL, revision BIGINT NOT NULL,
                    first_day TEXT NOT NULL, document BYTEA NOT NULL, establishments TEXT NOT NULL)
                """,
                "CREATE INDEX plan_session_request ON plan_session (request)",
                "CREATE INDEX plan_session_day ON plan_session (first_day, session)",
                // T6: a trainer is in one place at a time.
                """
                CREATE TABLE plan_booking (
                    trainer TEXT NOT NULL, half_day TEXT NOT NULL, request TEXT NOT NULL, session TEXT NOT NULL,
                    host TEXT NOT NULL, PRIMARY KEY (trainer, half_day))
                """,
                "CREATE INDEX plan_booking_session ON plan_booking (session)",
                // Half-days of a trainer in a week, by its Monday, and in the year, by the empty text.
                """
                CREATE TABLE plan_load (
                    trainer TEXT NOT NULL, monday TEXT NOT NULL, used BIGINT NOT NULL,
                    PRIMARY KEY (trainer, monday))
                """,
                // T7: a counter that never passes its cap (a sum of rows would, under concurrency).
                """
                CREATE TABLE plan_replaced (
                    departement TEXT NOT NULL, half_day TEXT NOT NULL, used BIGINT NOT NULL,
                    PRIMARY KEY (departement, half_day))
                """,
                """
                CREATE TABLE plan_replacement (
                    session TEXT NOT NULL, departement TEXT NOT NULL, half_day TEXT NOT NULL, teachers BIGINT NOT NULL,
                    PRIMARY KEY (session, departement, half_day))
                """,
                "CREATE INDEX plan_replacement_departement ON plan_replacement (departement, half_day)",
                // Classes are not left more often in a week than the campaign says.
                """
                CREATE TABLE plan_visit (
                    establishment TEXT NOT NULL, monday TEXT NOT NULL, used BIGINT NOT NULL,
                    PRIMARY KEY (establishment, monday))
                """,
            ]),
        // Whose weeks a decision reads, parted by blanks; an asterisk where the row was written before.
        Migration(
            "scheduling/002-establishments",
            ["ALTER TABLE plan_action ADD COLUMN establishments TEXT NOT NULL DEFAULT '*'"]),
    ])
}
