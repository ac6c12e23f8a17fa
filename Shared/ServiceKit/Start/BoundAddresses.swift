import Foundation
import Logging
import Pages
import Synchronization

/// Writes the address file once both listeners are open: `{"business":"127.0.0.1:8080","operator":"127.0.0.1:41234"}`.
final class BoundAddresses: Sendable {
    private let file: String?
    private let logger: Logger
    private let fail: @Sendable (RuntimeFailure) -> Void
    private let addresses = Mutex<[String: String]>([:])

    /// - Parameter fail: told that the file can't be written: whoever waits for it would wait for ever.
    init(file: String?, logger: Logger, fail: @escaping @Sendable (RuntimeFailure) -> Void) {
        self.file = file
        self.logger = logger
        self.fail = fail
    }

    func bound(_ name: String, _ address: ListenAddress) {
        logger.info("listening", metadata: ["face": "\(name)", "address": "\(address)"])
        let all = addresses.withLock { addresses in
            addresses[name] = address.description
            return addresses
        }
        guard let file, all.count == 2 else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            try encoder.encode(all).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            fail(
                RuntimeFailure(
                    .system,
                    "--address-file: \(file) can't be written; give a path in a folder this user may write to"))
        }
    }
}
