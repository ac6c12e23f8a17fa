/// What a staff function's digest counts, in its own départements.
package struct DigestFigures: Hashable, Sendable {
    package var stages: [RequestFile.Stage: Int]
    /// Letters that wait for « bon à envoyer »; the Dfie's alone.
    package var awaitingRelease: Int
    /// Letters that couldn't go; the Dfie's alone.
    package var failed: Int

    package init(stages: [RequestFile.Stage: Int] = [:], awaitingRelease: Int = 0, failed: Int = 0) {
        self.stages = stages
        self.awaitingRelease = awaitingRelease
        self.failed = failed
    }

    /// Nothing waits for anybody: no digest is written.
    package var isEmpty: Bool {
        awaitingRelease == 0 && failed == 0
            && !stages.contains { $0.value > 0 && $0.key != .published && $0.key != .ended }
    }
}
