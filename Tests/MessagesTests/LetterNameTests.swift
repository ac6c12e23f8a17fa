import Messages
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct LetterNameTests {
    @Test func `a campaign's headings are those of the letters' kinds`() {
        #expect(LetterName.allCases.map(\.rawValue) == LetterKind.allCases.map(\.rawValue))
    }
}
