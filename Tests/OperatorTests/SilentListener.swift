import Foundation
import TestKit

/// Takes connections on a port of loopback, as the kernel does for it, and never says a word.
final class SilentListener: Sendable {
    private let socketNumber: Int32
    let url: String

    init() throws {
        let port = try freePort()
        socketNumber = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let number = socketNumber
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, listen(number, 8) == 0 else { throw KitError("port \(port) can't be listened on") }
        url = "http://127.0.0.1:\(port)"
    }

    deinit { close(socketNumber) }
}
