enum ASCII {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let quote: UInt8 = 0x22
}

/// Where a cell stands in the buffer, without its quotes.
struct CellSpan: Equatable {
    var range: Range<Int>
    /// Quotes written twice stand in it.
    var hasPairs = false
}

/// Finds the cells of one record in the bytes that have come so far, and goes on where it stopped when more have come.
///
/// Works on bytes: separators, quotes and newlines are ASCII, and in UTF-8 as in Windows-1252 no such byte is part of
/// another character.
struct RecordScan: Sendable {
    enum Outcome: Equatable {
        case more
        /// A line without any character; its newline stands at `end`.
        case blank(end: Int)
        /// `end`: where its newline stands, or the end of the file.
        case record(end: Int)
        /// In the cell behind the last of `cells`.
        case broken(CSVError.Kind)
    }

    private enum State {
        /// Can transition to `plain`, `quoted`, or stay.
        case cellStart
        /// Can transition to `cellStart`.
        case plain
        /// Can transition to `afterQuote`.
        case quoted
        /// A quote that closes the cell, or the first of two. Can transition to `quoted`, `cellStart`.
        case afterQuote
    }

    /// The next byte to look at.
    private(set) var position: Int
    private(set) var cells: [CellSpan] = []
    /// Newlines inside quotes so far; CRLF is one.
    private(set) var newlines = 0
    /// Where the second line of the record starts, once there is one; behind CR, the LF of CRLF still stands there.
    private(set) var secondLine: Int?

    private var start: Int
    private var cellStart: Int
    private var hasPairs = false
    private var state = State.cellStart

    init(at position: Int) {
        self.position = position
        start = position
        cellStart = position
    }

    /// The buffer's start has moved.
    mutating func move(by distance: Int) {
        position += distance
        start += distance
        cellStart += distance
        secondLine = secondLine.map { $0 + distance }
        for index in cells.indices {
            let range = cells[index].range
            cells[index].range = range.lowerBound + distance..<range.upperBound + distance
        }
    }

    mutating func advance(_ buffer: [UInt8], separator: UInt8, limit: Int, ended: Bool) -> Outcome {
        let end = min(buffer.count, start + limit + 1)
        while position < end {
            let byte = buffer[position]
            let endsLine = byte == ASCII.lineFeed || byte == ASCII.carriageReturn
            switch state {
            case .cellStart where byte == ASCII.quote:
                state = .quoted
                cellStart = position + 1
            case .quoted:
                if byte == ASCII.quote { state = .afterQuote } else if endsLine { countLine(buffer) }
            case .afterQuote where byte == ASCII.quote:
                hasPairs = true
                state = .quoted
            case .cellStart, .plain, .afterQuote:
                if endsLine {
                    if position == start { return .blank(end: position) }
                    endCell()
                    return .record(end: position)
                } else if byte == separator {
                    endCell()
                    cellStart = position + 1
                    state = .cellStart
                } else if state == .afterQuote {
                    return .broken(.textAfterQuote)
                } else if byte == ASCII.quote {
                    return .broken(.quoteInCell)
                } else {
                    state = .plain
                }
            }
            position += 1
        }
        if position - start > limit { return .broken(.tooLong(limit: limit)) }
        guard ended, position > start else { return .more }
        if state == .quoted { return .broken(.unclosedQuote) }
        endCell()
        return .record(end: position)
    }

    private mutating func countLine(_ buffer: [UInt8]) {
        if buffer[position] == ASCII.lineFeed, buffer[position - 1] == ASCII.carriageReturn { return }
        newlines += 1
        if secondLine == nil { secondLine = position + 1 }
    }

    private mutating func endCell() {
        let end = state == .afterQuote ? position - 1 : position
        cells.append(CellSpan(range: cellStart..<end, hasPairs: hasPairs))
        hasPairs = false
    }
}
