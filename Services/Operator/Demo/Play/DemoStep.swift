import Vocabulary

/// One act of the play.
enum DemoStep: Equatable, Sendable {
    case publishCampaign
    case importTable(DemoTable)
    /// A day's requests in one file, by a secretary of the Dfie.
    case importRequests([String], DemoFormat)
    /// A pilot writes it and submits it; the other pilots agree by the links in their letters.
    case submit(String)
    /// What is incomplete is settled, the authorities vote; the plan places. Late requests are admitted by the Dfie
    /// where it has come to them.
    case examine(late: Bool)
    /// Each service confirms the dates of its département.
    case confirm
    /// The Dfie lets decisions out.
    case release
    /// « Bon à envoyer ».
    case releaseLetters
}

/// Reference data, each a table of the sample.
enum DemoTable: String, CaseIterable, Sendable {
    case directory
    case trainers
    case absences
    case quotas
    case quotaPeriods = "quota-periods"

    var service: DemoService { self == .directory ? .intake : .scheduling }
    var file: String { "\(rawValue).csv" }
    var path: String { "/imports/\(rawValue)" }
}

/// When an act is played.
struct DemoScene: Equatable, Sendable {
    var at: Instant
    var step: DemoStep
}
