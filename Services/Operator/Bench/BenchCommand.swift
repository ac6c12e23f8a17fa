import ArgumentParser

/// `alp bench`: how fast a hop is on this machine.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures the road over two services, and one hop: Kafka to the store to Kafka.",
        discussion: """
            road measures the product's own services. For all others the measured service is a small one of the \
            bench's own; its loop, step, store and relay are those of every service. The topics bench.requests.v1, \
            bench.paced.v1, bench.decisions.v1 and bench.raw.v1 must be there, with 24 partitions each; \
            Scripts/bench/hop makes a broker and stores for it. Take figures on a quiet machine.
            """,
        subcommands: [
            RoadCommand.self, HopCommand.self, SeedCommand.self, ServiceFiguresCommand.self, ServeCommand.self,
        ])
}
