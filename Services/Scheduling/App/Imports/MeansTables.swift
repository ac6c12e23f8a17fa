import Foundation
import SchedulingDomain
import Vocabulary

/// The four tables, column by column.
enum MeansTables {
    static let trainerColumns = [
        "formateur", "degré", "fonction", "base", "zones", "compétences", "ASH", "demi-journées libres",
        "maximum par semaine", "maximum par an", "souhaité par semaine",
    ]

    /// - Parameter isBase: whether a UAI or commune is in the reference files; nil: they aren't here.
    static func trainer(_ line: inout LineReading, isBase: (String) -> Bool?) -> Trainer? {
        let id = line.value("formateur") { try TrainerID($0) }
        let degree = line.choice("degré", ["1": Degree.first, "2": Degree.second])
        let position = line.value("fonction") { try FreeText($0).text }
        let base = line.text("base")
        if isBase(base) == false {
            line.fault(
                "base", "« \(ValueError.shown(base)) » n'est ni un UAI ni une commune des fichiers de référence.")
        }
        let zones = line.list("zones") { try TrainerZone($0) }
        let skills: [ThemeClassID]? =
            line.text("compétences") == "*" ? [] : line.list("compétences") { try ThemeClassID($0) }
        let isASH = line.choice("ASH", ["oui": true, "non": false])
        let free = line.list("demi-journées libres") { try WeeklyHalfDay($0) }
        let week = line.number("maximum par semaine", 0...10)
        let year = line.number("maximum par an", 0...400)
        let wished = line.number("souhaité par semaine", 0...10)
        if let zones, zones.isEmpty { line.fault("zones", "Donnez au moins un département ou une circonscription.") }
        guard line.faults.isEmpty, let id, let degree, let position, let zones, let skills, let isASH, let free,
            let week, let year, let wished
        else { return nil }
        return Trainer(
            id: id, degree: degree, position: position, base: base, zones: zones,
            skills: line.text("compétences") == "*" ? nil : skills, isASH: isASH, free: free, mostPerWeek: week,
            mostPerYear: year, wishedPerWeek: wished)
    }

    static let absenceColumns = ["formateur", "du", "au", "motif"]

    static func absence(_ line: inout LineReading) -> (trainer: TrainerID, absence: Absence)? {
        let id = line.value("formateur") { try TrainerID($0) }
        let range = line.range()
        let reason = line.value("motif") { try FreeText($0) }
        guard line.faults.isEmpty, let id, let range, let reason else { return nil }
        return (id, Absence(range: range, reason: reason))
    }

    static let quotaColumns = ["département", "demi-journée", "remplacements"]

    static func quota(_ line: inout LineReading) -> (departement: Departement, base: QuotaBase)? {
        let departement = line.value("département") { try Departement($0) }
        let halfDay = line.value("demi-journée") { try WeeklyHalfDay($0) }
        let replacements = line.number("remplacements", 0...2000)
        guard line.faults.isEmpty, let departement, let halfDay, let replacements else { return nil }
        return (departement, QuotaBase(halfDay: halfDay, replacements: replacements))
    }

    static let periodColumns = ["département", "du", "au", "pourcentage", "motif"]

    static func period(_ line: inout LineReading) -> (departement: Departement, period: QuotaPeriod)? {
        let departement = line.value("département") { try Departement($0) }
        let range = line.range()
        let percent = line.number("pourcentage", 0...100)
        let reason = line.value("motif") { try FreeText($0) }
        guard line.faults.isEmpty, let departement, let range, let percent, let reason else { return nil }
        return (departement, QuotaPeriod(range: range, percent: percent, reason: reason))
    }
}
