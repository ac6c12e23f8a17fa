package import Foundation

/// What the configuration reads from disk: an effect, and so a parameter; tests give a dictionary.
package struct ConfigurationFiles: Sendable {
    package struct File: Sendable {
        package var bytes: Data
        /// Permission bits, for instance 0o600.
        package var mode: UInt16

        package init(bytes: Data, mode: UInt16 = 0o600) {
            self.bytes = bytes
            self.mode = mode
        }

        /// A file of secrets may be read by its owner and, for Kubernetes' and systemd's mounts, its group.
        var isClosedToOthers: Bool { mode & 0o007 == 0 }
    }

    /// Throws a `Refusal`, or Foundation's error, when there is nothing to read.
    package var read: @Sendable (_ path: String) throws -> File

    package init(read: @escaping @Sendable (_ path: String) throws -> File) { self.read = read }

    /// Why a file was not taken, in words that fit after "FILE: ".
    package struct Refusal: Error, Equatable {
        package var reason: String
        package init(_ reason: String) { self.reason = reason }
    }

    /// The disk. A file above 1 MiB is refused: no configuration is that long.
    package static let disk = ConfigurationFiles { path in
        let handle = open(path, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { throw Refusal(String(cString: strerror(errno))) }
        let file = FileHandle(fileDescriptor: handle, closeOnDealloc: true)
        // Asked of the open file and not of the path, so that what is judged is what is read.
        var status = stat()
        guard fstat(handle, &status) == 0 else { throw Refusal(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw Refusal("Is a directory") }
        let limit = 1 << 20
        let bytes = try file.read(upToCount: limit + 1) ?? Data()
        guard bytes.count <= limit else { throw Refusal("Larger than 1 MiB") }
        return File(bytes: bytes, mode: UInt16(status.st_mode & 0o777))
    }
}

package enum ConfigurationProcess {
    /// Files this process makes from now on are readable by its user alone (SECURITY, "Secrets"). Returns the mask
    /// that was set before. Process-wide: called once, first thing in `main`.
    @discardableResult
    package static func makeFilesPrivate() -> UInt16 { UInt16(umask(0o077)) }
}
