import Imports
import Tables
import Testing

@Suite(.timeLimit(.minutes(1)))
struct WholeTableTests {
    private func fault(in text: String) -> String? {
        let bytes = Array(text.utf8)
        return WholeTable.fault(in: CSVReader.records(of: bytes), of: bytes)
    }

    @Test(arguments: ["a;b\n1;10\n", "a;b\r\n1;10\r\n", "a;b", ""])
    func `a file whose last line is ended, or that has one line, isn't cut`(text: String) {
        #expect(fault(in: text) == nil)
    }

    @Test(arguments: ["a;b\n1;1", "a;b\r\n1;10", "a\rb"])
    func `a last line that isn't ended may lack digits`(text: String) {
        #expect(fault(in: text)?.contains("tronqué") == true)
    }

    @Test func `a quote that is never closed leaves no line to be told apart`() {
        #expect(fault(in: "a;b\n1;\"10\n2;20\n")?.contains("jamais fermé") == true)
    }
}
