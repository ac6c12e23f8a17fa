/// Why a service can't go on: one line and an exit code (sysexits.h). What may pass is waited for instead.
package struct RuntimeFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Int32, Sendable {
        /// A wrong flag, variable or file: 64.
        case usage = 64
        /// Data that isn't as it must be: a store that is corrupt or newer than the program: 65.
        case data = 65
        /// A fault of the program's, or a client that can't keep its guarantee any more: 70.
        case software = 70
        /// The operating system refused: a port in use, a file that can't be made: 71.
        case system = 71
        /// The configuration doesn't fit the world: another environment's store, another cluster: 78.
        case configuration = 78
    }

    package var code: Code
    package var line: String

    package init(_ code: Code, _ line: String) {
        self.code = code
        self.line = line
    }

    package var description: String { line }
}
