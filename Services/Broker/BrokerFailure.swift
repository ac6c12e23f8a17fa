import Messages

/// Why the broker did not start, each with its exit code (sysexits.h).
enum BrokerFailure: Error, Equatable, CustomStringConvertible {
    /// A flag that says nothing useful. 64, EX_USAGE.
    case usage(String)
    /// A catalogue that cannot be used. 65, EX_DATAERR.
    case catalogue(TopicCatalogueError)
    /// A file or socket that cannot be made. 73, EX_CANTCREAT.
    case cannotCreate(String)
    /// librdkafka refused what it never should. 70, EX_SOFTWARE.
    case library(String)

    var exitCode: Int32 {
        switch self {
        case .usage: 64
        case .catalogue: 65
        case .cannotCreate: 73
        case .library: 70
        }
    }

    var description: String {
        switch self {
        case .usage(let text), .cannotCreate(let text), .library(let text): text
        case .catalogue(let error): "--topics \(error)"
        }
    }
}
