import Store
import Testing

extension StoreContract {
    @Suite struct PublishingAgain {
        private let entry = JournalEntry(
            topic: "t", key: "k", sequence: 1, aggregate: "k", version: 1, type: "done.v1", payload: [1], sha256: [1],
            cause: "outside", writtenAt: 0)
        private let marks = [Journal.Mark(topic: "t", key: "k", sequence: 1, partition: 0, offset: 7)]

        private func backlog(_ database: any Database) throws -> Int64 {
            try database.read { try Journal.backlog(in: $0).entries }
        }

        /// A relay that slept between its reports and its marks, while the broker lost its log and the journal was to
        /// be published again, must not keep entries out of the new log.
        @Test(arguments: Engine.allCases)
        func `a mark of what was sent before marks nothing`(_ engine: Engine) throws {
            let store = try TestStore(engine)
            try Migrations.heart.migrate(store.database)
            let before = try store.database.transaction { transaction in
                try Journal.append([entry], in: transaction)
                return try Journal.edition(in: transaction)
            }
            let again = try store.another()
            _ = try again.transaction {
                try Journal.publishAgain(topic: "t", key: nil, fromSequence: 1, in: $0)
            }
            #expect(try store.database.transaction { try Journal.mark(marks, ofEdition: before, in: $0) } == false)
            #expect(try backlog(store.database) == 1)
            let now = try store.database.transaction { try Journal.edition(in: $0) }
            #expect(try store.database.transaction { try Journal.mark(marks, ofEdition: now, in: $0) })
            #expect(try backlog(store.database) == 0)
        }
    }
}
