import Foundation

/// The file that tells others where a face was bound: one line `host:port`, whole or not there.
struct AddressFile: Sendable {
    let path: String
    private var draft: String { "\(path).\(getpid())" }

    /// Takes away what an earlier process left, and proves that the file can be written, before anything listens.
    /// - Throws: ``HTTPFaceError/addressFile(path:)``
    init(path: String) throws {
        self.path = path
        try? FileManager.default.removeItem(atPath: path)
        guard !FileManager.default.fileExists(atPath: path),
            FileManager.default.createFile(atPath: draft, contents: nil)
        else { throw HTTPFaceError.addressFile(path: path) }
    }

    /// - Throws: ``HTTPFaceError/addressFile(path:)``
    func write(_ address: ListenAddress) throws {
        guard (try? Data("\(address)\n".utf8).write(to: URL(fileURLWithPath: draft))) != nil, rename(draft, path) == 0
        else { throw HTTPFaceError.addressFile(path: path) }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: draft)
        try? FileManager.default.removeItem(atPath: path)
    }
}
