import Foundation
import Messages
import NotificationsDomain
import ServiceKit
import Store
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import Notifications

extension ServiceTests {
    /// From the ledger to the spool, on both stores.
    @Suite(.timeLimit(.minutes(2)))
    struct SendingTests {
        @Test(arguments: Engine.allCases)
        func `what may go goes once, to the holder of the day, as a file that nobody else can read`(engine: Engine)
            throws
        {
            let bench = try Bench(engine)
            try bench.campaign()
            try bench.directory()
            try bench.submitted("ALP-69-0001", agrees: false)
            let sender = try bench.sender()
            try sender.round(bench.desk())
            let files = try bench.files()
            #expect(Set(files.keys) == ["ALP-69-0001.L1", "ALP-69-0001.L2", "ALP-69-0001.L3", "ALP-69-0001.L4"])
            #expect(files["ALP-69-0001.L1"]?.contains("<elodie.brouette@example.org>") == true)
            #expect(files["ALP-69-0001.L2"]?.contains("<ancolie.rateau@example.org>") == true)
            let consent = try LetterID("ALP-69-0001.L3")
            // Quoted-printable breaks lines with "=".
            let plain = files["ALP-69-0001.L3"]?.replacingOccurrences(of: "=\r\n", with: "") ?? ""
            #expect(plain.contains("https://alp.example.org/accord/\(bench.press.key.token(consent))"))
            #expect(files["ALP-69-0001.L4"]?.contains(bench.press.key.code(consent)) == true)
            for name in ["", "/ALP-69-0001.L1.eml"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: bench.spool + name)
                #expect(attributes[.posixPermissions] as? Int == (name.isEmpty ? 0o700 : 0o600))
            }
            #expect(try bench.letters().map(\.status) == [.sent, .sent, .sent, .sent])
            try sender.round(bench.desk())
            #expect(try bench.files() == files)
            #expect(try bench.journalled(LetterSent.type) == 4)
            #expect(try bench.desk().step.verify().differences.isEmpty)
        }

        @Test func `what waits for the Dfie isn't sent`() throws {
            let bench = try Bench()
            try bench.campaign()
            try bench.directory()
            try bench.submitted("ALP-69-0001")
            try bench.published("ALP-69-0001")
            try bench.sender().round(bench.desk())
            #expect(try bench.files().count == 2)
            #expect(try bench.letters("kind = 'validation'").allSatisfy { $0.status == .waiting })
        }

        @Test(arguments: Engine.allCases)
        func `killed between file and ledger, no letter goes twice and none is missing`(engine: Engine) throws {
            let bench = try Bench(engine)
            try bench.campaign()
            try bench.directory()
            for number in 1...3 { try bench.submitted("ALP-69-000\(number)", agrees: false) }
            var before: [String: String] = [:]
            for crashing in 1...12 {
                let count = Mutex(0)
                let sender = try bench.sender { _ in
                    if count.withLock({
                        $0 += 1; return $0
                    }) == (crashing % 4) + 1 {
                        throw Crash()
                    }
                }
                do { try sender.round(bench.desk()) } catch is Crash {}
                bench.now = bench.now + .seconds(60)
                let files = try bench.files()
                for (letter, text) in before { #expect(files[letter] == text, "\(letter) was written again") }
                before = files
            }
            try bench.sender().round(bench.desk())
            #expect(try bench.files().count == 12)
            #expect(try bench.letters().allSatisfy { $0.status == .sent && $0.attempt == 1 })
            #expect(try bench.journalled(LetterSent.type) == 12)
        }

        @Test(arguments: Engine.allCases)
        func `killed anywhere while the mail program empties the folder, each letter comes out once`(engine: Engine)
            throws
        {
            let bench = try Bench(engine)
            try bench.campaign()
            try bench.directory()
            for number in 1...2 { try bench.submitted("ALP-69-000\(number)", agrees: false) }
            var out: [String] = []
            for visit in 1...24 {
                let count = Mutex(0)
                let crash: @Sendable (LetterID) throws -> Void = { _ in
                    if count.withLock({
                        $0 += 1; return $0
                    }) == visit % 9 {
                        throw Crash()
                    }
                }
                var sender = try bench.sender(crash)
                sender.beforeNaming = crash
                do { try sender.round(bench.desk()) } catch is Crash {}
                for letter in try bench.files().keys {
                    #expect(try bench.letters("letter = '\(letter)'").map(\.status) == [.sent])
                    out.append(letter)
                    try FileManager.default.removeItem(atPath: "\(bench.spool)/\(letter).eml")
                }
            }
            #expect(out.count == 8 && Set(out).count == 8)
            #expect(try bench.letters().allSatisfy { $0.status == .sent && $0.attempt == 1 })
            let left = try FileManager.default.contentsOfDirectory(atPath: bench.spool)
            #expect(Set(left) == [".lock", ".name"])
        }

        @Test func `what one spool has taken, another leaves to it`() throws {
            let bench = try Bench()
            try bench.campaign()
            try bench.directory()
            try bench.submitted("ALP-69-0001")
            #expect(throws: Crash.self) { try bench.sender { _ in throw Crash() }.round(bench.desk()) }
            let other = LetterSender(spool: try Spool(path: bench.folder.path + "/other"), press: bench.press)
            try other.round(bench.desk())
            #expect(try bench.letters().map(\.status) == [.taken, .taken])
            try bench.sender().round(bench.desk())
            #expect(try bench.files().count == 2)
            let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path + "/other")
            #expect(Set(names) == [".lock", ".name"])
        }

