import Foundation
import IntakeDomain
import Messages
import Reference
import RequestFiles
import Rulebook
import ServiceKit

/// `alp-intake`: campaigns, decisions, sessions, contracts and letters in; requests and the directory out.
@main
enum Main {
    static func main() async { exit(await run()) }

    /// Apart from `main`, which is the main actor's.
    private static func run() async -> Int32 {
        await ServiceMain.run(service: "intake", listen: "127.0.0.1:8081", own: options) { configuration in
            let ground = try Ground(configuration.values)
            return ServicePlan(
                definition: IntakeDefinition(places: ground.places), inputs: IntakeDefinition.inputs,
                catalogue: try configuration.catalogue(), program: "1",
                routes: { IntakeRoutes(desk: $0, ground: ground).table })
        }
    }

    private static let options = [
        ConfigurationOption(
            "reference", .file,
            help: "Folder of the reference files; without it, départements come from teachers and numbers alone."),
        ConfigurationOption(
            "earlier-actions", .file, help: "CSV of the actions of the year before, which a renewal can carry on."),
        ConfigurationOption(
            "links-url", .text, help: "Where people reach this service, as links name it: https://alp.example.org."),
    ]
}

/// What stands beside the store, read once at start.
struct Ground: Sendable {
    var places: any Places
    /// Whether the places come from files: without them the rules on places would find fault with everything.
    var knowsPlaces: Bool
    var earlierActions: EarlierActionTable?
    var linksURL: String?

    /// - Throws: `RuntimeFailure` with all that is wrong with the files.
    init(_ values: ConfigurationValues) throws {
        let folder = values.text("reference")
        knowsPlaces = folder != nil
        places = try folder.map { try Self.reference($0) } ?? NoPlaces()
        earlierActions = try values.text("earlier-actions").map { try EarlierActionTable(contentsOf: $0) }
        linksURL = values.text("links-url").map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    }

    init(
        places: any Places, knowsPlaces: Bool, earlierActions: EarlierActionTable? = nil, linksURL: String? = nil
    ) {
        self.places = places
        self.knowsPlaces = knowsPlaces
        self.earlierActions = earlierActions
        self.linksURL = linksURL
    }

    private static func reference(_ folder: String) throws -> any Places {
        do throws(ReferenceError) {
            return try ReferenceFolder.load(URL(fileURLWithPath: folder, isDirectory: true))
        } catch {
            throw RuntimeFailure(.usage, "--reference \(folder): \(error.line)")
        }
    }
}
