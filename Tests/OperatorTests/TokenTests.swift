import Foundation
import Pages
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct `alp tokens new` {
    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `makes a token that a service takes, and keeps its hash alone`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tokens.json").path
        let base = ["tokens", "new", "--file", path, "--from", "2026-11-01T00:00:00Z"]
        let first = try await Alp(base + ["--identifier", "ops-1", "--days", "2"])
        #expect(first.code == .exit(0), "\(first.errors)")
        #expect(first.lines.count == 1)
        #expect(first.errors.count == 1)
        let second = try await Alp(
            base + ["--identifier", "api \"1\"/é", "--role", "pilot", "--role", "dfie", "--function", "f-1"]
                + ["--departement", "69", "--json"])
        let object = try #require(try second.objects.first)
        #expect(Set(object.keys) == ["token", "identifier", "sha256", "roles", "from", "until", "file"])
        #expect(second.errors.isEmpty)

        #expect(try mode(path) == 0o600)
        let file = try TokenFile(path: path)
        let token = try #require(Token(text: first.lines[0]))
        #expect(
            file.caller(presenting: token, now: today) == Caller(identifier: "ops-1", roles: [Caller.operatorRole]))
        #expect(file.caller(presenting: token, now: today + .seconds(2 * 24 * 3600)) == nil)
        let other = try #require((object["token"] as? String).flatMap { Token(text: $0) })
        #expect(
            file.caller(presenting: other, now: today)
                == Caller(
                    identifier: "api \"1\"/é", roles: ["pilot", "dfie"], functions: ["f-1"], departements: ["69"]))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!text.contains(token.text) && !text.contains(other.text))
        #expect(!first.errors.joined().contains(token.text))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["tokens.json"])
    }

    @Test func `several at once lose none`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tokens.json").path
        try await withThrowingTaskGroup(of: ChildProcess.End.self) { group in
            for number in 0..<6 {
                group.addTask {
                    try await Alp(["tokens", "new", "--file", path, "--identifier", "ops-\(number)"]).code
                }
            }
            for try await end in group { #expect(end == .exit(0)) }
        }
        #expect(try TokenFile(path: path).reload() == 6)
    }

    @Test func `a file that can't be taken is left as it was`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tokens.json").path
        let base = ["tokens", "new", "--identifier", "ops-1", "--file"]
        func refused(_ arguments: [String], _ part: String) async throws {
            let alp = try await Alp(arguments)
            #expect(alp.code == .exit(64), "\(alp.errors)")
            #expect(alp.errors.count == 1 && alp.errors[0].contains(part), "\(alp.errors)")
            #expect(alp.output.isEmpty)
        }
        try await refused(base + [path, "--days", "401"], "--days 401")
        try await refused(base + [path, "--from", "tomorrow"], "from")
        try await refused(["tokens", "new", "--file", path, "--identifier", "a\nb"], "--identifier")
        try await refused(base + [folder.file("no/where").path], "can't be written")
        try folder.write("{\"tokens\": []", to: "tokens.json")
        chmod(path, 0o600)
        try await refused(base + [path], "isn't a JSON object")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\"tokens\": []")
        try folder.write("{\"tokens\": []}", to: "tokens.json")
        chmod(path, 0o640)
        try await refused(base + [path], "chmod 600")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link").path, withDestinationPath: path)
        try await refused(base + [folder.file("link").path], "isn't a regular file")

        chmod(path, 0o600)
        for _ in 0..<2 { #expect(try await Alp(base + [path]).code == .exit(0)) }
        try await refused(base + [path], "two may overlap")
        #expect(try TokenFile(path: path).reload() == 2)
    }
}
