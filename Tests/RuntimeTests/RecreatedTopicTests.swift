import Foundation
import Kafka
import ProofPlay
import TestKit
import Testing

/// Topics that were recreated: an alarm that names the topic, and the others are read on.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct `A recreated topic` {
    @Test func `is told, held, and read again by an operator's order, while others go on`() async throws {
        let noida = try await NoidaProcess()
        try await makeProofTopics(on: noida.bootstrap)
        let folder = try TemporaryFolder()
        let service = try ServiceProcess(
            .init(role: "bookings", store: "sqlite:\(folder.file("b.db").path)", kafka: noida.bootstrap))
        try await service.reading()
        var inputs = ProofInputs(seed: 51)
        try await write(inputs.fresh(60), to: noida.bootstrap)
        try await settled(service, inputs.all.count)
        service.send(SIGTERM)
        #expect(try await service.child.exit() == .exit(0))
        let requests = ProofTopics.requests
        try await blocking {
            try KafkaAdmin(bootstrap: noida.bootstrap, logger: quiet).deleteTopic(requests)
        }
        try await makeProofTopics(on: noida.bootstrap)

        try service.start()
        let body = try await eventually(within: .seconds(40), "not ready") { () -> String? in
            let answer = try await service.readiness()
            return answer.status == 503 && answer.body.contains("was recreated or lost its log") ? answer.body : nil
        }
        #expect(body.contains("\(requests)["))
        // The other topic is read on.
        let approvals = (0..<5).map { ProofInput(ProofTopics.approvals, "new\($0)", 1, .approved) }
        try await write(approvals, to: noida.bootstrap)
        try await eventually(within: .seconds(30), "approvals read") {
            let answer = try await service.ask("GET", "/bookings/new4")
            guard answer.status == 200 else { throw KitError("\(answer.status)") }
            return true
        }
        // Its writer publishes again, and an operator has it read again.
        try await write(inputs.all.filter { $0.identity.topic == requests }, to: noida.bootstrap)
        let order = try await service.operate(
            "POST", "/topics/\(requests)/read-again", body: #"{"reason":"it was recreated"}"#)
        #expect(order.status == 200)
        try await service.ready(within: .seconds(40))
        try await settled(service, inputs.all.count + approvals.count)
        let verified = try await service.operate("POST", "/verify")
        #expect(verified.body.contains(#""differences":[]"#))
        service.send(SIGTERM)
        #expect(try await service.child.exit() == .exit(0))
    }

    @Test func `that is the service's own is told until it was published again`() async throws {
        let noida = try await NoidaProcess()
        try await makeProofTopics(on: noida.bootstrap)
        let folder = try TemporaryFolder()
        let service = try ServiceProcess(
            .init(role: "bookings", store: "sqlite:\(folder.file("b.db").path)", kafka: noida.bootstrap))
        try await service.reading()
        var inputs = ProofInputs(seed: 52)
        try await write(inputs.fresh(40), to: noida.bootstrap)
        try await settled(service, inputs.all.count)
        let before = try await Kcat(noida.bootstrap).records(of: ProofTopics.bookings).count
        service.send(SIGTERM)
        #expect(try await service.child.exit() == .exit(0))
        try await blocking {
            try KafkaAdmin(bootstrap: noida.bootstrap, logger: quiet).deleteTopic(ProofTopics.bookings)
        }
        try await makeProofTopics(on: noida.bootstrap)
        try service.start()
        try await eventually(within: .seconds(40), "not ready") {
            let answer = try await service.readiness()
            return answer.status == 503 && answer.body.contains("publish proof.bookings.v1 again") ? true : nil
        }
        let order = try await service.operate(
            "POST", "/journal/publish-again", body: #"{"topic":"proof.bookings.v1","reason":"it was recreated"}"#)
        #expect(order.status == 200)
        try await service.ready(within: .seconds(40))
        try await eventually(within: .seconds(30), "published again") {
            let count = try await Kcat(noida.bootstrap).records(of: ProofTopics.bookings).count
            guard count == before else { throw KitError("\(count) of \(before)") }
            return true
        }
        service.send(SIGTERM)
        #expect(try await service.child.exit() == .exit(0))
    }
}

/// All is read, handled and published.
func settled(_ service: ServiceProcess, _ count: Int) async throws {
    try await eventually(within: .seconds(60), "all read and published") {
        let status = try await service.status()
        let read = status.reading.values.reduce(0, +)
        guard read == count, status.journalBacklog == 0 else {
            throw KitError("\(read) of \(count), \(status); \(service.child.summary)")
        }
        return true
    }
}
