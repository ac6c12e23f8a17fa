/// Whether the brokers are away, so that an outage is said once and its end once. Pure; the caller logs.
struct Outage: Equatable, Sendable {
    /// The names of the errors said since all was well.
    private var said: Set<String> = []
    private(set) var isGoingOn = false

    /// An error that concerns the connection as a whole. True: it is new in this outage and should be logged.
    mutating func failed(_ error: KafkaError) -> Bool {
        isGoingOn = true
        return said.insert(error.name).inserted
    }

    /// Something came from a broker. True: an outage is over, and that should be logged.
    mutating func heard() -> Bool {
        guard isGoingOn else { return false }
        self = Outage()
        return true
    }
}
