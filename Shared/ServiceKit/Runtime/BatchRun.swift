package import Store

/// One batch until it is committed or given up: what a failure calls for is `ProcessorState`'s to say, where reading
/// stands `ReadingPositions`'. The processor's loop and the simulation's, so that what the simulation proves is what
/// runs.
///
/// **An aborted batch is run again before anything later of its partition** (HEART: else records are lost).
package enum BatchRun {
    package enum End {
        case handled
        /// Everything that is buffered must be dropped, and the partitions assigned anew from the store.
        case reassign
        case hold(Duration)
        /// The first of these records fails for good and isn't poison.
        case stopped([Reading], any Error)
    }

    /// - Parameters:
    ///   - waited: since the batch was first tried.
    ///   - commit: one transaction over these records and moves.
    ///   - failed: told of each failure before it is acted on; waits where that is the action. False gives the batch
    ///     up.
    package static func run<Escape: Error>(
        _ batch: [Reading], from reading: inout ReadingPositions, _ state: ProcessorState, waited: () -> Duration,
        commit: ([Reading], [Positions.Move]) throws -> Void,
        failed: (any Error, ProcessorState.Failure, ProcessorState.Action) throws(Escape) -> Bool
    ) throws(Escape) -> End {
        var state = state
        var parts = [batch]
        while let part = parts.first {
            guard let moves = reading.moves(of: part) else { return .reassign }
            let thrown: any Error
            do {
                try commit(part, moves)
                reading.committed(moves)
                state.succeeded()
                parts.removeFirst()
                continue
            } catch {
                thrown = error
            }
            let failure = ProcessorState.failure(of: thrown)
            let action = state.failed(failure, waited: waited())
            guard try failed(thrown, failure, action) else { return .reassign }
            switch action {
            case .runAgain: continue
            case .runOneByOne: parts = part.map { [$0] }
            case .reassign: return .reassign
            case .hold(let delay): return .hold(delay)
            case .stopPartition: return .stopped(part, thrown)
            }
        }
        return .handled
    }
}
