import Foundation
import Messages
import Schemas
import Testing

/// The gate on made-up histories: each kind of break, and each addition that is free.
@Suite(.timeLimit(.minutes(1)))
struct CompatibilityGateTests {
    /// A made-up message of version 1.
    private static let published = """
        {"title": "PlaceTaken", "x-topic": "alp.places.v1", "x-key": "request", "x-writer": "intake",
         "x-readers": ["validation", "scheduling"], "type": "object", "description": "before",
         "required": ["seats", "room", "who", "mood", "kind", "notes", "deep"],
         "properties": {
            "seats": {"type": "integer", "minimum": 1, "maximum": 30},
            "room": {"type": "string", "pattern": "^(red|blue(ish|))$"},
            "who": {"type": "string", "x-personal": true},
            "mood": {"type": "string", "x-open": true, "x-known": ["good", "bad"]},
            "kind": {"enum": ["half", "full"]},
            "role": {"type": "string", "pattern": "^(head|ien)$", "x-open": true},
            "notes": {"type": "array", "items": {"type": "string"}},
            "deep": {"$ref": "#/$defs/Deep"}},
         "$defs": {"Deep": {"type": "object", "required": ["at"], "properties": {
            "at": {"type": "string", "pattern": "^[0-9]{4}$"}, "self": {"$ref": "#/$defs/Deep"}}}}}
        """

    private func breaks(_ changes: [(String, String)]) throws -> [SchemaBreak] {
        var today = Self.published
        for (old, new) in changes {
            #expect(today.contains(old), "nothing to change: \(old)")
            today = today.replacing(old, with: new)
        }
        return CompatibilityGate.breaks(
            current: ["place.taken.v1": try tree(today), "place.left.v1": try tree(today)],
            published: [.init(name: "v1.0.0", schemas: ["place.taken.v1": try tree(Self.published)])])
    }

