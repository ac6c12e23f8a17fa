/// A fault of a campaign file, for the person who edits it.
package struct CampaignError: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1; nil where the whole file is meant.
    package let line: Int?
    /// `rules.P2.most.value`; empty where no key is meant.
    package let key: String
    /// A French sentence without its place: what stands there, what is expected.
    package let message: String

    package init(line: Int?, key: String, message: String) {
        self.line = line
        self.key = key
        self.message = message
    }

    /// « ligne 41, rules.P2.most.value : … ».
    package var description: String {
        let place = [line.map { "ligne \($0)" }, key.isEmpty ? nil : key].compactMap(\.self).joined(separator: ", ")
        return place.isEmpty ? message : "\(place) : \(message)"
    }
}

/// All faults of a campaign file, in the order of its lines.
package struct CampaignErrors: Error, Hashable, Sendable {
    package let errors: [CampaignError]
}
