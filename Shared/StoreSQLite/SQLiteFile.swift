import Foundation
import Store

/// What is checked and made of a store's file before SQLite sees it.
enum SQLiteFile {
    /// The file's one path, links resolved: two names of one file must meet the same lock.
    static func resolve(_ path: String) throws(StoreError) -> String {
        if let real = realPath(path) { return real }
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        guard let real = realPath(folder) else { throw refused(path, "no folder \(folder)", errno: errno) }
        return (real == "/" ? "" : real) + "/" + url.lastPathComponent
    }

    /// Refuses network file systems. Where the system shows no table of mounts there is nothing to go by.
    static func requireLocal(_ path: String) throws(StoreError) {
        guard let text = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else { return }
        if let type = MountTable(mountInfo: text).type(of: path), MountTable.isNetwork(type) {
            throw StoreError(
                .configuration, operation: "open sqlite:\(path)",
                detail: "the file would be on \(type), a network file system, where locks can't be trusted: "
                    + "put it on a local disk")
        }
    }

    /// Makes the file with mode 0600, or narrows the mode of one that is there, with its WAL. SQLite gives WAL and
    /// shared memory the mode of the file itself, so no umask has to be set, which would be the whole process's.
    static func createPrivate(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw refused(path, "can't open it for writing", errno: errno) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw refused(path, "can't set its mode to 0600", errno: errno) }
        for companion in [path + "-wal", path + "-shm"] { _ = chmod(companion, 0o600) }
    }

    static func refused(_ path: String, _ what: String, errno code: Int32) -> StoreError {
        let kind: StoreError.Kind = code == ENOSPC || code == EDQUOT ? .full : .configuration
        return StoreError(
            kind, operation: "open sqlite:\(path)", detail: "\(what): \(String(cString: strerror(code)))")
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
