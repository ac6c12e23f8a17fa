import Foundation
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct ValueTests {
    @Test func `a UAI needs its check letter, and the message says which`() throws {
        #expect(try UAI("0690001B").departement == Departement("69"))
        #expect(try UAI("0010001W").departement == Departement("01"))
        let error = #expect(throws: ValueError.self) { try UAI("0690001A") }
        #expect(error?.sentence == "« 0690001A » n'est pas un UAI : on attend la lettre de contrôle B après 0690001.")
        for text in ["069000V", "0690001v", "06900011", "0690001BV", "O690001V", "", "０６９０００１Ｖ"] {
            #expect(throws: ValueError.self) { try UAI(text) }
        }
    }

    @Test func `exactly one letter of 23 is right for each number`() {
        for number in stride(from: 10_000, to: 9_999_999, by: 9973) {
            let digits = String(repeating: "0", count: 7 - String(number).count) + String(number)
            let right = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".filter { (try? UAI(digits + String($0))) != nil }
            #expect(right.count == 1)
        }
    }

    @Test(arguments: ["00", "20", "96", "1", "069", "2C", "99", "977", ""])
    func `what INSEE gives no département is none`(code: String) {
        #expect(throws: ValueError.self) { try Departement(code) }
    }

    @Test func `a département is the key of a JSON object`() throws {
        let counts = [try Departement("69"): 3, try Departement("2A"): 1]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(counts)
        #expect(String(decoding: data, as: UTF8.self) == #"{"2A":1,"69":3}"#)
        #expect(try JSONDecoder().decode([Departement: Int].self, from: data) == counts)
    }

    @Test(arguments: [
        "head:0690001B", "ien:69-lyon-vaise", "ia-ipr:0690001B", "dfie", "service:69", "pole", "ia-dasen:2A",
        "delegate:69:2", "trainer:F012",
    ])
    func `a function is read as it is written`(text: String) throws {
        let function = try Function(text)
        #expect(function.text == text)
        #expect(text.contains(try Regex(Function.pattern)))
        #expect(function.isPilot == (text.hasPrefix("head") || text.hasPrefix("ien")))
    }

    @Test(arguments: ["head:0690001I", "head:0690001O", "ia-ipr:0690001Q"])
    func `a function's pattern refuses letters that no UAI ends in`(text: String) throws {
        #expect(try Regex(Function.pattern).wholeMatch(in: text) == nil)
        #expect(throws: ValueError.self) { try Function(text) }
    }

    @Test(arguments: [
        "", "head", "head:0690001A", "ien:69", "ien:99-lyon", "dfie:69", "delegate:69", "delegate:69:0",
        "delegate:69:02", "delegate:69:x", "trainer:", "chef:0690001B", "head:0690001B:1",
    ])
    func `what is no function is refused`(text: String) {
        #expect(throws: ValueError.self) { try Function(text) }
    }

    @Test func `a free text keeps any script but no control character, and is bounded`() throws {
        for text in ["", "<script>alert(1)</script>", "🧑‍🏫 اللغة", "a\nb\tc\r\nd", "\u{202E}abc"] {
            #expect(try FreeText(text).text == text)
        }
        for text in ["a\u{0}b", "\u{7}", "\u{1B}[31m", "x\u{7F}", "x\u{80}", "\u{85}", "\u{9B}31m", "\u{9F}"] {
            #expect(throws: ValueError.self) { try FreeText(text) }
        }
        #expect(try FreeText(String(repeating: "é", count: FreeText.longest)).words == 1)
        #expect(try FreeText("x\u{A0}«").text == "x\u{A0}«")
        let error = #expect(throws: ValueError.self) { try FreeText(String(repeating: "a", count: 20_000)) }
        #expect(error?.sentence.contains("il en a 20000") == true)
        #expect((error?.value.count ?? .max) <= 61)
    }

    @Test func `words are counted whatever the script, marks and pictures are none`() throws {
        #expect(try FreeText("…").words == 0)
        #expect(try FreeText("🧑‍🏫 🎉").words == 0)
        #expect(try FreeText("Maths").words == 1)
        #expect(try FreeText("l'école inclusive").words == 3)
        #expect(try FreeText(" \u{A0}\n").isEmpty)
    }

    @Test func `an error's value stands on one line, without marks that turn it round`() {
        let error = ValueError(kind: "un UAI", value: "a\nb\u{202E}c\u{0}d\u{2028}", expected: "…")
        #expect(error.value == "a b c d ")
    }

    @Test func `a head count has bounds, from JSON too`() throws {
        #expect(try HeadCount(0).number == 0 && HeadCount(300).number == 300)
        #expect(throws: ValueError.self) { try HeadCount(5000) }
        #expect(throws: ValueError.self) { try HeadCount(-1) }
        for json in ["5000", "-1", "\"10\"", "1.5"] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(HeadCount.self, from: Data(json.utf8)) }
        }
    }

    @Test func `an example of each kind matches its pattern, is read and comes back`() throws {
        func check<V: TextValue>(_ type: V.Type) throws {
            #expect(try V(V.example).text == V.example)
            #expect(V.example.contains(try Regex(V.pattern)), "\(V.self)")
            let data = try JSONEncoder().encode([V(V.example)])
            #expect(try JSONDecoder().decode([V].self, from: data) == [V(V.example)])
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([V].self, from: Data(#"["\u0000"]"#.utf8)) }
        }
        try check(CivilDate.self)
        try check(HalfDay.self)
        try check(WeeklyHalfDay.self)
        try check(Week.self)
        try check(SchoolYear.self)
        try check(UAI.self)
        try check(Departement.self)
        try check(CirconscriptionID.self)
        try check(Function.self)
        try check(RequestID.self)
        try check(PersonID.self)
        try check(TrainerID.self)
        try check(ThemeClassID.self)
        try check(ThemeOrientation.self)
        try check(CampaignID.self)
        try check(EarlierActionID.self)
        try check(GroupID.self)
        try check(FreeText.self)
    }

    @Test func `a severity is read as it is written`() throws {
        for text in ["refuses", "returns", "warns", "blocks:contract"] {
            #expect(Severity(text)?.text == text)
        }
        #expect(Severity("blocks:") == nil && Severity("fatal") == nil)
    }

    @Test func `rules come in the order of the cahier`() {
        #expect(RuleID.allCases.sorted() == RuleID.allCases && RuleID.F7 < .T1 && RuleID.Y9 < .Y10)
    }
}
