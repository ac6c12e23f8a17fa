import Foundation
import Messages
import Pages
import Schemas
import Store

/// `alp-<service> openapi`: prints the document. Needs neither a store nor a broker.
enum OpenAPICommand {
    static var command: ConfigurationTable.Command {
        // What a service can't be without, though this command opens none of it.
        .init(
            "openapi", help: "Prints the OpenAPI document of the business listener.",
            assumes: ["store": "sqlite:/dev/null", "kafka": "127.0.0.1:1", "topics": "product:69"])
    }

    static let comments = ConfigurationOption(
        "comments-from", .file,
        help: "For openapi: the repository's root, whose comments become descriptions of fields.")

    /// Where the types of its bodies stand; other services have types of the same names.
    private static func folders(of service: String) -> [String] {
        [
            "Shared/Vocabulary", "Shared/Messages", "Shared/ServiceKit", "Shared/Pages",
            "Services/\(service.capitalized)",
        ]
    }

    static func text<Definition: ServiceDefinition>(
        _ configuration: ServiceConfiguration, plan: ServicePlan<Definition>
    ) throws -> String {
        let comments = try configuration.values.text("comments-from").map { folder in
            try SourceComments(under: URL(fileURLWithPath: folder), folders: Self.folders(of: configuration.service))
        }
        let desk = CommandDesk(
            step: Step(
                definition: plan.definition, database: NoDatabase(),
                identity: ServiceIdentity(
                    source: EventSource(environment: configuration.environment, service: configuration.service),
                    program: plan.program, instance: configuration.service, writers: [:])),
            clock: .system, canTakeCommands: { false }, onCommit: {})
        var routes = plan.routes(desk)
        routes.addHealth(isLive: { false }, isReady: { false })
        var document = OpenAPIDocument(
            service: configuration.service, routes: routes, comments: comments ?? SourceComments([]))
        return try document.document().pretty
    }
}

/// Routes are made over a desk; these are only told of and never asked.
private final class NoDatabase: Database {
    let engine = Engine.sqlite

    func transaction<Result>(_ body: (any Transaction) throws -> Result) throws -> Result { throw refusal }
    func read<Result>(_ body: (any Transaction) throws -> Result) throws -> Result { throw refusal }
    func close() {}

    private var refusal: StoreError { StoreError(.unavailable, operation: "open", detail: "there is no store here") }
}