        @Test func `killed anywhere in its transactions, the same`() throws {
            let bench = try Bench()
            try bench.campaign()
            try bench.directory()
            for number in 1...2 { try bench.submitted("ALP-69-000\(number)") }
            var crashes = 0
            for visit in 1...40 {
                let count = Mutex(0)
                let points = CrashPoints { _ in
                    if count.withLock({
                        $0 += 1; return $0
                    }) == visit {
                        throw Crash()
                    }
                }
                do {
                    try bench.sender().round(bench.desk(crash: points))
                } catch is Crash {
                    crashes += 1
                }
            }
            #expect(crashes > 5)
            try bench.sender().round(bench.desk())
            #expect(try bench.files().count == 4)
            #expect(try bench.letters().allSatisfy { $0.status == .sent })
            #expect(try bench.journalled(LetterSent.type) == 4)
        }

        @Test(arguments: Engine.allCases)
        func `whoever has no mail gets no letter, and it says so for good; mended, it goes`(engine: Engine) throws {
            let bench = try Bench(engine)
            try bench.campaign()
            try bench.directory()
            try bench.holds(Bench.inspector, "p-ien", mail: nil)
            try bench.submitted("ALP-69-0001")
            let sender = try bench.sender()
            try sender.round(bench.desk())
            let failed = try #require(try bench.letters("status = 'failed'").first)
            #expect(failed.to.text == Bench.inspector && failed.failure == "addressUnknown")
            try bench.holds(Bench.inspector, "p-ien", mail: "neuve@example.org")
            try sender.round(bench.desk())
            #expect(try bench.files().count == 1, "final")
            try bench.happens("ALP-69-0001", .again(failed.letter, attempt: nil))
            try sender.round(bench.desk())
            #expect(try bench.files()[failed.letter.text]?.contains("<neuve@example.org>") == true)
        }

        @Test func `the address is the one of the day of sending`() throws {
            let bench = try Bench()
            try bench.campaign()
            try bench.directory()
            try bench.submitted("ALP-69-0001")
            try bench.holds(Bench.head, "p-head", name: "Élodie Brouette", mail: "nouvelle@example.org")
            try bench.holds(
                Bench.inspector, "p-neuf", name: "Nouveau Venu", mail: "venu@example.org", from: "2020-05-20")
            try bench.sender().round(bench.desk())
            let files = try bench.files()
            #expect(files["ALP-69-0001.L1"]?.contains("<nouvelle@example.org>") == true)
            #expect(files["ALP-69-0001.L2"]?.contains("<venu@example.org>") == true)
        }

        @Test func `a function that nobody holds is waited for, and fails for good after three days`() throws {
            let bench = try Bench()
            try bench.campaign()
            try bench.submitted("ALP-69-0001")
            let sender = try bench.sender()
            try sender.round(bench.desk())
            #expect(try bench.letters().allSatisfy { $0.status == .sendable })
            try bench.holds(Bench.head, "p-head")
            try sender.round(bench.desk())
            #expect(try bench.letters().map(\.status) == [.sent, .sendable])
            bench.now = bench.now + .seconds(4 * 86_400)
            try sender.round(bench.desk())
            #expect(try bench.letters().map(\.status) == [.sent, .failed])
        }

