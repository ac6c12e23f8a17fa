import Testing

@testable import Broker

@Suite(.timeLimit(.minutes(1)))
struct `A line of the broker's control` {
    private let codes: [String: Int32] = ["NOT_ENOUGH_REPLICAS": 19, "_TRANSPORT": -195]

    @Test func `is read to what it asks for`() throws {
        let injection = try Injection("produce:NOT_ENOUGH_REPLICAS:3", codes: codes)
        #expect(injection.request == .produce)
        #expect(injection.code == 19)
        #expect(injection.count == 3)
        #expect(try ControlCommand(" inject  produce:NOT_ENOUGH_REPLICAS:3 ", codes: codes) == .inject(injection))
        #expect(try ControlCommand("clear commit", codes: codes) == .clear(.commit))
        #expect(try ControlCommand("down", codes: codes) == .down)
        #expect(try ControlCommand("up", codes: codes) == .up)
        #expect(try ControlCommand("rtt 40", codes: codes) == .roundTrip(milliseconds: 40))
        #expect(try ControlCommand("create a.v1 7", codes: codes) == .create(topic: "a.v1", partitions: 7))
        #expect(
            try ControlCommand("leader a.v1 2 off", codes: codes)
                == .leader(present: false, topic: "a.v1", partition: 2))
    }

    @Test(arguments: [
        "", "explode", "inject", "inject produce:NOT_ENOUGH_REPLICAS", "inject produce:NOT_ENOUGH_REPLICAS:0",
        "inject produce:NOT_ENOUGH_REPLICAS:10001", "inject eat:NOT_ENOUGH_REPLICAS:1", "inject produce:19:1",
        "clear all", "rtt -1", "rtt fast", "create a.v1", "create a.v1 0", "leader a.v1 0 maybe", "leader a.v1 -1 on",
    ])
    func `that says anything else is refused in one line`(line: String) {
        let failure = #expect(throws: BrokerFailure.self) { try ControlCommand(line, codes: codes) }
        #expect(failure?.exitCode == 64)
        #expect(failure?.description.contains("\n") == false)
    }

    @Test func `may name every error of librdkafka`() {
        #expect(MockCluster.errorCodes["NOT_ENOUGH_REPLICAS"] == 19)
        #expect(MockCluster.errorCodes["_TRANSPORT"] == -195)
        #expect(MockCluster.errorCodes["NO_ERROR"] == nil)
    }
}
