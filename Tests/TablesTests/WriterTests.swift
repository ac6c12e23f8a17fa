import Tables
import Testing

@Suite("Writing tables", .timeLimit(.minutes(1)))
struct WriterTests {
    @Test func `cells are quoted where they must be`() {
        let writer = CSVWriter()
        #expect(writer.line(["a", "b c", "d,e"]) == "a;b c;d,e\r\n")
        #expect(writer.line(["a;b", "dit \"non\""]) == "\"a;b\";\"dit \"\"non\"\"\"\r\n")
        #expect(writer.line(["x\ny", "r\rs"]) == "\"x\ny\";\"r\rs\"\r\n")
        #expect(writer.line(["x\r\ny"]) == "\"x\r\ny\"\r\n")
        #expect(writer.line([""]) == "\"\"\r\n")
        #expect(writer.line(["", ""]) == ";\r\n")
        #expect(CSVWriter(separator: .comma, newline: "\n").line(["d,e", "f;g"]) == "\"d,e\",f;g\n")
    }

    @Test(arguments: ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\u{FF1D}1", "=\u{301}1", "\r\n=1"])
    func `a cell that a spreadsheet would compute is made text`(cell: String) {
        #expect(CSVWriter.neutralised(cell) == "'" + cell)
        #expect(CSVReader.records(of: CSVWriter().line([cell, "x"]).utf8) == [row(1, "'" + cell, "x")])
    }

    @Test func `other cells are left as they are`() {
        for cell in ["", "a=1", " =1", "'=1", "1-2", "É"] { #expect(CSVWriter.neutralised(cell) == cell) }
        #expect(CSVWriter.neutralised("a\0b") == "a\u{FFFD}b")
    }

    @Test func `a mark at the start of a file is not taken for its own`() {
        let text = CSVWriter().line(["\u{FEFF}a", "b"])
        #expect(rows(text) == [["\u{FEFF}a", "b"]])
        #expect(rows(CSVWriter.byteOrderMark + text) == [["\u{FEFF}a", "b"]])
    }
}
