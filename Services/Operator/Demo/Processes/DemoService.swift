/// The services of the spring, in the order of the road that a request takes.
enum DemoService: String, CaseIterable, Sendable, Hashable {
    case intake
    case validation
    case scheduling
    case notifications

    /// The command beside `alp`.
    var program: String { "alp-\(rawValue)" }
}

/// One process of a service; several of one service share its store.
struct DemoInstance: Hashable, Sendable, CustomStringConvertible {
    let service: DemoService
    /// 1, 2, 3 …
    let number: Int

    var description: String { number == 1 ? service.rawValue : "\(service.rawValue)-\(number)" }
}
