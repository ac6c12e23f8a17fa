/// One thing that is wrong in the reference files.
package struct ReferenceProblem: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// From 1; nil where the file as a whole is meant.
    package let line: Int?
    /// Number from 1, as a spreadsheet counts.
    package let column: Int?
    package let columnName: String?
    /// One French sentence: the value, and what is expected.
    package let message: String

    package init(
        file: String, line: Int? = nil, column: Int? = nil, columnName: String? = nil, message: String
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.columnName = columnName
        self.message = message
    }

    /// `ecoles.csv, ligne 12, colonne 5 (secteur) : « 0690001A » n'est pas …`
    package var description: String {
        var place = file
        if let line { place += ", ligne \(line)" }
        if let column { place += ", colonne \(column)" }
        if let columnName { place += " (\(columnName))" }
        return "\(place) : \(message)"
    }
}

/// Why a folder of reference files is refused: everything that was found, in the order of the files.
package struct ReferenceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// More are counted, not kept.
    package static let mostKept = 200
    package private(set) var problems: [ReferenceProblem] = []
    package private(set) var count = 0

    package init() {}

    package mutating func add(_ problem: ReferenceProblem) {
        count += 1
        if problems.count < Self.mostKept { problems.append(problem) }
    }

    package var description: String {
        let more = count > problems.count ? ["… et \(count - problems.count) autres"] : []
        return (problems.map(\.description) + more).joined(separator: "\n")
    }

    /// The first five on one line, for a program that can't start with them.
    package var line: String {
        let more = count > 5 ? ["… et \(count - 5) autres"] : []
        return (problems.prefix(5).map(\.description) + more).joined(separator: " ; ")
    }
}
