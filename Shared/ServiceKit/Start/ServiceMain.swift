import Foundation
import Kafka
import Logging
import Messages
import Metrics
import Pages
import ServiceLifecycle
import Store
import Synchronization
import Vocabulary

/// The order of start and stop, in one screen. A service's `main` calls this with its plan and exits with the answer.
///
/// Exit codes: 0 stopped as asked; 64 wrong flag, variable or file; 65 the store is corrupt or newer than the program;
/// 70 a fault, or a stop that did not end in time; 71 a port in use or a file that can't be made; 78 the store or the
/// cluster is another one's; 143 a second SIGTERM.
package enum ServiceMain {
    /// - Parameters:
    ///   - own: the service's own options.
    ///   - plan: made from the configuration, before anything is opened.
    package static func run<Definition: ServiceDefinition>(
        service: String, listen: String = "127.0.0.1:8080", own: [ConfigurationOption] = [],
        arguments: [String] = Array(CommandLine.arguments.dropFirst()),
        variables: [String: String] = ProcessInfo.processInfo.environment,
        plan: (ServiceConfiguration) throws -> ServicePlan<Definition>
    ) async -> Int32 {
        ConfigurationProcess.makeFilesPrivate()
        let table = ConfigurationTable.service(
            service, listen: listen,
            own: own + [CrashOption.option, RecoverCommand<Definition>.reason, OpenAPICommand.comments],
            commands: [
                .init("verify", help: "Folds the journal and compares it with the tables."),
                .init("recover", help: "After a restored backup: takes over what only the own topics still have."),
                OpenAPICommand.command,
            ])
        do {
            switch try table.read(arguments: arguments, variables: variables) {
            case .help(let text):
                print(text)
                return 0
            case .run(let values):
                let configuration = try ServiceConfiguration(service: service, values: values)
                return try await run(configuration, plan: try plan(configuration))
            }
        } catch let error as ConfigurationError {
            return end(error.description, ConfigurationError.exitCode)
        } catch let error as RuntimeFailure {
            return end(error.line, error.code.rawValue)
        } catch let error as StoreError {
            return end(error.description, StoreFailure.code(error).rawValue)
        } catch let error as HTTPFaceError {
            return end(error.description, RuntimeFailure.Code.system.rawValue)
        } catch let error as TokenFileError {
            return end("\(error)", RuntimeFailure.Code.usage.rawValue)
        } catch let error as KafkaError {
            return end("\(error)", RuntimeFailure.Code.usage.rawValue)
        } catch {
            return end("\(error)", RuntimeFailure.Code.software.rawValue)
        }
    }

    private static func end(_ line: String, _ code: Int32) -> Int32 {
        FileHandle.standardError.write(Data((line + "\n").utf8))
        return code
    }

    private static func run<Definition: ServiceDefinition>(
        _ configuration: ServiceConfiguration, plan: ServicePlan<Definition>
    ) async throws -> Int32 {
        if configuration.values.command == OpenAPICommand.command.name {
            print(try OpenAPICommand.text(configuration, plan: plan), terminator: "")
            return 0
        }
        let assembly = try Assembly(configuration, plan: plan)
        switch configuration.values.command {
        case "verify": return try assembly.verify()
        case "recover": return try assembly.recover()
        default: break
        }
        let signals = SignalWatch(
            logger: assembly.kit.logger, limit: configuration.stopDeadline + .seconds(10)
        ) { try assembly.tokens.reload() }
        defer { signals.end() }
        do {
            try await assembly.group().run()
        } catch let error as RuntimeFailure {
            assembly.kit.logger.critical("\(error.line)")
            throw error
        }
        return 0
    }
}
