import Foundation
package import Vocabulary

/// What the house agreed on for each topic of the product: the table of DESIGN, "Messages".
extension ProductTopic {
    /// The five services, by the names that stand in `ce_source`.
    package static let services = ["intake", "validation", "scheduling", "approval", "notifications"]

    /// Who alone writes it.
    package var writer: String {
        switch self {
        case .requests, .directory: "intake"
        case .campaigns, .decisions: "validation"
        case .sessions, .schedulingJobs: "scheduling"
        case .contracts, .rosters, .feed, .feedPeople: "approval"
        case .letters: "notifications"
        }
    }

    /// The services that read it. The feed's reader is the département's own system, outside this house.
    package var readers: [String] {
        switch self {
        case .campaigns: Self.services.filter { $0 != writer }
        case .requests: ["validation", "scheduling", "approval", "notifications"]
        case .directory: ["approval", "notifications"]
        case .decisions: ["intake", "scheduling", "approval", "notifications"]
        case .sessions: ["intake", "validation", "approval", "notifications"]
        case .schedulingJobs: ["scheduling"]
        case .contracts: ["intake", "scheduling", "notifications"]
        case .rosters: ["notifications"]
        case .feed, .feedPeople: []
        case .letters: ["intake", "validation", "approval"]
        }
    }

    /// Who reads it, those outside the house too.
    package var allReaders: [String] { isPerDepartement ? ["departement"] : readers }

    /// What a record's key is.
    package var key: String {
        switch self {
        case .campaigns: "campaign"
        case .requests, .decisions, .sessions, .contracts, .rosters, .letters: "request"
        case .directory: "function"
        case .schedulingJobs: "job piece"
        case .feed: "campaign:département"
        case .feedPeople: "person"
        }
    }

    /// Whether names and mails stand on it. Free text and functions do on others too, and are masked field by field.
    package var isPersonal: Bool { self == .directory || self == .rosters || self == .feed || self == .feedPeople }

    package var retention: String {
        switch self {
        case .directory, .rosters: "until the campaign closes; records up to an erasure are deleted"
        case .feedPeople: "the newest record of a person, until erased"
        case .schedulingJobs: "until the campaign closes; of no use once the job has ended"
        default: "until the campaign closes"
        }
    }

    /// As `alp topics apply` creates it, under that name.
    package func definition(named name: String) -> TopicDefinition {
        // A feed is one chain, so one partition; order doesn't matter on feed-people, and it alone is compacted.
        let partitions = isPerDepartement ? 1 : 24
        return TopicDefinition(
            name: name, partitions: partitions, embeddedPartitions: min(partitions, 6), key: key, writer: writer,
            readers: readers, cleanup: self == .feedPeople ? .compact : .delete, personal: isPersonal,
            skippable: !isPerDepartement, retention: retention)
    }
}

extension TopicCatalogue {
    /// The product's own catalogue, with the feed's topics of those départements.
    package static func product(departements: [Departement]) throws(TopicCatalogueError) -> TopicCatalogue {
        let topics = ProductTopic.allCases.flatMap { topic in
            topic.isPerDepartement
                ? departements.map { topic.definition(named: topic.name(for: $0)) }
                : [topic.definition(named: topic.rawValue)]
        }
        return try TopicCatalogue(topics: topics, file: "product")
    }

    package static func product(_ campaign: Campaign) throws(TopicCatalogueError) -> TopicCatalogue {
        try product(departements: campaign.departements.map(\.code))
    }

    /// Reads what a flag or variable names: `product:01,42,69` is the product's own catalogue with the feeds of these
    /// départements, `product` the same without feeds, and everything else a file (one called product: `./product`).
    /// Blocks on the disk for a file.
    package init(named text: String) throws(TopicCatalogueError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.first == "product" else {
            try self.init(contentsOf: URL(fileURLWithPath: text))
            return
        }
        var departements: [Departement] = []
        for code in parts.count < 2 ? [] : parts[1].split(separator: ",", omittingEmptySubsequences: false) {
            do throws(ValueError) {
                departements.append(try Departement(String(code)))
            } catch {
                throw TopicCatalogueError(
                    file: text, reason: "\(String(code).debugDescription) is no département; write product:01,42,69")
            }
        }
        self = try .product(departements: departements)
    }
}
