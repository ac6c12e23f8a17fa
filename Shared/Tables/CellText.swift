/// Makes text of cells, and finds out how a file is encoded.
///
/// The first record with a byte beyond ASCII decides for the file: what is valid UTF-8 is UTF-8, since French text in
/// Windows-1252 is practically never valid UTF-8 by chance; what isn't is Windows-1252, unless most of its sequences
/// are good UTF-8: then it is a damaged UTF-8 file, and the record is broken. Deciding record by record would turn
/// one damaged byte of a UTF-8 file silently into wrong accents.
struct CellText: Sendable {
    private(set) var encoding: CSVEncoding?

    init(encoding: CSVEncoding?) { self.encoding = encoding }

    /// A byte order mark is not overruled by what the caller expects: nothing but UTF-8 starts with one.
    mutating func foundUTF8Mark() { encoding = .utf8 }

    mutating func row(of cells: [CellSpan], in buffer: [UInt8], line: Int) -> CSVRecord {
        if encoding == nil { decide(cells, buffer) }
        var fields: [String] = []
        fields.reserveCapacity(cells.count)
        for (index, cell) in cells.enumerated() {
            func broken(_ kind: CSVError.Kind) -> CSVRecord {
                .failure(CSVError(kind, line: line, column: index + 1))
            }
            let bytes = buffer[cell.range]
            if bytes.contains(0) { return broken(.nul) }
            let content = cell.hasPairs ? Self.withoutPairs(bytes) : bytes
            switch encoding {
            case .windows1252:
                guard let text = Self.windows1252(content) else { return broken(.unknownEncoding) }
                fields.append(text)
            case .utf8, nil:
                guard let text = String(validating: content, as: UTF8.self) else { return broken(.notUTF8) }
                fields.append(text)
            }
        }
        return .success(CSVRow(line: line, fields: fields))
    }

    private mutating func decide(_ cells: [CellSpan], _ buffer: [UInt8]) {
        var good = 0
        var bad = 0
        for cell in cells where buffer[cell.range].contains(where: { $0 >= 0x80 }) {
            var bytes = buffer[cell.range].makeIterator()
            var parser = Unicode.UTF8.ForwardParser()
            parsing: while true {
                switch parser.parseScalar(from: &bytes) {
                case .valid(let scalar): if scalar.count > 1 { good += 1 }
                case .error: bad += 1
                case .emptyInput: break parsing
                }
            }
        }
        if good + bad > 0 { encoding = good > bad ? .utf8 : .windows1252 }
    }

    private static func withoutPairs(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var single: [UInt8] = []
        single.reserveCapacity(bytes.count)
        var skips = false
        for byte in bytes {
            skips = byte == ASCII.quote && !skips
            if byte != ASCII.quote || skips { single.append(byte) }
        }
        return single[...]
    }

    /// Nil where one of the five bytes stands that Windows-1252 leaves undefined.
    private static func windows1252(_ bytes: ArraySlice<UInt8>) -> String? {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let code = (0x80..<0xA0).contains(byte) ? upperControls[Int(byte) - 0x80] : UInt16(byte)
            guard code != 0, let scalar = Unicode.Scalar(code) else { return nil }
            text.append(scalar)
        }
        return String(text)
    }

    /// 0x80 to 0x9F, as unicode.org's table CP1252.TXT gives them; 0 where it gives nothing.
    private static let upperControls: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
