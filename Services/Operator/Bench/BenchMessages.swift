/// `bench.request.v1`: a plausible request for a training, about 600 bytes of JSON. Plain Codable, as a service's are.
struct BenchRequest: Codable, Hashable, Sendable {
    static let type = "bench.request.v1"

    struct Establishment: Codable, Hashable, Sendable {
        var uai: String
        var name: String
        var commune: String
    }

    struct Training: Codable, Hashable, Sendable {
        var code: String
        var title: String
        var hours: Int
    }

    struct Wish: Codable, Hashable, Sendable {
        var from: String
        var until: String
        var place: String
        var remote: Bool
    }

    struct Pilot: Codable, Hashable, Sendable {
        var person: String
        var function: String
    }

    var request: String
    var campaign: String
    var campaignRevision: Int
    var requestRevision: Int
    var departement: String
    var establishment: Establishment
    var training: Training
    var trainees: Int
    var halfDays: [String]
    var wish: Wish
    var pilot: Pilot
    var note: String

    /// The record number `index` of a seed, the same as the peer's (Scripts/bench/seed.py).
    init(request: String, revision: Int, index: Int) {
        func digits(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        self.request = request
        campaign = "2027-2028"
        campaignRevision = 3
        requestRevision = revision
        departement = "\(75 + index % 20)"
        establishment = Establishment(
            uai: "075\(digits(index % 10_000, 4))A", name: "Collège Marie et Pierre Curie", commune: "Paris")
        training = Training(
            code: "FIL-\(digits(index % 97, 3))", title: "Accompagner les élèves à besoins particuliers", hours: 6)
        trainees = 12 + index % 19
        halfDays = ["2027-11-15/am", "2027-11-15/pm", "2027-11-22/am", "2027-11-22/pm"]
        wish = Wish(from: "2027-11-02", until: "2028-03-31", place: "sur site", remote: false)
        pilot = Pilot(person: "p-\(digits(index * 7919 % 1_000_003, 7))", function: "principal")
        note = "Salle informatique disponible le matin, prévoir un vidéoprojecteur."
    }
}

/// `bench.decision.v1`: what the hop answers, about 400 bytes.
struct BenchDecision: Codable, Hashable, Sendable {
    static let type = "bench.decision.v1"

    var request: String
    var record: Int
    var outcome: String
    var campaign: String
    var campaignRevision: Int
    var requestRevision: Int
    var departement: String
    var uai: String
    var training: String
    var asked: Int
    var trainees: Int
    var limit: Int
    var hours: Int
    var halfDays: [String]
    var pilot: String
}
