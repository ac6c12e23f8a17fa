import RequestFiles
import Testing
import Vocabulary

/// Every kind of bad input that a line of JSON Lines can hold.
@Suite(.timeLimit(.minutes(1)))
struct BadLineTests {
    /// The faults of the sample's line after a replacement.
    private func faults(_ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation) throws
        -> [String]
    {
        let line = RequestWriter.jsonLine(try Sample.full())
        #expect(line.contains(old), "\(old) isn't there", sourceLocation: sourceLocation)
        let read = try lines(.jsonl, line.replacing(old, with: new, maxReplacements: 1).utf8)
        #expect(read.count == 1, sourceLocation: sourceLocation)
        return read.first?.faults ?? []
    }

    @Test func `0 teachers are read, 5,000 are a slip`() throws {
        #expect(try faults(#""firstDegree":10"#, #""firstDegree":0"#).isEmpty)
        #expect(
            try faults(#""firstDegree":10"#, #""firstDegree":5000"#) == [
                "groups[0].teachers[0].firstDegree : « 5000 », un nombre, n'est pas admis : on attend un nombre entier de "
                    + "0 à 300"
            ])
    }

    @Test func `an invalid UAI names the letter that is expected`() throws {
        let faults = try faults(#""host":"0690001B""#, #""host":"0690001A""#)
        #expect(
            faults == [
                "groups[0].host : « 0690001A » n'est pas un UAI : on attend la lettre de contrôle B après 0690001."
            ])
    }

    @Test func `numbers as strings, and other types, are shown with what is expected`() throws {
        #expect(
            try faults(#""hours":6"#, #""hours":"6""#) == [
                "hours : « \"6\" », un texte, n'est pas admis : on attend un nombre entier de 0 à 99, sans guillemets"
            ])
        for number in ["6.0", "6e0", "-1", "1e99999", "99999999999999999999"] {
            #expect(try faults(#""hours":6"#, #""hours":\#(number)"#).count == 1)
        }
        #expect(try faults(#""agrees":true"#, #""agrees":"oui""#).first?.contains("on attend true ou false") == true)
        #expect(try faults(#""id":"G1""#, #""id":1"#).first?.contains("n'est pas un texte") == true)
        #expect(
            try faults(#""sessions":["fullDay","halfDay"]"#, #""sessions":{}"#).first?.contains("n'est pas une liste")
                == true)
        #expect(try faults(#""council":{"#, #""council":[],"x":{"#).count == 2)
        #expect(
            try faults(#""origin":"renewal""#, #""origin":null"#).first?.contains("la réponse est nécessaire") == true)
    }

    @Test func `an unknown word comes with the nearest`() throws {
        #expect(
            try faults(#""origin":"renewal""#, #""origin":"renewall""#) == [
                "origin : « renewall » est inconnu : on attend « renewal » ou « newTheme » ; peut-être « renewal »"
            ])
        #expect(
            try faults(#""orientations":["travail-personnel"]"#, #""orientations":["travail personnel"]"#)
                == [
                    "theme.orientations[0] : « travail personnel » n'est pas l'identifiant d'une orientation : on attend un id "
                        + "de rules.H2.orientations de la campagne (campaign.yaml, H2) : 1 à 64 lettres sans accent, chiffres, "
                        + "points ou tirets."
                ])
    }

    @Test func `an unknown key comes with the nearest, and a key twice is a fault`() throws {
        let unknown = try faults(#""territory""#, #""teritory""#)
        #expect(unknown == ["teritory : clé inconnue « teritory » ; peut-être « territory »"])
        let missing = try faults(#""scope""#, #""scoop""#)
        #expect(missing.contains("scope : clé manquante « scope »"))
        #expect(
            try faults(#""hours":6"#, #""hours":6,"hours":9"#) == [
                "hours : la clé « hours » est écrite deux fois ; gardez-en une"
            ])
        #expect(try faults(#"{"id":"ALP"#, #"{"foo":1,"id":"ALP"#).count == 1)
    }

    @Test func `answers of 20,000 characters are refused with their length`() throws {
        let long = String(repeating: "é", count: 20_000)
        let faults = try faults("Construire l'autonomie du CM1 à la 6e", long)
        #expect(faults.count == 1)
        #expect(faults.first?.contains("au plus 5000 caractères (il en a 20000)") == true)
        #expect((faults.first?.count ?? 0) < 300)
    }

    @Test func `empty answers, script, emoji and right-to-left text are read as they stand`() throws {
        for text in ["", " ", "<script>alert(1)</script>", "🎓🎓", "עברית \u{202E}abc", "un"] {
            #expect(try faults("Construire l'autonomie du CM1 à la 6e", text).isEmpty)
        }
    }

    @Test func `NUL is refused, raw and escaped`() throws {
        #expect(try faults("Construire", #"\u0000"#).first?.contains("U+0000") == true)
        #expect(try faults("Construire", "\0").first?.contains("caractère nul (NUL)") == true)
        #expect(try faults("Construire", "\u{1}").first?.contains("caractère de commande") == true)
        #expect(try faults(#""host":"0690001B""#, #""host":"0690001B\u0000""#).count == 1)
    }

    @Test func `half a surrogate pair and bytes that aren't UTF-8 are refused`() throws {
        #expect(try faults("Construire", #"\ud83c"#).first?.contains("moitié") == true)
        #expect(try faults("Construire", #"\ud83c\u0041"#).first?.contains("moitié") == true)
        #expect(try faults("Construire", #"\ud83c\udf93"#).isEmpty)
        var bytes = Array(RequestWriter.jsonLine(try Sample.request()).utf8)
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "C")))
        bytes[place] = 0xFF
        #expect(try lines(.jsonl, bytes).first?.faults.first?.contains("UTF-8") == true)
    }

    @Test func `dates: a year's typo, a day that doesn't exist, a range that ends before it begins`() throws {
        let received = "\"receivedAt\":\"2020-05-15T12:30:00.000Z\""
        for text in ["0202-05-15", "2020-02-30", "30/02/2020", "15/05/20", "mai 2020", "", "2020-13-01T00:00:00Z"] {
            #expect(try faults(received, "\"receivedAt\":\"\(text)\"").count == 1, "\(text)")
        }
        #expect(
            try faults(#""first":"2020-12-07","last":"2020-12-11""#, #""first":"2020-12-11","last":"2020-12-07""#)
                == [
                    "wishes.impossible[1] : « 2020-12-11/2020-12-07 » n'est pas une période : on attend une fin qui ne précède pas le début."
                ])
    }

    @Test func `a reception is an instant, or a date or time of Paris`() throws {
        for (text, instant) in [
            ("2020-05-15T14:30:00+02:00", "2020-05-15T12:30:00.000Z"), ("15/05/2020", "2020-05-14T22:00:00.000Z"),
            ("15/5/2020 14:30", "2020-05-15T12:30:00.000Z"), ("15/05/2020 à 14h30", "2020-05-15T12:30:00.000Z"),
            ("2020-05-15", "2020-05-14T22:00:00.000Z"), ("2020-01-15 9h", "2020-01-15T08:00:00.000Z"),
        ] {
            let line = RequestWriter.jsonLine(try Sample.request())
                .replacing("2020-05-15T12:30:00.000Z", with: text, maxReplacements: 1)
            #expect(try lines(.jsonl, line.utf8).first?.request?.receivedAt.rfc3339 == instant)
        }
    }

    @Test func `a number that stands twice is refused with the first's line`() throws {
        let one = RequestWriter.jsonLine(try Sample.request())
        let read = try lines(.jsonl, (one + "\n" + one + one.replacing("\"hours\":6", with: "\"hours\":\"x\"")).utf8)
        #expect(read.map(\.line) == [1, 3, 4])
        #expect(read[0].request != nil)
        #expect(
            read[1].faults == [
                "id : « ALP-69-0001 » est déjà le numéro de la demande de la ligne 1 : donnez-en un autre, ou ôtez l'une "
                    + "des deux"
            ])
        #expect(read[2].faults.count == 2)
    }

    @Test func `a truncated last line says so, and a whole one without a newline is read`() throws {
        let line = RequestWriter.jsonLine(try Sample.full())
        #expect(try lines(.jsonl, line.dropLast().utf8).first?.request != nil)
        for count in stride(from: 1, to: line.utf8.count - 2, by: 97) {
            let read = try lines(.jsonl, line.utf8.prefix(count))
            #expect(read.first?.faults.count == 1)
            #expect(read.first?.faults.first?.contains("JSON incorrect") == true)
        }
        let cut = try lines(.jsonl, line.utf8.prefix(400))
        #expect(cut.first?.faults.first?.contains("tronqué") == true)
    }

    @Test func `a line over a mebibyte is given up, and the next one is read`() throws {
        let long = #"{"id":""# + String(repeating: "a", count: 3 << 20) + "\"}\n"
        let read = try lines(.jsonl, (long + RequestWriter.jsonLine(try Sample.request())).utf8)
        #expect(read.map(\.line) == [1, 2])
        #expect(read[0].faults.first?.contains("1048576 octets") == true)
        #expect(read[1].request != nil)
    }

    @Test func `JSON deeper than 32 levels is refused`() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(try lines(.jsonl, deep.utf8).first?.faults.first?.contains("32 niveaux") == true)
        #expect(
            try faults(#""hours":6"#, #""hours":\#(String(repeating: "[", count: 40))"#).first?.contains("niveaux")
                == true)
    }

    @Test func `lists are bounded`() throws {
        let many = Array(repeating: "\"0690001B\"", count: 61).joined(separator: ",")
        let faults = try faults(#""establishments":["0690001B","0693723X"]"#, #""establishments":[\#(many)]"#)
        #expect(faults == ["groups[0].establishments : une liste de 61 : on attend une liste d'au plus 60"])
    }

    @Test func `a département stands once in a group's teachers`() throws {
        #expect(
            try faults(
                #"{"departement":"69","firstDegree":0,"secondDegree":6}"#,
                #"{"departement":"01","firstDegree":0,"secondDegree":6}"#)
                == [
                    "groups[1].teachers : le département « 01 » est écrit deux fois : on attend un objet par département"
                ])
    }

    @Test func `sixty thousand faults on a line are counted, in little time`() throws {
        let keys = (0..<60_000).map { "\"k\($0)\":1" }.joined(separator: ",")
        let faults = try lines(.jsonl, "{\(keys)}\n".utf8).first?.faults ?? []
        #expect(faults.count == 101)
        #expect(faults.last == " : et 59903 autres fautes sur cette ligne")
        let header = (0..<60_000).map { "colonne \($0)" }.joined(separator: ";")
        #expect(throws: UnreadableFile.self) { try lines(.csv, header.utf8) }
    }

    @Test func `every fault of a line at once`() throws {
        let line = RequestWriter.jsonLine(try Sample.full()).replacing("\"hours\":6", with: "\"hours\":true")
            .replacing("0010035H", with: "0010035X").replacing("\"scope\":\"several\"", with: "\"scope\":\"many\"")
        #expect(try lines(.jsonl, line.utf8).first?.faults.count == 4)
    }

    @Test func `a line that isn't an object, blank lines and a byte order mark`() throws {
        let one = RequestWriter.jsonLine(try Sample.request())
        let read = try lines(
            .jsonl, ("\u{FEFF}" + one.dropLast() + "\r\n\n  \t\n[1]\n12\n\"x\"\nnull\n{}\n{} {}\n").utf8)
        #expect(read.map(\.line) == [1, 4, 5, 6, 7, 8, 9])
        #expect(read.map { $0.request != nil } == [true, false, false, false, false, false, false])
        #expect(read[5].faults.count == 3)
    }
}
