import Vocabulary

/// Collèges and écoles, read against communes and circonscriptions.
struct PlaceTables {
    static let collegeColumns = [
        "uai", "nom", "type", "departement", "commune", "adresse", "code_postal", "latitude", "longitude", "statut",
        "effectif", "circonscription", "circonscription_origine",
    ]
    static let ecoleColumns = [
        "uai", "nom", "departement", "commune", "secteur", "secteur_origine", "circonscription",
        "circonscription_origine",
    ]

    private(set) var schools: [UAI: School] = [:]
    private let communes: [String: Commune]
    private let circonscriptions: [CirconscriptionID: Circonscription]
    /// Where each number stands.
    private var places: [UAI: String] = [:]

    private enum CollegeKind: String, CaseIterable {
        case ordinary = "collège"
        case specialised = "spécialisé"
    }

    init(communes: [Commune], circonscriptions: [Circonscription]) {
        self.communes = Dictionary(communes.map { ($0.insee, $0) }) { first, _ in first }
        self.circonscriptions = Dictionary(circonscriptions.map { ($0.id, $0) }) { first, _ in first }
    }

    /// What collèges and écoles have in common.
    private struct Common {
        var uai: UAI
        var name: String
        var commune: Commune
        var circonscription: CirconscriptionID
        var origin: Origin
    }

    mutating func readColleges(_ rows: [TableRow], _ problems: inout ReferenceError) {
        for row in rows {
            let kind = row.word("type", &problems, as: CollegeKind.self)
            let position = row.position(&problems)
            let priority = row.word("statut", &problems, as: PriorityEducation.self)
            let pupils = row.value("effectif", &problems, Self.pupils)
            guard let common = common(row, &problems), let kind, let position, let priority, let pupils else {
                continue
            }
            schools[common.uai] = School(
                establishment: Establishment(
                    uai: common.uai, kind: .college, name: common.name, departement: common.commune.departement,
                    commune: common.commune.insee, priority: priority, circonscription: common.circonscription,
                    sector: kind == .ordinary ? common.uai : nil),
                isSpecialised: kind == .specialised, address: row["adresse"].isEmpty ? nil : row["adresse"],
                postcode: row["code_postal"].isEmpty ? nil : row["code_postal"], position: position,
                point: Lambert93.project(position), pupils: pupils, sectorOrigin: nil,
                circonscriptionOrigin: common.origin)
        }
    }

    mutating func readEcoles(_ rows: [TableRow], _ problems: inout ReferenceError) {
        for row in rows {
            let origin = row.word("secteur_origine", &problems, as: Origin.self)
            let sector = row.value("secteur", &problems, UAI.init)
            guard let common = common(row, &problems), let sector, let origin else { continue }
            guard let college = schools[sector], college.establishment.sector == sector else {
                problems.add(row.problem("secteur", "\(sector) n'est pas un collège de colleges.csv ayant un secteur."))
                continue
            }
            guard college.establishment.departement == common.commune.departement else {
                let message = "\(sector) est du département \(college.establishment.departement), pas celui de l'école."
                problems.add(row.problem("secteur", message))
                continue
            }
            schools[common.uai] = School(
                establishment: Establishment(
                    uai: common.uai, kind: .ecole, name: common.name, departement: common.commune.departement,
                    commune: common.commune.insee, priority: college.establishment.priority,
                    circonscription: common.circonscription, sector: sector),
                isSpecialised: false, address: nil, postcode: nil, position: common.commune.position,
                point: common.commune.point, pupils: nil, sectorOrigin: origin, circonscriptionOrigin: common.origin)
        }
    }

    private mutating func common(_ row: TableRow, _ problems: inout ReferenceError) -> Common? {
        let name = row.text("nom", &problems)
        let uai = row.value("uai", &problems, UAI.init)
        let departement = row.value("departement", &problems, Departement.init)
        let circonscription = row.value("circonscription", &problems, CirconscriptionID.init)
        let origin = row.word("circonscription_origine", &problems, as: Origin.self)
        guard let uai else { return nil }
        if let earlier = places.updateValue("\(row.file) ligne \(row.line)", forKey: uai) {
            problems.add(row.problem("uai", "\(uai) figure déjà dans \(earlier)."))
            return nil
        }
        guard let name, let departement, let circonscription, let origin else { return nil }
        guard uai.departement == departement else {
            let message = "les premiers chiffres de \(uai) ne sont pas ceux du département \(departement)."
            problems.add(row.problem("departement", message))
            return nil
        }
        guard let commune = communes[row["commune"]] else {
            let given = ValueError.shown(row["commune"])
            problems.add(row.problem("commune", "« \(given) » n'est pas une commune de communes.csv."))
            return nil
        }
        guard commune.departement == departement else {
            problems.add(row.problem("commune", "\(commune.insee) est du département \(commune.departement)."))
            return nil
        }
        guard let known = circonscriptions[circonscription], known.kind == .territorial else {
            let message = "\(circonscription) n'est pas une circonscription territoriale de circonscriptions.csv."
            problems.add(row.problem("circonscription", message))
            return nil
        }
        guard circonscription.departement == departement else {
            problems.add(row.problem("circonscription", "\(circonscription) n'est pas du département \(departement)."))
            return nil
        }
        return Common(uai: uai, name: name, commune: commune, circonscription: circonscription, origin: origin)
    }

    private static func pupils(_ text: String) throws(ValueError) -> Int {
        guard let number = Int(text), (0...5000).contains(number) else {
            throw ValueError(kind: "un effectif", value: text, expected: "un nombre entier de 0 à 5000")
        }
        return number
    }
}
