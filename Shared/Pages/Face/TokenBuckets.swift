package import Vocabulary

/// How fast one caller may ask: a token bucket for each, `burst` tokens deep, refilled steadily.
package struct RateLimit: Hashable, Sendable {
    package var perSecond: Double
    package var burst: Double

    /// - Precondition: both above zero.
    package init(perSecond: Double, burst: Double) {
        precondition(perSecond > 0 && burst >= 1)
        self.perSecond = perSecond
        self.burst = burst
    }
}

/// The buckets' state, pure: a caller's key and the time in, an answer out.
///
/// Memory is bounded: once `generation` keys were seen, the older half is forgotten, and a forgotten key starts with a
/// full bucket. Keys come from addresses too, so a sender of many addresses must not make the table grow.
package struct TokenBuckets: Sendable {
    package enum Answer: Hashable, Sendable {
        case allowed
        /// How long until one token is there.
        case refused(retryAfter: Duration)
    }

    private struct Bucket {
        var tokens: Double
        var at: Instant
    }

    private let limit: RateLimit
    private let generation: Int
    private var recent: [String: Bucket] = [:]
    private var older: [String: Bucket] = [:]

    package init(limit: RateLimit, generation: Int = 5000) {
        self.limit = limit
        self.generation = generation
    }

    package var remembered: Int { recent.count + older.count }

    /// A clock that stepped back refills nothing and takes nothing away.
    package mutating func take(_ key: String, now: Instant) -> Answer {
        var bucket = recent[key] ?? older[key] ?? Bucket(tokens: limit.burst, at: now)
        let elapsed = max(0, Double(now.milliseconds - bucket.at.milliseconds) / 1000)
        bucket.tokens = min(limit.burst, bucket.tokens + elapsed * limit.perSecond)
        bucket.at = now
        let answer: Answer
        if bucket.tokens >= 1 {
            bucket.tokens -= 1
            answer = .allowed
        } else {
            answer = .refused(
                retryAfter: .milliseconds(Int64(((1 - bucket.tokens) / limit.perSecond * 1000).rounded(.up))))
        }
        if recent[key] == nil, recent.count >= generation {
            older = recent
            recent = [:]
        }
        older[key] = nil
        recent[key] = bucket
        return answer
    }
}
