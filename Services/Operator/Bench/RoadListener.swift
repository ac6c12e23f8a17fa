import Foundation
import Kafka
import Messages
import Synchronization

/// Reads the decisions' topic from now on, on a thread of its own, and notes when each request's first record came.
final class RoadListener: Sendable {
    private struct Heard {
        var first: [String: ContinuousClock.Instant] = [:]
        var failure: OperatorFailure?
        var isEnded = false
    }
    private let heard = Mutex(Heard())

    /// - Parameter addressFile: that alp-broker writes.
    init(addressFile: String) throws(OperatorFailure) {
        let bootstrap = try BrokerAddress.embedded(addressFile: addressFile).bootstrap()
        let looking = try Self.cluster(bootstrap)
        let starts = try looking.ranges(try looking.topic(ProductTopic.decisions.rawValue).all).mapValues(\.upperBound)
        Thread.detachNewThread { [self] in
            do {
                try Self.cluster(bootstrap).follow(starts) { event in
                    if case .record(let record) = event, let key = record.key {
                        let now = ContinuousClock.now
                        let name = String(decoding: key, as: UTF8.self)
                        heard.withLock { if $0.first[name] == nil { $0.first[name] = now } }
                    }
                    return heard.withLock { !$0.isEnded }
                }
            } catch {
                heard.withLock { heard in
                    heard.failure = error as? OperatorFailure ?? OperatorFailure(.unexpected, "\(error)")
                }
            }
        }
    }

    private static func cluster(_ bootstrap: String) throws(OperatorFailure) -> Cluster {
        try Cluster(bootstrap: bootstrap, properties: KafkaProperties(), timeout: .seconds(10))
    }

    var seen: [String: ContinuousClock.Instant] { heard.withLock { $0.first } }

    /// Throws ``OperatorFailure`` where reading failed.
    func check() throws(OperatorFailure) {
        if let failure = heard.withLock({ $0.failure }) { throw failure }
    }

    func stop() { heard.withLock { $0.isEnded = true } }
}

/// When each submission was sent, and how long its answer took, in milliseconds.
final class RoadTimes: Sendable {
    private let times = Mutex<[String: (begin: ContinuousClock.Instant, answer: Double)]>([:])

    func note(_ request: String, _ begin: ContinuousClock.Instant, _ answer: Double) {
        times.withLock { $0[request] = (begin, answer) }
    }

    subscript(request: String) -> (begin: ContinuousClock.Instant, answer: Double)? { times.withLock { $0[request] } }
}
