import ServiceKit
import Store
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ComparisonFindingsTests {
    private typealias Finding = StartComparison.Finding

    private static let findings: [Finding] = [("b", 0, 3), ("a", 1, 0), ("a", 0, 12), ("a", 0, 7), ("b", 0, 2)].map {
        Finding(
            place: KeyOfPartition(topic: $0.0, partition: $0.1), offset: $0.2, id: "a/k/\($0.2)",
            what: "isn't in the journal")
    }

    @Test func `findings make the same short line in whatever order partitions were read`() {
        var lines: Set<String?> = []
        for turn in Self.findings.indices {
            for found in [Self.findings, Self.findings.reversed()] {
                var few = FirstFew<Finding>()
                for finding in found[turn...] + found[..<turn] { few.add(finding) }
                #expect(few.count == 5)
                lines.insert(few.line)
            }
        }
        let place = { (partition: Int32) in KeyOfPartition(topic: "a", partition: partition) }
        #expect(
            lines == [
                """
                \(place(0)) offset 7: a/k/7 isn't in the journal; \(place(0)) offset 12: a/k/12 isn't in the journal; \
                \(place(1)) offset 0: a/k/0 isn't in the journal; and 2 more
                """
            ])
    }

    @Test func `few findings are all named, and none make no line`() {
        var few = FirstFew<Finding>()
        #expect(few.line == nil)
        few.add(Self.findings[0])
        #expect(few.line == Self.findings[0].description)
    }

    @Test func `partitions that lost their log are named in order`() {
        var few = FirstFew<StartComparison.Forgotten>()
        for partition: Int32 in [2, 0, 1, 3] {
            few.add(.init(place: KeyOfPartition(topic: "a", partition: partition), published: 9, end: 4))
        }
        #expect(few.first.map(\.place.partition) == [0, 1, 2])
        #expect(few.line?.hasSuffix("; and 1 more") == true)
    }
}
