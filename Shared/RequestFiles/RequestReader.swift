import Vocabulary

/// Reads requests from the bytes of a file as they come, in bounded memory: what grows with the file is the list of
/// numbers already seen. A value, used by one task at a time.
package struct RequestReader: Sendable {
    /// A line, or a row of a table, at most.
    package static let longestLine = 1 << 20

    private var lines: Lines
    /// Where each number stood first.
    private var seen: [RequestID: Int] = [:]

    private enum Lines: Sendable {
        case jsonl(JSONLines)
        case csv(RequestTable)
    }

    package init(_ format: RequestFormat) {
        lines = format == .jsonl ? .jsonl(JSONLines()) : .csv(RequestTable())
    }

    /// More bytes. Call ``next()`` until it gives nil before the next chunk.
    package mutating func feed(_ chunk: [UInt8]) {
        switch lines {
        case .jsonl(var reader):
            lines = .jsonl(JSONLines())
            reader.feed(chunk)
            lines = .jsonl(reader)
        case .csv(var reader):
            lines = .csv(RequestTable())
            reader.feed(chunk)
            lines = .csv(reader)
        }
    }

    /// No more bytes will come.
    package mutating func finish() {
        switch lines {
        case .jsonl(var reader):
            reader.finish()
            lines = .jsonl(reader)
        case .csv(var reader):
            reader.finish()
            lines = .csv(reader)
        }
    }

    /// The next line; nil where more bytes are needed, and at the end. Throws where a table's header can't be used.
    package mutating func next() throws(UnreadableFile) -> RequestLine? {
        switch lines {
        case .jsonl(var reader):
            lines = .jsonl(JSONLines())
            defer { lines = .jsonl(reader) }
            return reader.next().map { judged($0) }
        case .csv(var reader):
            lines = .csv(RequestTable())
            defer { lines = .csv(reader) }
            return try reader.next().map { judged($0) }
        }
    }

    /// A number may stand once; a line that was broken keeps its number, since it may only wait to be mended.
    private mutating func judged(_ line: RequestLine) -> RequestLine {
        let id: RequestID?
        switch line {
        case .request(let request, _): id = request.id
        case .broken(let broken): id = broken.id
        }
        guard let id else { return line }
        guard let first = seen[id] else {
            seen[id] = line.line
            return line
        }
        let error = FieldError(
            place: placeOfID,
            message:
                "« \(id) » est déjà le numéro de la demande de la ligne \(first) : donnez-en un autre, ou ôtez l'une "
                + "des deux")
        switch line {
        case .request(_, let number): return .broken(BrokenLine(line: number, id: id, errors: [error]))
        case .broken(let broken):
            return .broken(BrokenLine(line: broken.line, id: id, errors: [error] + broken.errors))
        }
    }

    private var placeOfID: String {
        switch lines {
        case .jsonl: "id"
        case .csv: Column.id.name
        }
    }
}
