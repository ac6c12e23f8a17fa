import ArgumentParser
import Foundation
import Messages

/// `alp-broker`: librdkafka's mock cluster in a process of its own, for trying and testing.
@main
struct Main: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alp-broker",
        abstract: "A Kafka broker in one small process, for trying and testing.",
        discussion: """
            It listens on a random port of 127.0.0.1 and nowhere else. It keeps the newest 5 MB or 100,000 records of \
            a partition, and forgets everything when it stops. A group gets its first partitions after 3 seconds. \
            It cannot create, grow or delete topics for a client, and a producer that names an unknown topic makes it, \
            with 4 partitions.

            SIGTERM and SIGINT end it. Exit codes: 0 ended as asked, 64 wrong flags, 65 wrong catalogue, 70 librdkafka \
            failed, 73 a file cannot be written.
            """)

    @OptionGroup var options: BrokerOptions

    static func main() {
        do {
            try parse(nil).start()
        } catch let failure as BrokerFailure {
            complain(failure.description)
            Foundation.exit(failure.exitCode)
        } catch {
            guard exitCode(for: error) != .success else { exit(withError: error) }
            complain(message(for: error).split(separator: "\n").joined(separator: " "))
            Foundation.exit(64)
        }
    }

    private static func parse(_ arguments: [String]?) throws -> Self {
        guard let command = try parseAsRoot(arguments) as? Self else { throw CleanExit.helpRequest() }
        return command
    }

    /// The order of start and stop.
    private func start() throws(BrokerFailure) {
        let end = EndOfRun(parent: options.endWithParent ? options.parent ?? getppid() : nil)
        let codes = MockCluster.errorCodes
        let injections = try options.inject.map { text throws(BrokerFailure) in try Injection(text, codes: codes) }
        let catalogue = try Self.catalogue(options.topics)

        let cluster = try MockCluster()
        for topic in catalogue.topics {
            try cluster.createTopic(topic.name, partitions: options.partitions ?? topic.embeddedPartitions)
        }
        injections.forEach(cluster.push)

        let control = try options.control.map { path throws(BrokerFailure) in try ControlSocket(path: path) }
        control?.serve { line in
            do throws(BrokerFailure) {
                try ControlCommand(line, codes: codes).apply(to: cluster)
                return "ok"
            } catch {
                return "error: \(error)"
            }
        }
        let file = options.addressFile.map {
            AddressFile(path: $0, address: cluster.address, run: AddressFile.newRun())
        }
        do throws(BrokerFailure) {
            try file?.write()
        } catch {
            control?.remove()
            throw error
        }
        Self.say(
            """
            alp-broker: listening on \(cluster.address), loopback only, with \(catalogue.topics.count) topics
            alp-broker: for trying and testing: keeps the newest 5 MB or 100,000 records of a partition, \
            forgets everything when it stops
            """)
        if !injections.isEmpty { Self.say("alp-broker: answers with injected errors: \(options.inject)") }

        end.wait()
        file?.remove()
        control?.remove()
        cluster.close()
        Self.say("alp-broker: ended, everything is forgotten")
    }

    private static func catalogue(_ path: String) throws(BrokerFailure) -> TopicCatalogue {
        do throws(TopicCatalogueError) {
            return try TopicCatalogue(named: path)
        } catch {
            throw .catalogue(error)
        }
    }

    /// Unbuffered, so that whoever reads a pipe sees it at once.
    private static func say(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data("\(text)\n".utf8))
    }

    private static func complain(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data("alp-broker: \(text)\n".utf8))
    }
}
