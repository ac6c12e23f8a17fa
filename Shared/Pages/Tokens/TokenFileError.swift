/// Why a token file can't be taken: one line, with what to do; never a token or a hash.
package enum TokenFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package struct Entry: Hashable, Sendable {
        /// From 0.
        package var index: Int
        package var identifier: String?

        package init(index: Int, identifier: String?) {
            self.index = index
            self.identifier = identifier
        }
    }

    case unreadable(path: String, code: Int32)
    case notAFile(path: String)
    /// The group or others may read or write it.
    case tooOpen(path: String, mode: String)
    /// It belongs to neither the program's user nor root.
    case foreignOwner(path: String)
    case tooLarge(path: String)
    case document(String)
    case entry(Entry, field: String, String)
    /// One of the last two, with the file they stand in.
    indirect case inFile(path: String, TokenFileError)

    package var description: String {
        switch self {
        case .unreadable(let path, let code): "token file \(path) can't be read (errno \(code)); give another path"
        case .notAFile(let path): "token file \(path) isn't a regular file; give another path"
        case .tooOpen(let path, let mode):
            "token file \(path) has mode \(mode), others may read or write it; chmod 600 \(path)"
        case .foreignOwner(let path):
            "token file \(path) belongs to another user; chown it to the user this program runs as"
        case .tooLarge(let path): "token file \(path) is over 1 MiB; give another path"
        case .document(let fault): fault
        case .entry(let entry, let field, let fault):
            "token \(entry.index + 1)\(entry.identifier.map { " (\($0))" } ?? ""): field \(field) \(fault)"
        case .inFile(let path, let fault): "token file \(path): \(fault)"
        }
    }
}
