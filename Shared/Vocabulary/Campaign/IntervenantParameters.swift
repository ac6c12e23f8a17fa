/// I1: led by trainers of both degrees together.
package struct I1Parameters: Codable, Hashable, Sendable {
    /// First-degree trainers of a group, at least.
    package var leastFirstDegree: Parameter<Int>

    package init(
        leastFirstDegree: Parameter<Int>
    ) {
        self.leastFirstDegree = leastFirstDegree
    }
}
