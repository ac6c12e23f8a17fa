package import Foundation

/// Reads and writes through `kcat`, a client that shares no line of Swift with ours. What it sees is what is there.
package struct Kcat: Sendable {
    /// One record as kcat shows it. Bytes that are not UTF-8 are shown as U+FFFD.
    package struct Record: Hashable, Sendable {
        package var topic: String
        package var partition: Int
        package var offset: Int64
        /// Milliseconds since 1970.
        package var timestamp: Int64
        package var key: String?
        /// Nil for a tombstone.
        package var value: String?
        package var headers: [(name: String, value: String?)] { zip(headerNames, headerValues).map { ($0, $1) } }
        var headerNames: [String]
        var headerValues: [String?]

        /// One that nobody wrote, to try a judge of records on.
        package init(
            topic: String, partition: Int, offset: Int64, key: String?, value: String?, headers: [(String, String?)]
        ) {
            self.init(
                topic: topic, partition: partition, offset: offset, timestamp: 0, key: key, value: value,
                headerNames: headers.map(\.0), headerValues: headers.map(\.1))
        }

        init(
            topic: String, partition: Int, offset: Int64, timestamp: Int64, key: String?, value: String?,
            headerNames: [String], headerValues: [String?]
        ) {
            self.topic = topic
            self.partition = partition
            self.offset = offset
            self.timestamp = timestamp
            self.key = key
            self.value = value
            self.headerNames = headerNames
            self.headerValues = headerValues
        }

        /// The first header of that name.
        package func header(_ name: String) -> String? {
            headers.first { $0.name == name }?.value
        }
    }

    package let bootstrap: String

    package init(_ bootstrap: String) { self.bootstrap = bootstrap }

    /// Every record that the topic holds now, by partition and offset.
    package func records(of topic: String, within limit: Duration = .seconds(60)) async throws -> [Record] {
        let output = try await run(
            ["-C", "-t", topic, "-o", "beginning", "-e", "-q", "-J"]
                + ["-X", "fetch.wait.max.ms=10", "-X", "topic.auto.offset.reset=earliest"], within: limit)
        // Split as bytes: kcat escapes line ends inside a string, but passes other bytes on as they came.
        return try output.split(separator: UInt8(ascii: "\n")).map(Self.record)
            .sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
    }

    /// One record. `value` nil makes a tombstone, whose key may hold no tab and no line end; `partition` nil leaves it
    /// to Java's partitioner.
    package func produce(
        to topic: String, key: String?, value: Data?, headers: [(String, String)] = [], partition: Int? = nil
    ) async throws {
        let folder = try TemporaryFolder()
        var arguments = Self.producing(topic, headers) + ["-X", "message.max.bytes=20000000"]
        if let partition { arguments += ["-p", "\(partition)"] }
        if let value {
            // A file named without -l is one record, whatever bytes it holds.
            try value.write(to: folder.file("value"))
            if let key { arguments += ["-k", key] }
            try await run(arguments + [folder.file("value").path])
        } else {
            // kcat passes over an empty line, but not over one that has a key and nothing behind it.
            try await run(arguments + ["-Z", "-K", "\\t"], input: Data("\(key ?? "")\t\n".utf8))
        }
    }

    /// Many records in one go, one a pair, without line ends or tabs in them. All carry the same headers.
    package func produce(
        to topic: String, lines: [(key: String, value: String)], headers: [(String, String)] = []
    ) async throws {
        let text = lines.map { "\($0.key)\t\($0.value)\n" }.joined()
        try await run(Self.producing(topic, headers) + ["-K", "\\t"], input: Data(text.utf8))
    }

    private static func producing(_ topic: String, _ headers: [(String, String)]) -> [String] {
        ["-P", "-t", topic, "-X", "acks=all", "-X", "topic.partitioner=murmur2_random"]
            + headers.flatMap { ["-H", "\($0)=\($1)"] }
    }

    /// Topics and how many partitions each has.
    package func topics() async throws -> [String: Int] {
        struct Listing: Decodable {
            struct Topic: Decodable {
                struct Partition: Decodable { var partition: Int }
                var topic: String
                var partitions: [Partition]
            }
            var topics: [Topic]
        }
        let listing = try JSONDecoder().decode(Listing.self, from: try await run(["-L", "-J"]))
        return Dictionary(uniqueKeysWithValues: listing.topics.map { ($0.topic, $0.partitions.count) })
    }

    /// kcat with any arguments; gives what it wrote. Throws ``KitError`` unless it ends with 0.
    @discardableResult
    package func run(
        _ arguments: [String], input: Data? = nil, within limit: Duration = .seconds(60)
    ) async throws -> Data {
        try await ended(arguments, input: input, within: limit).outputData
    }

    /// The same; gives the ended process, whose errors hold what `-d` asked to be told.
    package func ended(
        _ arguments: [String], input: Data? = nil, within limit: Duration = .seconds(60)
    ) async throws -> ChildProcess {
        let child = try ChildProcess(try Self.executable, ["-b", bootstrap] + arguments, input: input)
        let end = try await child.exit(within: limit)
        guard end == .exit(0) else { throw KitError("kcat \(arguments): \(child.summary)") }
        return child
    }

    private static var executable: URL {
        get throws {
            let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
            let files = folders.map { URL(fileURLWithPath: "\($0)/kcat") }
            guard let file = files.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
                throw KitError("kcat is not in PATH: apt-get install kcat")
            }
            return file
        }
    }

    private static func record(_ line: Data.SubSequence) throws -> Record {
        struct Line: Decodable {
            var topic: String
            var partition: Int
            var offset: Int64
            var ts: Int64?
            var key: String?
            var payload: String?
            var headers: [String?]?
        }
        let repaired = Data(String(decoding: line, as: UTF8.self).utf8)
        let decoded: Line
        do {
            decoded = try JSONDecoder().decode(Line.self, from: repaired)
        } catch {
            throw KitError("kcat wrote a line that is not a record: \(String(decoding: repaired, as: UTF8.self))")
        }
        // kcat writes headers as one list: name, value, name, value.
        let words = decoded.headers ?? []
        return Record(
            topic: decoded.topic, partition: decoded.partition, offset: decoded.offset, timestamp: decoded.ts ?? -1,
            key: decoded.key, value: decoded.payload,
            headerNames: stride(from: 0, to: words.count - 1, by: 2).map { words[$0] ?? "" },
            headerValues: stride(from: 1, to: words.count, by: 2).map { words[$0] })
    }
}
