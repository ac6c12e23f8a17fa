import Foundation
import Logging
import Pages
import Synchronization

/// Writes the address file once both listeners are open: `{"business":"127.0.0.1:8080","operator":"127.0.0.1:41234"}`.
final class BoundAddresses: Sendable {
    private let file: String?
    private let logger: Logger
    private let addresses = Mutex<[String: String]>([:])

    init(file: String?, logger: Logger) {
        self.file = file
        self.logger = logger
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
            logger.error("address file \(file) can't be written; give a path in a folder this user may write to")
        }
    }
}
