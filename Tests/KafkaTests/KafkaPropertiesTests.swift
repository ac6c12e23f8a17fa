import Foundation
import Logging
import Testing

@testable import Kafka

@Suite(.timeLimit(.minutes(1)))
struct KafkaPropertiesTests {
    func message(_ assignment: String, allowInsecure: Bool = false) -> String? {
        var properties = KafkaProperties()
        do throws(KafkaError) {
            try properties.set(assignment, allowInsecure: allowInsecure)
            return nil
        } catch {
            #expect(error.kind == .configuration)
            #expect(!error.isRetriable)
            return error.description
        }
    }

    @Test func `a known property with a good value is kept`() throws {
        var properties = KafkaProperties()
        try properties.set("linger.ms=3")
        try properties.set("security.protocol=SASL_SSL")
        #expect(properties.values == ["linger.ms": "3", "security.protocol": "SASL_SSL"])
        #expect(properties.description == "linger.ms=3 security.protocol=SASL_SSL")
    }

    @Test func `an unknown property names the nearest known one`() {
        #expect(
            message("linger.sm=3")
                == "Kafka property: linger.sm is not a property of librdkafka. Maybe you meant linger.ms")
        #expect(message("sesion.timeout.ms=3")?.hasSuffix("Maybe you meant session.timeout.ms") == true)
        #expect(
            message("completely.of.another.world=1")
                == "Kafka property: completely.of.another.world is not a property of librdkafka")
    }

    @Test func `a wrong value is refused in librdkafka's own words`() {
        let text = message("linger.ms=soon")
        #expect(text?.contains("linger.ms is refused by librdkafka") == true)
        #expect(text?.contains("Invalid value") == true)
        #expect(message("security.protocol=SASSL")?.contains("SASSL") == true)
    }

    @Test(arguments: [
        "enable.idempotence=false", "acks=1", "request.required.acks=1", "enable.auto.commit=true",
        "auto.commit.enable=true", "auto.offset.reset=latest", "partitioner=random",
        "partition.assignment.strategy=cooperative-sticky", "transactional.id=x",
    ])
    func `what the guarantee rests on can't be changed`(_ assignment: String) {
        let text = message(assignment, allowInsecure: true)
        #expect(text?.contains("the guarantee rests on") == true, "\(text ?? "accepted")")
        #expect(text?.contains("\n") == false)
    }

    @Test(arguments: [
        "plugin.library.paths=/tmp/x.so", "sasl.kerberos.kinit.cmd=touch /tmp/x", "ssl.engine.location=/tmp/x.so",
    ])
    func `what runs code from outside is refused, in development too`(_ assignment: String) {
        #expect(message(assignment, allowInsecure: true)?.contains("would run code") == true)
    }

    @Test(arguments: ["bootstrap.servers=a:1", "group.id=g", "client.id=c", "enabled_events=1"])
    func `what the program sets itself is refused`(_ assignment: String) {
        #expect(message(assignment)?.contains("is set by the program itself") == true)
    }

    @Test(arguments: ["enable.ssl.certificate.verification=false", "ssl.endpoint.identification.algorithm=none"])
    func `certificate checks are switched off in development only`(_ assignment: String) {
        #expect(message(assignment)?.contains("allowed in development only") == true)
        #expect(message(assignment, allowInsecure: true) == nil)
    }

    @Test func `a secret comes from a file, without its line break, and is never printed`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("secret-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("korrekt pferd\n".utf8).write(to: file)
        var properties = KafkaProperties()
        try properties.set("sasl.password=@\(file.path)")
        #expect(properties.values == ["sasl.password": "korrekt pferd"])
        #expect(properties.description == "sasl.password=(hidden)")
        #expect(!String(reflecting: properties).contains("pferd"))
        var dumped = ""
        dump(properties, to: &dumped)
        #expect(!dumped.contains("pferd"))
    }

    @Test func `a secret on the command line is refused and not repeated`() {
        let text = message("sasl.password=hunter2")
        #expect(
            text == "Kafka property: sasl.password is a secret and would be seen in the list of processes: "
                + "write sasl.password=@file")
        #expect(message("hunter2")?.contains("hunter2") == false)
    }

    @Test func `a secret from a configuration file is taken as it is, and hidden too`() throws {
        var properties = KafkaProperties()
        try properties.set("ssl.key.password", to: "hunter2")
        #expect(properties.values == ["ssl.key.password": "hunter2"])
        #expect("\(properties)" == "ssl.key.password=(hidden)")
    }

    @Test func `a file that isn't there is named`() {
        let text = message("sasl.password=@/nowhere/secret")
        #expect(text?.contains("sasl.password can't be read from the file /nowhere/secret") == true)
    }

    @Test func `the embedded broker's defaults give way to what was said`() {
        #expect(KafkaProperties().forEmbeddedBroker().values == ["fetch.wait.max.ms": "5"])
        #expect(KafkaProperties(["fetch.wait.max.ms": "50"]).forEmbeddedBroker().values["fetch.wait.max.ms"] == "50")
    }

    @Test func `a property that came past the flags is judged at the client's start`() {
        #expect(throws: KafkaError.self) {
            try KafkaProducer(
                bootstrap: "127.0.0.1:1", clientID: "t", properties: KafkaProperties(["acks": "1"]),
                logger: Logger(label: "test"))
        }
        #expect(throws: KafkaError.self) {
            try KafkaProducer(
                bootstrap: "127.0.0.1:1", clientID: "t", properties: KafkaProperties(["nonsense": "1"]),
                logger: Logger(label: "test"))
        }
    }

    @Test func `a combination that librdkafka refuses stops the start with its text`() throws {
        let properties = KafkaProperties(["max.in.flight": "10"])
        let error = #expect(throws: KafkaError.self) {
            try KafkaProducer(
                bootstrap: "127.0.0.1:1", clientID: "t", properties: properties, logger: Logger(label: "test"))
        }
        #expect(error?.kind == .configuration)
        #expect(error?.detail.contains("max.in.flight") == true)
    }

    @Test func `every client carries the settings the guarantee rests on`() {
        func fixed(_ role: ClientConfiguration.Role) -> [String: String] {
            ClientConfiguration(role: role, bootstrap: "b:1", clientID: "c", properties: KafkaProperties()).fixed
        }
        #expect(fixed(.producer)["acks"] == "all")
        #expect(fixed(.producer)["enable.idempotence"] == "true")
        #expect(fixed(.producer)["partitioner"] == "murmur2_random")
        #expect(fixed(.consumer)["enable.auto.commit"] == "false")
        #expect(fixed(.consumer)["auto.offset.reset"] == "error")
        #expect(fixed(.consumer)["partition.assignment.strategy"] == "range")
    }

    @Test func `distances count insertions, deletions and replacements`() {
        #expect(editDistance("", "abc") == 3)
        #expect(editDistance("kitten", "sitting") == 3)
        #expect(editDistance("acks", "acks") == 0)
        #expect(nearestName(to: "ack", among: ["acks", "linger.ms"]) == "acks")
        #expect(nearestName(to: "zzzzzz", among: ["acks", "linger.ms"]) == nil)
    }
}
