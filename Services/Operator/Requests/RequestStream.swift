import Foundation
import RequestFiles

/// The lines of a file or of the standard input, read as they are asked for.
final class RequestStream {
    let format: RequestFormat
    private let name: String
    private let handle: FileHandle
    private var reader: RequestReader
    private var ended = false

    private static let chunk = 1 << 16

    /// Throws `.unreadable` where there is no such file, or it is no text.
    init(_ path: String, format: RequestFormat?) throws(OperatorFailure) {
        name = path
        if path == "-" {
            handle = .standardInput
        } else {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw OperatorFailure(.unreadable, "\(path) n'existe pas ; vérifiez le nom du fichier")
            }
            guard !isFolder.boolValue else {
                throw OperatorFailure(.unreadable, "\(path) est un dossier ; donnez un fichier JSON Lines ou CSV")
            }
            guard let opened = FileHandle(forReadingAtPath: path) else {
                throw OperatorFailure(.unreadable, "\(path) ne peut pas être lu ; vérifiez les droits du fichier")
            }
            handle = opened
        }
        let first = try Self.read(handle, name)
        if let reason = FirstBytes.notText(first) { throw OperatorFailure(.unreadable, "\(path) : \(reason)") }
        let chosen = format ?? Self.format(named: path) ?? FirstBytes.format(first)
        self.format = chosen
        reader = RequestReader(chosen)
        take(first)
    }

    /// Nil at the end. Throws `.unreadable` where a table's header can't be used.
    func next() throws(OperatorFailure) -> RequestLine? {
        while true {
            do throws(UnreadableFile) {
                if let line = try reader.next() { return line }
            } catch {
                for reason in error.reasons.dropLast().prefix(50) { complain("\(name), \(reason)") }
                throw OperatorFailure(.unreadable, "\(name), \(error.reasons.last ?? "")")
            }
            if ended { return nil }
            take(try Self.read(handle, name))
        }
    }

    private func take(_ bytes: [UInt8]) {
        if bytes.isEmpty {
            ended = true
            reader.finish()
        } else {
            reader.feed(bytes)
        }
    }

    /// Empty at the end.
    private static func read(_ handle: FileHandle, _ name: String) throws(OperatorFailure) -> [UInt8] {
        do {
            return [UInt8](try handle.read(upToCount: chunk) ?? Data())
        } catch {
            throw OperatorFailure(.unreadable, "\(name) ne peut pas être lu (\(error.localizedDescription))")
        }
    }

    private static func format(named path: String) -> RequestFormat? {
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "jsonl", "ndjson": .jsonl
        case "csv", "tsv": .csv
        default: nil
        }
    }
}
