import Messages
import Schemas
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct MaskingTests {
    private let mask = MessageMask()

    private func masked(_ golden: String) throws -> String {
        let golden = try Golden.of(golden)
        let type = try #require(golden.type)
        return try #require(mask.masked(golden.value, type: type.type, topic: golden.topic))
    }

    @Test func `a holder's name and mail are hidden, the person's identifier and the dates are not`() throws {
        #expect(
            try masked("FunctionHeld.v1") == #"{"actor":{"function":"dfie","person":"p-d001","role":"dfie"},"#
                + #""from":"2020-09-01","function":"head:•••","mail":"•••","name":"•••","person":"p-8b10","#
                + #""until":"2021-08-31"}"#)
    }

    @Test func `what pilots wrote is hidden wherever it stands in the form`() throws {
        let shown = try masked("RequestSubmitted.v1")
        for written in ["Vaise", "progression", "Lire", "Association", "0690001"] {
            #expect(!shown.replacing("\"0690001", with: "").contains(written), "\(written)")
        }
        #expect(shown.contains(#""hours":12"#))
        #expect(shown.contains(#""origin":"newTheme""#))
        #expect(shown.contains(#""function":"ien:•••""#))
        #expect(shown.contains(#""host":"\#(try uai(690001))""#))
        let breach = try masked("RequestReturned.v1")
        #expect(breach.contains(#""rule":"H1""#) && breach.contains(#""message":"•••""#))
        #expect(!breach.contains("tiennent en un mot") && !breach.contains("Merci"))
    }

    @Test(arguments: Golden.all)
    func `no name, mail or sentence of a golden file is ever shown`(golden: Golden) throws {
        let shown = try masked(golden.name)
        for written in [
            "Inventé", "Exemple", "Modèle", "Fictif", "Imaginaire", "Formatrice", "Supposition", "@example.org",
            "head:0", "ien:69", "ia-ipr:0", "Congé", "Axe 2", "grille",
        ] where golden.topic != .campaigns {
            #expect(!shown.contains(written), "\(written) in \(shown)")
        }
    }

    @Test func `a field, choice or form that this version doesn't know is hidden`() throws {
        let value = """
            {"letter":"L-1","attempt":{"name":"Dupont"},"why":"Dupont moved","isFinal":false,"who":"Dupont",
             "more":{"name":"Dupont"}}
            """
        #expect(
            mask.masked(Array(value.utf8), type: "letter.failed.v1", topic: .letters)
                == #"{"attempt":"•••","isFinal":false,"letter":"L-1","more":"•••","who":"•••","why":"•••"}"#)
        let name = Array(#"{"letter":"Mme Dupont","attempt":1}"#.utf8)
        #expect(
            mask.masked(name, type: "letter.failed.v1", topic: .letters) == #"{"attempt":1,"letter":"•••"}"#)
    }

    @Test func `an unknown type, a type of another topic and what isn't JSON are hidden whole`() throws {
        let value = Array("{}".utf8)
        #expect(mask.masked(value, type: "letter.lost.v1", topic: .letters) == nil)
        #expect(mask.masked(value, type: "letter.sent.v1", topic: .requests) == nil)
        #expect(mask.masked(Array("Dupont".utf8), type: "letter.sent.v1", topic: .letters) == nil)
        #expect(mask.masked(value, type: "letter.sent.v1", topic: .letters) == "{}")
    }

    @Test func `a key that is a function keeps its role alone`() throws {
        #expect(MessageMask.masked(key: "head:\(try uai(690001))", topic: .directory) == "head:•••")
        #expect(MessageMask.masked(key: "ia-dasen:69", topic: .directory) == "ia-dasen:•••")
        #expect(MessageMask.masked(key: "service:69", topic: .directory) == "service:69")
        #expect(MessageMask.masked(key: "Dupont", topic: .directory) == "•••")
        #expect(MessageMask.masked(key: "ALP-69-0042", topic: .requests) == "ALP-69-0042")
    }

    @Test func `a personal value prints nothing of itself`() throws {
        let value = Personal(try PersonName("Camille Exemple"))
        var dumped = ""
        dump(value, to: &dumped)
        #expect(["\(value)", String(reflecting: value), "\([value])", dumped].allSatisfy { !$0.contains("Camille") })
        #expect(String(decoding: try MessageJSON.encode([value]), as: UTF8.self) == #"["Camille Exemple"]"#)
    }

    private func uai(_ number: Int) throws -> String {
        "0\(number)" + String(Array("ABCDEFGHJKLMNPRSTUVWXYZ")[number % 23])
    }
}
