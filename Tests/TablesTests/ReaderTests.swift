import Tables
import Testing

func rows(_ text: String, separator: CSVSeparator? = nil) -> [[String]] {
    CSVReader.records(of: text.utf8, separator: separator).map { (try? $0.get().fields) ?? ["!"] }
}

func records(_ text: String, limit: Int = CSVReader.defaultLimit) -> [CSVRecord] {
    CSVReader.records(of: text.utf8, limit: limit)
}

func row(_ line: Int, _ fields: String...) -> CSVRecord { .success(CSVRow(line: line, fields: fields)) }

func broken(_ kind: CSVError.Kind, line: Int, column: Int = 1) -> CSVRecord {
    .failure(CSVError(kind, line: line, column: column))
}

@Suite("Reading tables", .timeLimit(.minutes(1)))
struct ReaderTests {
    @Test func `cells with quotes, separators and newlines are read as written`() {
        #expect(rows("a;b\n\"x;y\";\"dit \"\"non\"\"\"\n") == [["a", "b"], ["x;y", "dit \"non\""]])
        #expect(rows("a;b\n\"x\r\ny\nz\";\n;\"\"\n") == [["a", "b"], ["x\r\ny\nz", ""], ["", ""]])
        #expect(rows("a;b\n\"\"\"\";\"\"\"\"\"\"") == [["a", "b"], ["\"", "\"\""]])
        #expect(rows("a;b\n  x ; y") == [["a", "b"], ["  x ", " y"]], "spaces are part of a cell")
    }

    @Test func `a last line may lack its newline`() {
        #expect(rows("a,b\n1,2") == [["a", "b"], ["1", "2"]])
        #expect(rows("a,b\n1,") == [["a", "b"], ["1", ""]])
        #expect(rows("a,b\n1,\"2\"") == [["a", "b"], ["1", "2"]])
        #expect(rows("").isEmpty)
        #expect(rows("\n\r\n").isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines end with LF, CRLF or CR, and are counted`(newline: String) {
        let text = ["a;b", "1;\"x", "y\"", "", "2;3", ""].joined(separator: newline)
        #expect(records(text) == [row(1, "a", "b"), row(2, "1", "x\(newline)y"), row(5, "2", "3")])
    }

    @Test func `the first line shows the separator, quotes left aside`() {
        #expect(rows("\"a;b;c\",d\n1,2") == [["a;b;c", "d"], ["1", "2"]])
        #expect(rows("a\tb,c\td\n") == [["a", "b,c", "d"]])
        #expect(rows("a;b,c\n") == [["a", "b,c"]], "on a tie the semicolon")
        #expect(rows("seule\nx,y") == [["seule"], ["x,y"]])
        #expect(rows("\n\na,b,c;d") == [["a", "b", "c;d"]])
        #expect(rows("a;b", separator: .comma) == [["a;b"]])
        var reader = CSVReader()
        reader.feed("a,b\n".utf8)
        _ = reader.next()
        #expect(reader.separator == .comma)
    }

    @Test func `a byte order mark is not part of the first name`() {
        #expect(rows("\u{FEFF}uai;nom\n1;2") == [["uai", "nom"], ["1", "2"]])
        #expect(rows("\u{FEFF}\"uai\";nom") == [["uai", "nom"]])
        #expect(rows("\u{FEFF}").isEmpty)
        #expect(rows("a\n\u{FEFF}b") == [["a"], ["\u{FEFF}b"]], "a mark within is text")
    }

    @Test func `blank lines are passed over, rows of empty cells are rows`() throws {
        let read = records("a;b\n\n;\n \n\"\"\n")
        #expect(read == [row(1, "a", "b"), row(3, "", ""), row(4, " "), row(5, "")])
        for record in read.dropFirst() { #expect(try record.get().isBlank) }
        #expect(!CSVRow(line: 1, fields: ["", "x"]).isBlank)
    }
}

@Suite("Broken tables", .timeLimit(.minutes(1)))
struct BrokenTableTests {
    @Test func `a broken record is an error in its place and the next are read`() {
        #expect(
            records("a;b\nx;y\"z\n1;2\n")
                == [row(1, "a", "b"), broken(.quoteInCell, line: 2, column: 2), row(3, "1", "2")])
        #expect(
            records("a;b\n\"x\"y;z;\"u\n1;2\n")
                == [row(1, "a", "b"), broken(.textAfterQuote, line: 2), row(3, "1", "2")])
    }

    @Test func `a quote left open swallows no other row`() {
        #expect(
            records("a;b\nx;\"y\n1;2\n3;\"4\"\n5;6")
                == [
                    row(1, "a", "b"), broken(.textAfterQuote, line: 2, column: 2), row(3, "1", "2"),
                    row(4, "3", "4"), row(5, "5", "6"),
                ])
        #expect(
            records("a;b\r\nx;\"y\r\n1;2\r\n3;4")
                == [
                    row(1, "a", "b"), broken(.unclosedQuote, line: 2, column: 2), row(3, "1", "2"), row(4, "3", "4"),
                ])
        #expect(records("a;b\n1;\"2") == [row(1, "a", "b"), broken(.unclosedQuote, line: 2, column: 2)])
        #expect(
            records("a\n\"x\(String(repeating: "\ny", count: 50))\n", limit: 20).count == 52,
            "the limit of a record ends the search for the closing quote")
    }

    @Test func `a record longer than the limit is given up without being kept`() {
        let long = String(repeating: "x", count: 100)
        #expect(
            records("a;b\n\(long);1\n2;3\n", limit: 20)
                == [row(1, "a", "b"), broken(.tooLong(limit: 20), line: 2), row(3, "2", "3")])
        #expect(
            records("a;b\n1;\"\(long)\n2;3\n", limit: 20)
                == [row(1, "a", "b"), broken(.tooLong(limit: 20), line: 2, column: 2), row(3, "2", "3")])
        #expect(records("a\n1234567890123456789\r\n", limit: 20).count == 2)
        #expect(records(long, limit: 20) == [broken(.tooLong(limit: 20), line: 1)])
    }

    @Test func `NUL is refused with its column`() {
        #expect(records("a;b\n1;x\u{0}y\n2;3\n")[1...] == [broken(.nul, line: 2, column: 2), row(3, "2", "3")])
    }

    @Test func `errors say the place and what to do`() {
        #expect(
            CSVError(.cellCount(expected: 4, found: 3), line: 7, column: 4).description
                == "ligne 7, colonne 4 : 3 cellules alors que l'en-tête a 4 colonnes ; "
                + "il manque peut-être un séparateur ou des guillemets")
        let kinds: [CSVError.Kind] = [
            .quoteInCell, .textAfterQuote, .unclosedQuote, .tooLong(limit: 9), .notUTF8, .unknownEncoding, .utf16, .nul,
            .emptyColumnName, .duplicateColumn("uai"), .missingColumn("uai"), .noHeader,
        ]
        for kind in kinds { #expect(CSVError(kind, line: 1).description.hasPrefix("ligne 1, colonne 1 : ")) }
        #expect(Set(kinds.map { CSVError($0, line: 1).reason }).count == kinds.count)
    }
}

