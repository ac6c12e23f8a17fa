/// Why a face can't start: one clear line, each with what to do.
package enum HTTPFaceError: Error, Hashable, Sendable, CustomStringConvertible {
    case badAddress(String)
    case portInUse(ListenAddress)
    case notPermitted(ListenAddress)
    /// The host isn't one of this machine's, or its name is unknown.
    case unknownHost(ListenAddress)
    /// The operator listener isn't on loopback, and nobody asked for that.
    case notLoopback(ListenAddress)
    case cannotListen(ListenAddress, code: Int32)
    case addressFile(path: String)

    package var description: String {
        switch self {
        case .badAddress(let text):
            "address \"\(text)\" isn't HOST:PORT with a port from 0 to 65535; maybe 127.0.0.1:8080 or [::1]:8080"
        case .portInUse(let address):
            "address \(address) is in use by another program; stop it or give another port"
        case .notPermitted(let address):
            "address \(address) can't be taken without more rights; give a port above 1023"
        case .unknownHost(let address):
            "address \(address): this machine has no such host; give one of its own addresses or 127.0.0.1"
        case .notLoopback(let address):
            "operator address \(address) isn't loopback; give 127.0.0.1, or ask for another one explicitly"
        case .cannotListen(let address, let code):
            "address \(address) can't be listened on (errno \(code))"
        case .addressFile(let path):
            "address file \(path) can't be written; give a path in a folder this user may write to"
        }
    }
}
