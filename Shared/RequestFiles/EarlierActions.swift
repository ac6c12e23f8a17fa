import Tables
package import Vocabulary

/// The list of the actions of the year before (F2): a table whose column `numero` holds their numbers; other columns
/// are for people.
package enum EarlierActions {
    package static let column = "numero"

    /// All faults at once, in French, each with its line.
    package static func read(_ bytes: [UInt8]) -> Result<Set<EarlierActionID>, EarlierActionsFaults> {
        var faults: [String] = []
        var numbers: Set<EarlierActionID> = []
        var header: CSVHeader?
        for record in CSVReader.records(of: bytes) {
            do {
                let row = try record.get()
                if row.isBlank { continue }
                guard let known = header else {
                    let read = try CSVHeader(row)
                    if let missing = read.missing([column]).first { throw missing }
                    header = read
                    continue
                }
                let cell = try known.cells(of: row)[known.index(of: column) ?? 0]
                let number = try EarlierActionID(cell)
                if !numbers.insert(number).inserted {
                    faults.append("ligne \(row.line) : \(number) figure deux fois ; gardez-en une ligne")
                }
            } catch let error as CSVError {
                faults.append(error.description)
                // Without its columns nothing more can be read.
                if header == nil { return .failure(EarlierActionsFaults(lines: faults)) }
            } catch let error as ValueError {
                faults.append("colonne \(column) : \(error.sentence)")
            } catch {
                faults.append("\(error)")
            }
        }
        if header == nil {
            faults.append("la liste est vide : on attend une ligne de titres avec la colonne \(column)")
        }
        return faults.isEmpty ? .success(numbers) : .failure(EarlierActionsFaults(lines: faults))
    }
}

/// What is wrong with a list of earlier actions, a line each.
package struct EarlierActionsFaults: Error, Equatable, Sendable {
    package let lines: [String]
}
