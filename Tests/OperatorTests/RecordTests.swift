import Foundation
import Kafka
import Messages
import TestKit
import Testing

@testable import Operator

@Suite(.timeLimit(.minutes(2)))
struct `alp records` {
    private func flags(_ broker: BrokerProcess) -> [String] {
        ["--kafka", "embedded:\(broker.addressFile.path)", "--topics", broker.catalogue.path]
    }

    @Test func `our records are shown with their envelope, as text and as JSON`() async throws {
        let broker = try await BrokerProcess(topics: testTopics)
        let kcat = Kcat(broker.bootstrap)
        let cause = Cause.command(idempotencyKey: "c-1")
        try await kcat.produce(
            envelope("t.input.v1", "r/1 é", 1, by: "outside", cause: cause, correlation: "r"), value: #"{"a":1}"#)
        try await kcat.produce(envelope("t.input.v1", "r-2", 1, by: "outside"), value: nil)
        let text = try await Alp(["records", "t.input.v1"] + flags(broker))
        #expect(text.code == .exit(0))
        #expect(text.lines.count == 2)
        #expect(text.lines[0].contains(#"  "r/1 é"  #1  thing.happened.v1  command:c-1  7 B  {"a":1}"#))
        #expect(text.lines[1].hasSuffix("  r-2  #1  thing.happened.v1  outside  tombstone"))

        let json = try await Alp(["records", "t.input.v1", "--key", "r/1 é", "--json"] + flags(broker))
        let object = try #require(try json.objects.first)
        #expect(json.lines.count == 1)
        #expect(
            Set(object.keys) == [
                "time", "topic", "partition", "offset", "key", "keyBase64", "sequence", "type", "subject",
                "correlation", "cause", "source", "eventTime", "size", "value", "valueBase64", "truncated", "masked",
                "foreign",
            ])
        #expect(object["key"] as? String == "r/1 é")
        #expect(object["sequence"] as? Int == 1)
        #expect(object["correlation"] as? String == "r")
        #expect(object["eventTime"] as? String == "2026-11-01T00:00:00.000Z")
        #expect(object["value"] as? String == #"{"a":1}"#)
        #expect(object["masked"] as? Bool == false)
        #expect(object["foreign"] is NSNull)
    }

