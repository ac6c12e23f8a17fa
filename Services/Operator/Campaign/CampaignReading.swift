import CampaignFile
import Foundation
import Messages
import Vocabulary
import WireJSON

/// A campaign's file as it is sent: read and judged here, so that its faults are told by line.
struct CampaignReading {
    let campaign: Campaign
    let tree: JSONTree

    /// Throws `.unreadable`, after a line for each fault.
    init(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: CampaignYAML.longest + 1) ?? Data()
        else {
            throw OperatorFailure(.unreadable, "la campagne \(path) ne peut pas être lue ; donnez un autre fichier")
        }
        switch CampaignYAML.read([UInt8](data)) {
        case .success(let read): campaign = read
        case .failure(let errors):
            for error in errors.errors.prefix(20) { complain("\(path), \(error.description)") }
            let count = errors.errors.count
            throw OperatorFailure(
                .unreadable, "la campagne \(path) : \(count) \(count > 1 ? "fautes" : "faute") ; rien n'est publié")
        }
        tree = try Self.tree(of: campaign)
    }

    /// As it goes over the wire.
    static func tree(of value: some Encodable) throws -> JSONTree {
        try JSONDecoder().decode(JSONTree.self, from: Data(try WireEncoder().encode(value)))
    }
}

/// One place in which two revisions differ.
struct CampaignDifference: Equatable {
    var path: String
    var before: JSONTree?
    var after: JSONTree?

    /// The list that Validation answers with.
    static func list(_ tree: JSONTree?) -> [CampaignDifference] {
        (tree?.list ?? []).map {
            CampaignDifference(path: $0["path"]?.text ?? "", before: $0["before"], after: $0["after"])
        }
    }

    var lines: [String] {
        [SafeText.line(path)]
            + [("-", before), ("+", after)].compactMap { sign, value in
                guard let value, value != .null else { return nil }
                return "  \(sign) \(value.line)"
            }
    }
}

extension JSONTree {
    /// On one line, cut where it would fill the screen.
    var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let text: String
        if case .text(let own) = self {
            text = own
        } else {
            text = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "?"
        }
        let safe = SafeText.line(text)
        return safe.count > 160 ? safe.prefix(159) + "…" : safe
    }
}
