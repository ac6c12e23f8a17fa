import Crypto
package import Foundation
import Vocabulary

/// A folder of reference files: `reference.json` and the tables that it names, each with its SHA-256.
package enum ReferenceFolder {
    /// The tables, which all have to stand in the index.
    package enum Table: String, CaseIterable, Sendable {
        case communes = "communes.csv"
        case circonscriptions = "circonscriptions.csv"
        case colleges = "colleges.csv"
        case ecoles = "ecoles.csv"
        case networks = "reseaux.csv"
        case schoolHolidays = "vacances.csv"
        case publicHolidays = "jours_feries.csv"
    }

    /// Reads all of it, or throws all that is wrong. A file that is missing, or whose bytes aren't those of the index,
    /// is refused before any is read, so that a version's name stands for one content. Blocks its thread.
    package static func load(_ folder: URL) throws(ReferenceError) -> ReferenceSet {
        var problems = ReferenceError()
        guard let data = read(ReferenceIndex.fileName, in: folder, problems: &problems),
            let index = ReferenceIndex.read(data, problems: &problems)
        else { throw problems }
        let contents = verified(index, in: folder, problems: &problems)
        guard problems.count == 0 else { throw problems }
        let set = ReferenceReading(index: index, contents: contents).set(problems: &problems)
        guard problems.count == 0, let set else { throw problems }
        return set
    }

    private static func verified(
        _ index: ReferenceIndex, in folder: URL, problems: inout ReferenceError
    ) -> [Table: Data] {
        var contents: [Table: Data] = [:]
        var seen: Set<String> = []
        for file in index.files {
            func problem(_ message: String) -> ReferenceProblem {
                ReferenceProblem(file: ReferenceIndex.fileName, message: message)
            }
            guard !file.name.contains("/"), !file.name.hasPrefix("."), !file.name.isEmpty else {
                problems.add(problem("« \(ValueError.shown(file.name)) » n'est pas un nom de fichier du dossier."))
                continue
            }
            guard seen.insert(file.name).inserted else {
                problems.add(problem("\(file.name) y figure deux fois."))
                continue
            }
            guard let data = read(file.name, in: folder, problems: &problems) else { continue }
            let hash = SHA256.hash(data: data).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
            guard hash == file.sha256 else {
                let message =
                    "ce n'est pas le fichier de la version \(index.version) : son empreinte SHA-256 est \(hash), "
                    + "\(ReferenceIndex.fileName) attend \(file.sha256)."
                problems.add(ReferenceProblem(file: file.name, message: message))
                continue
            }
            if let table = Table(rawValue: file.name) { contents[table] = data }
        }
        for table in Table.allCases where !seen.contains(table.rawValue) {
            problems.add(
                ReferenceProblem(file: ReferenceIndex.fileName, message: "\(table.rawValue) n'y figure pas."))
        }
        return contents
    }

    private static func read(_ name: String, in folder: URL, problems: inout ReferenceError) -> Data? {
        do {
            return try Data(contentsOf: folder.appendingPathComponent(name))
        } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
            problems.add(ReferenceProblem(file: name, message: "le fichier manque dans \(folder.path)."))
        } catch {
            problems.add(ReferenceProblem(file: name, message: "le fichier de \(folder.path) ne peut pas être lu."))
        }
        return nil
    }
}
