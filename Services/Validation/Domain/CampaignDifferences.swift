package import Messages
package import Vocabulary

/// What a revision of a campaign changes, value by value.
package struct CampaignDifference: Codable, Hashable, Sendable {
    /// In the campaign's JSON: `rules.P2.most.value`.
    package var path: String
    /// nil: it wasn't there.
    package var before: JSONTree?
    /// nil: it is gone.
    package var after: JSONTree?

    package init(path: String, before: JSONTree?, after: JSONTree?) {
        self.path = path
        self.before = before
        self.after = after
    }

    /// In the order of the paths. Lists are compared place by place.
    package static func between(_ before: Campaign?, _ after: Campaign) throws -> [CampaignDifference] {
        var differences: [CampaignDifference] = []
        compare(try before.map(tree), try tree(after), at: "", into: &differences)
        return differences
    }

    private static func tree(_ campaign: Campaign) throws -> JSONTree {
        try MessageJSON.decode(JSONTree.self, from: try MessageJSON.encode(campaign))
    }

    private static func compare(
        _ before: JSONTree?, _ after: JSONTree?, at path: String, into differences: inout [CampaignDifference]
    ) {
        guard before != after else { return }
        if let olds = before?.members ?? (after?.members != nil && before == nil ? [:] : nil),
            let news = after?.members ?? (before?.members != nil && after == nil ? [:] : nil)
        {
            for name in Set(olds.keys).union(news.keys).sorted() {
                compare(olds[name], news[name], at: path.isEmpty ? name : "\(path).\(name)", into: &differences)
            }
        } else if let olds = before?.list, let news = after?.list {
            for index in 0..<max(olds.count, news.count) {
                compare(
                    index < olds.count ? olds[index] : nil, index < news.count ? news[index] : nil,
                    at: "\(path)[\(index)]", into: &differences)
            }
        } else {
            differences.append(CampaignDifference(path: path, before: before, after: after))
        }
    }
}