        @Test func `an erased person can't be written to`() throws {
            let bench = try Bench()
            try bench.campaign()
            try bench.directory()
            try bench.happens(
                "directory/\(Bench.head)",
                .directory(
                    .personErased(
                        FunctionPersonErased(
                            actor: try Bench.actor, function: try Function(Bench.head), person: try PersonID("p-head")))
                ))
            try bench.submitted("ALP-69-0001")
            try bench.sender().round(bench.desk())
            #expect(try bench.letters("recipient = '\(Bench.head)'").map(\.status) == [.failed])
        }

        @Test func `a file that stands and isn't the letter is left alone, and so is a link; the others go`() throws {
            let bench = try Bench()
            try bench.campaign()
            try bench.directory()
            for number in 1...3 { try bench.submitted("ALP-69-000\(number)") }
            let sender = try bench.sender()
            try Data("autre".utf8).write(to: URL(fileURLWithPath: bench.spool + "/ALP-69-0001.L1.eml"))
            let outside = bench.folder.path + "/outside"
            try FileManager.default.createSymbolicLink(
                atPath: bench.spool + "/ALP-69-0002.L1.eml", withDestinationPath: outside)
            #expect(throws: CannotHandle.self) { try sender.round(bench.desk()) }
            #expect(!FileManager.default.fileExists(atPath: outside))
            #expect(try bench.files()["ALP-69-0001.L1"] == "autre")
            #expect(try bench.letters("aggregate = 'ALP-69-0003'").allSatisfy { $0.status == .sent })
            #expect(try bench.letters("letter = 'ALP-69-0001.L1'").map(\.status) == [.taken])
            for name in ["ALP-69-0001.L1.eml", "ALP-69-0002.L1.eml"] {
                try FileManager.default.removeItem(atPath: bench.spool + "/" + name)
            }
            try sender.round(bench.desk())
            #expect(try bench.letters().allSatisfy { $0.status == .sent })
        }

        @Test func `two processes on one spool take turns`() throws {
            let bench = try Bench()
            let (one, other) = (try Spool(path: bench.spool), try Spool(path: bench.spool))
            #expect(one.lock() && one.lock())
            #expect(!other.lock())
        }

        @Test func `a spool that others can enter, or a link to one, is refused`() throws {
            let folder = try TemporaryFolder()
            let open = folder.path + "/open"
            try FileManager.default.createDirectory(atPath: open, withIntermediateDirectories: false)
            chmod(open, 0o755)
            #expect(throws: ConfigurationError.self) { try Spool(path: open) }
            chmod(open, 0o700)
            let link = folder.path + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: open)
            #expect(throws: ConfigurationError.self) { try Spool(path: link) }
            #expect(throws: Never.self) { try Spool(path: open) }
        }

        @Test(arguments: ["Élodie \"Bob\", <x@example.org>", "=?UTF-8?Q?Bcc?= x", "a; b: c@d", "王小明 Ancolie"])
        func `a name stays a name in the header`(_ name: String) throws {
            let bench = try Bench()
            try bench.campaign()
            try bench.directory()
            try bench.holds(Bench.head, "p-head", name: name, mail: "elodie@example.org")
            try bench.submitted("ALP-69-0001")
            try bench.sender().round(bench.desk())
            let text = try #require(try bench.files()["ALP-69-0001.L1"])
            let head = text.components(separatedBy: "\r\n\r\n")[0]
            let fields = head.replacingOccurrences(of: "\r\n ", with: " ").components(separatedBy: "\r\n")
            let to = fields.filter { $0.hasPrefix("To:") }
            #expect(to.count == 1)
            #expect(to[0].hasSuffix(" <elodie@example.org>"))
            #expect(to[0].utf8.allSatisfy { (32..<127).contains($0) })
            let known = [
                "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "X-ALP-Letter", "X-ALP-Document",
                "MIME-Version", "Content-Type",
            ]
            #expect(fields.map { String($0.prefix { $0 != ":" }) } == known)
        }
    }
}
