import CampaignFile
import Foundation
import Reference
import RequestFiles
import Rulebook
import Vocabulary

/// The campaign and the places that requests are judged by.
struct JudgingSetting {
    let campaign: Campaign
    let places: ReferenceSet
    /// nil: no list of them is at hand.
    let earlierActions: Set<EarlierActionID>?

    /// Throws `.unreadable`, after a line for each fault.
    init(campaign path: String, reference: String?, earlierActions list: String?) throws(OperatorFailure) {
        campaign = try Self.campaign(path)
        let beside = URL(fileURLWithPath: path).deletingLastPathComponent()
        let folder = reference.map { URL(fileURLWithPath: $0) } ?? beside.appendingPathComponent("reference")
        do throws(ReferenceError) {
            places = try ReferenceFolder.load(folder)
        } catch {
            throw Self.failure("les fichiers de référence de \(folder.path)", error.problems.map(\.description))
        }
        guard places.version == campaign.reference else {
            throw OperatorFailure(
                .unreadable,
                "\(path) est fait pour les fichiers de référence \(campaign.reference), mais \(folder.path) contient "
                    + "\(places.version) ; donnez --reference")
        }
        let open = Dictionary(grouping: places.calendar.wronglyOpen(in: campaign), by: \.name)
        guard open.isEmpty else {
            throw Self.failure("la campagne \(path)", open.keys.sorted().map { Self.forgotten($0, open[$0] ?? []) })
        }
        earlierActions = try Self.earlierActions(list, beside: beside)
    }

    var referenceVersion: String { places.version }

    func judge(_ request: ReceivedRequest) -> Verdict {
        Rules.judge(RequestSubject(request, campaign: campaign, places: places, earlierActions: earlierActions))
    }

    private static func forgotten(_ reason: String, _ days: [NamedDate]) -> String {
        let first = days.first?.date.frenchWithWeekday ?? ""
        let more = days.count > 1 ? " (et \(days.count - 1) de plus)" : ""
        return "calendar : le \(first)\(more) y est ouvert, alors que les fichiers de référence le ferment "
            + "(\(reason)) ; complétez schoolHolidays ou publicHolidays"
    }

    private static func campaign(_ path: String) throws(OperatorFailure) -> Campaign {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw OperatorFailure(
                .unreadable, "la campagne \(path) n'existe pas ; nommez-la par --campaign FICHIER")
        }
        guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path),
            // Nothing is read at the end of an empty file, which the reader says is empty.
            let data = try? handle.read(upToCount: CampaignYAML.longest + 1) ?? Data()
        else {
            throw OperatorFailure(.unreadable, "la campagne \(path) ne peut pas être lue ; donnez un autre fichier")
        }
        switch CampaignYAML.read([UInt8](data)) {
        case .success(let campaign): return campaign
        case .failure(let errors): throw failure("la campagne \(path)", errors.errors.map(\.description))
        }
    }

    private static func earlierActions(
        _ list: String?, beside folder: URL
    ) throws(OperatorFailure) -> Set<EarlierActionID>? {
        let path = list ?? folder.appendingPathComponent("earlier-actions.csv").path
        if list == nil, !FileManager.default.fileExists(atPath: path) { return nil }
        guard let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: longestList + 1) ?? Data()
        else {
            throw OperatorFailure(
                .unreadable, "la liste d'actions \(path) ne peut pas être lue ; nommez-la par --earlier-actions FICHIER"
            )
        }
        guard data.count <= longestList else {
            throw OperatorFailure(.unreadable, "la liste d'actions \(path) dépasse \(longestList >> 20) Mio")
        }
        switch EarlierActions.read([UInt8](data)) {
        case .success(let numbers): return numbers
        case .failure(let faults): throw failure("la liste d'actions \(path)", faults.lines)
        }
    }

    private static let longestList = 4 << 20

    /// Says every fault on a line of its own, but for the crowd behind the first twenty.
    private static func failure(_ what: String, _ faults: [String]) -> OperatorFailure {
        for fault in faults.prefix(20) { complain("\(what), \(fault)") }
        return OperatorFailure(
            .unreadable, "\(what) : \(faults.count) \(faults.count > 1 ? "fautes" : "faute") ; rien n'a été jugé")
    }
}
