import Foundation
import Synchronization
import TestKit
import Testing

/// Records that can't be handled: parked or kept as foreign, each with a line, and all others go on.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct `A bad record` {
    private let topic = "proof.requests.v1"

    private func headers(
        _ key: String, _ sequence: String, type: String = "request.made.v1", source: String = "urn:alp:dev:outside"
    ) -> [(String, String)] {
        [
            ("ce_specversion", "1.0"), ("ce_id", "\(topic)/\(key)/\(sequence)"), ("ce_type", type),
            ("ce_source", source),
            ("ce_subject", key), ("ce_time", "2026-05-01T00:00:00.000Z"), ("ce_sequence", sequence),
            ("ce_cause", "outside"), ("content-type", "application/json"),
        ]
    }

    @Test func `is parked with its key, or kept as foreign, and the rest goes on`() async throws {
        let noida = try await NoidaProcess()
        try await makeProofTopics(on: noida.bootstrap)
        let service = try ServiceProcess(
            .init(
                role: "bookings", store: "sqlite:\(try TemporaryFolder.lasting().file("b.db").path)",
                kafka: noida.bootstrap))
        try await service.reading()
        let kcat = Kcat(noida.bootstrap)
        let good = Data(#"{"room":"room-1","seats":1}"#.utf8)
        try await kcat.produce(to: topic, key: "bare", value: good)
        try await kcat.produce(to: topic, key: "zero", value: good, headers: headers("zero", "0"))
        try await kcat.produce(to: topic, key: "minus", value: good, headers: headers("minus", "-1"))
        try await kcat.produce(
            to: topic, key: "intruder", value: good, headers: headers("intruder", "1", source: "urn:alp:dev:ledger"))
        try await kcat.produce(
            to: topic, key: "elsewhere", value: good, headers: headers("elsewhere", "1", source: "urn:alp:prod:outside")
        )
        try await kcat.produce(to: topic, key: nil, value: good, headers: headers("nokey", "1"))
        try await kcat.produce(to: topic, key: "nojson", value: Data("no JSON".utf8), headers: headers("nojson", "1"))
        try await kcat.produce(
            to: topic, key: "unknown", value: good, headers: headers("unknown", "1", type: "request.sung.v1"))
        try await kcat.produce(to: topic, key: "unknown", value: good, headers: headers("unknown", "2"))
        try await kcat.produce(to: topic, key: "good", value: good, headers: headers("good", "1"))

        try await eventually(within: .seconds(40), "the good one handled") {
            let answer = try await service.ask("GET", "/bookings/good")
            guard answer.status == 200 else { throw KitError("\(answer.status) \(service.child.summary)") }
            return true
        }
        struct Parked: Decodable, Hashable {
            var key: String
            var sequence: Int64
            var error: String?
        }
        let parked = try await eventually(within: .seconds(20), "three parked") {
            let list = try await service.operate("GET", "/parked").decoded([Parked].self)
            guard list.count == 3 else { throw KitError("\(list)") }
            return list
        }
        let errors = Dictionary(uniqueKeysWithValues: parked.map { ("\($0.key)/\($0.sequence)", $0.error ?? "waits") })
        #expect(errors["unknown/1"] == "its type is unknown to version 1")
        #expect(errors["unknown/2"] == "waits")
        #expect(errors["nojson/1"]?.contains("its value isn't RequestMade") == true)
        struct Status: Decodable { var foreignRecords: Int64 }
        try await eventually("six foreign") {
            let count = try await service.operate("GET", "/status").decoded(Status.self).foreignRecords
            guard count == 6 else { throw KitError("\(count)") }
            return true
        }
        #expect(try await service.readiness().status == 200, "a bad record is no reason to take no requests")
        let told = service.log.split(separator: "\n").filter { $0.contains("a record can't be handled") }
        #expect(told.count == 2, "one line each")
        #expect(!service.log.contains("no JSON"), "and none quotes the record")
        service.send(SIGTERM)
        #expect(try await service.child.exit() == .exit(0))
    }

    @Test func `of 3 MB is parked with one line, and the service stays up`() async throws {
        let noida = try await NoidaProcess()
        // As an administrator may allow; this broker's own limit is 1 MB.
        try await makeProofTopics(on: noida.bootstrap, configuration: ["max.message.bytes": "10000000"])
        let service = try ServiceProcess(
            .init(
                role: "bookings", store: "sqlite:\(try TemporaryFolder.lasting().file("b.db").path)",
                kafka: noida.bootstrap))
        try await service.reading()
        let kcat = Kcat(noida.bootstrap)
        let room = String(repeating: "x", count: 3_000_000)
        for (key, room) in [("huge", room), ("good", "room-1")] {
            try await kcat.produce(
                to: topic, key: key, value: Data(#"{"room":"\#(room)","seats":1}"#.utf8), headers: headers(key, "1"),
                partition: 0)
        }
        try await eventually(within: .seconds(40), "the good one, behind it in its partition, handled") {
            let answer = try await service.ask("GET", "/bookings/good")
            guard answer.status == 200 else { throw KitError("\(answer.status) \(service.child.summary)") }
            return true
        }
        let parked = try await service.operate("GET", "/parked").body
        #expect(parked.contains("bytes, above 900000"))
        #expect(parked.utf8.count < 10_000, "the list doesn't hold the record")
        #expect(try await service.readiness().status == 200)
        let lines = service.log.split(separator: "\n").filter { $0.contains("a record can't be handled") }
        #expect(lines.count == 1)
        #expect(lines.first.map { $0.utf8.count < 1000 && $0.contains("huge") && $0.contains("above 900000") } == true)
        service.send(SIGTERM)
        #expect(try await service.child.exit() == .exit(0))
    }
}

extension TemporaryFolder {
    /// Kept until the test process ends: a process works in it that no object of the test holds.
    static func lasting() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        kept.withLock { $0.append(folder) }
        return folder
    }
}

private let kept = Mutex<[TemporaryFolder]>([])
