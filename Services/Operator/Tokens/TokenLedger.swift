import Foundation
import Pages

/// A service's token file, as the one place that adds to it sees it.
struct TokenLedger {
    let path: String

    /// Adds an entry. Written beside and renamed, so that a service sees all or nothing; two that add at once wait for
    /// each other. The file keeps its owner and has mode 0600.
    ///
    /// Throws a failure of usage when the file can't be taken or wouldn't be good afterwards; then it is left as it
    /// was.
    func add(_ entry: TokenEntry) throws(OperatorFailure) {
        // The folder is locked: a lock on a file that is replaced guards nothing.
        let folder = (path as NSString).deletingLastPathComponent
        let lock = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw failure("can't be written (\(Self.reason)); name a folder you may write to") }
        defer { close(lock) }
        guard flock(lock, LOCK_EX) == 0 else { throw failure("can't be locked (\(Self.reason))") }

        let (lines, owner) = try present()
        let text = "{\"tokens\": [\n" + (lines + [entry.json]).map { "  \($0)" }.joined(separator: ",\n") + "\n]}\n"
        do {
            _ = try TokenSet(json: Data(text.utf8))
        } catch {
            throw failure("can't take the entry: \(error)")
        }
        try replace(with: text, owner: owner)
    }

    private static var reason: String { String(cString: strerror(errno)) }

    private func failure(_ fault: String) -> OperatorFailure {
        OperatorFailure(.usage, "--file \(path) \(fault)")
    }

    /// The entries as they stand, one a line, and whose file it is; none where there is no file.
    private func present() throws(OperatorFailure) -> (lines: [String], owner: (uid_t, gid_t)?) {
        guard let status = FileStatus(path: path) else {
            guard errno == ENOENT else { throw failure("can't be read (\(Self.reason))") }
            return ([], nil)
        }
        do {
            // Judged as the service will judge it: a regular file, mode 0600, sound entries.
            if !status.isRegular { throw TokenFileError.notAFile(path: path) }
            _ = try TokenFile(path: path)
        } catch {
            throw OperatorFailure(.usage, "\(error)")
        }
        guard let data = FileManager.default.contents(atPath: path),
            let document = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let entries = document["tokens"] as? [Any]
        else { throw failure("can't be read again; is another program writing it?") }
        let lines = entries.compactMap { entry in
            (try? JSONSerialization.data(withJSONObject: entry, options: [.sortedKeys, .withoutEscapingSlashes])).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        guard lines.count == entries.count else { throw failure("holds an entry that can't be written again") }
        return (lines, (status.owner, status.group))
    }

    private func replace(with text: String, owner: (uid_t, gid_t)?) throws(OperatorFailure) {
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw failure("can't be written (\(Self.reason)); name a folder you may write to")
        }
        let bytes = Array(text.utf8)
        let isWritten = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count
        // The service reads only its own user's file, or root's.
        let isOwned = owner.map { fchown(descriptor, $0.0, $0.1) == 0 } ?? true
        let isKept = isWritten && isOwned && fsync(descriptor) == 0
        let reason = Self.reason
        guard close(descriptor) == 0, isKept, rename(draft, path) == 0 else {
            let latest = isKept ? Self.reason : reason
            unlink(draft)
            throw failure("can't be written (\(latest)); it is as it was")
        }
    }
}
