import Foundation
import Logging
import Testing

@testable import Kafka

@Suite(.timeLimit(.minutes(1)))
struct ObservingTests {
    func error(_ name: String) -> KafkaError { KafkaError(.other, operation: "o", code: -1, name: name, detail: "d") }

    @Test func `an outage is said once for each error, and its end once`() {
        var outage = Outage()
        #expect(outage.heard() == false)
        #expect(outage.failed(error("_TRANSPORT")) == true)
        #expect(outage.failed(error("_TRANSPORT")) == false)
        #expect(outage.failed(error("_ALL_BROKERS_DOWN")) == true)
        #expect(outage.isGoingOn)
        #expect(outage.heard() == true)
        #expect(outage.heard() == false)
        #expect(outage.failed(error("_TRANSPORT")) == true, "the next outage is a new one")
    }

    @Test func `librdkafka's levels become ours, what repeats during an outage is for debugging`() {
        #expect(LogBridge.level(syslog: 3, facility: "SASL") == .error)
        #expect(LogBridge.level(syslog: 4, facility: "MAXPOLL") == .warning)
        #expect(LogBridge.level(syslog: 7, facility: "X") == .debug)
        #expect(LogBridge.level(syslog: 3, facility: "FAIL") == .debug)
        #expect(LogBridge.level(syslog: 4, facility: "CONFWARN") == .debug)
    }

    @Test func `statistics give the lag of the partitions that are being read`() throws {
        let json = """
            {"msg_cnt":3,"msg_size":99,"brokers":{"a":{"nodeid":1,"state":"UP","rtt":{"avg":1500}},
            "b":{"nodeid":-1,"state":"DOWN","rtt":{"avg":0}}},"topics":{"t":{"partitions":{
            "0":{"partition":0,"fetch_state":"active","consumer_lag":12},
            "1":{"partition":1,"fetch_state":"none","consumer_lag":5},
            "2":{"partition":2,"fetch_state":"active","consumer_lag":-1},
            "-1":{"partition":-1,"fetch_state":"none","consumer_lag":-1}}}}}
            """
        var bridge = StatisticsBridge(client: "c")
        let document = Array(json.utf8).withUnsafeBytes { bridge.take($0, logger: Logger(label: "test")) }
        #expect(document?.lags == [TopicPartition(topic: "t", partition: 0): 12])
        #expect(document?.connectedBrokers == 1)
        let broken = Array("{".utf8).withUnsafeBytes { bridge.take($0, logger: Logger(label: "test")) }
        #expect(broken == nil)
    }

    @Test func `errors say whether to try again and whether the client is at its end`() {
        #expect(KafkaError(.brokersUnavailable, operation: "o", detail: "d").isRetriable)
        #expect(KafkaError(.queueFull, operation: "o", detail: "d").isRetriable)
        #expect(!KafkaError(.messageTooLarge, operation: "o", detail: "d").isRetriable)
        #expect(KafkaError(.fatal, operation: "o", detail: "d").isFatal)
        #expect(!KafkaError(.fatal, operation: "o", detail: "d").isRetriable)
        #expect(error("_X").description == "o: d (_X)")
    }

    @Test func `a monitor wakes who waits and gives up in time`() async {
        let monitor = Monitor(0)
        #expect(!monitor.wait(atMost: .milliseconds(20), until: { $0 == 1 }))
        let thread = Thread { monitor.withLock(wakes: { _ in true }) { $0 = 1 } }
        thread.start()
        #expect(monitor.wait(atMost: .seconds(20), until: { $0 == 1 }))
    }
}
