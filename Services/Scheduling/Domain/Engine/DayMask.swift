/// A set of days, numbered among the campaign's open ones.
package struct DayMask: Hashable, Sendable {
    /// A whole school year has fewer weekdays.
    package static let most = 320

    private var words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0))

    package init() {}

    package static func & (left: DayMask, right: DayMask) -> DayMask {
        var result = left
        result.words.0 &= right.words.0
        result.words.1 &= right.words.1
        result.words.2 &= right.words.2
        result.words.3 &= right.words.3
        result.words.4 &= right.words.4
        return result
    }

    package static func | (left: DayMask, right: DayMask) -> DayMask {
        var result = left
        result.words.0 |= right.words.0
        result.words.1 |= right.words.1
        result.words.2 |= right.words.2
        result.words.3 |= right.words.3
        result.words.4 |= right.words.4
        return result
    }

    package func subtracting(_ other: DayMask) -> DayMask {
        var result = self
        result.words.0 &= ~other.words.0
        result.words.1 &= ~other.words.1
        result.words.2 &= ~other.words.2
        result.words.3 &= ~other.words.3
        result.words.4 &= ~other.words.4
        return result
    }

    package func contains(_ day: Int) -> Bool { word(day >> 6) >> UInt64(day & 63) & 1 == 1 }

    package mutating func insert(_ day: Int) { set(day >> 6, word(day >> 6) | 1 << UInt64(day & 63)) }

    package mutating func remove(_ day: Int) { set(day >> 6, word(day >> 6) & ~(1 << UInt64(day & 63))) }

    package var isEmpty: Bool { words.0 | words.1 | words.2 | words.3 | words.4 == 0 }

    package var count: Int {
        words.0.nonzeroBitCount + words.1.nonzeroBitCount + words.2.nonzeroBitCount + words.3.nonzeroBitCount
            + words.4.nonzeroBitCount
    }

    package static func == (left: DayMask, right: DayMask) -> Bool {
        left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
            && left.words.3 == right.words.3 && left.words.4 == right.words.4
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
        hasher.combine(words.4)
    }

    private func word(_ index: Int) -> UInt64 {
        switch index {
        case 0: words.0
        case 1: words.1
        case 2: words.2
        case 3: words.3
        default: words.4
        }
    }

    private mutating func set(_ index: Int, _ word: UInt64) {
        switch index {
        case 0: words.0 = word
        case 1: words.1 = word
        case 2: words.2 = word
        case 3: words.3 = word
        default: words.4 = word
        }
    }
}
