import Pages
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct TokenBucketsTests {
    private let limit = RateLimit(perSecond: 2, burst: 3)

    @Test func `a burst passes, the next is told how long to wait, and then passes`() {
        var buckets = TokenBuckets(limit: limit)
        for _ in 0..<3 { #expect(buckets.take("a", now: today) == .allowed) }
        #expect(buckets.take("a", now: today) == .refused(retryAfter: .milliseconds(500)))
        #expect(buckets.take("a", now: today + .milliseconds(400)) == .refused(retryAfter: .milliseconds(100)))
        #expect(buckets.take("a", now: today + .milliseconds(500)) == .allowed)
    }

    @Test func `one caller's haste costs another nothing`() {
        var buckets = TokenBuckets(limit: limit)
        for _ in 0..<4 { _ = buckets.take("a", now: today) }
        #expect(buckets.take("b", now: today) == .allowed)
    }

    @Test func `a bucket never holds more than a burst`() {
        var buckets = TokenBuckets(limit: limit)
        _ = buckets.take("a", now: today)
        let later = today + .seconds(1000)
        for _ in 0..<3 { #expect(buckets.take("a", now: later) == .allowed) }
        #expect(buckets.take("a", now: later) != .allowed)
    }

    @Test func `a clock that steps back refills nothing and blocks nobody for long`() {
        var buckets = TokenBuckets(limit: limit)
        for _ in 0..<3 { _ = buckets.take("a", now: today) }
        let back = today + .seconds(-3600)
        #expect(buckets.take("a", now: back) == .refused(retryAfter: .milliseconds(500)))
        #expect(buckets.take("a", now: back + .milliseconds(500)) == .allowed)
    }

    @Test func `many addresses don't make the table grow, and a steady caller is not forgotten`() {
        var buckets = TokenBuckets(limit: RateLimit(perSecond: 0.001, burst: 1000), generation: 100)
        for number in 0..<10_000 {
            _ = buckets.take("address \(number)", now: today)
            if number < 999 { #expect(buckets.take("steady", now: today) == .allowed) }
        }
        #expect(buckets.remembered <= 200)
        var steady = TokenBuckets(limit: RateLimit(perSecond: 0.001, burst: 50), generation: 100)
        for number in 0..<50 {
            for other in 0..<50 { _ = steady.take("address \(number) \(other)", now: today) }
            #expect(steady.take("steady", now: today) == .allowed)
        }
        #expect(steady.take("steady", now: today) != .allowed)
    }
}