    @Test func `a value is masked on a personal topic, on one the catalogue lacks, and without a catalogue`()
        async throws
    {
        let broker = try await BrokerProcess(topics: testTopics)
        let kcat = Kcat(broker.bootstrap)
        try await kcat.produce(envelope("t.people.v1", "p-1", 1, by: "outside"), value: #"{"name":"Dupont"}"#)
        try await kcat.produce(envelope("t.input.v1", "r-1", 1, by: "outside"), value: #"{"name":"Dupont"}"#)
        let file = broker.folder.file("other.json")
        try JSONEncoder().encode(
            TopicCatalogue(topics: [TopicDefinition(name: "other", key: "k", writer: "w")])
        ).write(to: file)
        let kafka = ["--kafka", broker.bootstrap]
        for arguments in [
            ["t.people.v1"] + flags(broker), ["t.people.v1", "--value-bytes", "9999", "--json"] + flags(broker),
            ["t.input.v1"] + kafka, ["t.input.v1", "--topics", file.path] + kafka,
        ] {
            let shown = try await Alp(["records"] + arguments)
            #expect(shown.code == .exit(0))
            #expect(shown.lines.count == 1)
            #expect(!shown.output.contains("Dupont"))
            #expect(shown.output.contains("•••") || shown.output.contains(#""value":null"#))
        }
        #expect(try await Alp(["records", "t.input.v1"] + flags(broker)).output.contains("Dupont"))
    }

    @Test func `foreign records are flagged with why, and hostile bytes stay bytes`() async throws {
        let broker = try await BrokerProcess(topics: testTopics)
        let kcat = Kcat(broker.bootstrap)
        try await kcat.produce(
            to: "t.input.v1", key: "k\u{1B}[2J\u{202E}", value: Data("x\u{1B}]0;owned\u{07}\r\nalp: all is well".utf8))
        try await kcat.run(
            ["-P", "-t", "t.input.v1", "-K", "\\t"], input: Data([0xFF, 0xFE, 0x09, 0x80, 0x81, 0x0A]))
        try await kcat.run(["-P", "-t", "t.input.v1"], input: Data("no key\n".utf8))
        try await kcat.produce(envelope("t.input.v1", "r-1", 1, by: "stranger"))
        var zero = envelope("t.input.v1", "r-1", 0, by: "outside")
        try await kcat.produce(zero)
        zero.sequence = -1
        try await kcat.produce(zero)
        var evil = envelope("t.input.v1", "r-1", 1, by: "outside")
        evil.type = "t\u{1B}[31m\nx"
        try await kcat.produce(evil)

        let text = try await Alp(["records", "t.input.v1"] + flags(broker))
        #expect(text.code == .exit(0))
        #expect(text.lines.count == 7)
        let unsafe = text.output.unicodeScalars.filter { $0 != "\n" && SafeText.isUnsafe($0) }
        #expect(unsafe.isEmpty)
        func line(_ part: String) -> String? { text.lines.first { $0.contains(part) } }
        #expect(
            line("owned")?.contains(#"k\u{1B}[2J\u{202E}  FOREIGN (ce_specversion is missing)"#) == true)
        #expect(line("0xfffe")?.contains("FOREIGN (key is empty, not UTF-8, or holds NUL)  2 B  0x8081") == true)
        #expect(line("no key")?.contains("  -  FOREIGN (key is missing)") == true)
        #expect(line("FOREIGN (ce_source is not that of outside)") != nil)
        #expect(text.lines.count { $0.contains("FOREIGN (ce_sequence is not a whole number from 1 up)") } == 2)
        #expect(line(#"#1  "t\u{1B}[31m\nx"  outside"#) != nil)

        let json = try await Alp(["records", "t.input.v1", "--json", "--environment", "prod"] + flags(broker))
        let objects = try json.objects
        #expect(objects.count == 7)
        #expect(objects.allSatisfy { $0["foreign"] is String })
        #expect(objects.contains { $0["foreign"] as? String == "ce_source is not urn:alp:prod:outside" })
        #expect(objects.contains { $0["keyBase64"] as? String == "//4=" && $0["valueBase64"] as? String == "gIE=" })
        #expect(!json.output.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) })
    }

    @Test func `partition, start and limit choose, and a long value is cut between characters`() async throws {
        let broker = try await BrokerProcess(topics: testTopics)
        let kcat = Kcat(broker.bootstrap)
        for partition in 0...1 {
            for number in 0..<4 {
                try await kcat.produce(
                    to: "t.input.v1", key: "k", value: Data("é\(partition)-\(number)".utf8), partition: partition)
            }
        }
        func values(_ arguments: String...) async throws -> [String] {
            let shown = try await Alp(["records", "t.input.v1", "--json"] + arguments + flags(broker))
            #expect(shown.code == .exit(0), "\(shown.errors)")
            return try shown.objects.compactMap { $0["value"] as? String }
        }
        #expect(try await values("--partition", "1") == ["é1-0", "é1-1", "é1-2", "é1-3"])
        #expect(try await values("--partition", "1", "--from", "2") == ["é1-2", "é1-3"])
        #expect(try await values("--from", "-1") == ["é0-3", "é1-3"])
        #expect(try await values("--from", "end") == [])
        #expect(try await values("--limit", "5") == ["é0-0", "é0-1", "é0-2", "é0-3", "é1-0"])
        #expect(try await values("--partition", "0", "--limit", "1", "--value-bytes", "1") == [""])
        #expect(try await values("--partition", "0", "--limit", "1", "--value-bytes", "3") == ["é0"])
        let cut = try await Alp(
            ["records", "t.input.v1", "--limit", "1", "--value-bytes", "3"] + flags(broker))
        #expect(cut.output.hasSuffix("6 B  é0…\n") || cut.output.hasSuffix("5 B  é0…\n"))
        let none = try await Alp(["records", "t.input.v1", "--partition", "2"] + flags(broker))
        #expect(none.code == .exit(1))
        #expect(none.errors == ["alp: t.input.v1 has no partition 2; it has 0 to 1"])
    }

    @Test func `following goes on until it is stopped, and then ends with 0`() async throws {
        let broker = try await BrokerProcess(topics: testTopics)
        let kcat = Kcat(broker.bootstrap)
        try await kcat.produce(envelope("t.input.v1", "r-1", 1, by: "outside"), value: "first")
        for signal in [SIGINT, SIGTERM] {
            let child = try Alp.start(["records", "t.input.v1", "--follow"] + flags(broker))
            try await child.says("first")
            try await kcat.produce(envelope("t.input.v1", "r-1", 2, by: "outside"), value: "later \(signal)")
            try await child.says("later \(signal)")
            child.send(signal)
            #expect(try await child.exit() == .exit(0))
        }
        let limited = try Alp.start(
            ["records", "t.input.v1", "--follow", "--from", "end", "--limit", "1"] + flags(broker))
        // Its start can't be seen from outside: records are written until one is shown.
        let end = try await eventually("the end of the limited one") {
            try await kcat.produce(envelope("t.input.v1", "r-2", 1, by: "outside"), value: "more")
            return limited.ended
        }
        #expect(end == .exit(0))
        #expect(limited.outputLines.count == 1)
    }

    @Test func `following ends with 69 when the brokers go away for longer than the timeout`() async throws {
        let broker = try await BrokerProcess(topics: testTopics)
        try await Kcat(broker.bootstrap).produce(envelope("t.input.v1", "r-1", 1, by: "outside"), value: "first")
        let child = try Alp.start(["records", "t.input.v1", "--follow", "--timeout", "5"] + flags(broker))
        try await child.says("first")
        try await broker.stop()
        #expect(try await child.exit(within: .seconds(40)) == .exit(69))
        #expect(child.errorLines.count == 1)
    }
}

@Suite(.timeLimit(.minutes(2)))
struct `alp trace` {
    @Test func `shows a key's path over all topics, its gaps and its foreigners, and no value`() async throws {
        let broker = try await BrokerProcess(topics: testTopics)
        let kcat = Kcat(broker.bootstrap)
        let flags = ["--kafka", broker.bootstrap, "--topics", broker.catalogue.path]
        try await kcat.produce(envelope("t.input.v1", "r-1", 1, by: "outside"), value: "secret")
        try await kcat.produce(envelope("t.input.v1", "r-2", 1, by: "outside"), value: "secret")
        try await kcat.produce(
            envelope(
                "t.output.v1", "other", 1, by: "first", cause: .record(topic: "t.input.v1", key: "r-1", sequence: 1),
                after: .seconds(5)), value: "secret")
        let whole = try await Alp(["trace", "r-1"] + flags)
        #expect(whole.code == .exit(0), "\(whole.errors)")
        #expect(
            whole.lines.map { $0.split(separator: "@")[0] } == [
                "2026-11-01T00:00:00.000Z  t.input.v1/r-1#1  thing.happened.v1  by outside  ["
                    + "\(try #require(whole.lines[0].firstMatch(of: /\[(\d)\]@/)?.1))]",
                "2026-11-01T00:00:05.000Z    t.output.v1/other#1  thing.happened.v1  ["
                    + "\(try #require(whole.lines[1].firstMatch(of: /\[(\d)\]@/)?.1))]",
            ])

        try await kcat.produce(envelope("t.input.v1", "r-1", 3, by: "outside"), value: "secret")
        try await kcat.produce(envelope("t.people.v1", "r-1", 9, by: "outside"), value: "secret")
        try await kcat.produce(to: "t.input.v1", key: "r-1", value: Data("secret".utf8))
        let holed = try await Alp(["trace", "r-1", "--json"] + flags)
        #expect(holed.code == .exit(1))
        #expect(holed.errors.count == 1)
        #expect(!holed.output.contains("secret"))
        let objects = try holed.objects
        #expect(
            objects.map { $0["kind"] as? String } == ["record", "record", "record", "record", "missing", "foreign"])
        let gap = objects[4]
        #expect(gap["topic"] as? String == "t.input.v1")
        #expect(gap["firstSequence"] as? Int == 2 && gap["lastSequence"] as? Int == 2)
        let text = try await Alp(["trace", "r-1"] + flags)
        #expect(text.lines.contains("missing: t.input.v1/r-1 #2 is not there"))
        #expect(text.lines.last?.hasSuffix("r-1  FOREIGN (ce_specversion is missing)  6 B  •••") == true)
        #expect(!text.output.contains("secret"))
    }

    @Test func `a key that nothing names, and a catalogue with a topic too many, are told`() async throws {
        let broker = try await BrokerProcess(topics: testTopics)
        let none = try await Alp(["trace", "nobody", "--kafka", broker.bootstrap, "--topics", broker.catalogue.path])
        #expect(none.code == .exit(1))
        #expect(none.errors == ["alp: no record of the catalogue's topics names the key nobody"])
        let file = broker.folder.file("more.json")
        let more = testTopics + [TopicDefinition(name: "t.more.v1", key: "k", writer: "w")]
        try JSONEncoder().encode(TopicCatalogue(topics: more)).write(to: file)
        let short = try await Alp(["trace", "nobody", "--kafka", broker.bootstrap, "--topics", file.path])
        #expect(short.code == .exit(1))
        #expect(short.errors.first?.contains("not at the brokers: t.more.v1") == true)
    }
}
