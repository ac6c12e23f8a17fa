import Foundation
import Reference
import RequestFiles
import Rulebook
import ServiceKit
import ValidationDomain
import Vocabulary

/// What the rules judge by beside the campaign, read once at the start.
struct ReferenceFiles: Sendable {
    let reference: ReferenceSet
    let earlierActions: Set<EarlierActionID>?

    static let options = [
        ConfigurationOption(
            "reference", .file, isRequired: true, help: "The folder of reference files that the campaign names."),
        ConfigurationOption(
            "earlier-actions", .file,
            help: "A CSV file of last year's actions (F2); without it, renewals are left to the examiners."),
    ]

    /// Blocks on the disk.
    ///
    /// - Throws: `RuntimeFailure` with one line that names the file.
    init(_ configuration: ServiceConfiguration) throws {
        let folder = configuration.values.text("reference") ?? ""
        do throws(ReferenceError) {
            reference = try ReferenceFolder.load(URL(fileURLWithPath: folder, isDirectory: true))
        } catch {
            throw RuntimeFailure(.usage, "--reference \(folder): \(error.line)")
        }
        guard let file = configuration.values.text("earlier-actions") else {
            earlierActions = nil
            return
        }
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            throw RuntimeFailure(.usage, "--earlier-actions \(file): can't be read")
        }
        switch EarlierActions.read(Array(bytes)) {
        case .success(let actions): earlierActions = actions
        case .failure(let faults):
            throw RuntimeFailure(.usage, "--earlier-actions \(file): \(faults.lines.joined(separator: " ; "))")
        }
    }

    var decider: ValidationDecider { ValidationDecider(places: reference, earlierActions: earlierActions) }
}
