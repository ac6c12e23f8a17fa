/// How long to wait before an attempt: a pure function, so that a test knows it.
package struct RetryPolicy: Hashable, Sendable {
    package var first: Duration
    package var longest: Duration

    package init(first: Duration = .milliseconds(20), longest: Duration = .seconds(5)) {
        self.first = first
        self.longest = longest
    }

    /// Doubles from `first` up to `longest`, times 0.5 to 1.5 by the seed, so that instances which failed together
    /// don't come back together.
    ///
    /// - Parameter attempt: 1 for the wait after the first failure.
    package func delay(attempt: Int, seed: UInt64) -> Duration {
        let doublings = min(max(attempt - 1, 0), 20)
        let plain = min(first * (1 << doublings), longest)
        // SplitMix64's finaliser: a well mixed number from (seed, attempt) without a generator's state.
        var mixed = seed &+ UInt64(attempt) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return plain / 2 + plain * Int(mixed % 1001) / 1000
    }
}
