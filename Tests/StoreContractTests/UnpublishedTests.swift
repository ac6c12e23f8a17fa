import Store
import Testing

extension StoreContract {
    @Suite struct Unpublished {
        private func entry(_ topic: String, _ key: String, _ sequence: Int64) -> JournalEntry {
            JournalEntry(
                topic: topic, key: key, sequence: sequence, aggregate: "\(topic)/\(key)", version: sequence,
                type: "done.v1", payload: [1], sha256: [1], cause: "outside", writtenAt: 0)
        }

        /// A topic that the broker refuses stays at the front for ever: the relay must come past it all the same.
        @Test(arguments: Engine.allCases)
        func `a topic with more than a round takes leaves the others their share`(_ engine: Engine) throws {
            let store = try TestStore(engine)
            try Migrations.heart.migrate(store.database)
            try store.database.transaction { transaction in
                for key in ["x", "y", "z"] {
                    try Journal.append((1...10).map { entry("a", key, $0) }, in: transaction)
                }
                try Journal.append([entry("b", "k", 1), entry("b", "k", 2), entry("c", "k", 1)], in: transaction)
                try Journal.append([entry(JournalEntry.notPublished, "k", 1)], in: transaction)
            }
            func read(_ limit: Int) throws -> [String] {
                try store.database.read { try Journal.unpublished(limit: limit, in: $0) }
                    .map { "\($0.topic)/\($0.key)/\($0.sequence)" }
            }
            #expect(try read(6) == ["a/x/1", "a/x/2", "b/k/1", "b/k/2", "c/k/1"])
            // More topics than a round takes: each has one at least.
            #expect(try read(1) == ["a/x/1", "b/k/1", "c/k/1"])
            let all = try read(1000)
            #expect(all.count == 33)
            #expect(all.filter { $0.hasPrefix("a/y/") } == (1...10).map { "a/y/\($0)" })
        }

        @Test(arguments: Engine.allCases)
        func `what is marked is not read again`(_ engine: Engine) throws {
            let store = try TestStore(engine)
            try Migrations.heart.migrate(store.database)
            let left = try store.database.transaction { transaction in
                try Journal.append([entry("a", "k", 1), entry("a", "k", 2), entry("b", "k", 1)], in: transaction)
                // In no order.
                try Journal.mark(
                    [
                        Journal.Mark(topic: "b", key: "k", sequence: 1, partition: 3, offset: 9),
                        Journal.Mark(topic: "a", key: "k", sequence: 1, partition: 0, offset: 7),
                    ], in: transaction)
                return try Journal.unpublished(limit: 10, in: transaction)
            }
            #expect(left == [entry("a", "k", 2)])
            let marks = try store.database.read { try Journal.highestMarks(in: $0) }
            #expect(
                marks == [KeyOfPartition(topic: "a", partition: 0): 7, KeyOfPartition(topic: "b", partition: 3): 9])
        }
    }
}
