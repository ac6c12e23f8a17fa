import CampaignFile
import Foundation
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct CampaignErrorTests {
    private func faults(_ text: some StringProtocol) -> [String] {
        if case .failure(let errors) = CampaignYAML.read(Array(text.utf8)) {
            errors.errors.map(\.description)
        } else {
            []
        }
    }

    /// The faults after replacements, and where the first replaced text stands.
    private func faults(_ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation) throws
        -> (faults: [String], line: Int)
    {
        let text = try sample("lyon-2020-2021")
        let range = try #require(text.firstRange(of: old), sourceLocation: sourceLocation)
        let line = text[..<range.lowerBound].count { $0 == "\n" } + 1
        return (faults(text.replacingCharacters(in: range, with: new)), line)
    }

    private func expect(
        _ old: String, _ new: String, _ key: String, _ message: String, linesOn: Int = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (faults, line) = try faults(old, new)
        #expect(faults == ["ligne \(line + linesOn), \(key) : \(message)"], sourceLocation: sourceLocation)
    }

    @Test func `an unknown key comes with the nearest, a missing one with its place`() throws {
        let (unknown, line) = try faults("warnBeyondKilometres", "warnBeyondKilometers")
        #expect(
            unknown == [
                "ligne \(line), rules.F4.warnBeyondKilometers : clé inconnue ; peut-être « warnBeyondKilometres »",
                "ligne \(line), rules.F4.warnBeyondKilometres : clé manquante ; ajoutez-la",
            ])
        #expect(try faults("academie:", "academia:").faults.count == 2)
        try expect(
            "zone: A\n", "zone: A\n  quite: different\n", "calendar.quite",
            "clé inconnue ; les clés ici sont zone, schoolHolidays, publicHolidays", linesOn: 1)
    }

    @Test func `a value that isn't one is shown with what is expected`() throws {
        try expect(
            "{value: 25, source: lecture}", "{value: vingt, source: lecture}", "rules.F4.warnBeyondKilometres.value",
            "« vingt » n'est pas un nombre admis ici : on attend un nombre entier de 1 à 500.")
        try expect(
            "{value: 2, source: lecture}\n\n  # T2", "{value: 2, source: moi}\n\n  # T2",
            "rules.T1.mostSessions.source",
            "« moi » n'est pas une source : on attend « cahier § » et le numéro de la partie, ou « lecture » pour ce que le "
                + "cahier ne dit pas.")
        try expect(
            "[mercredi matin]", "[mercredi soir]", "rules.T3.lastResort.value[0]",
            "« mercredi soir » n'est pas une demi-journée de la semaine : on attend un jour (mardi), ou un jour et matin ou "
                + "après-midi (mercredi matin).")
        try expect("zone: A", "zone: D", "calendar.zone", "« D » n'est pas une zone de vacances : on attend A, B ou C.")
        try expect(
            "concernsSpecialNeeds: non}", "concernsSpecialNeeds: peut-être}",
            "rules.H4.classes.value[0].concernsSpecialNeeds",
            "« peut-être » n'est pas une réponse : on attend oui ou non.")
        #expect(try faults("ratio: {value: 2", "ratio: {value: 0").faults.count == 1)
        #expect(try faults("schoolYear: 2020-2021", "schoolYear: 2020-2022").faults.count == 1)
        #expect(try faults("[lundi, mardi, jeudi]", "lundi").faults.count == 1)
        #expect(try faults("calendar:\n  zone: A", "calendar: rien\nx:\n  zone: A").faults.count == 2)
    }

    @Test func `a window that ends before it begins, and numbers that contradict each other`() throws {
        try expect(
            "{first: 2020-10-15, last: 2021-06-05}", "{first: 2021-06-05, last: 2020-10-15}", "rules.T2.window.value",
            "la fin, le 15 octobre 2020, précède le début, le 5 juin 2021 ; échangez-les ou corrigez-les")
        #expect(try faults("leastHours: {value: 6", "leastHours: {value: 18").faults.count > 0)
        #expect(
            try faults("leastHours: {value: 6", "leastHours: {value: 18").faults.contains {
                $0.contains("rules.T1.mostHours")
            })
        #expect(try faults("[6, 9, 12]", "[6, 9, 15]").faults.count == 1)
        #expect(try faults("[6, 9, 12]", "[6, 8, 12]").faults.first?.contains("demi-journées de 3 h") == true)
        #expect(try faults("[mercredi matin]", "[mardi matin]").faults.first?.contains("déjà ouvert") == true)
        #expect(try faults("mostTrainers: {value: 4", "mostTrainers: {value: 0").faults.count == 4)
        #expect(try faults("last: 2020-06-30", "last: 2050-06-30").faults.isEmpty)
        #expect(
            try faults("{first: 2020-05-01, last: 2020-05-31}", "{first: 2002-05-01, last: 2002-05-31}").faults.count
                == 1)
        #expect(try faults("closes: {value: 2021-08-31", "closes: {value: 2021-01-31").faults.count == 1)
    }

    @Test func `the plan's parameters and the hours of a day have to make sense`() throws {
        try expect(
            "to: \"12:00\"", "to: \"11:00\"", "dayHours.morning",
            "de 9 h à 11 h ne fait pas une demi-journée de 3 h (T1.halfDayHours)")
        try expect(
            "to: \"16:30\"", "to: \"25:30\"", "dayHours.afternoon.to",
            "« 25:30 » n'est pas une heure : on attend une heure du jour, écrite HH:MM (09:00).")
        #expect(
            try faults("to: \"16:30\"", "to: \"09:30\"").faults == [
                "dayHours.afternoon : la fin, 9 h 30, précède le début, 13 h 30 ; échangez-les ou corrigez-les"
            ])
        #expect(
            try faults("from: \"13:30\", to: \"16:30\"", "from: \"11:30\", to: \"14:30\"").faults.first?
                .contains("avant la fin du matin") == true)
        #expect(
            try faults("wishedLeastGapWeeks: {value: 3", "wishedLeastGapWeeks: {value: 9").faults.first?
                .contains("scheduling.wishedMostGapWeeks.value") == true)
        #expect(
            try faults("lateNotBefore: {value: 2021-01-04", "lateNotBefore: {value: 2021-07-04").faults.first?
                .contains("aucune demande tardive") == true)
        #expect(try faults("moveTold: 400", "moveTold: beaucoup").faults.count == 1)
        #expect(try faults("scheduling:\n", "schedulung:\n").faults.count == 2)
    }

    @Test func `départements, classes and orientations stand once, and there is at least one`() throws {
        #expect(
            try faults("code: \"42\"", "code: \"69\"").faults.first?.contains("le département 69 est écrit deux fois")
                == true)
        #expect(try faults("id: mathematiques", "id: maitrise-langue").faults.first?.contains("deux fois") == true)
        #expect(
            try faults("id: travail-personnel", "id: grande-difficulte").faults.first?.contains("deux fois") == true)
        let text = try sample("lyon-2020-2021")
        let start = try #require(text.firstRange(of: "departements:\n"))
        let end = try #require(text.firstRange(of: "\n# Version"))
        let none = text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "departements: []\n")
        #expect(faults(none).count == 1)
        #expect(faults(none).first?.contains("au moins une valeur") == true)
    }

    @Test func `holidays stand in the school year and don't overlap`() throws {
        #expect(try faults("name: Toussaint, date: 2020-11-01", "name: Toussaint, date: 2019-11-01").faults.count == 1)
        #expect(
            try faults("{first: 2020-12-19, last: 2021-01-03}", "{first: 2020-12-19, last: 2021-02-08}").faults.count
                == 1)
        #expect(
            try faults("{first: 2021-07-06, last: 2021-08-31}", "{first: 2021-07-06, last: 2021-09-02}").faults.count
                == 1)
        #expect(try faults("date: 2020-12-25", "date: 2020-12-32").faults.count == 1)
    }

    @Test func `headings are those of the letters there are`() throws {
        let (faults, line) = try faults("    receipt:", "    reciept:")
        #expect(
            faults.contains("ligne \(line), texts.headings.reciept : clé inconnue ; peut-être « receipt »"))
        #expect(faults.contains { $0.hasSuffix("texts.headings.receipt : clé manquante ; ajoutez-la") })
        #expect(faults.count == 2)
    }

    @Test(arguments: [
        "dfie at example.org", "dfie@example", "a@b@example.org", "\"dfie@example.org\\r\\nBcc: x@example.org\"",
        "\"@example.org\"", "\"\"", "dfie @example.org",
    ]) func `an answer goes to an address`(address: String) throws {
        let (faults, line) = try faults("replyTo: dfie@example.org", "replyTo: \(address)")
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("ligne \(line), texts.replyTo : «") == true, "\(faults)")
    }

    @Test func `empty values, tags and quoted numbers are refused where they stand`() throws {
        for empty in ["academie:", "academie: ~", "academie: null"] {
            try expect("academie: académie de Lyon", empty, "academie", "la valeur est vide ; écrivez-la")
        }
        #expect(
            try faults("académie de Lyon\nschool", "Lyon\nschool").faults.first?.contains("académie de Lyon") == true)
        try expect(
            "{value: 25, source: lecture}", "{value: \"25\", source: lecture}", "rules.F4.warnBeyondKilometres.value",
            "« 25 » est un texte : un nombre s'écrit sans guillemets")
        for tag in ["!!python/object:os.system", "!x", "!!int", "!!binary"] {
            let (faults, line) = try faults("zone: A", "zone: \(tag) A")
            #expect(faults.count == 1)
            #expect(faults.first?.hasPrefix("ligne \(line) : une étiquette YAML") == true, "\(tag) \(faults)")
        }
        for empty in ["", "\n\n", "# rien\n", "---\n"] {
            #expect(faults(empty).count == 1)
            #expect(faults(empty).first?.contains("le fichier est vide") == true, "\(faults(empty))")
        }
    }

    @Test func `requests are received in the year of the first September, before the sessions`() throws {
        #expect(try faults("last: 2020-05-31}", "last: 2020-10-15}").faults.first?.contains("après le début") == true)
        #expect(try faults("{first: 2020-05-01", "{first: 2019-05-01").faults.first?.contains("2020 : la") == true)
    }

    @Test func `every fault at once, by line`() throws {
        let text = try sample("lyon-2020-2021").replacing("zone: A", with: "zone: X")
            .replacing("value: 25", with: "value: x").replacing("replyTo", with: "replyto")
        let faults = faults(text)
        #expect(faults.count == 4)
        let numbers = faults.compactMap { $0.split(separator: " ").dropFirst().first.flatMap { Int($0.dropLast()) } }
        #expect(numbers == numbers.sorted())
        #expect(numbers.count == 4)
    }

    @Test func `aliases, anchors, keys twice, depth, size and what is no YAML`() throws {
        #expect(try faults("zone: A", "zone: *a").faults.first?.contains("alias YAML") == true)
        #expect(try faults("zone: A", "zone: &a A").faults.first?.contains("ancre YAML") == true)
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\n? [*b,*b]\n: 1\n"
        #expect(faults(bomb).first?.contains("ligne 2 : un * en tête") == true)
        let (twice, _) = try faults("zone: A", "zone: A\n  zone: B")
        #expect(twice.count == 1)
        #expect(twice.first?.contains("deux fois") == true)
        #expect(
            faults("a: " + String(repeating: "[", count: 21) + String(repeating: "]", count: 21)).first?.contains(
                "20 niveaux") == true)
        for deep in ["[", "- ", "{a: ", "? ", "a:\n "] {
            #expect(faults(String(repeating: deep, count: 5000)).count == 1, "\(deep)")
        }
        #expect(faults(String(repeating: "#", count: CampaignYAML.longest + 1)).first?.contains("dépasse") == true)
        #expect(faults("").first?.contains("vide") == true)
        #expect(faults("id: \"x").first?.contains("YAML est incorrect") == true)
        #expect(faults("--- a\n--- b").count == 1)
        #expect(faults("- a").count == 1)
        #expect(faults("id: lyon\u{0}").count >= 1)
        if case .failure(let errors) = CampaignYAML.read([0xFF, 0x41]) {
            #expect(errors.errors.first?.message.contains("UTF-8") == true)
        }
    }

    @Test func `a file of unknown keys alone ends soon`() {
        let text = (0..<60_000).map { "clé\($0): 1" }.joined(separator: "\n")
        #expect(faults(text).count == 200)
    }

    @Test func `no bytes trap`() throws {
        var random = SeededRandom(printing: "CampaignErrorTests")
        let good = Array(try sample("lyon-2020-2021").utf8)
        var read = 0
        for _ in 0..<150 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 20))
                case 2:
                    bytes.insert(contentsOf: Array("\n\"[{:- !!&".utf8).shuffled(using: &random).prefix(3), at: place)
                default: bytes = Array(bytes.prefix(max(place, 1)))
                }
            }
            switch CampaignYAML.read(bytes) {
            case .success: read += 1
            case .failure(let errors): #expect(!errors.errors.isEmpty)
            }
        }
        #expect(read >= 0)
    }
}
