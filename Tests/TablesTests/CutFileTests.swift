import Tables
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CutFileTests {
    @Test(arguments: ["a;b\n1;10\n", "a;b\r\n1;10\r\n", "a;b", ""])
    func `a file whose last line is ended, or that has one line, isn't cut`(text: String) {
        #expect(CutFile.reason(Array(text.utf8)) == nil)
    }

    @Test(arguments: ["a;b\n1;1", "a;b\r\n1;10", "a\rb"])
    func `a last line that isn't ended may lack digits`(text: String) {
        #expect(CutFile.reason(Array(text.utf8))?.contains("tronqué") == true)
    }
}
