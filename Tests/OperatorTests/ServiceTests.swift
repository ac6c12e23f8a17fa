import Foundation
import Pages
import Synchronization
import TestKit
import Testing

@testable import Operator

@Suite(.timeLimit(.minutes(2)))
struct `alp and a service` {
    private func with(
        _ actions: ScriptedActions = ScriptedActions(),
        _ test: @Sendable @escaping (ScriptedService) async throws -> Void
    ) async throws {
        try await ScriptedService.run(actions, test)
    }

    @Test func `parked records are listed, as text and as JSON`() async throws {
        let actions = ScriptedActions()
        try await with(actions) { service in
            let list = try await service.alp(["parked", "list", "--topic", "t.input.v1", "--limit", "2"])
            #expect(list.code == .exit(0), "\(list.errors)")
            #expect(list.lines.count == 4)
            #expect(
                list.lines[1]
                    == #"t.input.v1  "r 1\n"  7         [1]@42  2026-11-01T00:00:00.000Z  3         "#
                    + #"unknown type\u{1B}[31m (1.0)"#)
            #expect(list.lines[2].hasSuffix("waits for an earlier sequence"))
            #expect(list.lines[3].hasPrefix("there may be more"))
            let json = try await service.alp(["parked", "list", "--json"])
            let object = try #require(try json.objects.first)
            #expect(
                Set(object.keys) == [
                    "topic", "key", "sequence", "partition", "offset", "parkedAt", "attempts", "waiting", "error",
                    "program",
                ])
            #expect(object["key"] as? String == "r 1\n")
            #expect(object["parkedAt"] as? String == "2026-11-01T00:00:00.000Z")
            let none = try await service.alp(["parked", "list", "--key", "none"])
            #expect(none.lines == ["nothing is parked"])
            #expect(try await service.alp(["parked", "list", "--key", "none", "--json"]).output.isEmpty)
        }
        #expect(actions.calls.prefix(2) == ["parked t.input.v1 - 2", "parked - - 100"])
    }

    @Test func `a parked value is shown only with a reason, and never drives the terminal`() async throws {
        let actions = ScriptedActions()
        try await with(actions) { service in
            let masked = try await service.alp(["parked", "show", "t", "k/é", "7"])
            #expect(masked.code == .exit(0))
            #expect(!masked.output.contains("Dupont"))
            #expect(masked.lines.last == "••• (--unmask REASON shows it)")
            #expect(masked.lines.contains(#"ce_type: x\u{1B}y"#))
            let shown = try await service.alp(["parked", "show", "t", "k/é", "7", "--unmask", "ticket 12"])
            #expect(shown.lines.last == #"Mme\u{1B} Dupont"#)
            let json = try await service.alp(["parked", "show", "t", "k/é", "7", "--unmask", "ticket 12", "--json"])
            #expect(try json.objects[0]["value"] as? String == "Mme\u{1B} Dupont")
            #expect(try json.objects[0]["masked"] as? Bool == false)
            let absent = try await service.alp(["parked", "show", "t", "k", "8"])
            #expect(absent.code == .exit(1))
            #expect(absent.errors.count == 1)
            #expect(absent.errors[0].contains("answers 404"))
        }
        #expect(actions.calls.prefix(2) == ["show k/é", "unmask k/é by ops-1: ticket 12"])
    }

    @Test func `orders reach the service with their reason`() async throws {
        let actions = ScriptedActions()
        try await with(actions) { service in
            let why = ["--reason", "repaired in 1.1"]
            let retry = try await service.alp(["parked", "retry", "t", ".."] + why)
            #expect(retry.code == .exit(0), "\(retry.errors)")
            #expect(retry.lines == ["2: two handled"])
            let skip = try await service.alp(["parked", "skip", "t", "a/b c%\n?", "7", "--json"] + why)
            #expect(skip.output == "{\"count\":1,\"detail\":\"skipped\"}\n")
            #expect(
                try await service.alp(["publish-again", "t", "--key", "k", "--from-sequence", "4"] + why).code
                    == .exit(0))
            #expect(try await service.alp(["publish-again", "t"] + why).lines == ["5: five"])
            #expect(try await service.alp(["pause", "t"] + why).lines == ["1: paused"])
            #expect(try await service.alp(["resume", "t", "--json"] + why).code == .exit(0))
        }
        #expect(
            actions.calls == [
                "retry t .. by ops-1: repaired in 1.1", "skip t a/b c%\n? 7 by ops-1: repaired in 1.1",
                "publish t k 4 by ops-1: repaired in 1.1", "publish t - 0 by ops-1: repaired in 1.1",
                "pause t by ops-1: repaired in 1.1", "resume t by ops-1: repaired in 1.1",
            ])
    }

    @Test func `verify ends with 1 when something differs`() async throws {
        let actions = ScriptedActions()
        try await with(actions) { service in
            let same = try await service.alp(["verify"])
            #expect(same.code == .exit(0))
            #expect(same.lines == ["3 aggregates, 9 journal rows"])
            actions.differences.withLock { $0 = ["request r-1: state differs"] }
            let text = try await service.alp(["verify"])
            #expect(text.code == .exit(1))
            #expect(text.lines.last == "differs: request r-1: state differs")
            let json = try await service.alp(["verify", "--json"])
            #expect(json.code == .exit(1))
            #expect(try json.objects[0]["differences"] as? [String] == ["request r-1: state differs"])
        }
    }

    @Test func `each refusal has its exit code and one line`() async throws {
        let actions = ScriptedActions()
        try await with(actions) { service in
            @Sendable func refused(_ arguments: [String], _ code: Int32, _ part: String, token: String? = nil)
                async throws
            {
                let alp = try await service.alp(arguments, token: token)
                #expect(alp.code == .exit(code), "\(arguments) \(alp.errors)")
                #expect(alp.errors.count == 1, "\(arguments) \(alp.errors)")
                #expect(alp.errors.first?.contains(part) == true, "\(arguments) \(alp.errors)")
                #expect(alp.output.isEmpty)
            }
            let why = ["--reason", "repaired"]
            try await refused(["parked", "list"], 77, "doesn't know the token", token: Token.random().text)
            try await refused(["parked", "list"], 77, "the role operator", token: service.otherToken)
            try await refused(["parked", "list"], 64, "isn't a token", token: "hunter2")
            try await refused(["parked", "list"], 64, "give --token-file FILE", token: "")
            try await refused(["parked", "retry", "t", "k", "--reason", "x"], 1, "reason: Say why")
            try await refused(["parked", "retry", "t", "k"], 64, "--reason")
            try await refused(["parked", "skip", "alp.feed.v1.69", "k", "1"] + why, 1, "A feed is never skipped.")
            try await refused(["parked", "skip", "t", "k", "x"] + why, 64, "x")
            try await refused(["publish-again", "t", "--from-sequence", "0"] + why, 1, "Sequences begin at 1.")
            try await refused(["pause", "broken"] + why, 70, "urn:alp:request:")
            actions.isAway.withLock { $0 = true }
            try await refused(["pause", "t"] + why, 69, "The store is away.")
        }
    }

    @Test func `a service that is away, silent, or somebody else is told apart`() async throws {
        @Sendable func refused(
            _ url: String, _ code: Int32, _ part: String, _ arguments: [String] = ["parked", "list"]
        )
            async throws
        {
            let alp = try await Alp(
                arguments + ["--service-url", url, "--timeout", "1"],
                environment: ["ALP_OPERATOR_TOKEN": Token.random().text])
            #expect(alp.code == .exit(code), "\(alp.errors)")
            #expect(alp.errors.count == 1 && alp.errors[0].contains(part), "\(alp.errors)")
        }
        try await refused("http://127.0.0.1:\(try freePort())", 69, "no service answers at")
        try await refused("127.0.0.1:80", 64, "--service-url isn't http://HOST:PORT")
        // It listens and takes connections, but nobody ever answers there.
        let silent = try SilentListener()
        try await refused(silent.url, 69, "gave no answer within 1 s; try again")
        try await refused(silent.url, 69, "whether it was done isn't known", ["pause", "t", "--reason", "because"])
        let broker = try await BrokerProcess(topics: testTopics)
        try await refused("http://\(broker.bootstrap)", 69, "127.0.0.1")
        try await ScriptedService.run(ScriptedActions()) { service in
            try await refused(service.url + "/elsewhere", 1, "answers 404")
        }
    }

    @Test func `a token file is taken with mode 0600 alone, and is never repeated`() async throws {
        let folder = try TemporaryFolder()
        let secret = Token.random().text
        func run(_ path: String) async throws -> Alp {
            try await Alp(["parked", "list", "--service-url", "http://127.0.0.1:1", "--token-file", path])
        }
        let file = try folder.write(secret + "\n", to: "token")
        chmod(file.path, 0o644)
        let open = try await run(file.path)
        #expect(open.code == .exit(64))
        #expect(open.errors == ["alp: --token-file \(file.path) can be read by others: chmod 600 \(file.path)"])
        chmod(file.path, 0o600)
        #expect(try await run(file.path).code == .exit(69))
        let long = try folder.write(secret + "x", to: "long")
        chmod(long.path, 0o600)
        for path in [long.path, folder.path, folder.file("none").path] {
            let alp = try await run(path)
            #expect(alp.code == .exit(64))
            #expect(alp.errors.count == 1)
            #expect(!alp.errors[0].contains(secret))
        }
    }
}
