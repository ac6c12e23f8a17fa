import Foundation
import RequestFiles
import ServiceKit
import Tables
import Vocabulary

/// The actions of the year before (F2), from a table: number, theme, collège, département.
struct EarlierActionTable: Sendable {
    struct Action: Hashable, Sendable {
        var theme: FreeText
        var college: UAI
        var departement: Departement?
    }

    var actions: [EarlierActionID: Action] = [:]
    var numbers: Set<EarlierActionID> { Set(actions.keys) }

    /// Blocks on the disk. - Throws: `RuntimeFailure` with every fault, which stops the start.
    init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RuntimeFailure(.usage, "--earlier-actions \(path): it can't be read")
        }
        try self.init(Array(data), path: path)
    }

    init(_ bytes: [UInt8], path: String) throws {
        if case .failure(let faults) = EarlierActions.read(bytes) {
            throw RuntimeFailure(.usage, "--earlier-actions \(path): \(faults.lines.joined(separator: "; "))")
        }
        var header: CSVHeader?
        do {
            for record in CSVReader.records(of: bytes) {
                let row = try record.get()
                if row.isBlank { continue }
                guard let known = header else {
                    let read = try CSVHeader(row)
                    if let missing = read.missing(["theme", "college", "departement"]).first { throw missing }
                    header = read
                    continue
                }
                let cells = try known.cells(of: row)
                func cell(_ name: String) -> String { known.index(of: name).map { cells[$0] } ?? "" }
                actions[try EarlierActionID(cell(EarlierActions.column))] = Action(
                    theme: try FreeText(cell("theme")), college: try UAI(cell("college")),
                    departement: cell("departement").isEmpty ? nil : try Departement(cell("departement")))
            }
        } catch let error as CSVError {
            throw RuntimeFailure(.usage, "--earlier-actions \(path): \(error)")
        } catch let error as ValueError {
            throw RuntimeFailure(.usage, "--earlier-actions \(path): \(error.sentence)")
        }
    }
}
