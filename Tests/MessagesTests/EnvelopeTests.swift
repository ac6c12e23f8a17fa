import Messages
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct EnvelopeTests {
    private static let envelope = Envelope(
        topic: "t.v1", key: "k/é", sequence: 12, type: "x.made.v1", source: "urn:alp:test:s", subject: "subject",
        time: Instant(milliseconds: 1_600_000_000_007), traceparent: "00-ab-cd-01", correlation: "request",
        cause: .command(idempotencyKey: "a:b/c"), extra: [.init(name: "seal", value: "zz")])

    private static var headers: [(name: String, value: [UInt8]?)] {
        envelope.headers.map { ($0.name, Array($0.value.utf8)) }
    }

    private func foreign(
        _ headers: [(name: String, value: [UInt8]?)] = Self.headers, key: [UInt8]? = Array("k/é".utf8)
    ) -> Envelope.Foreign? {
        do throws(Envelope.Foreign) {
            _ = try Envelope(topic: "t.v1", key: key, headers: headers)
            return nil
        } catch {
            return error
        }
    }

    private func replacing(_ name: String, _ value: [UInt8]?) -> [(name: String, value: [UInt8]?)] {
        Self.headers.map { $0.name == name ? (name, value) : $0 }
    }

    @Test func `an envelope comes back from its headers as it was`() throws {
        #expect(try Envelope(topic: "t.v1", key: Array("k/é".utf8), headers: Self.headers) == Self.envelope)
    }

    @Test func `headers keep one order, so that a record published again is the same to the byte`() {
        #expect(
            Self.envelope.headers.map(\.name) == [
                "ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_sequence", "ce_cause",
                "content-type", "ce_correlationid", "traceparent", "seal",
            ])
        #expect(Self.envelope.id == "t.v1/k/é/12")
    }

    @Test func `what need not be there may be missing`() throws {
        let fewer = Self.headers.filter { !["ce_correlationid", "traceparent", "seal"].contains($0.name) }
        let envelope = try Envelope(topic: "t.v1", key: Array("k/é".utf8), headers: fewer)
        #expect(envelope.correlation == nil)
        #expect(envelope.traceparent == nil)
        #expect(envelope.extra == [])
    }

    static let required = [
        "ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_sequence", "ce_cause",
        "content-type",
    ]

    @Test(arguments: required)
    func `a missing or null header makes the record foreign, and is named`(name: String) {
        #expect(foreign(Self.headers.filter { $0.name != name })?.header == name)
        #expect(foreign(replacing(name, nil))?.description == "\(name) is missing")
    }

    /// `ce_id` follows from the others and is compared by bytes: any other content is named as such.
    @Test func `an identifier that is not topic, key and sequence is foreign`() {
        for bytes: [UInt8] in [[0xC3], [65, 0], Array("x/y/1".utf8)] {
            #expect(foreign(replacing("ce_id", bytes))?.description == "ce_id is not topic/key/sequence")
        }
    }

    @Test(arguments: required.filter { $0 != "ce_id" } + ["ce_correlationid", "traceparent"])
    func `a header that is not UTF-8 or holds NUL makes the record foreign, and is named`(name: String) {
        #expect(foreign(replacing(name, [0xC3]))?.description == "\(name) is not UTF-8")
        #expect(foreign(replacing(name, [65, 0]))?.description == "\(name) holds NUL")
    }

    @Test(arguments: ["0", "-1", "abc", "", " 1", "1.0", "9223372036854775808", "½", "+12", "012", "-0", "00", "٥"])
    func `a sequence that is not a whole number from 1 up is foreign`(text: String) {
        #expect(foreign(replacing("ce_sequence", Array(text.utf8)))?.header == "ce_sequence")
    }

    @Test(arguments: [
        ("ce_specversion", "0.3"), ("ce_time", "yesterday"), ("ce_time", "2020-02-30T00:00:00Z"),
        ("ce_cause", "whatever"), ("ce_cause", "record:t/k"), ("ce_id", "t.v1/k/é/13"),
        ("ce_sequence", "13"),
    ])
    func `a header that isn't what we write is foreign`(name: String, value: String) {
        let found = foreign(replacing(name, Array(value.utf8)))?.header
        // A sequence that another was put in for shows in the identifier.
        #expect(found == (name == "ce_sequence" ? "ce_id" : name))
    }

    @Test func `a key that is missing, empty, not UTF-8 or holds NUL is foreign`() {
        for key in [nil, [], [0xFF], [65, 0]] as [[UInt8]?] { #expect(foreign(key: key)?.header == "key") }
    }

    @Test func `of a doubled header the last one counts`() {
        #expect(foreign([("ce_type", [0xFF])] + Self.headers) == nil)
        #expect(foreign(Self.headers + [("ce_type", [0xFF])])?.header == "ce_type")
    }
}

@Suite(.timeLimit(.minutes(1)))
struct CauseTests {
    @Test(arguments: [
        Cause.record(topic: "t.v1", key: "k", sequence: 1), .record(topic: "t.v1", key: "a/b/3", sequence: 4),
        .record(topic: "t.v1", key: "/", sequence: 4), .record(topic: "t.v1", key: "a:b", sequence: 4),
        .command(idempotencyKey: "a:b/c"), .command(idempotencyKey: ""),
        .timer(subject: "s", kind: "lapse", ordinal: 1), .timer(subject: "a/b/7", kind: "lapse", ordinal: -2),
        .timer(subject: "", kind: "k", ordinal: 0), .outside,
        .other("migration:2027/3"),
    ])
    func `a cause comes back from its text, slashes and colons in it too`(cause: Cause) {
        #expect(Cause(text: cause.text) == cause)
    }

    @Test(arguments: [
        "", "x", "outside:", "record:", "record:t/k", "record:t/1", "record:t/k/x", "timer:k/1", "timer:k/x/s",
        ":1", "Other:1", "record:t/k/+1", "record:t/k/01", "record:t/k/", "timer:k/+1/s", "timer:k/-01/s",
        "timer:k/-0/s", "timer:k/-/s",
    ])
    func `what no cause is written as is none`(text: String) {
        #expect(Cause(text: text) == nil)
    }
}
