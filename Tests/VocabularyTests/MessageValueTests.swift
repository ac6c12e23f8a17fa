import Testing
import Vocabulary

/// Values that stand in messages alone.
@Suite(.timeLimit(.minutes(1)))
struct MessageValueTests {
    static let types: [any TextValue.Type] = [
        Timestamp.self, PersonName.self, MailAddress.self, ContentHash.self, Salt.self, KeyThumbprint.self,
        SessionID.self, JobID.self, ContractID.self, EvidenceID.self, DelegationID.self, LetterID.self,
        DispositifNumber.self, ModuleNumber.self,
    ]

    @Test func `each example is one, written as its pattern says`() throws {
        for type in Self.types {
            #expect(try type.init(type.example).text == type.example)
            let pattern = try Regex(type.pattern)
            #expect(try pattern.wholeMatch(in: type.example) != nil, "\(type)")
            #expect(throws: ValueError.self) { try type.init("") }
            #expect(throws: ValueError.self) { try type.init(type.example + "\n") }
            #expect(throws: ValueError.self) { try type.init("\u{0}" + type.example) }
        }
    }

    @Test(arguments: [
        "2020-05-27T14:03:12Z", "2020-05-27T14:03:12.0000Z", "2020-05-27T16:03:12.000+02:00",
        "2020-02-30T00:00:00.000Z",
        "2020-05-27 14:03:12.000Z", "2020-05-27T24:00:00.000Z",
    ])
    func `an instant has one written form`(text: String) {
        #expect(throws: ValueError.self) { try Timestamp(text) }
    }

    @Test func `an instant comes back from its text`() throws {
        let instant = Instant(milliseconds: 1_590_588_192_007)
        #expect(try Timestamp(Timestamp(instant).text).instant == instant)
        #expect(try Timestamp("2020-05-27T14:03:12.000Z") < Timestamp("2020-05-27T14:03:12.001Z"))
    }

    @Test(arguments: [
        "a@b", "a@b.c", "@example.org", "a@", "a b@example.org", "a@@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a..b@example.org", ".a@example.org", "a@-example.org", "a@example-.org", "a@example..org", "é@example.org",
        "a@example.o1", "\"a b\"@example.org", "a@[127.0.0.1]",
    ])
    func `what can't stand in a mail's header as it is, is no address`(text: String) {
        #expect(throws: ValueError.self) { try MailAddress(text) }
    }

    @Test func `an address keeps to its lengths`() throws {
        let local = String(repeating: "a", count: 64)
        _ = try MailAddress("\(local)@example.org")
        #expect(throws: ValueError.self) { try MailAddress("a\(local)@example.org") }
        let domain = String(repeating: "abcdefghi.", count: 24) + "org"
        #expect(throws: ValueError.self) { try MailAddress("aaaaaaaaaaaaaaa@\(domain)") }
    }

    @Test(arguments: [
        "12", "—", "Anne\u{202E}Dupont", "Anne\nDupont", "Anne\u{85}Dupont", String(repeating: "a", count: 121),
    ])
    func `what could make a line read otherwise than it is, is no name`(text: String) {
        #expect(throws: ValueError.self) { try PersonName(text) }
    }

    @Test(arguments: ["Zoë O’Brien-Müller", "李雷", "Jean de La Fontaine"])
    func `names of any script are`(text: String) throws {
        #expect(try PersonName(text).text == text)
    }

    @Test func `hashes are small hexadecimal digits of their length`() {
        for text in [ContentHash.example.uppercased(), String(ContentHash.example.dropLast()), Salt.example + "00"] {
            #expect(throws: ValueError.self) { try ContentHash(text) }
        }
        #expect(ContentHash.zeros.text.count == 64)
    }

    @Test func `a revision begins at 1 and rises to what every reader of JSON holds`() throws {
        #expect(throws: ValueError.self) { try Revision(0) }
        #expect(throws: ValueError.self) { try Revision(Revision.allowed.upperBound + 1) }
        #expect(Revision.first.number == 1)
        #expect(Revision.first.next == (try Revision(2)))
        let last = try Revision(Revision.allowed.upperBound)
        #expect(last.next == last)
        #expect(Revision.first < last)
    }
}
