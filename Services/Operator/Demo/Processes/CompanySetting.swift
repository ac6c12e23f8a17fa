import Foundation
import Vocabulary

/// How the processes are started: pure but for looking where the programs are.
struct CompanySetting: Sendable {
    var folder: DemoFolder
    /// The folder of the running `alp`.
    var programs: URL
    var sample: URL
    /// HOST:PORT[,…] of a broker that isn't ours; nil for the embedded one.
    var kafka: String?
    var properties: [String]
    var stores: DemoStores
    var instances: [DemoInstance]
    var departements: [String]

    var topics: String { "product:\(departements.joined(separator: ","))" }
    var brokerAddressFile: URL { folder.file("broker.address") }
    func addressFile(_ instance: DemoInstance) -> URL { folder.file("addresses/\(instance).json") }
    func log(_ name: String) -> URL { folder.file("logs/\(name).log") }
    var spool: URL { folder.file("letters") }
    var tokens: URL { folder.file("tokens.json") }
    var linkKey: URL { folder.file("link.key") }

    /// A service takes every ALP_ variable for a setting of its own.
    var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ALP_") }
    }

    /// Throws ``OperatorFailure`` when it wasn't built.
    func executable(_ program: String) throws(OperatorFailure) -> String {
        let path = programs.appendingPathComponent(program).path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw OperatorFailure(.usage, "\(path) is not there: build it with swift build --product \(program)")
        }
        return path
    }

    /// Throws ``OperatorFailure`` that names a program which wasn't built.
    func checkPrograms() throws(OperatorFailure) {
        if kafka == nil { _ = try executable("alp-broker") }
        for instance in instances { _ = try executable(instance.service.program) }
    }

    /// - Parameters:
    ///   - listen: where it listened before; nil for a port that the system chooses.
    ///   - intake: Intake's address as links name it.
    func arguments(
        _ instance: DemoInstance, time: Instant, listen: ListenedOn?, intake: String?
    ) -> [String] {
        let service = instance.service
        var arguments = [
            "--environment", "dev", "--store", stores.address(of: service, in: folder),
            "--kafka", kafka ?? "embedded:\(brokerAddressFile.path)", "--topics", topics,
            "--listen", listen?.business ?? "127.0.0.1:0", "--operator-listen", listen?.operator ?? "127.0.0.1:0",
            "--address-file", addressFile(instance).path, "--tokens", tokens.path,
            "--clock", "virtual", "--clock-start", time.rfc3339, "--log-format", "json",
        ]
        for property in properties { arguments += ["-X", property] }
        switch service {
        case .intake:
            arguments += ["--earlier-actions", sample.appendingPathComponent("earlier-actions.csv").path]
            arguments += reference
        case .validation:
            arguments += ["--earlier-actions", sample.appendingPathComponent("earlier-actions.csv").path]
            arguments += reference
        case .scheduling:
            arguments += reference
        case .notifications:
            arguments += ["--spool", spool.path, "--link-key", linkKey.path]
            if let intake { arguments += ["--intake-url", intake] }
            arguments += reference
        }
        return arguments
    }

    private var reference: [String] { ["--reference", sample.appendingPathComponent("reference").path] }
}

/// Where the services keep their data.
enum DemoStores: Sendable, Equatable {
    /// A file a service in the demonstration's folder.
    case sqlite
    /// One database a service, named `<prefix>_<service>`, on a server that is there.
    case postgres(PostgresPlace)

    func address(of service: DemoService, in folder: DemoFolder) -> String {
        switch self {
        case .sqlite: "sqlite:\(folder.file("stores/\(service.rawValue).db").path)"
        case .postgres(let place): place.address(of: service)
        }
    }
}
