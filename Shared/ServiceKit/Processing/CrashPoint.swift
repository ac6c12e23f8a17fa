/// Named places between the parts of a step, so that a test can kill the process, or a simulation the instance, exactly
/// there. Outside tests nothing is registered and a visit costs one comparison.
package enum CrashPoint: String, Sendable, CaseIterable {
    case seenLocked = "seen-locked"
    case aggregatesLocked = "aggregates-locked"
    case decided = "decided"
    case journalled = "journalled"
    case beforeCommit = "before-commit"
    case afterCommit = "after-commit"
    case published = "published"
    case beforeMark = "before-mark"
    case afterMark = "after-mark"
    case beforeAnswer = "before-answer"
}

package struct CrashPoints: Sendable {
    private let visit: (@Sendable (CrashPoint) throws -> Void)?

    package static let none = CrashPoints(nil)

    /// - Parameter visit: called at each place; throws or kills where the test says so.
    package init(_ visit: (@Sendable (CrashPoint) throws -> Void)?) { self.visit = visit }

    package func at(_ point: CrashPoint) throws {
        guard let visit else { return }
        try visit(point)
    }
}
