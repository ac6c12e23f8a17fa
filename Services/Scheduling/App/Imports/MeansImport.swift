import Foundation
import Imports
import Messages
import Pages
import Reference
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// Reads a table into one command and the report of what it does; what it does is counted against what stands.
struct MeansImport {
    var report: ImportAnswer
    var input: SchedulingInput
    /// Where each entry of a quota stood, for what the decision holds back.
    private var lineOf: [String: Int] = [:]

    private init(report: ImportAnswer, input: SchedulingInput) {
        self.report = report
        self.input = input
    }

    typealias Desk = CommandDesk<SchedulingDefinition>

    static func trainers(_ data: Data, _ mode: ImportMode, _ acting: Acting, _ desk: Desk) throws -> MeansImport {
        let sheet = try Sheet(data, columns: MeansTables.trainerColumns)
        var report = ImportAnswer(mode, sheet)
        var trainers: [TrainerID: Trainer] = [:]
        let reference = desk.step.definition.decider.reference
        for line in sheet.lines {
            var reading = LineReading(line)
            let trainer = MeansTables.trainer(&reading) { base in
                reference.map { $0.commune(base) != nil || ((try? UAI(base)).flatMap($0.school) != nil) }
            }
            if let trainer, let why = refusal(trainer.departements, acting) { reading.fault("zones", why) }
            if let trainer, trainers[trainer.id] != nil {
                reading.fault("formateur", "\(trainer.id) figure déjà plus haut ; gardez une ligne.")
            }
            let known = try trainer.flatMap { try desk.state(of: AggregateName.trainer($0.id))?.state.trainer?.trainer }
            if let known, let why = refusal(known.departements, acting) { reading.fault("formateur", why) }
            report.rejected += reading.faults
            guard let trainer, reading.faults.isEmpty else { continue }
            trainers[trainer.id] = trainer
            report.count(known, trainer)
        }
        return MeansImport(
            report: report, input: .trainers(trainers.values.sorted { $0.id.text < $1.id.text }))
    }

    static func absences(_ data: Data, _ mode: ImportMode, _ acting: Acting, _ desk: Desk) throws -> MeansImport {
        let sheet = try Sheet(data, columns: MeansTables.absenceColumns)
        var report = ImportAnswer(mode, sheet)
        var absences: [TrainerID: [Absence]] = [:]
        for line in sheet.lines {
            var reading = LineReading(line)
            let read = MeansTables.absence(&reading)
            let state = try read.flatMap { try desk.state(of: AggregateName.trainer($0.trainer))?.state.trainer }
            if let read {
                if let trainer = state?.trainer {
                    if let why = refusal(trainer.departements, acting) { reading.fault("formateur", why) }
                } else {
                    reading.fault("formateur", "\(read.trainer) n'est pas connu ; importez d'abord les formateurs.")
                }
            }
            report.rejected += reading.faults
            guard let read, reading.faults.isEmpty else { continue }
            let old = (state?.absences ?? []) + (absences[read.trainer] ?? [])
            report.count(old.last { $0.range == read.absence.range }, read.absence)
            absences[read.trainer, default: []].append(read.absence)
        }
        let changes = absences.sorted { $0.key.text < $1.key.text }.map {
            TrainerAbsences(trainer: $0.key, absences: $0.value)
        }
        return MeansImport(report: report, input: .absences(changes, replaces: false))
    }

    static func quotas(_ data: Data, _ mode: ImportMode, _ acting: Acting, _ desk: Desk) throws -> MeansImport {
        let sheet = try Sheet(data, columns: MeansTables.quotaColumns)
        return try quotas(sheet, mode, acting, desk) { reading in
            MeansTables.quota(&reading).map { QuotaChange(departement: $0.departement, base: [$0.base]) }
        }
    }

    static func periods(_ data: Data, _ mode: ImportMode, _ acting: Acting, _ desk: Desk) throws -> MeansImport {
        let sheet = try Sheet(data, columns: MeansTables.periodColumns)
        return try quotas(sheet, mode, acting, desk) { reading in
            MeansTables.period(&reading).map { QuotaChange(departement: $0.departement, periods: [$0.period]) }
        }
    }

    private static func quotas(
        _ sheet: Sheet, _ mode: ImportMode, _ acting: Acting, _ desk: Desk,
        _ read: (inout LineReading) -> QuotaChange?
    ) throws -> MeansImport {
        var report = ImportAnswer(mode, sheet)
        var changes: [Departement: QuotaChange] = [:]
        var states: [Departement: QuotaState] = [:]
        var lineOf: [String: Int] = [:]
        for line in sheet.lines {
            var reading = LineReading(line)
            let change = read(&reading)
            if let change, let why = refusal([change.departement], acting) { reading.fault("département", why) }
            report.rejected += reading.faults
            guard let change, reading.faults.isEmpty else { continue }
            let departement = change.departement
            let now = try states[departement] ?? desk.state(of: AggregateName.quota(departement))?.state.quota
            let booked = try desk.step.database.read { transaction in
                try Bookings.booked(quota: AggregateName.quota(departement), in: transaction)
            }
            let (merged, held) = Means.merged(now ?? QuotaState(), change, booked)
            lineOf[key(change)] = line.line
            if let held = held.first {
                report.rejected.append(
                    RejectedLine(line: line.line, column: nil, field: "T7", message: held.message))
                continue
            }
            for base in change.base { report.count(now?.base.first { $0.halfDay == base.halfDay }, base) }
            for period in change.periods { report.count(now?.periods.first { $0.range == period.range }, period) }
            states[departement] = merged
            var all = changes[departement] ?? QuotaChange(departement: departement)
            all.base += change.base
            all.periods += change.periods
            changes[departement] = all
        }
        var read = MeansImport(
            report: report,
            input: .quotas(changes.sorted { $0.key < $1.key }.map(\.value), replaces: false))
        read.lineOf = lineOf
        return read
    }

    private static func key(_ change: QuotaChange) -> String {
        let cell = change.base.first?.halfDay.text ?? change.periods.first.map { "\($0.range.first)/\($0.range.last)" }
        return "\(change.departement) \(cell ?? "")"
    }

    /// What the decision held back although the preview didn't: somebody booked meanwhile.
    func corrected(by events: [SchedulingEvent]) -> ImportAnswer {
        var report = report
        for case .noted(.quotaSet(let set)) in events {
            for held in set.held {
                let cell = held.halfDay?.text ?? held.range.map { "\($0.first)/\($0.last)" } ?? ""
                report.rejected.append(
                    RejectedLine(
                        line: lineOf["\(set.departement) \(cell)"] ?? 0, column: nil, field: "T7",
                        message: held.message))
                report.changed = max(0, report.changed - 1)
            }
        }
        return report
    }

    private static func refusal(_ departements: Set<Departement>, _ acting: Acting) -> String? {
        guard acting.role != .dfie else { return nil }
        let others = departements.subtracting(acting.departements).map(\.text).sorted()
        return others.isEmpty ? nil : "Votre jeton ne vaut pas pour le département \(others.joined(separator: ", "))."
    }
}
