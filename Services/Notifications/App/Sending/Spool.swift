import Foundation
import ServiceKit
import Vocabulary

/// The folder of letters that may go (SECURITY: edges): mode 0700, files 0600, named by the letter's identifier, made
/// once and never written over, no symbolic links followed. A mail server's program takes them from here.
///
/// Used by one thread at a time, under the folder's lock; several processes on one folder take turns.
final class Spool: Sendable {
    /// Differs from that of every other spool.
    let identity: String
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
        guard lockFile >= 0, let identity = Self.identity(in: folder) else {
            throw refused("can't be written (\(Self.fault))")
        }
        self.identity = identity
    }

    deinit {
        close(lockFile)
        close(folder)
    }

    /// Whether this process may write now; another one may hold the folder. Kept until the process ends.
    func lock() -> Bool { flock(lockFile, LOCK_EX | LOCK_NB) == 0 }

    /// Writes a letter's file under a hidden name, whole or not at all, in place of what a crash left there: nobody
    /// takes it yet. On the disk once `sync` has returned.
    ///
    /// - Throws: `SpoolError`, also where something stands at the name that the file is to get.
    func prepare(_ letter: LetterID, _ bytes: [UInt8]) throws {
        guard try !stands("\(letter).eml") else { throw SpoolError.foreign("\(letter).eml") }
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
        guard renameat(folder, part, folder, Self.hidden(letter)) == 0 else {
            throw SpoolError.system("name a file", Self.fault)
        }
    }

    /// Letters whose hidden files stand.
    func ready() throws -> [LetterID] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw SpoolError.system("list the folder", Self.fault)
        }
        return names.filter { $0.hasPrefix(".") && $0.hasSuffix(Self.ending) }.sorted()
            .compactMap { try? LetterID(String($0.dropFirst().dropLast(Self.ending.count))) }
    }

    /// Gives a hidden file the name under which a mail program takes it. A rename, since it happens once: two names for
    /// a moment would be two letters after a crash.
    ///
    /// - Throws: `SpoolError`.
    func name(_ letter: LetterID) throws {
        let name = "\(letter).eml"
        guard try !stands(name) else { throw SpoolError.foreign(name) }
        guard renameat(folder, Self.hidden(letter), folder, name) == 0 else {
            throw SpoolError.system("name a file", Self.fault)
        }
    }

    /// Takes a hidden file away, where there is one.
    func discard(_ letter: LetterID) { unlinkat(folder, Self.hidden(letter), 0) }

    private static let ending = ".ready"
    private static func hidden(_ letter: LetterID) -> String { ".\(letter)\(ending)" }

    /// Brings the folder's entries to the disk.
    func sync() throws {
        guard fsync(folder) == 0 else { throw SpoolError.system("sync the folder", Self.fault) }
    }

    /// Whether anything stands there, a link included. Only this user can put something there meanwhile.
    private func stands(_ name: String) throws -> Bool {
        var status = stat()
        if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return true }
        guard errno == ENOENT else { throw SpoolError.system("look for a file", Self.fault) }
        return false
    }

    /// The folder's own name, drawn once and kept in it: the ledger says by it which spool took a letter.
    private static func identity(in folder: Int32) -> String? {
        let file = openat(folder, ".name", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
        // Instances that begin on a new folder at once agree on one name.
        guard flock(file, LOCK_EX) == 0 else { return nil }
        let kept = String(decoding: (try? handle.read(upToCount: 100)) ?? Data(), as: UTF8.self)
        if kept.utf8.count == 36 { return kept }
        let drawn = UUID().uuidString
        guard ftruncate(file, 0) == 0, lseek(file, 0, SEEK_SET) == 0,
            (try? handle.write(contentsOf: Data(drawn.utf8))) != nil, fsync(file) == 0, fsync(folder) == 0
        else { return nil }
        return drawn
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
    /// Something stands at a letter's name before the letter does.
    case foreign(String)

    var description: String {
        switch self {
        case .system(let operation, let fault): "spool: \(operation): \(fault)"
        case .foreign(let name): "spool: \(name) stands and isn't that letter: look at it, and take it away"
        }
    }
}
