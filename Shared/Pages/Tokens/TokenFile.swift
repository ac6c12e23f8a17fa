import Foundation
import Synchronization
package import Vocabulary

/// The tokens in use, and the file they come from; safe to use from any thread.
package final class TokenFile: Sendable {
    private let path: String?
    private let current: Mutex<TokenSet>

    /// Tokens without a file: for tests, and for a face where nobody may do anything guarded.
    package init(_ tokens: TokenSet) {
        path = nil
        current = Mutex(tokens)
    }

    /// Reads the file; it must be a regular one of this user or root, with mode 0600 or less. Blocks.
    /// - Throws: ``TokenFileError``
    package init(path: String) throws {
        self.path = path
        current = Mutex(try Self.read(path))
    }

    /// Reads the file again, on SIGHUP. Where it can't be taken, what stood before stays in use. Blocks.
    /// - Returns: how many tokens are known now.
    /// - Throws: ``TokenFileError``, for the caller to log.
    @discardableResult
    package func reload() throws -> Int {
        guard let path else { return current.withLock { $0.count } }
        let fresh = try Self.read(path)
        current.withLock { $0 = fresh }
        return fresh.count
    }

    package func caller(presenting token: Token, now: Instant) -> Caller? {
        current.withLock { $0 }.caller(presenting: token, now: now)
    }

    private static let sizeLimit = 1 << 20

    private static func read(_ path: String) throws -> TokenSet {
        // Opened first and judged by its descriptor, so that what is judged is what is read. Not blocking: a named pipe
        // must be refused and not waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw TokenFileError.unreadable(path: path, code: errno) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw TokenFileError.unreadable(path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw TokenFileError.notAFile(path: path) }
        guard status.st_mode & 0o077 == 0 else {
            throw TokenFileError.tooOpen(path: path, mode: "0" + String(status.st_mode & 0o777, radix: 8))
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else { throw TokenFileError.foreignOwner(path: path) }
        guard status.st_size <= sizeLimit else { throw TokenFileError.tooLarge(path: path) }
        guard let data = try? handle.readToEnd() ?? Data() else {
            throw TokenFileError.unreadable(path: path, code: EIO)
        }
        do {
            return try TokenSet(json: data)
        } catch let fault as TokenFileError {
            throw TokenFileError.inFile(path: path, fault)
        }
    }
}
