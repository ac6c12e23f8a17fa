import Foundation
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct `The kit` {
    private func shell(_ script: String, input: Data? = nil) throws -> ChildProcess {
        try ChildProcess(
            URL(fileURLWithPath: "/bin/sh"), ["-c", script], environment: ["GREETING": "hello"], input: input)
    }

    @Test func `keeps a child's output, errors and exit code`() async throws {
        let child = try shell("echo $GREETING; cat; echo oh >&2; exit 3", input: Data("input\n".utf8))
        #expect(try await child.exit() == .exit(3))
        #expect(child.outputLines == ["hello", "input"])
        #expect(child.errorLines == ["oh"])
    }

    @Test func `tells a killed child from an ended one`() async throws {
        let child = try shell("sleep 600")
        #expect(child.isRunning)
        #expect(try await child.killed() == .signal(SIGKILL))
        #expect(child.isRunning == false)
    }

    @Test func `kills a child's children with it`() async throws {
        let child = try shell("sleep 600 & echo child $!; wait")
        let grandchild = try #require(pid_t(try await child.says("child ").dropFirst(6)))
        try await child.killed()
        try await eventually("the end of the grandchild") { isAlive(grandchild) ? nil : true }
    }

    @Test func `kills a child that nobody holds any more`() async throws {
        let pid = try shell("sleep 600").pid
        try await eventually("the end of the child") { isAlive(pid) ? nil : true }
    }

    @Test func `stops a child and lets it go on`() async throws {
        let child = try shell("echo begun; exec sleep 600")
        try await child.says("begun")
        let state = {
            let text = try String(contentsOfFile: "/proc/\(child.pid)/stat", encoding: .utf8)
            return text.split(separator: " ").dropFirst(2).first.map(String.init)
        }
        child.send(SIGSTOP)
        try await eventually("the stop", value: state) { $0 == "T" }
        child.send(SIGCONT)
        try await eventually("the going on", value: state) { $0 == "S" }
    }

    @Test func `says what was awaited and what was last seen`() async throws {
        let error = await #expect(throws: KitError.self) {
            try await eventually(within: .milliseconds(30), "the answer", value: { 41 }) { $0 == 42 }
        }
        #expect(error?.description.hasSuffix(": the answer; last seen: 41") == true)
        #expect(throws: KitError.self) {
            try blockingEventually(within: .milliseconds(30), "the answer") { nil as Int? }
        }
    }

    @Test func `does not wait for the word of a child that has ended`() async throws {
        let child = try shell("echo bye")
        let error = await #expect(throws: KitError.self) { try await child.says("hello again") }
        #expect(error?.description.contains("ended and never said") == true)
    }

    @Test func `draws the numbers of SplitMix64`() {
        var random = SeededRandom(seed: 0)
        #expect(
            [random.next(), random.next(), random.next()] == [
                0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
            ])
    }

    @Test func `finds a port that nobody holds`() throws {
        let port = try freePort()
        #expect((1024...65535).contains(port))
        #expect(accepts(port: port) == false)
    }
}

@Suite(.timeLimit(.minutes(1)))
struct `The second broker` {
    @Test func `keeps its port, takes records, and forgets what came after the mark when it is killed`() async throws {
        let broker = try await NoidaProcess()
        let kcat = Kcat(broker.bootstrap)
        let port = broker.port
        try await kcat.produce(to: "one.v1", key: "k", value: Data("kept".utf8), headers: [("sequence", "1")])
        try await eventually("a dump with the topic") {
            try String(contentsOf: broker.dataFolder.appendingPathComponent("kafka.json"), encoding: .utf8)
                .contains("one.v1") ? true : nil
        }
        let mark = try await broker.mark()
        try await kcat.produce(to: "two.v1", key: "k", value: Data("lost".utf8))
        #expect(try await kcat.records(of: "two.v1").map(\.value) == ["lost"])

        try await broker.kill(forgettingSince: mark)
        try await broker.start()
        #expect(broker.port == port)
        let topics = try await kcat.topics()
        #expect(topics["one.v1"] != nil)
        #expect(topics["two.v1"] == nil)
    }

    @Test func `keeps its records when it is stopped`() async throws {
        let broker = try await NoidaProcess()
        let kcat = Kcat(broker.bootstrap)
        try await kcat.produce(to: "one.v1", key: "k", value: Data("v".utf8), headers: [("sequence", "1")])
        try await broker.stop()
        try await broker.start()
        let records = try await kcat.records(of: "one.v1")
        #expect(records.map(\.value) == ["v"])
        #expect(records.first?.header("sequence") == "1")
    }
}