    @Test(arguments: [
        (#""type": "object", "description": "before""#, #""type": "object", "description": "after""#),
        (#""seats": {"#, #""colour": {"type": "string"}, "seats": {"#),
        (#"["good", "bad"]"#, #"["good", "bad", "odd"]"#),
        ("^(head|ien)$", "^(head|pole:(a|b)|ien)$"),
        (#""at": {"#, ##""more": {"$ref": "#/$defs/Deep"}, "at": {"##),
        (#""who": {"type": "string", "x-personal": true}"#, #""who": {"x-personal": true, "type": "string"}"#),
        (#"["validation", "scheduling"]"#, #"["validation", "scheduling", "approval"]"#),
        (#""notes": {"type": "array""#, #""notes": {"x-personal": true, "type": "array""#),
    ])
    func `an addition is free`(old: String, new: String) throws {
        #expect(try breaks([(old, new)]) == [])
    }

    @Test(arguments: [
        (#""seats": {"type": "integer", "minimum": 1, "maximum": 30},"#, "", SchemaBreak.Kind.removed, "seats"),
        (#""notes": {"type": "array""#, #""remarks": {"type": "array""#, .renamed, "notes"),
        (#""required": ["seats""#, #""required": ["role", "seats""#, .newlyRequired, "role"),
        (
            #""at": {"#, #""by": {"type": "boolean"}, "at": {"#, .newlyRequired, "deep.by"
        ),
        (#""required": ["seats", "#, #""required": ["#, .newlyOptional, "seats"),
        (
            #""notes": {"type": "array", "items": {"type": "string"}}"#, #""notes": {"type": "string"}"#, .otherKind,
            "notes"
        ),
        (#""items": {"type": "string"}"#, #""items": {"type": "integer"}"#, .otherKind, "notes[]"),
        (#""minimum": 1"#, #""minimum": 2"#, .narrowed, "seats"),
        (#""maximum": 30"#, #""maximum": 20"#, .narrowed, "seats"),
        (#""maximum": 30"#, #""maximum": 40"#, .widened, "seats"),
        (#""maximum": 30"#, #""multipleOf": 1"#, .widened, "seats"),
        ("^[0-9]{4}$", "^[0-9]{5}$", .narrowed, "deep.at"),
        ("^(head|ien)$", "^(head)$", .narrowed, "role"),
        ("blue(ish|))$", "blue(ish|)|green)$", .widened, "room"),
        (#", "pattern": "^[0-9]{4}$""#, "", .widened, "deep.at"),
        (#"["half", "full"]"#, #"["half"]"#, .narrowed, "kind"),
        (#"["half", "full"]"#, #"["half", "full", "none"]"#, .widened, "kind"),
        (#"["good", "bad"]"#, #"["good"]"#, .narrowed, "mood"),
        (#""pattern": "^(head|ien)$", "x-open": true"#, #""pattern": "^(head|ien)$""#, .otherOpenness, "role"),
        (#""who": {"type": "string", "x-personal": true}"#, #""who": {"type": "string"}"#, .unmasked, "who"),
        ("alp.places.v1", "alp.rooms.v1", .typeMoved, ""),
        (#""x-key": "request""#, #""x-key": "room""#, .typeMoved, ""),
    ])
    func `each kind of break is found, at its field`(
        old: String, new: String, kind: SchemaBreak.Kind, field: String
    ) throws {
        var changes = [(old, new)]
        if field == "deep.by" { changes.append((#""required": ["at"]"#, #""required": ["at", "by"]"#)) }
        let found = try breaks(changes)
        #expect(found.count == 1)
        #expect(found.first?.kind == kind)
        #expect(found.first?.field == field)
        #expect(found.first?.readers == ["validation", "scheduling"])
    }

    @Test func `every version ever published is compared, and a type that is gone is told of`() throws {
        let first = try tree(Self.published)
        let second = try tree(
            Self.published.replacing(#""seats": {"#, with: #""colour": {"type": "string"}, "seats": {"#))
        let history = [
            CompatibilityGate.Version(name: "v1.0.0", schemas: ["place.taken.v1": first]),
            CompatibilityGate.Version(name: "v1.1.0", schemas: ["place.taken.v1": second, "place.left.v1": first]),
        ]
        // Added in 1.1.0 and taken away again: free against 1.0.0, a break against 1.1.0.
        let found = CompatibilityGate.breaks(current: ["place.taken.v1": first], published: history)
        #expect(found.map(\.version) == ["v1.1.0", "v1.1.0"])
        #expect(found.map(\.kind) == [.typeRemoved, .removed])
        #expect(
            found.map(\.description) == [
                "alp.places.v1, place.left.v1: it is gone since v1.1.0. "
                    + "What v1.1.0 wrote would make its key wait at validation, scheduling.",
                "alp.places.v1, place.taken.v1, field colour: it is gone since v1.1.0. A program of v1.1.0 at validation, "
                    + "scheduling can't read what is written now, and today's don't see what was written.",
            ])
    }

    @Test func `published folders are read in the order of their versions, and a stray one stops the gate`() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("gate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        #expect(try CompatibilityGate.published(root: root).isEmpty)
        let folder = root.appendingPathComponent("docs/generated/published")
        for version in ["v1.10.0", "v1.9.0"] {
            let place = folder.appendingPathComponent(version)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try Data(Self.published.utf8).write(to: place.appendingPathComponent("place.taken.v1.json"))
        }
        let versions = try CompatibilityGate.published(root: root)
        #expect(versions.map(\.name) == ["v1.9.0", "v1.10.0"])
        #expect(versions.allSatisfy { $0.schemas.keys.sorted() == ["place.taken.v1"] })
        try Data("{".utf8).write(to: folder.appendingPathComponent("v1.9.0/place.left.v1.json"))
        #expect(throws: PublishedVersionFailure.self) { try CompatibilityGate.published(root: root) }
        try FileManager.default.removeItem(at: folder.appendingPathComponent("v1.9.0/place.left.v1.json"))
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("next"), withIntermediateDirectories: true)
        #expect(throws: PublishedVersionFailure.self) { try CompatibilityGate.published(root: root) }
    }

    @Test func `today's messages break nothing that was ever published`() throws {
        let current = try MessageSchema.current()
        #expect(current.count == ProductTopic.allCases.flatMap(ProductMessages.messages(of:)).count)
        let published = try CompatibilityGate.published(root: Golden.root)
        let found = CompatibilityGate.breaks(current: current, published: published)
        #expect(found.isEmpty, "\(found.map(\.description).joined(separator: "\n"))")
        // And against themselves, so that the gate is known to read what this house writes.
        #expect(
            CompatibilityGate.breaks(current: current, published: [.init(name: "v0.0.0", schemas: current)]).isEmpty)
    }

    /// Where git's tags are at hand; an unpacked archive has none, and there the folders alone count.
    @Test func `each tagged version from v1.0.0 on has its folder of published schemas`() throws {
        let git = Process()
        let output = Pipe()
        git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        git.arguments = ["git", "-C", Golden.root.path, "tag", "--list", "v[1-9]*.[0-9]*.[0-9]*"]
        git.standardOutput = output
        git.standardError = FileHandle.nullDevice
        try git.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        git.waitUntilExit()
        let tags = text.split(separator: "\n").map(String.init).filter { !$0.contains("-") }
        let published = try CompatibilityGate.published(root: Golden.root).map(\.name)
        #expect(
            Set(tags).isSubset(of: published),
            "docs/messages.md, Publishing a version, says how a tag's schemas come to docs/generated/published")
    }
}
