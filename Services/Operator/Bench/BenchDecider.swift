import Deciding

/// Counts what a request asks for against a limit: the same decision as the peer's (Scripts/bench/faststream_hop.py).
struct BenchDecider: Decider {
    struct State: Codable, Hashable, Sendable {
        var request = ""
        var phase = "open"
        var records = 0
        var trainees = 0
        var limit = 1_000_000
        var hours = 0
        var refused = 0
        var requestRevision = 0
        var departement = ""
        var uai = ""
        var training = ""
        var halfDays: [String] = []
    }

    var initial: State { State() }

    func decide(_ request: BenchRequest, on state: State, given facts: Facts<Void>) throws -> [BenchDecision] {
        let fits = state.trainees + request.trainees <= state.limit
        return [
            BenchDecision(
                request: request.request, record: state.records + 1, outcome: fits ? "counted" : "refused",
                campaign: request.campaign, campaignRevision: request.campaignRevision,
                requestRevision: request.requestRevision, departement: request.departement,
                uai: request.establishment.uai, training: request.training.code, asked: request.trainees,
                trainees: state.trainees + (fits ? request.trainees : 0), limit: state.limit,
                hours: state.hours + (fits ? request.training.hours : 0), halfDays: request.halfDays,
                pilot: request.pilot.person)
        ]
    }

    func evolve(_ state: State, by event: BenchDecision) -> State {
        let isCounted = event.outcome == "counted"
        return State(
            request: event.request, phase: isCounted ? "open" : "full", records: event.record,
            trainees: event.trainees, limit: state.limit, hours: event.hours,
            refused: state.refused + (isCounted ? 0 : 1), requestRevision: event.requestRevision,
            departement: event.departement, uai: event.uai, training: event.training, halfDays: event.halfDays)
    }
}
