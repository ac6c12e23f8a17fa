import Foundation
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct `The embedded broker's start and end` {
    private static let topics = PackageRoot.proofTopics.path

    @Test(
        arguments: [
            ([], 64, "alp-broker: Missing expected argument '--topics <file>'"),
            (["--topics", topics, "--frob"], 64, "alp-broker: Unknown option '--frob'"),
            (
                ["--topics", topics, "--partitions", "0"], 64,
                "alp-broker: --partitions 0: write a number from 1 to 1000"
            ),
            (
                ["--topics", topics, "--inject", "produce:NO_SUCH:1"], 64,
                #"alp-broker: injection "produce:NO_SUCH:1": no error "NO_SUCH" is known; write Kafka's name, such as "#
                    + "NOT_ENOUGH_REPLICAS, or _TRANSPORT to cut the connection"
            ),
            (
                ["--topics", "/nonexistent/topics.json"], 65,
                "alp-broker: --topics /nonexistent/topics.json: cannot be read: name a file that exists and is readable"
            ),
            (
                ["--topics", "/etc/passwd"], 65,
                #"alp-broker: --topics /etc/passwd: is not JSON; write {"topics": [ … ]}"#
            ),
            (
                ["--topics", topics, "--address-file", "/nonexistent/address"], 73,
                "alp-broker: address file /nonexistent/address cannot be written (No such file or directory): "
                    + "name a file in a folder that exists and is writable"
            ),
            (
                ["--topics", topics, "--control", "/nonexistent/control"], 73,
                "alp-broker: control socket /nonexistent/control cannot be made (No such file or directory): "
                    + "name a file in a folder that exists and is writable"
            ),
        ] as [([String], Int32, String)])
    func `meets a bad input with one line and its exit code`(
        arguments: [String], code: Int32, line: String
    ) async throws {
        let child = try ChildProcess(try BuiltProduct.broker.executable, arguments)
        #expect(try await child.exit() == .exit(code))
        #expect(child.errorLines == [line])
        #expect(child.output == "")
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `ends with 0 and takes its files away when a signal asks it to`(signal: Int32) async throws {
        let broker = try await BrokerProcess(catalogue: PackageRoot.proofTopics)
        broker.child.send(signal)
        #expect(try await broker.child.exit() == .exit(0))
        #expect(try FileManager.default.contentsOfDirectory(atPath: broker.folder.path) == [])
        #expect(broker.child.errors == "")
    }

    @Test func `leaves an address file alone that another broker wrote`() async throws {
        let broker = try await BrokerProcess(catalogue: PackageRoot.proofTopics)
        try broker.folder.write("127.0.0.1:1\nother\n", to: "address")
        #expect(try await broker.stop() == .exit(0))
        #expect(try String(contentsOf: broker.addressFile, encoding: .utf8) == "127.0.0.1:1\nother\n")
    }

    @Test func `ends when its parent is killed`() async throws {
        let folder = try TemporaryFolder()
        let address = folder.file("address").path
        // A session of its own: neither the shell's death nor the kit's cleaning reaches the broker otherwise.
        let shell = try ChildProcess(
            URL(fileURLWithPath: "/bin/sh"),
            [
                "-c", #"setsid "$@" & echo "pid $!"; wait"#, "sh", try BuiltProduct.broker.executable.path,
                "--topics", Self.topics, "--address-file", address, "--end-with-parent",
            ])
        let broker = try #require(pid_t(try await shell.says("pid ").dropFirst(4)))
        try await eventually("the address file") { FileManager.default.fileExists(atPath: address) ? true : nil }
        #expect(isAlive(broker))

        try await shell.killed()
        try await eventually("the end of the broker") { isAlive(broker) ? nil : true }
        #expect(!FileManager.default.fileExists(atPath: address))
    }

    @Test func `ends at once when the parent it was told of is not its parent`() async throws {
        let child = try ChildProcess(
            try BuiltProduct.broker.executable, ["--topics", Self.topics, "--end-with-parent", "--parent", "1"])
        #expect(try await child.exit() == .exit(0))
    }
}
