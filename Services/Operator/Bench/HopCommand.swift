import ArgumentParser
import Foundation
import Kafka
import Synchronization

/// `alp bench hop`: records a second through one hop, or how long one record takes.
struct HopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hop",
        abstract: "Records a second through one hop beside a bare librdkafka loop, or how long one takes.",
        discussion: """
            Reads --records records from the beginning of bench.requests.v1 (fill it with alp bench seed) into an \
            empty store and publishes decisions, once for each --store. With --latency it fills bench.paced.v1 itself, \
            --rate a second, and leaves the first 40 out.
            """)

    @Option(help: "The broker: HOST:PORT, or embedded:FILE.") var kafka: String
    @Option(help: "An empty store, sqlite:PATH or postgres://…; may be given several times.") var store: [String]
    @Option(help: "How many records.") var records = 60_000
    @Option(help: "The most records in one transaction.") var batch = 500
    @Option(help: "Records a second, with --latency.") var rate = 40.0
    @Flag(help: "Measure one record's way at a pace.") var latency = false
    @Flag(help: "Leave the bare loop out.") var noRaw = false
    @Flag(help: "One JSON object a store.") var json = false

    func validate() throws {
        guard !store.isEmpty, records > 40, batch > 0, rate > 0 else {
            throw ValidationError("give a --store, more than 40 --records, and --batch and --rate above zero")
        }
    }

    func run() throws {
        let broker = try BenchBroker(kafka)
        if !json {
            print("machine   \(Machine.cores) × \(Machine.model), load \(BenchJSON.round(Machine.load, 2))")
            print("broker    \(broker.isEmbedded ? "embedded" : broker.bootstrap), batches of \(batch)")
        }
        if latency {
            for store in store { try pace(broker, store) }
            return
        }
        let raw = noRaw ? nil : try rawRate(broker)
        var rates: [(store: String, rate: Double)] = []
        for store in store { rates.append((store, try throughput(broker, store, raw))) }
        if !json, rates.count > 1 {
            for other in rates.dropFirst() {
                let names = "\(Self.engine(other.store)) / \(Self.engine(rates[0].store))"
                print("\(names)  \(BenchJSON.round(other.rate / rates[0].rate, 2))")
            }
        }
    }

    private static func engine(_ store: String) -> String { String(store.prefix { $0 != ":" }) }

    private func rawRate(_ broker: BenchBroker) throws -> Double {
        let loop = try RawLoop(
            bootstrap: broker.bootstrap, properties: broker.properties, logger: BenchBroker.logger)
        defer { loop.close() }
        let outcome = try loop.run(
            from: try broker.topic(BenchTopic.requests), to: BenchTopic.raw, records: records)
        let rate = Double(outcome.records) / (outcome.duration / .seconds(1))
        if !json { print("raw loop  \(Int(rate)) records/s") }
        return rate
    }

    private func throughput(_ broker: BenchBroker, _ store: String, _ raw: Double?) throws -> Double {
        let load = Machine.load
        let rig = try HopRig(broker, store: store, input: BenchTopic.requests, batch: batch, records: records)
        defer { rig.close() }
        try rig.start()
        let progress = try rig.finish(patience: .seconds(300))
        guard let first = progress.firstBatch, let commit = progress.lastCommit, let mark = progress.lastMark else {
            throw OperatorFailure(.unexpected, "the hop ended without its marks")
        }
        let seconds = first.duration(to: commit) / .seconds(1)
        let acked = first.duration(to: mark) / .seconds(1)
        let cpu = progress.cpuAtLastMark - progress.cpuAtFirstBatch
        let rate = Double(records) / seconds
        if json {
            var fields: [(name: String, value: any Encodable & Sendable)] = [
                ("records", records), ("seconds", BenchJSON.round(seconds, 4)),
                ("seconds_acked", BenchJSON.round(acked, 4)), ("rate", BenchJSON.round(rate)),
                ("cpu_seconds", BenchJSON.round(cpu, 3)), ("batches", progress.batches),
                ("load", BenchJSON.round(load, 2)),
            ]
            if let raw { fields.append(("raw_rate", BenchJSON.round(raw))) }
            print(BenchJSON.line(fields))
        } else {
            let share = raw.map { ", \(BenchJSON.round(rate / $0, 2)) of the raw loop" } ?? ""
            print(
                "\(Self.engine(store))  \(Int(rate)) records/s (\(Int(Double(records) / acked)) to the last mark), "
                    + "\(BenchJSON.round(cpu / Double(records) * 1e6)) CPU µs/record, "
                    + "\(progress.batches) batches, load \(BenchJSON.round(load, 2))\(share)")
        }
        return rate
    }

    private func pace(_ broker: BenchBroker, _ store: String) throws {
        let load = Machine.load
        let times = Times(records)
        let keys = max(1, records / 5)
        let rig = try HopRig(
            broker, store: store, input: BenchTopic.paced, batch: batch, records: records,
            onPublished: { key, sequence in times.ended(key, sequence, keys: keys) })
        defer { rig.close() }
        try rig.start()
        let seeding = try Seeding(broker, topic: BenchTopic.paced, keys: keys)
        defer { seeding.close() }
        _ = try seeding.send(records, rate: rate) { times.began($0) }
        _ = try rig.finish(patience: .seconds(60))
        let taken = Percentiles(times.milliseconds(after: 40))
        let (median, high) = (BenchJSON.round(taken.at(0.5), 2), BenchJSON.round(taken.at(0.99), 2))
        if json {
            print(
                BenchJSON.line([
                    ("records", records), ("p50_ms", median), ("p99_ms", high),
                    ("max_ms", BenchJSON.round(taken.largest, 2)), ("load", BenchJSON.round(load, 2)),
                ]))
        } else {
            print(
                "\(Self.engine(store))  one record at \(rate)/s: p50 \(median) ms, p99 \(high) ms, "
                    + "largest \(BenchJSON.round(taken.largest, 2)) ms, of \(taken.count), "
                    + "load \(BenchJSON.round(load, 2))")
        }
    }
}

/// When each record was sent, and when what it caused was acknowledged.
private final class Times: Sendable {
    private let times: Mutex<[(began: ContinuousClock.Instant?, ended: ContinuousClock.Instant?)]>

    init(_ count: Int) { times = Mutex(Array(repeating: (nil, nil), count: count)) }

    func began(_ index: Int) { times.withLock { $0[index].began = .now } }

    func ended(_ key: String, _ sequence: Int64, keys: Int) {
        guard let number = Int(key.dropFirst("request-".count)) else { return }
        let index = number + (Int(sequence) - 1) * keys
        times.withLock { times in
            if times.indices.contains(index), times[index].ended == nil { times[index].ended = .now }
        }
    }

    func milliseconds(after skipped: Int) -> [Double] {
        times.withLock { times in
            times.dropFirst(skipped).compactMap { time in
                guard let began = time.began, let ended = time.ended else { return nil }
                return began.duration(to: ended) / .milliseconds(1)
            }
        }
    }
}
