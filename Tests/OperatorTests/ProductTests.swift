import Foundation
import Kafka
import Messages
import TestKit
import Testing
import Vocabulary

@testable import Operator

/// The product's own topics, without a catalogue file: masked field by field.
@Suite(.timeLimit(.minutes(2)))
struct `alp on the product's topics` {
    private static let holder = """
        {"actor":{"role":"dfie","function":"dfie","person":"p-d001"},"function":"head:0690001B","person":"p-8b10",\
        "name":"Claude Inventé","mail":"claude.invente@example.org","from":"2020-09-01"}
        """
    private static let withdrawal = """
        {"actor":{"role":"head","function":"head:0690001B","person":"p-8b10"},"requestRevision":2,\
        "reason":"Madame Dupont est souffrante."}
        """

    private func held(_ sequence: Int64 = 1, cause: Cause = .outside) -> Envelope {
        envelope(
            "alp.directory.v1", "head:0690001B", sequence, by: "intake", cause: cause, type: "function.held.v1")
    }

    private func withdrawn(type: String = "request.withdrawn.v1", cause: Cause = .outside) -> Envelope {
        envelope("alp.requests.v1", "ALP-69-0042", 1, by: "intake", cause: cause, type: type)
    }

    private func view(_ envelope: Envelope, _ value: String, limit: Int = 10_000) -> RecordView {
        let record = ConsumedRecord(
            partition: TopicPartition(topic: envelope.topic, partition: 0), offset: 1, timestamp: nil,
            key: Array(envelope.key.utf8), value: Array(value.utf8),
            headers: envelope.headers.map { Header($0.name, $0.value) })
        return RecordView(record, judge: RecordJudge(catalogue: nil, environment: "dev"), limit: limit)
    }

    @Test func `what a type marks is masked, and the rest is shown without any catalogue`() throws {
        let shown = view(held(), Self.holder)
        let line = shown.line
        #expect(!line.contains("Inventé") && !line.contains("example.org") && !line.contains("0690001"))
        #expect(line.contains(#""from":"2020-09-01""#) && line.contains(#""name":"•••""#))
        #expect(line.contains("  head:•••  #1  function.held.v1"))
        let json = shown.json.document
        #expect(!json.contains("Inventé") && !json.contains("0690001") && json.contains(#""masked":true"#))
        #expect(json.contains(#""size":\#(Self.holder.utf8.count)"#))
    }

    @Test func `free text is masked like names, and a cause that names a function too`() throws {
        let cause = Cause.record(topic: "alp.directory.v1", key: "head:0690001B", sequence: 3)
        let line = view(withdrawn(cause: cause), Self.withdrawal).line
        #expect(!line.contains("Dupont") && line.contains(#""reason":"•••""#))
        #expect(line.contains("record:alp.directory.v1/head:•••/3") && !line.contains("0690001"))
    }

    @Test func `a type that this version doesn't know, and a foreign record, are masked whole`() throws {
        #expect(view(withdrawn(type: "request.withdrawn.v2"), Self.withdrawal).value == .masked)
        #expect(view(withdrawn(type: "function.held.v1"), Self.withdrawal).value == .masked)
        #expect(view(withdrawn(), "Dupont").value == .masked)
        var foreign = withdrawn()
        foreign.sequence = 0
        #expect(view(foreign, Self.withdrawal).value == .masked)
    }

    @Test func `a masked value is cut like any other`() {
        guard case .text(let text, true, true) = view(held(), Self.holder, limit: 20).value else {
            Issue.record("not cut")
            return
        }
        #expect(text.utf8.count <= 20)
    }

    @Test func `the broker makes the product's topics, and records and trace show nobody`() async throws {
        let folder = try TemporaryFolder()
        let address = folder.file("address")
        let broker = try ChildProcess(
            try BuiltProduct.broker.executable,
            [
                "--topics", "product:69", "--address-file", address.path, "--end-with-parent", "--parent",
                "\(getpid())",
            ])
        let bootstrap = try await eventually("the address file of alp-broker") { () -> String? in
            guard broker.isRunning else { throw KitError("alp-broker did not start: \(broker.summary)") }
            let text = try? String(contentsOf: address, encoding: .utf8)
            return text?.split(separator: "\n").first.map(String.init)
        }
        let flags = ["--kafka", "embedded:\(address.path)", "--topics", "product:69"]
        let list = try await Alp(["topics", "list"] + flags)
        #expect(list.code == .exit(0), "\(list.errors)")
        #expect(list.lines.count == 12)

        let kcat = Kcat(bootstrap)
        try await kcat.produce(held(), value: Self.holder)
        let cause = Cause.record(topic: "alp.directory.v1", key: "head:0690001B", sequence: 1)
        try await kcat.produce(withdrawn(cause: cause), value: Self.withdrawal)
        for arguments in [
            ["records", "alp.directory.v1"], ["records", "alp.requests.v1", "--json"], ["trace", "head:0690001B"],
            ["trace", "ALP-69-0042", "--json"],
        ] {
            let shown = try await Alp(arguments + flags)
            #expect(shown.code == .exit(0), "\(arguments): \(shown.errors)")
            #expect(shown.output.contains("p-8b10") || arguments[0] == "trace", "\(shown.output)")
            for name in ["Inventé", "Dupont", "example.org", "0690001"] {
                #expect(!shown.output.contains(name), "\(arguments): \(shown.output)")
            }
        }
        let asked = try await Alp(["records", "alp.directory.v1", "--key", "head:0690001B"] + flags)
        #expect(asked.lines.count == 1)
        let wrong = try await Alp(["topics", "list", "--kafka", bootstrap, "--topics", "product:7"])
        #expect(wrong.code == .exit(64))
        #expect(wrong.errors == [#"alp: --topics product:7: "7" is no département; write product:01,42,69"#])
        try await broker.killed()
    }
}

@Suite(.timeLimit(.minutes(2)))
struct `alp docs` {
    @Test func `what is checked in is up to date, and can be written elsewhere`() async throws {
        let root = PackageRoot.url.path
        let check = try await Alp(["docs", "--check", "--sources", root])
        #expect(check.code == .exit(0), "\(check.output) \(check.errors)")
        let folder = try TemporaryFolder()
        let out = folder.file("out")
        let behind = try await Alp(["docs", "--check", "--sources", root, "--out", out.path])
        #expect(behind.code == .exit(1))
        #expect(behind.errors.count == 1)
        let written = try await Alp(["docs", "--sources", root, "--out", out.path, "--json"])
        #expect(written.code == .exit(0))
        #expect(try written.objects.contains { $0["path"] as? String == "docs/messages.md" })
        let page = try String(contentsOf: out.appendingPathComponent("docs/messages.md"), encoding: .utf8)
        #expect(page.contains("### `request.submitted.v1`"))
        let stray = out.appendingPathComponent("docs/generated/schemas/request.split.v1.json")
        try Data("{}".utf8).write(to: stray)
        let again = try await Alp(["docs", "--sources", root, "--out", out.path])
        #expect(again.lines == ["wrote docs/generated/schemas/request.split.v1.json"])
        #expect(!FileManager.default.fileExists(atPath: stray.path))
    }

    @Test func `elsewhere than in the sources it says where to go`() async throws {
        let folder = try TemporaryFolder()
        let lost = try await Alp(["docs", "--sources", folder.file("nowhere").path])
        #expect(lost.code == .exit(64))
        #expect(lost.errors.count == 1)
        #expect(lost.errors.first?.contains("run it at the repository's root") == true)
    }
}
