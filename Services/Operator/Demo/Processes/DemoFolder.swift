import Foundation
import Pages

/// Where a demonstration keeps everything: mode 0700, its files 0600.
struct DemoFolder: Sendable {
    let root: URL

    /// A new folder: the one that was named, else one under the temporary one. Throws ``OperatorFailure``.
    init(_ named: String? = nil) throws(OperatorFailure) {
        if let named {
            root = URL(fileURLWithPath: named).standardizedFileURL
            guard mkdir(root.path, 0o700) == 0 else {
                throw OperatorFailure(
                    .usage,
                    "--folder \(SafeText.line(named)) can't be made (\(String(cString: strerror(errno)))); "
                        + "name one that isn't there yet")
            }
        } else {
            root = try Self.temporary()
        }
        for folder in ["stores", "logs", "addresses"] { try make(folder) }
    }

    private static func temporary() throws(OperatorFailure) -> URL {
        let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        var template = Array(parent.appendingPathComponent("alp-demo-XXXXXX").path.utf8CString)
        guard mkdtemp(&template) != nil else {
            throw OperatorFailure(
                .unexpected, "no folder can be made in \(parent.path) (\(String(cString: strerror(errno)))); set TMPDIR"
            )
        }
        let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        return URL(fileURLWithPath: path)
    }

    func file(_ name: String) -> URL { root.appendingPathComponent(name) }

    func make(_ name: String) throws(OperatorFailure) {
        do {
            try FileManager.default.createDirectory(
                at: file(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw OperatorFailure(.unexpected, "\(file(name).path) can't be made")
        }
    }

    func write(_ data: Data, to name: String) throws(OperatorFailure) {
        let path = file(name).path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw OperatorFailure(.unexpected, "\(path) can't be written") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: data)
        } catch {
            throw OperatorFailure(.unexpected, "\(path) can't be written")
        }
    }

    /// Tokens, link key, spool: made for this run.
    func furnish(_ people: DemoPeople) throws(OperatorFailure) {
        try write(people.tokenFile, to: "tokens.json")
        try write(Data(Token.random().text.utf8), to: "link.key")
        try make("letters")
    }

    /// Tokens, stores and addresses are of no use once the processes are gone; letters may still be read.
    ///
    /// - Parameter kept: nil for everything; where nothing is kept, the folder goes too.
    func removeAllBut(_ kept: [String]?) {
        guard let kept else { return }
        guard !kept.isEmpty else {
            try? FileManager.default.removeItem(at: root)
            return
        }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? [] where !kept.contains(name) {
            try? FileManager.default.removeItem(at: file(name))
        }
    }
}
