import Messages
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct ProductCatalogueTests {
    private func catalogue() throws -> TopicCatalogue { try TopicCatalogue(named: "product:01,42,69") }

    @Test func `the product's catalogue has nine topics, and two for each département`() throws {
        #expect(
            try catalogue().topics.map(\.name) == [
                "alp.campaigns.v1", "alp.requests.v1", "alp.directory.v1", "alp.decisions.v1", "alp.sessions.v1",
                "alp.scheduling.jobs.v1", "alp.contracts.v1", "alp.rosters.v1", "alp.feed.v1.01", "alp.feed.v1.42",
                "alp.feed.v1.69", "alp.feed-people.v1.01", "alp.feed-people.v1.42", "alp.feed-people.v1.69",
                "alp.letters.v1",
            ])
        #expect(try TopicCatalogue(named: "product").topics.count == 9)
    }

    @Test func `a feed is one partition that nobody skips on; only feed-people is compacted; all else has 24 and 6`()
        throws
    {
        for topic in try catalogue().topics {
            let isFeed = topic.name.contains(".feed")
            #expect(topic.partitions == (isFeed ? 1 : 24) && topic.embeddedPartitions == (isFeed ? 1 : 6))
            #expect(topic.skippable == !isFeed)
            #expect(topic.cleanup == (topic.name.contains(".feed-people.") ? .compact : .delete))
            #expect(!topic.retention.isEmpty)
        }
        let personal = try catalogue().topics.filter(\.personal).map(\.name)
        #expect(personal.count == 8)
        #expect(personal.contains("alp.directory.v1") && personal.contains("alp.rosters.v1"))
    }

    @Test func `each topic has one writer of the five, which never reads it but for its own jobs`() throws {
        for topic in try catalogue().topics {
            #expect(ProductTopic.services.contains(topic.writer))
            #expect(topic.readers.allSatisfy(ProductTopic.services.contains))
            #expect(topic.readers.contains(topic.writer) == (topic.name == "alp.scheduling.jobs.v1"))
        }
        #expect(try catalogue().read(by: "notifications").count == 7)
        #expect(try catalogue().written(by: "approval").count == 8)
    }

    @Test func `a topic is known by its name, feeds by their département`() throws {
        #expect(ProductTopic(name: "alp.requests.v1") == .requests)
        #expect(ProductTopic(name: "alp.feed.v1.2A") == .feed)
        #expect(ProductTopic(name: "alp.feed-people.v1.974") == .feedPeople)
        for name in ["alp.feed.v1", "alp.feed.v1.", "alp.feed.v1.xx", "alp.requests.v1.69", "alp.requests.v2", ""] {
            #expect(ProductTopic(name: name) == nil, "\(name)")
        }
        for topic in ProductTopic.allCases {
            #expect(ProductTopic(name: topic.name(for: try Departement("69"))) == topic)
        }
    }

    @Test(arguments: [
        ("product:", #"product:: "" is no département; write product:01,42,69"#),
        ("product:1", #"product:1: "1" is no département; write product:01,42,69"#),
        (
            "product:69,69",
            #"product: topic alp.feed.v1.69: field name "alp.feed.v1.69": it stands twice; remove or rename one"#
        ),
        ("products", "products: cannot be read: name a file that exists and is readable"),
    ])
    func `a name that is neither the product's nor a file's says so`(name: String, line: String) {
        #expect(throws: TopicCatalogueError.self) { try TopicCatalogue(named: name) }
        do throws(TopicCatalogueError) {
            _ = try TopicCatalogue(named: name)
        } catch {
            #expect(error.description == line)
        }
    }

    @Test func `every topic has messages, and every message of the product stands on one`() {
        #expect(ProductTopic.allCases.allSatisfy { !ProductMessages.messages(of: $0).isEmpty })
        #expect(ProductMessages.message(type: "request.submitted.v1")?.topic == .requests)
        #expect(ProductMessages.message(type: "request.submitted.v2") == nil)
    }
}
