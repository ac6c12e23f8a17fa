import Foundation
import Vocabulary

/// Reads the tables one after the other, each against those before it, so that nothing dangles.
struct ReferenceReading {
    let index: ReferenceIndex
    let contents: [ReferenceFolder.Table: Data]

    /// nil, or what can't be used, where problems were added.
    func set(problems: inout ReferenceError) -> ReferenceSet? {
        let communes = communes(&problems)
        let circonscriptions = circonscriptions(&problems)
        var places = PlaceTables(communes: communes, circonscriptions: circonscriptions)
        places.readColleges(rows(.colleges, PlaceTables.collegeColumns, &problems), &problems)
        places.readEcoles(rows(.ecoles, PlaceTables.ecoleColumns, &problems), &problems)
        let networks = networks(places, &problems)
        guard let calendar = calendar(&problems), problems.count == 0 else { return nil }
        return ReferenceSet(
            index: index, calendar: calendar, schools: Array(places.schools.values), communes: communes,
            circonscriptions: circonscriptions, networkNames: networks)
    }

    private func rows(
        _ table: ReferenceFolder.Table, _ columns: [String], _ problems: inout ReferenceError
    ) -> [TableRow] {
        TableRow.read(table, contents[table] ?? Data(), columns: columns, problems: &problems)
    }

    private func communes(_ problems: inout ReferenceError) -> [Commune] {
        var lines: [String: Int] = [:]
        return rows(.communes, ["insee", "nom", "departement", "latitude", "longitude"], &problems).compactMap { row in
            let name = row.text("nom", &problems)
            let departement = row.value("departement", &problems, Departement.init)
            let position = row.position(&problems)
            let insee = row.value("insee", &problems, Self.inseeCode)
            guard let insee, row.isFirst("insee", &lines, &problems), let name, let departement, let position
            else { return nil }
            return Commune(
                insee: insee, name: name, departement: departement, position: position,
                point: Lambert93.project(position))
        }
    }

    private func circonscriptions(_ problems: inout ReferenceError) -> [Circonscription] {
        var lines: [String: Int] = [:]
        return rows(.circonscriptions, ["id", "nom", "departement", "type", "origine"], &problems).compactMap { row in
            let id = row.value("id", &problems, CirconscriptionID.init)
            let name = row.text("nom", &problems)
            let departement = row.value("departement", &problems, Departement.init)
            let kind = row.word("type", &problems, as: Circonscription.Kind.self)
            let origin = row.word("origine", &problems, as: Origin.self)
            guard let id, row.isFirst("id", &lines, &problems), let name, let departement, let kind, let origin
            else { return nil }
            guard id.departement == departement else {
                problems.add(row.problem("departement", "\(id) est du département \(id.departement)."))
                return nil
            }
            return Circonscription(id: id, name: name, kind: kind, origin: origin)
        }
    }

    /// Names by head. Every collège in priority education heads one, with the same status, and no other does.
    private func networks(_ places: PlaceTables, _ problems: inout ReferenceError) -> [UAI: String] {
        var names: [UAI: String] = [:]
        var lines: [String: Int] = [:]
        for row in rows(.networks, ["tete", "nom", "statut"], &problems) {
            let name = row.text("nom", &problems)
            let status = row.word("statut", &problems, as: PriorityEducation.self)
            guard let head = row.value("tete", &problems, UAI.init), row.isFirst("tete", &lines, &problems),
                let name, let status
            else { continue }
            guard let college = places.schools[head]?.establishment, college.kind == .college else {
                problems.add(row.problem("tete", "\(head) n'est pas un collège de colleges.csv."))
                continue
            }
            guard status.isPriority, college.priority == status else {
                let message =
                    "« \(status.rawValue) » ne va pas : \(head) est \(college.priority.rawValue) dans "
                    + "colleges.csv, et un réseau est REP ou REP+."
                problems.add(row.problem("statut", message))
                continue
            }
            names[head] = name
        }
        let heads = places.schools.values.filter {
            $0.establishment.kind == .college && $0.establishment.priority.isPriority
        }
        for college in heads.map(\.establishment).sorted(by: { $0.uai < $1.uai }) where lines[college.uai.text] == nil {
            let message = "il manque le réseau de \(college.uai), \(college.priority.rawValue) dans colleges.csv."
            problems.add(ReferenceProblem(file: ReferenceFolder.Table.networks.rawValue, message: message))
        }
        return names
    }

    private static func inseeCode(_ text: String) throws(ValueError) -> String {
        let bytes = Array(text.utf8)
        // Corsica's départements are 2A and 2B.
        let isCode = bytes.enumerated().allSatisfy { place, byte in
            (48...57).contains(byte) || (place == 1 && (byte == 65 || byte == 66))
        }
        guard bytes.count == 5, isCode else {
            throw ValueError(
                kind: "un code de commune", value: text, expected: "les cinq signes du code de l'INSEE (69381)")
        }
        return text
    }
}

extension TableRow {
    /// Whether no earlier row had this cell's text. `lines` keeps where each was seen.
    func isFirst(_ column: String, _ lines: inout [String: Int], _ problems: inout ReferenceError) -> Bool {
        if let earlier = lines[self[column]] {
            problems.add(problem(column, "\(self[column]) figure déjà ligne \(earlier)."))
            return false
        }
        lines[self[column]] = line
        return true
    }
}
