import Foundation
import Pages
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct TokenTests {
    private let day = Duration.seconds(24 * 3600)
    private let hash = String(repeating: "ab", count: 32)

    private func json(_ changes: [String: String] = [:], without: String? = nil) -> Data {
        var fields = [
            "identifier": "\"ops-1\"", "sha256": "\"\(hash)\"", "roles": "[\"operator\"]",
            "from": "\"2026-09-01T00:00:00Z\"", "until": "\"2027-09-01T00:00:00Z\"",
        ].merging(changes) { $1 }
        if let without { fields[without] = nil }
        let body = fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        return Data("{\"tokens\": [{\(body)}]}".utf8)
    }

    @Test func `a minted token opens, as its text and as nothing else`() throws {
        let (token, entry) = try TokenEntry.mint(
            for: Caller(identifier: "ops \"1\"", roles: ["operator", "pilot"], functions: ["f"], departements: ["2A"]),
            from: today, until: today + day)
        let set = try TokenSet(json: Data("{\"tokens\": [\(entry.json)]}".utf8))
        #expect(token.text.count == 43)
        let again = try #require(Token(text: token.text))
        #expect(set.caller(presenting: again, now: today) == entry.caller)
        #expect(set.caller(presenting: .random(), now: today) == nil)
        #expect(!"\(token)\(String(reflecting: token))".contains(token.text))
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!dumped.contains("UInt8") && !dumped.contains(token.text))
    }

    @Test(arguments: [
        "", "short", String(repeating: "A", count: 42) + "B", String(repeating: "A", count: 44),
        String(repeating: "A", count: 42) + "=", String(repeating: "+", count: 43),
        String(repeating: "é", count: 21) + "A",
    ])
    func `a text that isn't the one canonical form of 256 bits is no token`(text: String) {
        #expect(Token(text: text) == nil)
    }

    @Test func `a token is valid from its first moment to before its last`() throws {
        let (token, entry) = try TokenEntry.mint(
            for: Caller(identifier: "a", roles: ["r"]), from: today, until: today + day)
        let set = try TokenSet(entries: [entry])
        #expect(set.caller(presenting: token, now: today + .milliseconds(-1)) == nil)
        #expect(set.caller(presenting: token, now: today) != nil)
        #expect(set.caller(presenting: token, now: today + day + .milliseconds(-1)) != nil)
        #expect(set.caller(presenting: token, now: today + day) == nil)
    }

    @Test func `400 days are allowed and one second more is not`() throws {
        let caller = Caller(identifier: "a", roles: ["r"])
        _ = try TokenEntry.mint(for: caller, from: today, until: today + day * 400)
        #expect(throws: TokenFileError.self) {
            try TokenEntry.mint(for: caller, from: today, until: today + day * 400 + .seconds(1))
        }
    }

    @Test func `two tokens of one identifier may overlap, a third may not`() throws {
        let caller = Caller(identifier: "a", roles: ["r"])
        func entry(_ from: Int, _ until: Int) throws -> TokenEntry {
            try TokenEntry.mint(for: caller, from: today + day * from, until: today + day * until).entry
        }
        let chain = try [entry(0, 10), entry(8, 20), entry(18, 30), entry(10, 12)]
        #expect(try TokenSet(entries: Array(chain[..<3])).count == 3)
        #expect(try TokenSet(entries: chain).count == 4)
        let third = try entry(9, 11)
        #expect(throws: TokenFileError.self) { try TokenSet(entries: chain + [third]) }
        #expect(throws: TokenFileError.self) { try TokenSet(entries: [third] + chain) }
    }

    @Test(arguments: [
        ("identifier", "7"), ("identifier", "\"\""), ("sha256", "\"abc\""),
        ("sha256", "\"\(String(repeating: "AB", count: 32))\""),
        ("roles", "[]"), ("roles", "\"operator\""), ("roles", "[1]"), ("functions", "[\"\"]"), ("departements", "{}"),
        ("from", "\"2026-09-01\""), ("from", "\"2026-02-31T00:00:00Z\""), ("from", "1"),
        ("until", "\"2026-09-01T00:00:00Z\""),
        ("until", "\"2028-09-01T00:00:00Z\""), ("until", "\"2027-09-01T00:00:00+02:00\""), ("role", "[\"operator\"]"),
    ])
    func `a malformed entry is told by entry and field`(field: String, value: String) {
        let fault = #expect(throws: TokenFileError.self) { try TokenSet(json: json([field: value])) }
        let line = fault?.description ?? ""
        #expect(line.hasPrefix("token 1"))
        #expect(line.contains("field \(field) "))
        #expect(!line.contains("\n"))
    }

    @Test(arguments: ["identifier", "sha256", "roles", "from", "until"])
    func `a missing field is told`(field: String) {
        let fault = #expect(throws: TokenFileError.self) { try TokenSet(json: json(without: field)) }
        #expect(fault?.description.contains("field \(field) ") == true)
    }

    @Test(arguments: ["", "[]", "{", "{\"tokens\": 1}", "{\"tokens\": [1]}", "{\"token\": []}"])
    func `a document that isn't a list of tokens is told`(text: String) {
        #expect(throws: TokenFileError.self) { try TokenSet(json: Data(text.utf8)) }
    }

    @Test func `a file others can read, a folder, a pipe and no file at all are refused`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tokens-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("tokens.json").path
        #expect(throws: TokenFileError.unreadable(path: path, code: ENOENT)) { try TokenFile(path: path) }
        try json().write(to: URL(fileURLWithPath: path))
        for (mode, text) in [(mode_t(0o644), "0644"), (0o640, "0640"), (0o620, "0620"), (0o601, "0601")] {
            chmod(path, mode)
            #expect(throws: TokenFileError.tooOpen(path: path, mode: text)) { try TokenFile(path: path) }
        }
        chmod(path, 0o600)
        #expect(throws: Never.self) { try TokenFile(path: path) }
        #expect(throws: TokenFileError.notAFile(path: folder.path)) { try TokenFile(path: folder.path) }
        let pipe = folder.appendingPathComponent("pipe").path
        mkfifo(pipe, 0o600)
        #expect(throws: TokenFileError.notAFile(path: pipe)) { try TokenFile(path: pipe) }
    }

    @Test func `a reload takes the new tokens, and keeps the old ones when the file is broken`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("tokens-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        func write(_ text: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            chmod(path, 0o600)
        }
        let caller = Caller(identifier: "ops-1", roles: ["operator"])
        let first = try TokenEntry.mint(for: caller, from: today, until: today + day)
        let second = try TokenEntry.mint(for: caller, from: today, until: today + day)
        try write("{\"tokens\": [\(first.entry.json)]}")
        let file = try TokenFile(path: path)
        try write("{\"tokens\": [\(first.entry.json), {}]}")
        let fault = #expect(throws: TokenFileError.self) { try file.reload() }
        #expect(fault?.description.hasPrefix("token file \(path): token 2: field identifier ") == true)
        #expect(file.caller(presenting: first.token, now: today) == caller)
        try write("{\"tokens\": [\(second.entry.json)]}")
        #expect(try file.reload() == 1)
        #expect(file.caller(presenting: first.token, now: today) == nil)
        #expect(file.caller(presenting: second.token, now: today) == caller)
    }
}
