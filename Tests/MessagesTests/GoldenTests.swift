import Messages
import Schemas
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct GoldenTests {
    @Test(arguments: Golden.all)
    func `a golden file is read, written again, and every field of it is there`(golden: Golden) throws {
        let type = try #require(golden.type, "no message of this name")
        let again = try MessageJSON.encode(try MessageJSON.decode(type, from: golden.value))
        let (old, new) = try (tree(golden.value), tree(again))
        #expect(missing(old, in: new) == nil)
        // Of the version that stands, the golden file shows every field that there is.
        #expect(missing(new, in: old) == nil)
    }

    @Test func `every message has a golden file, and shows each of its fields in it`() throws {
        for schema in try MessageSchema.all() {
            let version = schema.type.type.split(separator: ".").last ?? ""
            let golden = try #require(
                Golden.all.first { $0.topic == schema.topic && $0.name == "\(schema.type).\(version)" },
                "\(schema.type.type) has no golden file")
            let members = try #require(try tree(golden.value).members)
            #expect(Set(members.keys) == Set(schema.fields.map(\.name)), "\(golden.name)")
        }
    }

    @Test func `what a schema lets be absent may be, and nothing else`() throws {
        for schema in try MessageSchema.all() {
            let golden = try #require(Golden.all.first { $0.topic == schema.topic && $0.type == schema.type })
            let members = try #require(try tree(golden.value).members)
            for field in schema.fields {
                var fewer = members
                fewer[field.name] = nil
                let value = try MessageJSON.encode(JSONTree.object(fewer))
                let isRead = (try? MessageJSON.decode(schema.type, from: value)) != nil
                #expect(isRead == !field.isRequired, "\(schema.type).\(field.name)")
            }
        }
    }

    /// On an outdated revision a decision is void, so nobody may have to guess which one it was made on.
    @Test func `what a person did about a request names the revisions that they saw, itself or in each of its parts`()
        throws
    {
        for schema in try MessageSchema.all() where schema.topic.key == "request" {
            // An erasure is no decision about the request: it holds whatever the revision.
            guard schema.fields.contains(where: { $0.name == "actor" }), schema.type != RosterPersonErased.self
            else { continue }
            #expect(
                schema.shape.names("campaignRevision") && schema.shape.names("requestRevision"),
                "\(schema.type.type)")
        }
    }

    @Test func `no golden file names a person outside example.org`() throws {
        for golden in Golden.all {
            let text = String(decoding: golden.value, as: UTF8.self)
            #expect(text.split(separator: "@").dropFirst().allSatisfy { $0.hasPrefix("example.org") }, "\(golden.name)")
        }
    }

    @Test func `a topic's enum reads each of its types, and writes what it read`() throws {
        for golden in Golden.all {
            let topic = try #require(ProductMessages.topics.first { $0.topic == golden.topic })
            let type = try #require(golden.type)
            func read<T: TopicMessage>(_ topic: T.Type) throws {
                let message = try T(type: type.type, value: golden.value)
                #expect(message.type == type.type)
                #expect(try T(type: type.type, value: message.value()) == message)
            }
            try read(topic)
        }
    }

    @Test func `names of types are unique, and each names its version`() {
        let types = ProductTopic.allCases.flatMap(ProductMessages.messages(of:)).map { $0.type }
        #expect(Set(types).count == types.count)
        #expect(types.allSatisfy { $0.wholeMatch(of: #/[a-z]+\.[a-zA-Z]+\.v[1-9]/#) != nil })
    }
}

func tree(_ bytes: [UInt8]) throws -> JSONTree { try MessageJSON.decode(JSONTree.self, from: bytes) }
func tree(_ text: String) throws -> JSONTree { try tree(Array(text.utf8)) }

extension SchemaShape {
    /// Whether a required field of that name stands in it, or in each element of a required list in it.
    fileprivate func names(_ field: String) -> Bool {
        guard case .object(_, let fields) = plain else { return false }
        return fields.contains { found in
            guard found.isRequired else { return false }
            if case .list(let element) = found.shape.plain { return element.names(field) }
            return found.name == field
        }
    }
}
