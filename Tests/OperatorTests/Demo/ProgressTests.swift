import Testing
import Vocabulary

@testable import Operator

@Suite(.timeLimit(.minutes(1)))
struct `Progress` {
    @Test func `sums what the metrics say over topics and partitions`() {
        let figures = ServiceFigures(
            metrics: """
                # HELP alp_records_handled_total Records.
                alp_records_handled_total{topic="a",outcome="handled"} 12
                alp_records_handled_total{topic="b",outcome="handled"} 3
                alp_records_handled_total{topic="b",outcome="duplicate"} 100
                alp_consumer_lag_records{topic="a",partition="0"} 2
                alp_consumer_lag_records{topic="a",partition="1"} 5
                alp_parked_keys{topic="a"} 1
                alp_journal_backlog 4
                process_resident_memory_bytes 2.5e+07
                alp_ready NaN
                """)
        var expected = ServiceFigures()
        expected.handled = 15
        expected.lag = 7
        expected.parked = 1
        expected.backlog = 4
        expected.memory = 25_000_000
        #expect(figures == expected)
    }

    @Test func `has a line a service, a bar for the year, and what is done now`() throws {
        var figures = ServiceFigures()
        figures.handled = 42
        let picture = ProgressPicture(
            services: [
                .init(service: .intake, answering: 1, instances: 1, restarts: 0, figures: figures),
                .init(service: .scheduling, answering: 2, instances: 3, restarts: 1, figures: ServiceFigures()),
            ], now: Paris.instant(try CivilDate("2020-05-18"), hour: 12), share: 0.5, doing: "12 requests came")
        let lines = picture.lines(width: 80)
        #expect(
            lines == [
                "intake      handled     42  lag     0  parked   0",
                "scheduling  handled      0  lag     0  parked   0  2/3 instances  killed 1 ×",
                String(repeating: "█", count: 24) + String(repeating: "░", count: 24),
                "lundi 18 mai 2020: 12 requests came",
            ])
        #expect(picture.lines(width: 30).allSatisfy { $0.count < 30 })
    }

    @Test func `of the year goes from the first scene to the end of July`() throws {
        let days = SpringDays(year: 2020)
        #expect(days.share(at: Paris.instant(days.first)) == 0)
        #expect(days.share(at: Paris.instant(days.last)) == 1)
        #expect(days.share(at: Paris.instant(try CivilDate("2021-01-01"))) == 1)
    }
}
