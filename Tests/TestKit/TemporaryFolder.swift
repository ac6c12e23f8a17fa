package import Foundation

/// A folder of its own under the system's temporary one, removed with everything in it when this object goes.
///
/// The path is short, because a Unix socket's path may have 107 bytes at most.
package final class TemporaryFolder: Sendable {
    package let url: URL
    package var path: String { url.path }

    package init() throws {
        var random = SystemRandomNumberGenerator()
        let name = "alp-" + String(random.next(), radix: 36)
        url = FileManager.default.temporaryDirectory.appendingPathComponent(name, isDirectory: true)
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    /// Writes a file of that name and gives its place back.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> URL {
        let file = file(name)
        try Data(text.utf8).write(to: file)
        return file
    }
}
