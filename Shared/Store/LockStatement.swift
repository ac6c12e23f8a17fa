/// A statement that locks one row for each list of values, makes the row where it isn't there, and answers it.
///
/// On PostgreSQL a row is locked by being written, `touching` it: `FOR UPDATE` on a row that isn't there locks nothing
/// (HEART: tried). On SQLite `BEGIN IMMEDIATE` has locked the whole file, so that writing a row to itself locks nothing
/// more: the row is read, and made first where `reading` finds none. What stands in the table afterwards is the same,
/// at a third of the cost (an upsert with RETURNING opens a table of its own for its answer). The contract's tests run
/// both.
package struct LockStatement: Sendable {
    /// Makes or writes the row, and answers it.
    package let touching: String
    /// Answers the row, with the same columns as `touching`.
    package let reading: String
    /// Makes the row. All three take the same values.
    package let making: String

    package init(touching: String, reading: String, making: String) {
        self.touching = touching
        self.reading = reading
        self.making = making
    }
}
