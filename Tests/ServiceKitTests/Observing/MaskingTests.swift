import Testing

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct MaskingTests {
    @Test func `a masked value shows itself to no way of printing`() {
        struct Holder { var person = Masked("Ana Martin") }
        let masked = Masked("Ana Martin")
        var dumped = ""
        dump(masked, to: &dumped)
        dump(Holder(), to: &dumped)
        for text in [
            "\(masked)", String(reflecting: masked), "\(Holder())", "\([masked])", "\(Optional(masked) as Any)", dumped,
        ] {
            #expect(!text.contains("Martin"))
            #expect(text.contains("•••"))
        }
        #expect(masked.revealed == "Ana Martin")
        #expect(masked == Masked("Ana Martin"))
    }

    @Test(arguments: [
        ("postgres://alp:hush@db/a", "postgres://alp:•••@db/a"),
        ("postgres://alp:hu@sh@db/a", "postgres://alp:•••@db/a"),
        ("postgres://alp@db/a", "postgres://alp@db/a"),
        ("a https://u:p@h, b http://h:80/x@y", "a https://u:•••@h, b http://h:80/x@y"),
        ("host=db password=hush user=a", "host=db password=••• user=a"),
        ("password='hu sh' user=a", "password=••• user=a"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer •••"),
        ("postgres://h/d?password=hush&x=1", "postgres://h/d?password=•••&x=1"),
        ("nothing to hide", "nothing to hide"), ("://", "://"), ("", ""),
    ])
    func `secrets inside of texts are found`(text: String, scrubbed: String) {
        #expect(Masking.scrub(text) == scrubbed)
    }

    @Test(arguments: ["key", "topic", "partition", "offset", "person", "reason", "error"])
    func `what the log lives on is not masked`(key: String) {
        #expect(!Masking.hides(key: key))
    }
}
