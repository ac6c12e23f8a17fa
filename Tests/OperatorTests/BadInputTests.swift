import Foundation
import Messages
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2)))
struct `What alp is told wrongly` {
    private func refused(_ arguments: [String], _ code: Int32, _ part: String, environment: [String: String] = [:])
        async throws
    {
        let alp = try await Alp(arguments, environment: environment)
        #expect(alp.code == .exit(code), "\(arguments) \(alp.errors)")
        #expect(alp.errors.count == 1, "\(arguments) \(alp.errors)")
        #expect(alp.errors.first?.contains(part) == true, "\(arguments) \(alp.errors)")
        #expect(alp.output.isEmpty, "\(arguments)")
    }

    @Test func `flags have one line and exit code 64`() async throws {
        let kafka = ["--kafka", "127.0.0.1:1"]
        try await refused(["topics", "list"], 64, "give --kafka HOST:PORT or set ALP_KAFKA")
        try await refused(["topics", "list", "--kafka", "x"], 64, "--kafka x: isn't a broker's address")
        try await refused(["topics", "list"], 64, "ALP_KAFKA x: isn't", environment: ["ALP_KAFKA": "x"])
        try await refused(["topics", "apply"] + kafka, 64, "give --topics FILE or set ALP_TOPICS")
        try await refused(["trace"] + kafka, 64, "key")
        try await refused(["records", "t", "--limit", "0"] + kafka, 64, "--limit 0")
        try await refused(["records", "t", "--from", "x"] + kafka, 64, "from")
        try await refused(["topics", "list", "--timeout", "0"] + kafka, 64, "timeout")
        try await refused(["topics", "list", "--speed"] + kafka, 64, "--speed")
        try await refused(["topics", "wrong"], 64, "wrong")
        try await refused(["lag"] + kafka, 64, "give --topics FILE")
        try await refused(["lag", "--topic", "t"] + kafka, 64, "add --group")
    }

    @Test func `a property is judged with the nearest name, and a secret never stands on the command line`()
        async throws
    {
        let kafka = ["topics", "list", "--kafka", "127.0.0.1:1"]
        try await refused(kafka + ["-X", "client.rakc=a"], 64, "Maybe you meant client.rack")
        try await refused(kafka + ["-X", "acks=1"], 64, "acks is always all")
        try await refused(kafka + ["-X", "sasl.password=hunter2"], 64, "sasl.password=@file")
        let alp = try await Alp(kafka + ["-X", "sasl.password=hunter2"])
        #expect(!alp.errors.joined().contains("hunter2"))
        try await refused(kafka, 64, "Maybe you meant", environment: ["ALP_KAFKA_PROPERTIES": "client.rakc=a;x"])
        try await refused(
            kafka + ["-X", "enable.ssl.certificate.verification=false"], 64, "allowed in development only")
        try await refused(kafka + ["-X", "sasl.password=@/nowhere"], 64, "/nowhere")
    }

    @Test func `a catalogue that can't be used is named with its fault`() async throws {
        let folder = try TemporaryFolder()
        let kafka = ["topics", "list", "--kafka", "127.0.0.1:1", "--topics"]
        try await refused(kafka + [folder.file("none").path], 64, "cannot be read")
        try await refused(kafka + [try folder.write("{", to: "a").path], 64, "is not JSON")
        try await refused(
            kafka + [try folder.write(#"{"topics": [{"name": "a", "key": "k"}]}"#, to: "b").path], 64, "writer")
    }

    @Test func `brokers that are away end it with 69, within the timeout`() async throws {
        let folder = try TemporaryFolder()
        try await refused(
            ["topics", "list", "--kafka", "127.0.0.1:\(try freePort())", "--timeout", "0.5"], 69,
            "no answer from the brokers")
        try await refused(
            ["topics", "list", "--kafka", "embedded:\(folder.file("none").path)"], 69, "no alp-broker runs")
        try await refused(
            ["topics", "list", "--kafka", "embedded:\(try folder.write("hello", to: "x").path)"], 64,
            "isn't an address file of alp-broker")
    }

    @Test func `a topic that isn't there is told with 1`() async throws {
        let broker = try await BrokerProcess(topics: testTopics)
        try await refused(
            ["records", "t.inptu.v1", "--kafka", broker.bootstrap], 1, "there is no topic t.inptu.v1 at")
        #expect(try await Kcat(broker.bootstrap).topics().keys.contains("t.inptu.v1") == false)
        try await refused(["records", "a\u{1B}[31m", "--kafka", broker.bootstrap], 1, #"no topic a\u{1B}[31m"#)
    }

    @Test func `help names every command, and each has its own`() async throws {
        let help = try await Alp(["--help"])
        #expect(help.code == .exit(0))
        for words in [
            ["topics", "list"], ["topics", "apply"], ["lag"], ["records"], ["trace"], ["parked", "list"],
            ["parked", "show"], ["parked", "retry"], ["parked", "skip"], ["publish-again"], ["pause"], ["resume"],
            ["verify"], ["tokens", "new"], ["requests", "check"],
        ] {
            #expect(help.output.contains("  \(words[0]) "))
            let own = try await Alp(words + ["--help"])
            #expect(own.code == .exit(0))
            #expect(own.output.contains("--json"), "\(words)")
        }
    }
}
