package import Vocabulary

/// What one line of a file, or one row of a table, turned out to be. Each gives exactly one; blank ones give none.
package enum RequestLine: Hashable, Sendable {
    case request(ReceivedRequest, line: Int)
    case broken(BrokenLine)

    package var line: Int {
        switch self {
        case .request(_, let line): line
        case .broken(let broken): broken.line
        }
    }
}

/// A line that can't be judged, with everything that is wrong in it.
package struct BrokenLine: Hashable, Sendable {
    /// From 1; of a row over several lines, its first.
    package let line: Int
    /// The request's number, where it could be read.
    package let id: RequestID?
    /// At least one; `place` is a JSON path within the form, or a column's name.
    package let errors: [FieldError]

    package init(line: Int, id: RequestID?, errors: [FieldError]) {
        self.line = line
        self.id = id
        self.errors = errors
    }
}

/// Why a file gives no requests at all, in French, a line each.
package struct UnreadableFile: Error, Hashable, Sendable {
    package let reasons: [String]

    package init(_ reasons: [String]) { self.reasons = reasons }
}

package enum RequestFormat: String, Hashable, Sendable, CaseIterable {
    /// JSON Lines: an object a line.
    case jsonl
    case csv
}
