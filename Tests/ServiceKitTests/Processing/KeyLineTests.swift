import ServiceKit
import Store
import Testing

@Suite(.timeLimit(.minutes(1)))
struct KeyLineTests {
    static let key = KeyOfTopic(topic: "t", key: "k")

    static func parked(_ sequence: Int64, error: String? = nil, program: String = "1") -> ParkedRecord {
        ParkedRecord(
            key: key, sequence: sequence, partition: 0, offset: sequence, headers: [], value: [1], valueSize: 1,
            valueSHA256: nil, error: error, program: program, attempts: 0, parkedAt: 0)
    }

    @Test func `a lower sequence is a duplicate, the next is handled, a higher one waits`() {
        let line = KeyLine(key: Self.key, next: 3, parked: [])
        #expect([1, 2, 3, 4, 9].map(line.arrival) == [.duplicate, .duplicate, .handle, .park, .park])
    }

    @Test func `what was handled makes the one after it the next`() {
        var line = KeyLine(key: Self.key, next: 1, parked: [])
        let wasParked = line.handledNext()
        #expect(!wasParked)
        #expect(line.next == 2)
        #expect(line.arrival(of: 1) == .duplicate)
        #expect(line.arrival(of: 2) == .handle)
    }

    @Test func `handling a parked sequence says that its row is to go`() {
        var line = KeyLine(key: Self.key, next: 1, parked: [Self.parked(1), Self.parked(3)])
        let wasParked = line.handledNext()
        #expect(wasParked)
        #expect(line.parked.keys.sorted() == [3])
    }

    @Test func `poison stays next, and everything later waits behind it`() {
        var line = KeyLine(key: Self.key, next: 2, parked: [Self.parked(3)])
        line.poisonedNext()
        #expect(line.next == 2)
        #expect([1, 2, 3].map(line.arrival) == [.duplicate, .park, .park])
        #expect(line.drainable(by: "1") == nil)
        #expect(line.drainable(by: "1", forced: true) == nil)
    }

    @Test func `a parked record drains when it is next and never failed`() {
        let line = KeyLine(key: Self.key, next: 2, parked: [Self.parked(2), Self.parked(3)])
        #expect(line.drainable(by: "1")?.sequence == 2)
    }

    @Test func `nothing drains over a hole`() {
        let line = KeyLine(key: Self.key, next: 2, parked: [Self.parked(3)])
        #expect(line.drainable(by: "1", forced: true) == nil)
    }

    @Test func `a failed record drains under another program, or when an operator asks`() {
        let line = KeyLine(key: Self.key, next: 2, parked: [Self.parked(2, error: "unknown", program: "1")])
        #expect(line.drainable(by: "1") == nil)
        #expect(line.drainable(by: "2")?.sequence == 2)
        #expect(line.drainable(by: "1", forced: true)?.sequence == 2)
    }

    @Test func `a record that is parked already stays as it is`() {
        var line = KeyLine(key: Self.key, next: 1, parked: [Self.parked(2, error: "first")])
        line.park(Self.parked(2, error: "second"))
        #expect(line.parked[2]?.error == "first")
    }

    @Test func `rows that were handled by another road are overtaken`() {
        let line = KeyLine(key: Self.key, next: 4, parked: [Self.parked(5), Self.parked(3), Self.parked(1)])
        #expect(line.overtaken == [1, 3])
    }

    @Test func `keys are told apart and ordered by their bytes`() {
        let composed = KeyOfTopic(topic: "t", key: "\u{E9}")
        let decomposed = KeyOfTopic(topic: "t", key: "e\u{301}")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(decomposed < composed)
        #expect(KeyOfTopic(topic: "a", key: "bc") != KeyOfTopic(topic: "ab", key: "c"))
        #expect(KeyOfTopic(topic: "a", key: "z") < KeyOfTopic(topic: "b", key: "a"))
    }
}
