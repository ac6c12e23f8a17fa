/// Every message of the product, by topic: the table of contents of this module.
package enum ProductMessages {
    package static let topics: [any TopicMessage.Type] = [
        CampaignMessage.self, RequestMessage.self, DirectoryMessage.self, DecisionMessage.self, SessionMessage.self,
        SchedulingJobMessage.self, ContractMessage.self, RosterMessage.self, FeedMessage.self, FeedPeopleMessage.self,
        LetterMessage.self,
    ]

    /// The types of a topic, in the order in which its enum lists them.
    package static func messages(of topic: ProductTopic) -> [any Message.Type] {
        topics.filter { $0.topic == topic }.flatMap { $0.messages }
    }

    /// The type of that name and its topic; nil where this version doesn't know it.
    package static func message(type: String) -> (topic: ProductTopic, message: any Message.Type)? {
        for topic in ProductTopic.allCases {
            if let message = messages(of: topic).first(where: { $0.type == type }) { return (topic, message) }
        }
        return nil
    }
}

extension TopicMessage {
    package static var messages: [any Message.Type] { members.map(\.message) }
}
