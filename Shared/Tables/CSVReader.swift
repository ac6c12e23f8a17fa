/// Reads tables as RFC 4180 says and as French spreadsheets write them: quoted cells with separators and newlines in
/// them, semicolons, commas or tabs, CRLF, LF or CR, a byte order mark, UTF-8 or Windows-1252.
///
/// Bytes go in as they come (``feed(_:)``), records come out one by one (``next()``); where the chunks are cut changes
/// nothing. Memory is bounded by the greatest chunk and the limit of a record.
///
/// A broken record is an error in its place, and the next ones are still read: the line that it starts on is given up,
/// and reading goes on with the line after it, even where a quote was left open. So no row is ever swallowed by the
/// mistake of another, at the price that the lines of a broken record which did go over several are judged one by one.
///
/// Lines without any character are passed over, and counted. A value, used by one task at a time.
package struct CSVReader: Sendable {
    /// What one record may hold, in bytes as they stand in the file.
    package static let defaultLimit = 1 << 20

    private let limit: Int
    /// Nil until the first line has shown it.
    package private(set) var separator: CSVSeparator?
    /// Nil until the first record beyond ASCII has shown it, or the byte order mark.
    package var encoding: CSVEncoding? { text.encoding }

    private var text: CellText
    private var vote = SeparatorVote()
    private var phase = Phase.atStart
    private var ended = false
    /// Bytes not yet given as records; what stands before `start` is done with.
    private var buffer: [UInt8] = []
    private var start = 0
    private var line = 1
    private var scan = RecordScan(at: 0)

    private enum Phase {
        /// A byte order mark may come. Can transition to `reading`, `unreadable`.
        case atStart
        /// `afterReturn`: the last line ended with CR, whose LF may still come. Can transition to `skipping`.
        case reading(afterReturn: Bool)
        /// What is left of a broken line is passed over. Can transition to `reading`.
        case skipping
        /// UTF-16: nothing more is read. Final.
        case unreadable
    }

    /// `separator`, `encoding`: nil to find out.
    package init(separator: CSVSeparator? = nil, encoding: CSVEncoding? = nil, limit: Int = Self.defaultLimit) {
        self.separator = separator
        self.limit = limit
        text = CellText(encoding: encoding)
    }

    /// More bytes of the file. Call ``next()`` until it gives nil before the next chunk, or memory isn't bounded.
    package mutating func feed(_ chunk: some Sequence<UInt8>) {
        precondition(!ended, "bytes after the end of a table")
        if start > 0 {
            buffer.removeSubrange(..<start)
            scan.move(by: -start)
            if separator == nil { vote.position -= start }
            start = 0
        }
        buffer.append(contentsOf: chunk)
    }

    /// No more bytes will come; the last record, which may lack its newline, can be asked for.
    package mutating func finish() { ended = true }

    /// The next record; nil where more bytes are needed, and after ``finish()`` at the end.
    package mutating func next() -> CSVRecord? {
        while true {
            switch phase {
            case .unreadable: return nil
            case .atStart:
                guard let mark = ByteOrderMark(buffer, ended: ended) else { return nil }
                if mark == .utf16 {
                    phase = .unreadable
                    buffer = []
                    return .failure(CSVError(.utf16, line: 1))
                }
                if mark == .utf8 { text.foundUTF8Mark() }
                begin(at: mark == .utf8 ? 3 : 0)
                vote.position = start
                phase = .reading(afterReturn: false)
            case .skipping:
                guard passLine() else { return nil }
            case .reading(let afterReturn):
                if afterReturn {
                    guard start < buffer.count else { return nil }
                    if buffer[start] == ASCII.lineFeed { begin(at: start + 1) }
                    phase = .reading(afterReturn: false)
                }
                if separator == nil {
                    separator = vote.decide(buffer, limit: limit, ended: ended)
                    if separator == nil { return nil }
                }
                switch readRecord() {
                case .more: return nil
                case .blank: continue
                case .record(let record): return record
                }
            }
        }
    }

    private enum Step {
        case more
        case blank
        case record(CSVRecord)
    }

    private mutating func readRecord() -> Step {
        guard let separator else { return .more }
        switch scan.advance(buffer, separator: separator.rawValue, limit: limit, ended: ended) {
        case .more: return .more
        case .blank(let end):
            goOn(after: end)
            return .blank
        case .record(let end):
            let row = text.row(of: scan.cells, in: buffer, line: line)
            line += scan.newlines
            goOn(after: end)
            return .record(row)
        case .broken(let kind):
            let error = CSVError(kind, line: line, column: scan.cells.count + 1)
            if let secondLine = scan.secondLine {
                line += 1
                phase = .reading(afterReturn: buffer[secondLine - 1] == ASCII.carriageReturn)
                begin(at: secondLine)
            } else {
                begin(at: scan.position)
                phase = .skipping
            }
            return .record(.failure(error))
        }
    }

    /// Behind a record whose newline, or the file's end, stands at `end`.
    private mutating func goOn(after end: Int) {
        guard end < buffer.count else { return begin(at: end) }
        phase = .reading(afterReturn: buffer[end] == ASCII.carriageReturn)
        line += 1
        begin(at: end + 1)
    }

    private mutating func begin(at position: Int) {
        start = position
        scan = RecordScan(at: position)
    }

    /// Passes over the rest of a line. False where its end has not come yet.
    private mutating func passLine() -> Bool {
        guard let end = buffer[start...].firstIndex(where: { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn })
        else {
            begin(at: buffer.count)
            return false
        }
        goOn(after: end)
        return true
    }
}

extension CSVReader {
    /// The records of a table that is wholly in memory.
    package static func records(
        of bytes: some Sequence<UInt8>, separator: CSVSeparator? = nil, encoding: CSVEncoding? = nil,
        limit: Int = defaultLimit
    ) -> [CSVRecord] {
        var reader = CSVReader(separator: separator, encoding: encoding, limit: limit)
        reader.feed(bytes)
        reader.finish()
        var records: [CSVRecord] = []
        while let record = reader.next() { records.append(record) }
        return records
    }
}
