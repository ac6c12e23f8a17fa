package import Vocabulary

/// The topics of the product (DESIGN, "Messages"). The feed's two stand once for each département.
package enum ProductTopic: String, Hashable, Sendable, CaseIterable {
    case campaigns = "alp.campaigns.v1"
    case requests = "alp.requests.v1"
    case directory = "alp.directory.v1"
    case decisions = "alp.decisions.v1"
    case sessions = "alp.sessions.v1"
    case schedulingJobs = "alp.scheduling.jobs.v1"
    case contracts = "alp.contracts.v1"
    case rosters = "alp.rosters.v1"
    case feed = "alp.feed.v1"
    case feedPeople = "alp.feed-people.v1"
    case letters = "alp.letters.v1"

    /// A topic for each département, so that an access rule can give each system its own and no more (SECURITY).
    package var isPerDepartement: Bool { self == .feed || self == .feedPeople }

    package func name(for departement: Departement) -> String {
        isPerDepartement ? "\(rawValue).\(departement)" : rawValue
    }

    /// With `{departement}` in the place of the département.
    package var template: String { isPerDepartement ? "\(rawValue).{departement}" : rawValue }

    /// The topic of that name, whatever the département; nil where it isn't one of the product's.
    package init?(name: String) {
        if let topic = Self(rawValue: name), !topic.isPerDepartement {
            self = topic
            return
        }
        guard let dot = name.lastIndex(of: "."), let topic = Self(rawValue: String(name[..<dot])),
            topic.isPerDepartement, (try? Departement(String(name[name.index(after: dot)...]))) != nil
        else { return nil }
        self = topic
    }
}
