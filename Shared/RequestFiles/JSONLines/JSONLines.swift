import Vocabulary

/// Cuts bytes into lines and reads a request from each. A line that is too long is passed over without being kept.
struct JSONLines: Sendable {
    private var buffer: [UInt8] = []
    private var start = 0
    /// How far no newline stands.
    private var looked = 0
    private var number = 1
    private var ended = false
    /// The rest of a line that is too long; it has been reported.
    private var isSkipping = false

    mutating func feed(_ chunk: [UInt8]) {
        if start > 0 {
            buffer.removeSubrange(..<start)
            looked -= start
            start = 0
        }
        buffer.append(contentsOf: chunk)
    }

    mutating func finish() { ended = true }

    mutating func next() -> RequestLine? {
        while true {
            let newline = buffer[looked...].firstIndex(of: 0x0A)
            let end = newline ?? buffer.count
            if isSkipping {
                start = newline.map { $0 + 1 } ?? end
                looked = start
                guard newline != nil else { return nil }
                isSkipping = false
                number += 1
                continue
            }
            if end - start > RequestReader.longestLine {
                isSkipping = true
                looked = end
                start = end
                return .broken(Self.tooLong(number))
            }
            looked = end
            guard newline != nil || (ended && start < end) else { return nil }
            let line = number
            let bytes = buffer[start..<end]
            number += 1
            start = newline.map { $0 + 1 } ?? end
            looked = start
            if let read = JSONRequest.read(bytes, line: line, isCut: newline == nil) { return read }
        }
    }

    private static func tooLong(_ line: Int) -> BrokenLine {
        BrokenLine(
            line: line, id: nil,
            errors: [
                FieldError(
                    place: "",
                    message: "la ligne dépasse \(RequestReader.longestLine) octets : on attend une demande par ligne")
            ])
    }
}
