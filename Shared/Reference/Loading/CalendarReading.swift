import Foundation
import Vocabulary

/// The two tables of the calendar.
extension ReferenceReading {
    private static let schoolHolidayColumns = ["zone", "annee_scolaire", "nom", "premier_jour", "dernier_jour"]

    func calendar(_ problems: inout ReferenceError) -> SchoolCalendar? {
        let publicHolidays = publicHolidays(&problems)
        var holidays: [NamedRange] = []
        var years: Set<SchoolYear> = []
        let file = ReferenceFolder.Table.schoolHolidays
        let rows = TableRow.read(
            file, contents[file] ?? Data(), columns: Self.schoolHolidayColumns, problems: &problems)
        for row in rows {
            guard let (year, holiday) = schoolHoliday(row, &problems), row["zone"] == index.zone else { continue }
            if let other = holidays.first(where: { $0.range.overlaps(holiday.range) }) {
                problems.add(row.problem("premier_jour", "ces vacances chevauchent « \(other.name) »."))
            }
            holidays.append(holiday)
            years.insert(year)
        }
        if !years.contains(index.schoolYear) {
            let message = "aucune ligne de la zone \(index.zone) pour l'année \(index.schoolYear)."
            problems.add(ReferenceProblem(file: file.rawValue, message: message))
        }
        for year in years.sorted() where !publicHolidays.contains(where: { year.contains($0.date) }) {
            let message = "aucun jour férié de l'année \(year), dont vacances.csv donne les vacances."
            problems.add(ReferenceProblem(file: ReferenceFolder.Table.publicHolidays.rawValue, message: message))
        }
        return SchoolCalendar(
            zone: index.zone, years: Array(years), schoolHolidays: holidays, publicHolidays: publicHolidays)
    }

    private func schoolHoliday(_ row: TableRow, _ problems: inout ReferenceError) -> (SchoolYear, NamedRange)? {
        _ = row.text("zone", &problems)
        let year = row.value("annee_scolaire", &problems, SchoolYear.init)
        let name = row.text("nom", &problems)
        let first = row.value("premier_jour", &problems, CivilDate.init)
        let last = row.value("dernier_jour", &problems, CivilDate.init)
        guard let year, let name, let first, let last else { return nil }
        let range = row.value("dernier_jour", &problems) { _ throws(ValueError) in try DateRange(first, last) }
        guard let range else { return nil }
        guard year.contains(first), year.contains(last) else {
            problems.add(row.problem("annee_scolaire", "du \(first) au \(last), ce n'est pas l'année \(year)."))
            return nil
        }
        return (year, NamedRange(name: name, range: range))
    }

    private func publicHolidays(_ problems: inout ReferenceError) -> [NamedDate] {
        var lines: [String: Int] = [:]
        let file = ReferenceFolder.Table.publicHolidays
        return TableRow.read(file, contents[file] ?? Data(), columns: ["date", "nom"], problems: &problems).compactMap {
            row in
            let name = row.text("nom", &problems)
            guard let date = row.value("date", &problems, CivilDate.init), row.isFirst("date", &lines, &problems),
                let name
            else { return nil }
            return NamedDate(name: name, date: date)
        }
    }
}
