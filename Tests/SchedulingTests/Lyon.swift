import CampaignFile
import Foundation
import Messages
import Reference
import RequestFiles
import TestKit
import Vocabulary

/// Samples/lyon-2020-2021 as records of the other services would bring it.
struct Lyon {
    static let folder = PackageRoot.url.appending(path: "Samples/lyon-2020-2021")

    let campaign: Campaign
    let reference: ReferenceSet
    let requests: [ReceivedRequest]

    init() throws {
        campaign = try CampaignYAML.read(try Self.bytes("campaign.yaml")).get()
        reference = try ReferenceFolder.load(Self.folder.appending(path: "reference"))
        var reader = RequestReader(.jsonl)
        reader.feed(try Self.bytes("requests.jsonl"))
        reader.finish()
        var requests: [ReceivedRequest] = []
        while let line = try reader.next() {
            if case .request(let request, _) = line { requests.append(request) }
        }
        self.requests = requests
    }

    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// Expected to pass, or to wait only before the contract, in the order in which they came.
    func accepted() throws -> [ReceivedRequest] {
        struct Expected: Decodable {
            struct Breach: Decodable {
                var severity: String
            }
            var id: String
            var outcome: String
            var breaches: [Breach]
        }
        var good: Set<String> = []
        for line in try Self.text("expected.jsonl").split(separator: "\n") {
            let verdict = try JSONDecoder().decode(Expected.self, from: Data(line.utf8))
            let waits = verdict.breaches.contains { $0.severity == "blocks:examination" }
            if ["passed", "blocked"].contains(verdict.outcome), !waits { good.insert(verdict.id) }
        }
        return requests.filter { good.contains($0.id.text) }
    }

    func request(_ id: String) throws -> ReceivedRequest {
        guard let request = requests.first(where: { $0.id.text == id }) else { throw KitError("no request \(id)") }
        return request
    }

    func departements(_ form: RequestForm) -> [Departement] {
        let hosts = form.groups.flatMap(\.establishments).compactMap { reference.establishment($0)?.departement }
        let wanted = form.groups.flatMap { $0.teachers.map(\.departement) }
        return Set(hosts + wanted).sorted()
    }

    static let dfie = MessageActor(role: Open(.dfie), function: Open(.dfie), person: PersonID(judged: "p-dfie"))

    func published(_ revision: Revision = .first) throws -> CampaignPublished {
        CampaignPublished(
            actor: Self.dfie, campaignRevision: revision, changes: try FreeText("Première version."), campaign: campaign
        )
    }

    func submitted(_ request: ReceivedRequest) -> RequestSubmitted {
        RequestSubmitted(
            actor: Self.dfie, campaign: campaign.id, campaignRevision: .first, requestRevision: .first,
            receivedAt: Timestamp(request.receivedAt), isLate: false, channel: Open(.csv), pilots: [],
            departements: departements(request.form), form: Open(request.form))
    }

    func validated(_ request: ReceivedRequest, _ number: Revision = .first) throws -> RequestValidated {
        let form = request.form
        let theme = try form.theme.proposedClass ?? ThemeClassID("parcours")
        let isSpecial =
            form.theme.concernsSpecialNeeds
            || campaign.rules.H4.classes.value.contains { $0.id == theme && $0.concernsSpecialNeeds }
        let academic = form.intervenants.academicTrainers
        return RequestValidated(
            actor: Self.dfie, campaignRevision: .first, requestRevision: .first, validation: number,
            themeClass: theme, concernsSpecialNeeds: isSpecial, priority: form.origin == .renewal ? 2 : 0,
            groups: form.groups.map {
                GroupSettled(
                    group: $0.id, academicTrainers: academic,
                    firstDegreeTrainers: form.intervenants.firstDegreeTrainers,
                    ashTrainers: isSpecial && academic > 0 ? 1 : 0, namedTrainers: [])
            }, departements: departements(form), needsMeans: false, warnings: [])
    }

    func released(_ validation: Revision, _ sessions: [SessionNamed]) -> DecisionReleased {
        DecisionReleased(
            actor: Self.dfie, campaignRevision: .first, requestRevision: .first, decision: Open(.validation),
            validation: validation, sessions: sessions)
    }
}
