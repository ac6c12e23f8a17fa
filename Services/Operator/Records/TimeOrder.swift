import Kafka

/// Records of several partitions put into the order of their times, each partition's own order kept.
///
/// A partition's times can go back (a clock that was set, a writer that was slow), so a record counts as no earlier
/// than the ones before it in its partition. With a limit only the first so many are kept in memory.
/// Pure.
struct TimeOrder<Element> {
    private struct Entry {
        var time: Int64
        var partition: TopicPartition
        var offset: Int64
        var element: Element
    }

    private let limit: Int?
    private var entries: [Entry] = []
    private var latest: [TopicPartition: Int64] = [:]

    /// - Parameter limit: how many of the first are wanted; nil for all.
    init(limit: Int?) { self.limit = limit }

    /// In the order of each partition's offsets.
    mutating func add(
        _ partition: TopicPartition, offset: Int64, time: Int64?, _ element: Element
    ) {
        let time = max(time ?? 0, latest[partition] ?? .min)
        latest[partition] = time
        entries.append(Entry(time: time, partition: partition, offset: offset, element: element))
        if let limit, entries.count >= 2 * max(limit, 500) { settle(limit) }
    }

    mutating func sorted() -> [Element] {
        settle(limit ?? entries.count)
        return entries.map(\.element)
    }

    private mutating func settle(_ limit: Int) {
        entries.sort { ($0.time, $0.partition, $0.offset) < ($1.time, $1.partition, $1.offset) }
        if entries.count > limit { entries.removeLast(entries.count - limit) }
    }
}
