import Foundation
import Store

/// The lock that gives one SQLite file to one process: `flock` on `PATH.lock`, held until `release`.
///
/// The kernel frees it when the process dies, however it dies, so a lock file that stays behind means nothing. The file
/// is never removed: a process that had opened it before the removal would lock a file that nobody else sees.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `.configuration`, naming the file and, where it can be read, the process that holds it.
    init(beside path: String) throws(StoreError) {
        let lockPath = path + ".lock"
        let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SQLiteFile.refused(path, "can't open \(lockPath)", errno: errno) }
        _ = fchmod(descriptor, 0o600)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = Self.holder(descriptor)
            close(descriptor)
            guard code == EWOULDBLOCK else { throw SQLiteFile.refused(path, "can't lock \(lockPath)", errno: code) }
            throw StoreError(
                .configuration, operation: "open sqlite:\(path)",
                detail: "\(lockPath) is held by \(holder): one process a file; stop it, "
                    + "or use PostgreSQL for several instances")
        }
        self.descriptor = descriptor
        let line = Array("\(getpid())\n".utf8)
        // Only a help for the next reader: the lock holds without it.
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, line, line.count, 0)
    }

    func release() { close(descriptor) }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0, let line = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").first,
            let process = Int32(line)
        else { return "another process" }
        return process == getpid() ? "this process" : "process \(process)"
    }
}
