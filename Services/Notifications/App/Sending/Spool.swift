import Foundation
import NotificationsDomain
import ServiceKit
import Vocabulary

/// The folder of letters that may go (SECURITY: edges): mode 0700, files 0600, named by the letter's identifier, made
/// once and never written over, no symbolic links followed. A mail server's program takes them from here.
///
/// Used by one thread at a time, under the folder's lock; several processes on one folder take turns.
final class Spool: Sendable {
    private let path: String
    private let folder: Int32
    private let lockFile: Int32

    /// Makes the folder where there is none. Blocks.
    ///
    /// - Throws: `ConfigurationError` where it isn't a folder of this user that nobody else can enter.
    init(path: String) throws {
        func refused(_ why: String) -> ConfigurationError { ConfigurationError("--spool \(path): \(why)") }
        self.path = path
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw refused("can't be made (\(Self.fault))") }
        folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { throw refused("isn't a folder, or a link to one (\(Self.fault))") }
        var status = stat()
        guard fstat(folder, &status) == 0, status.st_uid == geteuid() else { throw refused("belongs to another user") }
        guard status.st_mode & 0o077 == 0 else { throw refused("others may enter it; chmod 700 it") }
        lockFile = openat(folder, ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard lockFile >= 0 else { throw refused("can't be written (\(Self.fault))") }
    }

    deinit {
        close(lockFile)
        close(folder)
    }

    /// Whether this process may write now; another one may hold the folder. Kept until the process ends.
    func lock() -> Bool { flock(lockFile, LOCK_EX | LOCK_NB) == 0 }

    enum Outcome: Hashable, Sendable {
        case written
        /// It stood already, with these letter's bytes: a crash came between the file and the ledger.
        case stood
    }

    /// Puts a letter's file there, whole or not at all. On the disk once `sync` has returned.
    ///
    /// - Throws: `SpoolError`.
    func put(_ letter: LetterID, _ bytes: [UInt8], documentHash: ContentHash) throws -> Outcome {
        let name = "\(letter).eml"
        if let outcome = try standing(name, documentHash) { return outcome }
        let part = ".\(letter).part"
        // What a crash left is ours: the lock says that nobody else writes here.
        unlinkat(folder, part, 0)
        let file = openat(folder, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SpoolError.system("make a file", Self.fault) }
        do {
            defer { close(file) }
            try write(bytes, to: file)
            guard fsync(file) == 0 else { throw SpoolError.system("sync a file", Self.fault) }
        } catch {
            unlinkat(folder, part, 0)
            throw error
        }
        // A link, since it never replaces what stands, as a rename would.
        let isLinked = linkat(folder, part, folder, name, 0) == 0
        let code = errno
        unlinkat(folder, part, 0)
        if isLinked { return .written }
        if code == EEXIST, let outcome = try standing(name, documentHash) { return outcome }
        throw SpoolError.system("name a file", String(cString: strerror(code)))
    }

    /// Whether the letter's file stands.
    func stands(_ letter: LetterID, documentHash: ContentHash) throws -> Bool {
        try standing("\(letter).eml", documentHash) != nil
    }

    /// Brings the folder's entries to the disk.
    func sync() throws {
        guard fsync(folder) == 0 else { throw SpoolError.system("sync the folder", Self.fault) }
    }

    /// nil: nothing of that name stands.
    private func standing(_ name: String, _ documentHash: ContentHash) throws -> Outcome? {
        let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw SpoolError.foreign(name)
        }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        let head = (try? handle.read(upToCount: 8192)) ?? Data()
        let line = Data("\r\n\(MailFile.documentHeader): \(documentHash)\r\n".utf8)
        guard head.range(of: line) != nil else { throw SpoolError.foreign(name) }
        return .stood
    }

    private func write(_ bytes: [UInt8], to file: Int32) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SpoolError.system("write a file", Self.fault) }
            written += count
        }
    }

    private static var fault: String { String(cString: strerror(errno)) }
}

/// Why a letter's file doesn't stand. Names no person: files are named by letters.
enum SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
    case system(String, String)
    /// A file of a letter's name that isn't that letter.
    case foreign(String)

    var description: String {
        switch self {
        case .system(let operation, let fault): "spool: \(operation): \(fault)"
        case .foreign(let name): "spool: \(name) stands and isn't that letter: look at it, and take it away"
        }
    }
}
