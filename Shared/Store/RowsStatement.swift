/// A statement that is run for many rows at once, where how many each one changed isn't asked.
///
/// SQLite runs `each` once a row: a statement costs it little. PostgreSQL takes all rows in one statement with an array
/// a column, since there it is the statement and not the row that costs (measured: twice the rows a second).
/// Both must do the same; the contract's tests run both.
package struct RowsStatement: Sendable {
    package enum Column: Sendable {
        case integer, text, bytes
    }

    /// For one row: `$1` is its first value.
    package let each: String
    /// For all rows: `$1` is the array of the first values. Reads them as `unnest(…)`, in the order they are given.
    package let arrays: String
    package let columns: [Column]

    package init(each: String, arrays: String, columns: [Column]) {
        self.each = each
        self.arrays = arrays
        self.columns = columns
    }
}
