import Foundation

/// Where a demonstration keeps everything: mode 0700, its files 0600.
struct DemoFolder: Sendable {
    let root: URL

    /// A new folder under the temporary one. Throws ``OperatorFailure``.
    init() throws(OperatorFailure) {
        let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        var template = Array(parent.appendingPathComponent("alp-demo-XXXXXX").path.utf8CString)
        guard mkdtemp(&template) != nil else {
            throw OperatorFailure(
                .unexpected, "no folder can be made in \(parent.path) (\(String(cString: strerror(errno)))); set TMPDIR")
        }
        let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        root = URL(fileURLWithPath: path)
        for folder in ["stores", "logs", "addresses"] { try make(folder) }
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

    func remove() { try? FileManager.default.removeItem(at: root) }
}