@Suite("Encodings of tables", .timeLimit(.minutes(1)))
struct EncodingTests {
    private func read(_ bytes: [UInt8]) -> [CSVRecord] { CSVReader.records(of: bytes) }
    private func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    @Test func `what is not UTF-8 is Windows-1252`() {
        var reader = CSVReader()
        reader.feed(latin("nom;ville\nCollège;Bâgé\n") + [0x80, 0x3B, 0x9C, 0x75, 0x76, 0x0A])
        reader.finish()
        #expect(reader.next() == row(1, "nom", "ville"))
        #expect(reader.encoding == nil, "nothing beyond ASCII yet")
        #expect(reader.next() == row(2, "Collège", "Bâgé"))
        #expect(reader.encoding == .windows1252)
        #expect(reader.next() == row(3, "€", "œuv"))
        #expect(reader.next() == nil)
    }

    @Test func `one damaged byte does not turn a UTF-8 file into another`() {
        let damaged = Array("é;b\nx;y".utf8) + [0xE9] + Array("\n1;è\n".utf8)
        #expect(read(damaged) == [row(1, "é", "b"), broken(.notUTF8, line: 2, column: 2), row(3, "1", "è")])
        let first = Array("été, déjà;b".utf8) + [0xC3] + Array("\né;z\n".utf8)
        #expect(read(first) == [broken(.notUTF8, line: 1, column: 2), row(2, "é", "z")])
        let marked = [0xEF, 0xBB, 0xBF] + latin("é\nb\n")
        #expect(read(marked) == [broken(.notUTF8, line: 1), row(2, "b")])
    }

    @Test func `bytes of no known encoding are refused`() {
        #expect(read(latin("é;à\n") + [0x61, 0x3B, 0x81, 0x0A]).last == broken(.unknownEncoding, line: 2, column: 2))
        #expect(read([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00]) == [broken(.utf16, line: 1)])
        #expect(read([0xFE, 0xFF, 0x00, 0x61]) == [broken(.utf16, line: 1)])
        #expect(read([0xFF, 0x3B]) == [row(1, "ÿ", "")])
    }

    @Test func `the caller may say how a file is encoded`() {
        let bytes = Array("é\n".utf8)
        #expect(CSVReader.records(of: bytes, encoding: .windows1252) == [row(1, "Ã©")])
        #expect(CSVReader.records(of: latin("é\n"), encoding: .utf8) == [broken(.notUTF8, line: 1)])
    }
}

@Suite("Headers", .timeLimit(.minutes(1)))
struct HeaderTests {
    @Test func `columns are found by name`() throws {
        let header = try CSVHeader(CSVRow(line: 1, fields: [" uai ", "nom", "", ""]))
        #expect(header.names == ["uai", "nom"])
        #expect(header.index(of: "nom") == 1)
        #expect(header.index(of: "ville") == nil)
        #expect(
            header.missing(["nom", "ville", "dept"]).map(\.kind) == [.missingColumn("ville"), .missingColumn("dept")])
        #expect(try header.cells(of: CSVRow(line: 2, fields: ["1", "2", "", "", ""])) == ["1", "2"])
    }

    @Test func `what can't be a header is refused`() {
        func error(_ fields: [String]) -> CSVError? {
            #expect(throws: CSVError.self) { try CSVHeader(CSVRow(line: 1, fields: fields)) }
        }
        #expect(error(["a", "b", " a"]) == CSVError(.duplicateColumn("a"), line: 1, column: 3))
        #expect(error(["a", "", "b"]) == CSVError(.emptyColumnName, line: 1, column: 2))
        #expect(error(["", ""]) == CSVError(.noHeader, line: 1))
    }

    @Test func `a row has as many cells as there are columns`() throws {
        let header = try CSVHeader(CSVRow(line: 1, fields: ["a", "b"]))
        #expect(throws: CSVError(.cellCount(expected: 2, found: 1), line: 2, column: 2)) {
            try header.cells(of: CSVRow(line: 2, fields: ["1"]))
        }
        #expect(throws: CSVError(.cellCount(expected: 2, found: 3), line: 2, column: 3)) {
            try header.cells(of: CSVRow(line: 2, fields: ["1", "2", "3"]))
        }
    }
}
