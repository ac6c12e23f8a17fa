/// Errors that the broker shall answer instead of doing what it was asked: `produce:NOT_ENOUGH_REPLICAS:3`.
struct Injection: Equatable, Sendable {
    /// A kind of request, with its number in the Kafka protocol.
    enum Request: String, CaseIterable, Sendable {
        case produce, fetch, metadata, commit, join, sync, heartbeat, leave
        case listOffsets = "list-offsets"
        case offsetFetch = "offset-fetch"
        case findCoordinator = "find-coordinator"
        case initProducerId = "init-producer-id"

        var apiKey: Int16 {
            switch self {
            case .produce: 0
            case .fetch: 1
            case .listOffsets: 2
            case .metadata: 3
            case .commit: 8
            case .offsetFetch: 9
            case .findCoordinator: 10
            case .join: 11
            case .heartbeat: 12
            case .leave: 13
            case .sync: 14
            case .initProducerId: 22
            }
        }

        /// The kind of that name. Throws the line that says which there are.
        init(named name: String) throws(BrokerFailure) {
            guard let request = Self(rawValue: name) else {
                let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
                throw .usage("injection \(name.debugDescription): no such request; write one of \(names)")
            }
            self = request
        }
    }

    var request: Request
    /// librdkafka's code of the error.
    var code: Int32
    /// How many requests get it. 1 to 10,000.
    var count: Int

    /// Reads `REQUEST:ERROR:COUNT`. `codes` maps librdkafka's error names to their codes.
    init(_ text: String, codes: [String: Int32]) throws(BrokerFailure) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else {
            throw .usage(
                "injection \(text.debugDescription): write REQUEST:ERROR:COUNT, such as produce:NOT_ENOUGH_REPLICAS:3")
        }
        request = try Request(named: parts[0])
        guard let code = codes[parts[1]] else {
            throw .usage(
                "injection \(text.debugDescription): no error \(parts[1].debugDescription) is known; "
                    + "write Kafka's name, such as NOT_ENOUGH_REPLICAS, or _TRANSPORT to cut the connection")
        }
        self.code = code
        guard let count = Int(parts[2]), (1...10_000).contains(count) else {
            throw .usage("injection \(text.debugDescription): write a count from 1 to 10000")
        }
        self.count = count
    }
}
