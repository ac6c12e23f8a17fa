import CampaignFile
import Foundation
import Messages
import Reference
import RequestFiles
import SchedulingDomain
import TestKit
import Vocabulary

/// The sample's campaign, reference files, trainers and quotas, and the requests that are expected to be validated.
struct LyonPlan {
    static let folder = PackageRoot.url.appending(path: "Samples/lyon-2020-2021")

    let campaign: NumberedCampaign
    let reference: ReferenceSet
    let trainers: [TrainerState]
    let quotas: [Departement: QuotaState]
    let requests: [ReceivedRequest]
    let expected: [String: Expected]

    struct Expected: Decodable {
        struct Breach: Decodable {
            var rule: String
            var severity: String
        }
        var id: String
        var outcome: String
        var breaches: [Breach]

        var isLate: Bool { breaches.contains { $0.rule == "F6" && $0.severity.hasPrefix("blocks") } }
        var waits: Bool { breaches.contains { $0.severity == "blocks:examination" } }
        var isAccepted: Bool { outcome == "passed" || outcome == "blocked" }
    }

    init() throws {
        campaign = NumberedCampaign(
            campaign: try CampaignYAML.read(Array(try Data(contentsOf: Self.folder.appending(path: "campaign.yaml"))))
                .get(), revision: .first)
        reference = try ReferenceFolder.load(Self.folder.appending(path: "reference"))
        trainers = try Self.trainers()
        quotas = try Self.quotas()
        requests = try Self.requests()
        expected = Dictionary(
            uniqueKeysWithValues: try String(
                contentsOf: Self.folder.appending(path: "expected.jsonl"), encoding: .utf8
            ).split(separator: "\n").map { line in
                let verdict = try JSONDecoder().decode(Expected.self, from: Data(line.utf8))
                return (verdict.id, verdict)
            })
    }

    /// The rows of a table without quotes, by column.
    private static func rows(_ name: String) throws -> [[String: String]] {
        let lines = try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
        let header = lines[0].split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        return lines.dropFirst().map { line in
            let cells = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(uniqueKeysWithValues: zip(header, cells))
        }
    }

    private static func words(_ cell: String?) -> [String] {
        (cell ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func range(_ row: [String: String]) throws -> DateRange {
        func date(_ text: String?) throws -> CivilDate {
            let parts = (text ?? "").split(separator: "/")
            return try CivilDate("\(parts[2])-\(parts[1])-\(parts[0])")
        }
        return try DateRange(date(row["du"]), date(row["au"]))
    }

    private static func trainers() throws -> [TrainerState] {
        let absences = Dictionary(grouping: try rows("absences.csv")) { $0["formateur"] ?? "" }
        return try rows("trainers.csv").map { row in
            let skills = words(row["compétences"])
            let id = row["formateur"] ?? ""
            return TrainerState(
                trainer: Trainer(
                    id: try TrainerID(id), degree: row["degré"] == "2" ? .second : .first,
                    position: row["fonction"] ?? "", base: row["base"] ?? "",
                    zones: try words(row["zones"]).map { try TrainerZone($0) },
                    skills: skills == ["*"] ? nil : try skills.map { try ThemeClassID($0) }, isASH: row["ASH"] == "oui",
                    free: try words(row["demi-journées libres"]).map { try WeeklyHalfDay($0) },
                    mostPerWeek: Int(row["maximum par semaine"] ?? "") ?? 0,
                    mostPerYear: Int(row["maximum par an"] ?? "") ?? 0,
                    wishedPerWeek: Int(row["souhaité par semaine"] ?? "") ?? 0),
                absences: try (absences[id] ?? []).map {
                    Absence(range: try range($0), reason: try FreeText($0["motif"] ?? ""))
                })
        }
    }

    private static func quotas() throws -> [Departement: QuotaState] {
        var quotas: [Departement: QuotaState] = [:]
        for row in try rows("quotas.csv") {
            quotas[try Departement(row["département"] ?? ""), default: QuotaState()].set(
                QuotaBase(
                    halfDay: try WeeklyHalfDay(row["demi-journée"] ?? ""),
                    replacements: Int(row["remplacements"] ?? "") ?? 0))
        }
        for row in try rows("quota-periods.csv") {
            quotas[try Departement(row["département"] ?? ""), default: QuotaState()].set(
                QuotaPeriod(
                    range: try range(row), percent: Int(row["pourcentage"] ?? "") ?? 0,
                    reason: try FreeText(row["motif"] ?? "")))
        }
        return quotas
    }

    private static func requests() throws -> [ReceivedRequest] {
        var reader = RequestReader(.jsonl)
        reader.feed(Array(try Data(contentsOf: folder.appending(path: "requests.jsonl"))))
        reader.finish()
        var requests: [ReceivedRequest] = []
        while let line = try reader.next() {
            if case .request(let request, _) = line { requests.append(request) }
        }
        return requests
    }

    /// As examination settles it: a request without a class goes to the liaison.
    func validated(_ form: RequestForm) throws -> Validated {
        let theme = try form.theme.proposedClass ?? ThemeClassID("parcours")
        let isSpecial =
            form.theme.concernsSpecialNeeds
            || campaign.campaign.rules.H4.classes.value.contains { $0.id == theme && $0.concernsSpecialNeeds }
        let isPriority = form.groups.flatMap(\.establishments).contains { uai in
            reference.establishment(uai)?.kind == .college && reference.priority(of: uai)?.isPriority == true
        }
        let academic = form.intervenants.academicTrainers
        return Validated(
            RequestValidated(
                actor: MessageActor(role: Open(.dfie), function: Open(.dfie), person: try PersonID("p-1")),
                campaignRevision: .first, requestRevision: .first, validation: .first, themeClass: theme,
                concernsSpecialNeeds: isSpecial,
                priority: (form.origin == .renewal ? 2 : 0) + (isPriority ? 1 : 0),
                groups: form.groups.map {
                    GroupSettled(
                        group: $0.id, academicTrainers: academic,
                        firstDegreeTrainers: form.intervenants.firstDegreeTrainers,
                        ashTrainers: isSpecial && academic > 0 ? 1 : 0, namedTrainers: [])
                }, departements: campaign.campaign.departements.map(\.code), needsMeans: false, warnings: []))
    }

    func demands(of request: ReceivedRequest) throws -> [GroupDemand] {
        try DemandReading(reference: reference, campaign: campaign).demands(
            of: request.id, request.form, try validated(request.form),
            isLate: expected[request.id.text]?.isLate == true, today: try CivilDate("2020-06-02"))
    }

    func ground() -> PlanGround {
        let reading = DemandReading(reference: reference, campaign: campaign)
        return PlanGround(campaign, trainers: trainers, quotas: quotas) { reading.point(ofBase: $0) }
    }
}
