import Foundation

/// The standard output, for people or for programs. For one thread.
final class Output {
    let isJSON: Bool
    private var buffer = Data()
    private let limit = 1 << 16

    /// What is said where the output can't be written, with the reason in it.
    private let unwritable: (String) -> OperatorFailure

    init(
        _ options: OutputOptions,
        unwritable: @escaping (String) -> OperatorFailure = {
            OperatorFailure(.unexpected, "the standard output can't be written (\($0)); send it elsewhere")
        }
    ) {
        isJSON = options.json
        self.unwritable = unwritable
    }

    /// What the caller forgot to write out has been written when a command returned: see ``finish()``.
    deinit { assert(buffer.isEmpty, "Output.finish() wasn't called") }

    /// One row: a line of JSON, or the line for people.
    func row(_ json: @autoclosure () -> JSONValue, _ line: @autoclosure () -> String) throws(OperatorFailure) {
        try write(isJSON ? json().document : line())
    }

    /// Rows as a table for people, as one object a line for programs.
    func table(
        _ heads: [String], _ rows: [(json: JSONValue, columns: [String])], empty: String = "nothing"
    ) throws(OperatorFailure) {
        if isJSON {
            for row in rows { try write(row.json.document) }
        } else if rows.isEmpty {
            try write(empty)
        } else {
            for line in TextTable.lines([heads] + rows.map(\.columns)) { try write(line) }
        }
    }

    /// Only for people: a note beside the rows.
    func note(_ line: String) throws(OperatorFailure) {
        if !isJSON { try write(line) }
    }

    func finish() throws(OperatorFailure) {
        defer { buffer.removeAll(keepingCapacity: true) }
        guard !buffer.isEmpty else { return }
        do {
            try FileHandle.standardOutput.write(contentsOf: buffer)
        } catch {
            throw unwritable(error.localizedDescription)
        }
    }

    private func write(_ line: String) throws(OperatorFailure) {
        buffer.append(contentsOf: line.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= limit { try finish() }
    }
}

/// Columns side by side, two spaces between; the last one isn't padded.
enum TextTable {
    static func lines(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.compactMap { $0.dropFirst(column).first?.count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in
                column == row.count - 1 ? text : text + String(repeating: " ", count: widths[column] - text.count)
            }.joined(separator: "  ")
        }
    }
}
